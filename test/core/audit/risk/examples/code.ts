import type { ExampleTable } from './examples.ts';

/** Joined, as a linter takes `${` in quotes for a mistake. */
const hole = (name: string): string => `\${${name}}`;

export const codeExamples: ExampleTable = {
  'tls-check-off': {
    bad: [
      ['a.ts', 'const agent = new https.Agent({ rejectUnauthorized: false });'],
      ['a.ts', "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';"],
      ['a.py', 'requests.get(url, verify=False)'],
      ['a.go', 'tls.Config{InsecureSkipVerify: true}'],
      ['A.java', 'builder.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);'],
      ['a.rb', 'http.verify_mode = OpenSSL::SSL::VERIFY_NONE'],
      ['a.php', 'curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);'],
      ['A.cs', 'handler.ServerCertificateCustomValidationCallback = (m, c, ch, e) => true;'],
      ['a.rs', '.danger_accept_invalid_certs(true)'],
      ['prometheus.yaml', '    insecure_skip_verify: true'],
    ],
    good: [
      ['a.ts', 'const agent = new https.Agent({ rejectUnauthorized: true });'],
      ['a.ts', '// never set rejectUnauthorized: false'],
      ['a.py', 'requests.get(url, verify=ca)'],
      ['a.go', 'tls.Config{MinVersion: tls.VersionTLS12}'],
      ['docs/tls.md', 'rejectUnauthorized: false'],
    ],
  },
  'connection-not-encrypted': {
    bad: [['a.yaml', 'DATABASE_URL: postgres://db/shop?sslmode=disable']],
    good: [
      ['a.yaml', 'DATABASE_URL: postgres://db/shop?sslmode=verify-full'],
      ['a.env', 'URL=postgres://localhost/shop?sslmode=disable'],
    ],
  },
  'old-tls': {
    bad: [
      ['a.ts', "tls.createServer({ minVersion: 'TLSv1' })"],
      ['a.go', 'MinVersion: tls.VersionTLS10,'],
      ['nginx.conf', 'ssl_protocols TLSv1 TLSv1.2;'],
    ],
    good: [
      ['a.ts', "tls.createServer({ minVersion: 'TLSv1.2' })"],
      ['nginx.conf', 'ssl_protocols TLSv1.2 TLSv1.3;'],
    ],
  },
  'weak-password-hash': {
    bad: [
      ['a.ts', "const passwordHash = createHash('md5').update(password).digest('hex');"],
      ['a.py', 'token = hashlib.sha1(secret).hexdigest()'],
    ],
    good: [
      ['a.ts', "const etag = createHash('md5').update(body).digest('hex');"],
      ['a.ts', "createHash('sha256').update(token)"],
    ],
  },
  'weak-cipher': {
    bad: [
      ['a.ts', "createCipheriv('aes-256-ecb', key, null)"],
      ['A.java', 'Cipher.getInstance("DES/CBC/PKCS5Padding")'],
      ['a.py', 'AES.new(key, AES.MODE_ECB)'],
    ],
    good: [
      ['a.ts', "createCipheriv('aes-256-gcm', key, iv)"],
      ['A.java', 'Cipher.getInstance("AES/GCM/NoPadding")'],
    ],
  },
  'guessable-token': {
    bad: [
      ['a.ts', 'const sessionId = Math.random().toString(36);'],
      ['a.py', "token = ''.join(random.choice(chars) for _ in range(20))"],
    ],
    good: [
      ['a.ts', 'const jitter = Math.random() * 100;'],
      ['a.py', 'token = secrets.token_urlsafe(32)'],
    ],
  },
  'token-not-verified': {
    bad: [
      ['a.py', 'jwt.decode(token, options={"verify_signature": False})'],
      ['a.ts', "jwt.verify(token, key, { algorithms: ['none'] })"],
      ['a.go', 'token, _, err := parser.ParseUnverified(raw, claims)'],
    ],
    good: [['a.ts', "jwt.verify(token, key, { algorithms: ['RS256'] })"]],
  },
  'open-cookie': {
    bad: [
      ['a.ts', "res.cookie('sid', id, { httpOnly: false })"],
      ['settings.py', 'SESSION_COOKIE_SECURE = False'],
    ],
    good: [['a.ts', "res.cookie('sid', id, { httpOnly: true, secure: true })"]],
  },
  'secret-as-default': {
    bad: [
      ['a.ts', "const key = process.env.JWT_SECRET || 'dev-key-123';"],
      ['a.py', 'password = os.environ.get("DB_PASSWORD", "postgres1")'],
    ],
    good: [
      ['a.ts', "const key = process.env.JWT_SECRET ?? '';"],
      ['a.ts', "const { secretName } = config; f(secretName, 'something');"],
    ],
  },
  'secret-logged': {
    bad: [
      ['a.ts', 'console.log("login", user.password);'],
      ['a.py', 'logger.info("key %s", api_key)'],
    ],
    good: [
      ['a.ts', 'console.log("password changed");'],
      ['a.py', 'logger.info("no password given")'],
      ['a.ts', 'logger.debug("token", redact(accessToken));'],
    ],
  },
  'input-evaluated': {
    bad: [
      ['a.ts', 'const x = eval(req.query.expr);'],
      ['a.py', 'result = eval(user_input)'],
      ['a.py', 'exec(request.data)'],
    ],
    good: [
      ['a.py', 'model.eval()'],
      ['a.ts', 'const m = /a/.exec(input);'],
      ['a.py', 'x = ast.literal_eval(user_input)'],
    ],
  },
  'code-evaluated': {
    bad: [
      ['a.ts', 'const f = new Function(body2);'],
      ['a.ts', 'eval(code)'],
    ],
    good: [
      ['a.ts', 'evaluate(code)'],
      ['a.py', 'model.eval()'],
      ['a.ts', '// eval(code)'],
      ['a.ts', "const s = 'eval(code)';"],
      ['a.py', 'df.eval(query)'],
    ],
  },
  'shell-with-input': {
    bad: [
      ['a.ts', `exec(\`git log ${hole('branch')}\`);`],
      ['a.py', 'os.system("rm " + name)'],
      ['a.py', 'subprocess.run(f"ls {name}", shell=True)'],
      ['a.go', 'exec.Command("sh", "-c", "ls "+name)'],
      ['a.php', 'shell_exec("ls " . $_GET["dir"]);'],
    ],
    good: [
      ['a.ts', "execFile('git', ['log', branch])"],
      ['a.ts', `const m = pattern.exec(\`${hole('a')}\`);`],
      ['a.py', 'subprocess.run(["ls", name])'],
      ['a.go', 'exec.Command("ls", name)'],
    ],
  },
  'shell-true': {
    bad: [['a.py', 'subprocess.run(cmd, shell=True)']],
    good: [['a.py', 'subprocess.run(cmd, check=True)']],
  },
  'sql-by-concatenation': {
    bad: [
      ['a.ts', `db.query(\`SELECT * FROM users WHERE id = ${hole('id')}\`);`],
      ['a.ts', "db.query('SELECT * FROM users WHERE name = \\'' + name + '\\'');"],
      ['a.py', 'cur.execute(f"SELECT * FROM users WHERE id = {id}")'],
      ['a.py', 'cur.execute("SELECT * FROM users WHERE id = %s" % id)'],
      ['A.java', 'st.executeQuery("SELECT * FROM users WHERE id = " + id);'],
      ['a.go', 'db.Query(fmt.Sprintf("SELECT * FROM users WHERE id = %s", id))'],
      ['a.php', '$q = "SELECT * FROM users WHERE id = $id";'],
    ],
    good: [
      ['A.scala', 'def find(id: String) = SQL"SELECT * FROM orders WHERE id = $id"'],
      ['a.ts', "db.query('SELECT * FROM users WHERE id = $1', [id]);"],
      ['a.ts', `await sql\`SELECT * FROM users WHERE id = ${hole('id')}\`;`],
      ['a.py', 'cur.execute("SELECT * FROM users WHERE id = %s", (id,))'],
      ['A.java', 'conn.prepareStatement("SELECT * FROM users WHERE id = ?");'],
      ['a.ts', 'const label = "select one from the list = " + name;'],
    ],
  },
  'unsafe-deserialisation': {
    bad: [
      ['a.py', 'data = pickle.loads(body)'],
      ['a.py', 'yaml.load(text)'],
      ['A.java', 'new ObjectInputStream(in).readObject();'],
    ],
    good: [
      ['a.py', 'yaml.safe_load(text)'],
      ['a.py', 'yaml.load(text, Loader=yaml.SafeLoader)'],
      ['a.ts', 'yaml.load(text)'],
      ['a.py', 'import pickle'],
    ],
  },
  'html-with-input': {
    bad: [
      ['a.ts', 'el.innerHTML = comment;'],
      ['a.tsx', '<div dangerouslySetInnerHTML={{ __html: html }} />'],
    ],
    good: [
      ['a.ts', "el.innerHTML = '';"],
      ['a.ts', 'el.textContent = comment;'],
      ['a.ts', 'el.innerHTML = DOMPurify.sanitize(comment);'],
    ],
  },
  'cors-for-everybody': {
    bad: [
      ['a.ts', "app.use(cors({ origin: '*' }));"],
      ['a.py', 'allow_origins=["*"],'],
      ['A.java', '@CrossOrigin(origins = "*")'],
    ],
    good: [['a.ts', "app.use(cors({ origin: 'https://shop.example' }));"]],
  },
  'csrf-check-off': {
    bad: [
      ['A.java', 'http.csrf().disable();'],
      ['a.py', '@csrf_exempt'],
    ],
    good: [['A.java', 'http.csrf(withDefaults());']],
  },
  'open-to-anonymous': {
    bad: [
      ['A.java', '.anyRequest().permitAll()'],
      ['a.py', 'permission_classes = [AllowAny]'],
      ['A.cs', '[AllowAnonymous]'],
    ],
    good: [
      ['A.java', '.requestMatchers("/health").permitAll()'],
      ['a.py', 'permission_classes = [IsAuthenticated]'],
    ],
  },
  'check-always-true': {
    bad: [
      ['a.ts', 'function isAdmin(user: User): boolean {\n  return true;\n}'],
      ['a.py', 'def has_permission(self, request):\n    return True'],
      ['a.ts', 'if (true || user.isAdmin) {'],
    ],
    good: [
      ['a.ts', 'function isAdmin(user: User): boolean {\n  return user.role === "admin";\n}'],
      ['a.ts', 'const isOpen = () => true;'],
    ],
  },
  'debug-in-production': {
    bad: [
      ['settings.py', 'DEBUG = True'],
      ['app.py', 'app.run(host="0.0.0.0", debug=True)'],
    ],
    good: [
      ['settings.py', 'DEBUG = os.environ.get("DEBUG") == "1"'],
      ['a.py', 'log(debug=True)'],
    ],
  },
  'listens-everywhere': {
    bad: [
      ['Dockerfile', 'CMD ["node", "--inspect=0.0.0.0:9229", "a.js"]'],
      ['redis.conf', 'protected-mode no'],
    ],
    good: [
      ['Dockerfile', 'CMD ["node", "a.js"]'],
      ['redis.conf', 'protected-mode yes'],
    ],
  },
  'checks-off-for-file': {
    bad: [
      ['a.ts', '// @ts-nocheck'],
      ['a.js', '/* eslint-disable */'],
    ],
    good: [
      ['a.ts', '// eslint-disable-next-line no-console'],
      ['a.py', 'x = 1  # noqa: E501'],
    ],
  },
  'error-swallowed': {
    bad: [
      ['a.ts', 'try {\n  await pay();\n} catch (e) {}'],
      ['a.py', 'try:\n    pay()\nexcept Exception:\n    pass'],
      ['a.py', 'try:\n    pay()\nexcept:\n    pass'],
      ['A.java', 'try { pay(); } catch (Exception e) {\n}'],
      ['a.ts', 'pay().catch(() => {});'],
      ['a.py', ' try:\n     pay()\n except Exception:\n-    raise\n+    pass'],
    ],
    good: [
      ['a.ts', 'try {\n  await pay();\n} catch (e) {\n  log(e);\n}'],
      ['a.ts', 'try {\n  await close();\n} catch (e) {\n  // It is closed already.\n}'],
      ['a.py', 'try:\n    pay()\nexcept KeyError:\n    pass'],
      [
        'A.java',
        'try { pay(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }',
      ],
    ],
  },
  'crash-swallowed': {
    bad: [
      ['a.js', "process.on('uncaughtException', () => {});"],
      ['a.js', "process.on('unhandledRejection', (e) => console.log(e))"],
    ],
    good: [['a.js', "process.on('uncaughtException', (e) => { log(e); process.exit(1); });"]],
  },
  'endless-retry': {
    bad: [
      [
        'a.py',
        'while True:\n    try:\n        return call()\n    except Exception as e:\n        log(e)\n        continue',
      ],
      [
        'a.ts',
        'while (true) {\n  try {\n    return await call();\n  } catch (e) {\n    log(e);\n    continue;\n  }\n}',
      ],
    ],
    good: [
      [
        'a.py',
        'while True:\n    try:\n        return call()\n    except Timeout as e:\n        time.sleep(backoff)\n        continue',
      ],
      ['a.py', 'while True:\n    line = read()\n    if not line:\n        break'],
    ],
  },
  'endless-retries-set': {
    bad: [
      ['a.ts', 'retry(f, { retries: Infinity });'],
      ['a.py', '@retry(stop=stop_never)'],
      ['a.yaml', 'maxRetries: -1'],
    ],
    good: [
      ['a.ts', 'retry(f, { retries: 5 });'],
      ['a.yaml', 'maxRetries: 3'],
    ],
  },
  'retry-without-pause': {
    bad: [
      ['a.ts', 'retry(f, { retries: 5, retryDelay: 0 })'],
      ['a.py', '@retry(wait=wait_none())'],
    ],
    good: [
      ['a.ts', 'retry(f, { retries: 5, retryDelay: 200 })'],
      ['a.ts', 'retry(f, { retryDelay: 0.5 })'],
    ],
  },
  'timeout-off': {
    bad: [
      ['a.py', 'requests.get(url, timeout=None)'],
      ['a.ts', 'axios.create({ timeout: 0 })'],
      ['A.java', 'conn.setReadTimeout(0);'],
    ],
    good: [
      ['a.py', 'requests.get(url, timeout=5)'],
      ['a.py', 'def get(url, timeout=None):'],
      ['a.ts', 'setTimeout(f, 0);'],
      ['a.ts', 'let timeout = null;'],
    ],
  },
  'timeout-off-in-settings': {
    bad: [
      ['a.yaml', '  connect-timeout: 0'],
      ['a.properties', 'spring.read_timeout=-1'],
    ],
    good: [
      ['a.yaml', '  connect-timeout: 5s'],
      ['a.yaml', '  idle: 0'],
    ],
  },
  'sleep-as-fix': {
    bad: [
      ['a.py', 'start()\ntime.sleep(5)\ncall()'],
      ['a.ts', 'await new Promise((r) => setTimeout(r, 3000));'],
    ],
    good: [
      ['a.py', 'for attempt in range(5):\n    time.sleep(5)'],
      ['a.ts', 'while (!ready) {\n  await new Promise((r) => setTimeout(r, 100));\n}'],
      ['test/a.test.ts', 'await new Promise((r) => setTimeout(r, 3000));'],
    ],
  },
  'unbounded-cache': {
    bad: [
      ['a.py', '@lru_cache(maxsize=None)'],
      ['a.ts', 'new LRU({ max: Infinity })'],
    ],
    good: [
      ['a.py', '@lru_cache(maxsize=128)'],
      ['a.ts', 'new LRU({ max: 500 })'],
    ],
  },
  'unbounded-queue': {
    bad: [
      ['A.java', 'queue = new LinkedBlockingQueue<>();'],
      ['A.java', 'Executors.newCachedThreadPool();'],
    ],
    good: [
      ['A.java', 'queue = new LinkedBlockingQueue<>(1000);'],
      ['A.java', 'Executors.newFixedThreadPool(8);'],
    ],
  },
  'unbounded-read': {
    bad: [
      ['a.ts', 'axios.create({ maxBodyLength: Infinity })'],
      ['nginx.conf', 'client_max_body_size 0;'],
    ],
    good: [['nginx.conf', 'client_max_body_size 10m;']],
  },
  'test-skipped': {
    bad: [
      ['test/a.test.ts', "it.skip('pays', () => {});"],
      ['test_a.py', '@pytest.mark.skip(reason="flaky")'],
      ['ATest.java', '@Disabled'],
    ],
    good: [
      ['test/a.test.ts', "it('skips what is done', () => {});"],
      ['src/a.ts', 'list.skip(3)'],
    ],
  },
  'one-test-only': {
    bad: [['test/a.test.ts', "describe.only('pay', () => {"]],
    good: [['test/a.test.ts', "describe('only paid', () => {"]],
  },
  'assertion-of-nothing': {
    bad: [
      ['test/a.test.ts', 'expect(true).toBe(true);'],
      ['test_a.py', '    assert True'],
    ],
    good: [
      ['test/a.test.ts', 'expect(isOpen()).toBe(true);'],
      ['test_a.py', '    assert True == is_open()'],
    ],
  },
  'assertions-removed': {
    bad: [
      ['test/a.test.ts', " it('pays', () => {\n   pay();\n-  expect(balance()).toBe(3);\n });"],
    ],
    good: [
      [
        'test/a.test.ts',
        " it('pays', () => {\n-  expect(balance()).toBe(3);\n+  expect(balance()).toBe(4);\n });",
      ],
    ],
  },
  'signature-check-removed': {
    bad: [
      ['a.ts', '-const user = jwt.verify(token, key);\n+const user = jwt.decode(token);'],
      ['a.py', '-    if not hmac.compare_digest(a, b):\n+    if a is None:\n         return'],
      ['a.go', '-\tif !hmac.Equal(a, b) {\n+\tif len(a) == 0 {\n \t\treturn'],
    ],
    good: [
      [
        'a.ts',
        '-const user = jwt.verify(token, key);\n+const user = jwt.verify(token, key, options);',
      ],
      ['a.ts', '-// jwt.verify(token, key)\n+const a = 1;'],
    ],
  },
  'authorisation-removed': {
    bad: [
      ['A.java', '-@PreAuthorize("hasRole(\'ADMIN\')")\n public void drop() {}'],
      ['a.ts', "-router.post('/pay', requireAuth, pay);\n+router.post('/pay', pay);"],
      ['a.py', '-@login_required\n def pay(request):'],
    ],
    good: [
      [
        'A.java',
        '-  @PreAuthorize("hasRole(1)")\n-  @DeleteMapping("/a")\n-  void drop() {}\n   int a;',
      ],
      [
        'a.ts',
        "-router.post('/pay', requireAuth, pay);\n+router.post('/payments', requireAuth, pay);",
      ],
      ['a.ts', '-const a = 1;\n+const a = 2;'],
    ],
  },
  'cleaning-removed': {
    bad: [['a.ts', '-show(sanitizeHtml(text));\n+show(text);']],
    good: [['a.ts', '-show(sanitizeHtml(text));\n+display(sanitizeHtml(text));']],
  },
  'timeout-removed': {
    bad: [
      ['a.py', '-requests.get(url, timeout=5)\n+requests.get(url)'],
      ['a.go', '-ctx, cancel := context.WithTimeout(ctx, time.Second)\n run(ctx)'],
    ],
    good: [
      ['a.py', '-requests.get(url, timeout=5)\n+requests.get(url, timeout=10)'],
      ['a.ts', '-setTimeout(f, 5);\n run();'],
    ],
  },
  'brake-removed': {
    bad: [
      ['A.java', '-@CircuitBreaker(name = "pay")\n void pay() {}'],
      ['a.ts', '-app.use(rateLimit({ max: 5 }));\n run();'],
    ],
    good: [
      [
        'A.java',
        '-@CircuitBreaker(name = "pay")\n+@CircuitBreaker(name = "payments")\n void pay() {}',
      ],
    ],
  },
  'transaction-removed': {
    bad: [
      ['A.java', '-@Transactional\n void pay() {}'],
      ['a.go', '-\ts.mu.Lock()\n \ts.n++'],
    ],
    good: [['A.java', '-@Transactional\n+@Transactional(readOnly = true)\n void pay() {}']],
  },
  'code-executed': {
    bad: [['a.py', 'exec(code)']],
    good: [
      ['a.py', 'cursor.exec(code)'],
      ['a.py', '# exec(code)'],
    ],
  },
};
