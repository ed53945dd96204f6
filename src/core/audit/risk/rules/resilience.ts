import { around, type LineRule, programs } from '../riskRule.ts';

/** Waiting, trying again, keeping, and looking away. */
export const resilienceRules: readonly LineRule[] = [
  {
    id: 'error-swallowed',
    severity: 'warning',
    message: 'Every error is dropped here unseen, so the failure goes on where nobody looks.',
    safer: 'Catch the one error that is expected, and log or pass on the rest.',
    files: programs,
    view: 'raw',
    lines: 3,
    pattern:
      /^[^\n]*\bexcept(?:\s+(?:Base)?Exception(?:\s+as\s+\w+)?)?\s*:\s*(?:pass|continue|\.\.\.)\s*(?:$|\n)|^[^\n]*\bcatch\s*\(\s*(?:final\s+)?(?:Exception|Throwable|System\.Exception|\\?Throwable|\\?Exception)(?:\s+\$?\w+)?\s*\)\s*\{\s*\}|^[^\n]*\bcatch\s*\(\s*\.\.\.\s*\)\s*\{\s*\}|^[^\n]*\bcatch\s*\(\s*(?:e|err|error|ex|_)(?:\s*:\s*\w+)?\s*\)\s*\{\s*\}|^[^\n]*\}\s*catch\s*\{\s*\}|^[^\n]*\.catch\(\s*\(?\w*\)?\s*=>\s*\{\s*\}\s*\)|^[^\n]*\bif\s+err\s*!=\s*nil\s*\{\s*\}|^[^\n]*\brescue\s*(?:=>\s*\w+|StandardError|Exception)?\s*\n\s*(?:nil\s*\n\s*)?end\b|^[^\n]*\brescue\s*;\s*(?:nil\s*;?\s*)?end\b/,
  },
  {
    id: 'crash-swallowed',
    severity: 'error',
    message: 'The process goes on after an error that left it in an unknown state.',
    safer: 'Log it, stop, and let the supervisor start it again.',
    files: ['javascript'],
    view: 'code',
    lines: 2,
    pattern:
      /^[^\n]*\bprocess\.on\(\s*['"](?:uncaughtException|unhandledRejection)['"]\s*,\s*(?:async\s*)?(?:\(?\w*\)?\s*=>\s*\{?|function\s*\(\w*\)\s*\{)\s*(?:\}|undefined|null|console\.(?:log|error|warn)\([^)]*\)[;\s]*\}?)\s*\)/,
  },
  {
    id: 'endless-retry',
    severity: 'error',
    message: 'It tries again without end and without a pause, which keeps a failing service down.',
    safer: 'Bound the attempts, and wait longer each time, with some chance in it.',
    files: programs,
    view: 'bare',
    lines: 14,
    pattern:
      /^\s*(?:while\s*\(?\s*(?:true|1|True)\s*\)?\s*[:{]?|for\s*\(\s*;;\s*\)\s*\{|for\s*\{|loop\s*(?:\{|do))[\s\S]{0,500}?(?:\bcatch\b|\bexcept\b|\brescue\b|\bif\s+err\s*!=\s*nil)[^\n]*[\s\S]{0,80}?\b(?:continue|pass|retry)\b/,
    unless:
      /sleep|delay|back_?off|(?<!a)wait|attempt|retries|max|setTimeout|After\(|tick|poll|break\b|throw\b|raise\b|exit/i,
  },
  {
    id: 'endless-retries-set',
    severity: 'warning',
    message: 'It tries again without end: a failing service gets more load, not less.',
    safer: 'Allow a few attempts, with a growing pause and a limit in all.',
    files: [...programs, 'yaml', 'toml', 'settings', 'json'],
    view: 'code',
    pattern:
      /\b(?:max_?)?(?:retries|retry_?(?:count|limit|attempts)?|attempts|maxAttempts|max_attempts|maxRetries)['"]?\s*[:=]\s*['"]?(?:Infinity|-1|Number\.(?:MAX_SAFE_INTEGER|MAX_VALUE|POSITIVE_INFINITY)|math\.MaxInt(?:32|64)?|Integer\.MAX_VALUE|sys\.maxsize|float\(|\d{5,})|\bstop\s*=\s*stop_never\b|\bforever['"]?\s*:\s*true\b|\bretry_forever\b/i,
  },
  {
    id: 'retry-without-pause',
    severity: 'warning',
    message: 'It tries again at once: all clients do so together, and keep a failing service down.',
    safer: 'Wait longer each time, with some chance in it.',
    files: [...programs, 'yaml', 'toml', 'settings'],
    view: 'code',
    pattern:
      /\bwait\s*=\s*wait_none\(\)|\b(?:retry_?(?:delay|interval|wait|backoff)|backoff(?:Ms|_ms|_factor)?|retryDelayMs?|min_?Timeout)['"]?\s*[:=]\s*0\b(?!\.)|\bBackoff\(\s*delay\s*=\s*0\b/i,
  },
  {
    id: 'timeout-off',
    severity: 'warning',
    message:
      'Without a timeout, one slow server holds threads and connections until none are left.',
    safer: 'Set one that is shorter than that of the caller.',
    files: programs,
    view: 'bare',
    pattern:
      /\b(?:get|post|put|patch|delete|head|request|urlopen|fetch|connect|create_connection|Client|Session|AsyncClient|create)\([^\n]*\btimeout\s*=\s*(?:None|0)\b|\b(?:request|response|socket|connection|connect|read|idle|query|statement|http)?[tT]imeout(?:Ms|Millis|Seconds)?\s*:\s*(?:0|Infinity|null|undefined)\b\s*(?:,|\}|$)|\bset(?:Read|Connect|Connection|Socket|So|Response|Query)Timeout\(\s*(?:0|-1)\s*\)|\bTimeout:\s*0\b\s*,|\bTimeout\.InfiniteTimeSpan\b|\bTimeSpan\.InfiniteTimeSpan\b|\bCURLOPT_(?:CONNECT)?TIMEOUT(?:_MS)?\s*(?:=>|,)\s*0\b/,
    unless: /\bdef\b|\binterface\b|[?]:/,
  },
  {
    id: 'timeout-off-in-settings',
    severity: 'warning',
    message:
      'Without a timeout, one slow server holds threads and connections until none are left.',
    safer: 'Set one that is shorter than that of the caller.',
    files: ['yaml', 'toml', 'settings', 'json'],
    view: 'code',
    pattern:
      /\b(?:\w*[-_])?(?:request|response|connect(?:ion)?|read|query|statement|upstream|proxy|http|client|socket)[-_]?(?:timeout)(?:[-_]?(?:ms|millis|seconds))?['"]?(?:\s*[:=]\s*|\s+)["']?(?:0s?|-1|none|null|infinity|never|off)["']?\s*[,;]?\s*$/i,
  },
  {
    id: 'sleep-as-fix',
    severity: 'warning',
    message: 'A fixed pause hides a race: it is too long most days and too short on the bad one.',
    safer: 'Wait for what must be ready, with a limit.',
    files: programs,
    view: 'code',
    pattern:
      /^\s*(?:await\s+)?(?:time\.sleep|asyncio\.sleep|Thread\.sleep|sleep|usleep|TimeUnit\.\w+\.sleep|Task\.Delay|System\.Threading\.Thread\.Sleep|std::thread::sleep|thread::sleep|delay|setTimeout\.promise|timers\.setTimeout)\s*\(\s*(?:\d[\d_.]*|\d+\s*\*\s*time\.\w+|time\.(?:Second|Minute)|Duration::from_\w+\(\s*\d+\s*\))\s*\)\s*;?\s*$|^\s*time\.Sleep\(\s*(?:\d+\s*\*\s*)?time\.(?:Second|Minute)\s*\)|^\s*await\s+new\s+Promise\(\s*\(?\w+\)?\s*=>\s*setTimeout\(\s*\w+\s*,\s*\d[\d_]*\s*\)\s*\)/,
    only: (place) =>
      !/\b(?:while|for|loop|until|retry|retries|attempts?|back_?off|poll\w*|interval|rate|throttle|debounce|animation)\b/i.test(
        around(place, 10),
      ),
  },
  {
    id: 'unbounded-cache',
    severity: 'info',
    message: 'The cache grows with each new key and never gives anything back.',
    safer: 'Give it a size and a time to live.',
    files: [...programs, 'settings', 'yaml'],
    view: 'bare',
    pattern:
      /\bmax(?:_?[sS]ize|_?[eE]ntries|_?[iI]tems|imumSize)?\s*[:=]\s*(?:Infinity|Number\.MAX_SAFE_INTEGER|Long\.MAX_VALUE|Integer\.MAX_VALUE)\b|\blru_cache\(\s*(?:maxsize\s*=\s*)?None\s*\)|\bmaxmemory\s*[:=]?\s*0\b\s*$/,
  },
  {
    id: 'unbounded-queue',
    severity: 'warning',
    message: 'What waits here grows without end while the consumer is slow, until memory is gone.',
    safer: 'Give it a size, and say what happens when it is full.',
    files: ['java', 'csharp', 'rust', 'python', 'javascript'],
    view: 'bare',
    pattern:
      /\bnew\s+LinkedBlocking(?:Queue|Deque)(?:<[^>]*>)?\(\s*\)|\bExecutors\.newCachedThreadPool\(|\bChannel\.CreateUnbounded\b|\bunbounded_channel\(|\bmax_?(?:Queue|Pending|Connections|Workers|Threads|Sockets)(?:_?[sS]ize)?\s*[:=]\s*(?:Infinity|None|-1|Integer\.MAX_VALUE|int\.MaxValue)\b/,
    unless: /maxSockets\s*[:=]\s*Infinity\s*,?\s*\/\/|\bdef\b/,
  },
  {
    id: 'unbounded-read',
    severity: 'warning',
    message: 'It takes in requests of any size: one large body fills the memory.',
    safer: 'Set the limit that the largest sound request needs.',
    files: ['javascript', 'java', 'python', 'settings', 'yaml'],
    view: 'code',
    pattern:
      /\bmax(?:Body|Content|File|Request)(?:Length|Size)['"]?\s*:\s*Infinity\b|\bbodyLimit['"]?\s*:\s*(?:Infinity|Number\.MAX)|\bclient_max_body_size\s+0\s*;|\bmax-(?:file|request)-size\s*[:=]\s*-1\b|\blimit:\s*['"](?:\d{2,}gb|[5-9]\d{3,}mb)['"]|\bMAX_CONTENT_LENGTH\s*=\s*None\b/i,
  },
];
