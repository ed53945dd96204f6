import { type LineRule, programs, settingFiles } from '../riskRule.ts';

/** Certificates, ciphers, tokens and cookies. */
export const secrecyRules: readonly LineRule[] = [
  {
    id: 'tls-check-off',
    severity: 'error',
    message: 'It trusts any server that answers, as certificates are not checked.',
    safer: 'Give the authority that signed the certificate, or repair the certificate.',
    files: [...programs, ...settingFiles, 'shell'],
    view: 'code',
    pattern:
      /\brejectUnauthorized['"]?\s*[:=]\s*false\b|\bNODE_TLS_REJECT_UNAUTHORIZED['"\]]*\s*[:=]\s*['"]?0\b|\bstrictSSL['"]?\s*:\s*false\b|\bverify\s*=\s*False\b|\b_create_unverified_context\b|\bCERT_NONE\b|\bcheck_hostname\s*=\s*False\b|\bssl\s*=\s*False\b|\bInsecureSkipVerify:\s*true\b|\bInsecureSkipVerify\s*=\s*true\b|\b[tT]rust_?All\w*|\b(?:Naive|Insecure|Accept\w*All|Dummy|Blind)\w*TrustManager\b|\bhostnameVerifier\s*\{[^}]*->\s*true\s*\}|['"]verify['"]\s*=>\s*false\b|\bNoopHostnameVerifier\b|\b[dD]isable_?(?:Hostname_?Verification|Ssl_?Verif\w*|Cert\w*_?(?:Check|Verif|Valid)\w*)['"]?\s*[,=:(]\s*['"]?true\b|\bALLOW_ALL_HOSTNAME_VERIFIER\b|\bInsecureTrustManagerFactory\b|[hH]ostnameVerifier\(\s*\(\w+,\s*\w+\)\s*->\s*true|\bcheckServerTrusted\([^)]*\)\s*(?:throws\s+\w+\s*)?\{\s*\}|\bServerCertificate(?:Custom)?ValidationCallback\s*\+?=[^;]*\btrue\b|\bDangerousAcceptAnyServerCertificateValidator\b|\bVERIFY_NONE\b|\bverify_ssl['"]?\s*(?::|=>|=)\s*false\b|\bCURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:=>|,)\s*(?:false|0)\b|\bverify_peer(?:_name)?['"]\s*=>\s*false|\bdanger_accept_invalid_(?:certs|hostnames)\(\s*true|\binsecure_?[sS]kip_?(?:tls_?)?[vV]erify['"]?\s*[:=]\s*["']?true\b|\btrust_?[sS]erver_?[cC]ertificate['"]?\s*[:=]\s*["']?true\b|\b(?:proxy_)?ssl_verify\s+off\b|\bverify[_-]?[sS]sl['"]?\s*[:=]\s*["']?false\b|\btlsAllowInvalid(?:Certificates|Hostnames)['"]?\s*[:=]\s*["']?true\b|\bsslInvalidHostNameAllowed['"]?\s*[:=]\s*["']?true\b/,
  },
  {
    id: 'connection-not-encrypted',
    severity: 'warning',
    message:
      'The connection to the store is not encrypted: passwords and data can be read on the way.',
    safer: 'Use `sslmode=verify-full` or what the driver calls it.',
    files: [...programs, ...settingFiles],
    view: 'code',
    pattern:
      /\bsslmode['"]?\s*[:=]\s*['"]?disable\b|\buseSSL=false\b|[;"']\s*[eE]ncrypt\s*=\s*false\b/,
    unless: /localhost|127\.0\.0\.1/,
  },
  {
    id: 'old-tls',
    severity: 'warning',
    message: 'It allows versions of TLS or SSL that are broken.',
    safer: 'Allow TLS 1.2 and later only.',
    files: [...programs, ...settingFiles],
    view: 'code',
    pattern:
      /\bminVersion['"]?\s*[:=]\s*['"]TLSv1(?:\.1)?['"]|\bsecureProtocol['"]?\s*[:=]\s*['"](?:SSLv\d|TLSv1_(?:1_)?)|\bMinVersion:\s*tls\.Version(?:TLS1[01]|SSL30)\b|\bPROTOCOL_(?:SSLv[23]|TLSv1(?:_1)?)\b(?!_)|\bssl_protocols\b[^;]*\b(?:SSLv[23]|TLSv1(?:\.1)?)[\s;]|\bSecurityProtocolType\.(?:Ssl3|Tls|Tls11)\b|\bSSLContext\.getInstance\(\s*"(?:SSL|SSLv3|TLSv1(?:\.1)?)"/,
  },
  {
    id: 'weak-password-hash',
    severity: 'warning',
    message: 'MD5 and SHA-1 are too quick and too weak for passwords, tokens and signatures.',
    safer: 'Use argon2, scrypt or bcrypt for passwords, and HMAC with SHA-256 for signatures.',
    files: programs,
    view: 'code',
    pattern:
      /^(?=.*(?:passw|pwd|token|secret|signature|credential|auth)).*(?:\bcreate(?:Hash|Hmac)\(\s*['"](?:md5|sha1)|\bhashlib\.(?:md5|sha1)\(|\bMessageDigest\.getInstance\(\s*"(?:MD5|SHA-?1)"|\b(?:md5|sha1)\.(?:New|Sum)\(|\b(?:MD5|SHA1)\.(?:Create|HashData)\(|\bDigest::(?:MD5|SHA1)\b|(?<![\w.$>])(?:md5|sha1)\(|\bMd5::(?:new|digest))/i,
  },
  {
    id: 'weak-cipher',
    severity: 'warning',
    message: 'The cipher or its mode is broken: what it hides can be read or forged.',
    safer: 'Use AES-GCM or ChaCha20-Poly1305 with a fresh nonce.',
    files: programs,
    view: 'code',
    pattern:
      /\bcreate(?:Cipher|Decipher)(?:iv)?\(\s*['"](?:des|des3|rc4|bf|aes-\d{3}-ecb)\b|\bcreateCipher\(|\bCipher\.getInstance\(\s*"(?:DES|DESede|RC4|ARCFOUR|AES\/ECB)|\b(?:DES3?|ARC4|Blowfish)\.new\(|\bMODE_ECB\b|\b(?:des|rc4)\.New(?:TripleDES)?Cipher\(|\bCipherMode\.ECB\b|\b(?:DES|RC2|TripleDES)\.Create\(/i,
  },
  {
    id: 'guessable-token',
    severity: 'warning',
    message: 'The token is made of numbers that others can foresee.',
    safer:
      'Use the system’s secure randomness, e.g. `crypto.randomUUID()` or `secrets.token_urlsafe()`.',
    files: programs,
    view: 'code',
    pattern:
      /^(?=.*(?:token|secret|passw|session_?id|nonce|salt|\botp|csrf|api_?key)).*(?:\bMath\.random\(|\brandom\.(?:random|randint|choices?|getrandbits)\(|\bnew Random\(|\bmath\/rand\b|\brand\.(?:Int|Intn|Int63)\(|\bmt_rand\(|(?<![\w.])rand\()/i,
    unless: /SystemRandom|SecureRandom|jitter/,
  },
  {
    id: 'token-not-verified',
    severity: 'error',
    message:
      'The token is taken for true without its signature being checked: anybody can write one.',
    safer: 'Verify it with the key and the one algorithm that is expected.',
    files: programs,
    view: 'code',
    pattern:
      /\balgorithms?['"]?\s*[:=]\s*\[?\s*['"]none['"]|\bverify_signature['"]?\s*[:=]\s*False\b|\bjwt\.decode\([^)]*\bverify\s*=\s*False|\bParseUnverified\(|\bignoreExpiration['"]?\s*:\s*true\b|\bverify_exp['"]?\s*[:=]\s*False\b|\bValidate(?:IssuerSigningKey|Lifetime|Issuer|Audience)\s*=\s*false\b|\bRequireSignedTokens\s*=\s*false\b/i,
  },
  {
    id: 'open-cookie',
    severity: 'warning',
    message: 'Scripts or unencrypted requests can read the session cookie.',
    safer: 'Set `HttpOnly`, `Secure` and `SameSite`.',
    files: [...programs, 'yaml', 'settings'],
    view: 'code',
    pattern:
      /\bhttpOnly['"]?\s*[:=]\s*false\b|\bHttpOnly\s*[:=]\s*false\b|\bsetHttpOnly\(\s*false|\bsetSecure\(\s*false|\b(?:SESSION|CSRF)_COOKIE_(?:SECURE|HTTPONLY)\s*=\s*False\b|\bhttp-only:\s*false\b|\bcookie\b[^\n]*\bsecure['"]?\s*:\s*false\b/,
  },
  {
    id: 'secret-as-default',
    severity: 'warning',
    message:
      'Where the setting is missing, a password that everybody can read in the code is used.',
    safer: 'Stop with a message that names the missing setting.',
    files: programs,
    view: 'code',
    pattern:
      /\b(?:env|environ|getenv|config\w*|settings|GetEnvironmentVariable|viper|System\.getenv)\b[^\n;]{0,60}(?:password|passwd|secret|token|api_?key)\w*["'\])]{0,4}\s*(?:\?\?|\|\||\bor\b|,|\?:)\s*["'][^"'\s]{6,}["']/i,
    unless:
      /change-?me|placeholder|example|["']<|["'](?:string|password|secret|token|boolean)["']/i,
  },
  {
    id: 'secret-logged',
    severity: 'warning',
    message: 'It writes a password or token into the log.',
    safer: 'Log that it is there, or its last four signs.',
    files: programs,
    view: 'bare',
    pattern:
      /(?:\bconsole\.(?:log|info|debug|warn|error)|\b(?:log|logger|logging|LOG|Log|_logger)\.(?:\w{1,12})|\bprint(?:ln|f)?|\bfmt\.Print\w{0,3}|\bSystem\.out\.println|\bputs|\bvar_dump|\berror_log)\s*\(?[^\n]*(?<![\w"'])(?:\w+\.)*(?:password|passwd|secret|apiKey|api_key|accessToken|access_token|privateKey|private_key|clientSecret|client_secret)\b(?!\s*(?:\(|\?|\.length|!?==|is\b|\]))/,
    unless: /redact|mask|len\(|\.length|[!=]=|hash/i,
  },
];
