import { type LineRule, programs, settingFiles } from '../riskRule.ts';

/** Who may do what in a service. */
export const accessRules: readonly LineRule[] = [
  {
    id: 'cors-for-everybody',
    severity: 'warning',
    message: 'Pages of any site may call it.',
    safer: 'List the origins that need it.',
    files: [...programs, 'yaml', 'settings', 'json'],
    view: 'code',
    pattern:
      /Access-Control-Allow-Origin['"]?\s*[,:=\s]\s*['"]?\*|\bcors\(\s*\{[^}]*\borigin:\s*(?:['"]\*['"]|true)|\bcors\(\s*\)|\borigins?['"]?\s*[:=]\s*\[?\s*['"]\*['"]|\ballow_origins\s*=\s*\[\s*['"]\*|\bAllowAnyOrigin\(\)|@CrossOrigin\(\s*(?:origins\s*=\s*)?\{?\s*"\*"|\ballowedOrigin(?:s|Patterns)?\(\s*"\*"|\bCORS_(?:ORIGIN_ALLOW_ALL|ALLOW_ALL_ORIGINS)\s*=\s*True\b|\bAllowOrigins:\s*\[\]string\{\s*"\*"|\bAllowAllOrigins:\s*true\b|\bresources:\s*\{[^}]*origins['"]?:\s*['"]\*/,
  },
  {
    id: 'csrf-check-off',
    severity: 'warning',
    message: 'Other sites can send requests in the name of a user who is signed in.',
    safer: 'Keep the check, and send its token along; switch it off only where no cookie signs in.',
    files: [...programs, 'settings', 'yaml'],
    view: 'code',
    pattern:
      /\bcsrf\(\)\s*\.disable\(|\bcsrf\(\s*\w+\s*->\s*\w+\.disable\(|\bcsrf\(\s*\w+::disable|@csrf_exempt\b|\bcsrf_exempt\(|\bskip_before_action\s+:verify_authenticity_token|\bWTF_CSRF_ENABLED\s*=\s*False\b|\bIgnoreAntiforgeryToken\b|\bcsrfProtection['"]?\s*[:=]\s*false\b|\bcsrf\s*\{\s*disable\(\)/,
  },
  {
    id: 'open-to-anonymous',
    severity: 'warning',
    message: 'Everybody gets in without signing in.',
    safer: 'Open the one path that must be public, and leave the rest closed.',
    files: programs,
    view: 'code',
    pattern:
      /\banyRequest\(\)\s*\.permitAll\(|\b(?:request|ant|mvc)Matchers\(\s*"\/\*\*"\s*\)\s*\.permitAll\(|\bpermission_classes\s*=\s*[[(]\s*AllowAny\b|\bpermission_classes\s*=\s*\[\s*\]|\bauthentication_classes\s*=\s*\[\s*\]|\[AllowAnonymous\]|\bskip_before_action\s+:(?:authenticate|require_login|authorize)\w*|@PermitAll\b|\bauthenticate['"]?\s*:\s*false\b|\brequiresAuth['"]?\s*:\s*false\b|\bauth(?:Required)?['"]?\s*:\s*false\b/,
  },
  {
    id: 'check-always-true',
    severity: 'error',
    message: 'The check lets everything through.',
    safer: 'Find out why the check says no, and repair that.',
    files: programs,
    view: 'code',
    pattern:
      /\b(?:is|has|can|check|verify|validate)_?(?:Auth|Admin|Allow|Permi|Access|Token|Signature|Role|Password|auth|admin|allow|permi|access|token|signature|role|password)\w*\s*(?:=\s*)?\([^()]*\)\s*(?::\s*\w+\s*|->\s*\w+\s*|bool\s*)?(?:=>\s*|[:{]\s*|=>\s*\{\s*)(?:return\s+)?(?:true|True)\b|\bif\s*\(?\s*(?:true|True)\s*(?:\|\||or)\s*|\|\|\s*true\s*\)\s*\{/,
    lines: 2,
  },
  {
    id: 'debug-in-production',
    severity: 'warning',
    message: 'Debug mode shows code and settings to everybody who causes an error.',
    safer: 'Read it from the environment, off where nothing is set.',
    files: ['python', 'php', 'settings', 'yaml', 'dockerfile'],
    view: 'code',
    pattern:
      /^\s*DEBUG\s*=\s*True\b|\b(?:app|application|server)\.run\([^\n]*\bdebug\s*=\s*True\b|\bALLOWED_HOSTS\s*=\s*\[\s*['"]\*|\bAPP_DEBUG\s*[:=]\s*["']?true\b|\bFLASK_DEBUG\s*[:=]\s*["']?1\b|\bdisplay_errors['"]?\s*[=,]\s*['"]?(?:On|1)\b/,
  },
  {
    id: 'listens-everywhere',
    severity: 'warning',
    message:
      'A tool for debugging listens on all addresses; whoever reaches it runs code in the process.',
    safer: 'Let it listen on 127.0.0.1, and forward the port.',
    files: [...programs, ...settingFiles, 'shell'],
    view: 'code',
    pattern:
      /--inspect(?:-brk)?=0\.0\.0\.0|\bdebugpy\.listen\(\s*\(\s*['"]0\.0\.0\.0|\bagentlib:jdwp=[^\s"']*address=(?:\*|0\.0\.0\.0)|\bprotected-mode\s+no\b|\bjmxremote\.authenticate=false\b|\bxpack\.security\.enabled['"]?\s*[:=]\s*["']?false\b|\bmanagement\.endpoints\.web\.exposure\.include\s*[:=]\s*["']?\*|\bexposure:\s*\{?\s*include:\s*["']\*/,
  },
  {
    id: 'checks-off-for-file',
    severity: 'warning',
    message: 'It silences a whole file’s checks instead of repairing what they say.',
    safer: 'Repair it, or silence one rule on one line and say why.',
    files: ['javascript', 'python', 'java', 'csharp'],
    view: 'raw',
    pattern:
      /^\s*\/\/\s*@ts-nocheck\b|^\s*\/\*\s*eslint-disable\s*\*\/|^#\s*(?:mypy:\s*ignore-errors|type:\s*ignore\s*$|flake8:\s*noqa\s*$|pylint:\s*skip-file|ruff:\s*noqa\s*$)|@SuppressWarnings\(\s*"all"\s*\)|^\s*\/\/\s*nolint\s*$/,
  },
];
