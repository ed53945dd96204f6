import type { TellRule } from './tell.ts';

/** Run-time systems and services: exceptions, resources, networks, rights, data. */
export const serviceRules: readonly TellRule[] = [
  {
    kind: 'resource',
    weight: 0.94,
    pattern:
      /No space left on device|[Oo]ut of [Mm]emory|Killed process \d|OutOfMemory|OOM-?[Kk]ill|\boom-killer\b|oom_kill|Too many open files|exceeds? the (?:limit|maximum)|exceed(?:s|ed|ing)? .{0,40}(?:limit|quota|maximum|capacity)|(?:limit|quota|maximum|capacity) (?!authentication).{0,40}exceeded|Disk quota|Cannot allocate memory|resource temporarily unavailable|max(?:imum)? (?:number of )?(?:connections|clients|size|queue).{0,40}(?:reached|exceeded)|pool (?:is )?exhausted|reached its max|StackOverflow|\b[Ss]tack overflow|(?:disk|volume|tablespace|partition|file ?system|osd\(s\)|pool\(s\)|device) (?:is |are )?full\b|Insufficient (?:cpu|memory)|Evicted/,
  },
  // A volume that another node still has.
  { kind: 'resource', weight: 0.95, pattern: /\bMulti-Attach error for volume\b/ },
  // Connections are taken and not given back, or there are too few of them for who asks.
  {
    kind: 'resource',
    weight: 0.92,
    pattern:
      /\b(?:connection|handle|memory|descriptor|session|thread|resource|object|goroutine|buffer) leak\b|^LEAK: |\bleak detect(?:ed|ion triggered)|HikariPool-\d{1,3} - Connection is not available|[Pp]ool (?:\S{1,40} )?(?:is )?(?:empty|full|exhausted|overflow|timed out)|QueuePool limit|[Nn]o (?:free|idle|available|more) (?:\w{1,20} )?(?:connections?|clients?|slots?|workers?|threads?|sessions?)\b|(?:get|obtain|acquire|fetch(?:ing)?|borrow) (?:a |an )?(?:new |free )?(?:\w{1,12} )?connection (?:from the (?:connection )?pool|within|in \d)|reached (?:pm\.|the )?[Mm]ax\w{3,30}/,
  },
  // A part of a whole that is not taken any more, whoever asks.
  {
    kind: 'resource',
    weight: 0.88,
    pattern:
      /\b[Mm]aximum number of .{3,60} (?:reached|exceeded)\b|\bobject too large\b|\b(?:sample|size|item) limit exceeded\b/,
  },
  // What is asked of the other party is not offered.
  {
    kind: 'dependency',
    weight: 0.8,
    pattern:
      /\b(?:TLS|SSL|STARTTLS|AUTH) (?:is|was) required,? but (?:was )?not (?:offered|supported)|\bno private key (?:for|found)\b|\b(?:capability|STARTTLS) (?:is )?not (?:advertised|offered)\b/,
  },
  // Who starts says what it could not start for.
  {
    kind: 'failure',
    weight: 0.9,
    pattern: /\b[Ff]ailed to start (?:the )?(?:daemon|server|service|node|broker|application): \S/,
  },
  // A count of what works that has come to nothing: `0 of 16 workers registered`.
  {
    kind: 'resource',
    weight: 0.8,
    pattern:
      /\b0 (?:of|out of) [1-9]\d{0,6} (?:[\w-]{1,30} ){0,3}(?:licensed|available|ready|healthy|alive|up|online|reachable|connected|registered|running|active|free|in service|responding)\b/i,
  },
  // A disk or a log that is written too slowly: heartbeats, elections and answers wait for it.
  {
    kind: 'slow',
    weight: 0.78,
    pattern:
      /\bslow (?:fdatasync|fsync|disk|write|sync|flush)\b|\bfsync\w{0,4}\b.{0,60}\b(?:took|slow|too long)|\bstill waiting for \w{0,20}[Ll]ock\b|\bserverStatus was very slow/,
  },
  // Somebody stood still for ten seconds or more: others give up on it meanwhile.
  {
    kind: 'slow',
    weight: 0.66,
    pattern:
      /\b[Pp]ause\b[^\d]{0,40}(?:\d{5,9} ?ms|\d{2,6}(?:\.\d{1,6})? ?s)\b|\bclock (?:jumped|moved|stepped) \w{2,12} (?:by )?\d{2,9}/,
  },
  {
    kind: 'permission',
    weight: 0.8,
    pattern:
      /[Pp]ermission denied|[Aa]ccess (?:is )?denied|\bForbidden\b|\b[Uu]nauthori[sz]ed\b|not (?:authorized|permitted|allowed)|Operation not permitted|[Aa]uthentication (?:failed|failure|error)|[Ii]nvalid (?:credentials|password|token|user)|EACCES|EPERM|\bbad ownership or modes\b|\bcertificate .{0,60}(?:expired|not (?:valid|trusted)|verify failed|unknown authority)|[Cc]ertificate has expired|[Ee]xpired(?:Cert|Token)|certificate expired|x509: /,
  },
  {
    kind: 'exception',
    weight: 0.88,
    pattern:
      /^\s*Caused by: |^\s*-{3}> (?:[A-Za-z_]\w{0,60}\.){1,8}[A-Z]\w{2,80}: |^\s*(?:Root cause|root cause|Nested exception|nested exception is)\b/,
  },
  {
    kind: 'exception',
    weight: 0.8,
    pattern:
      /^\s*(?:Exception in thread .{1,120}? |Unhandled exception\.? |Uncaught |\[?ERROR\]? )?(?:(?:[A-Za-z_$][\w$]{0,80}[.:]{1,2}){0,14}[A-Z][\w$]{0,80}(?:Exception|Error|Failure|Fault|Throwable|Violation)|(?:[a-z][\w$]{0,60}\.){1,8}(?:Exception|Error))\b(?: ?:|$|\s*\()|^\s*\*\* \([A-Z][\w.]{2,80}\) /,
  },
  {
    kind: 'exception',
    weight: 0.76,
    pattern:
      /\b(?:[a-z][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,80}(?:Exception|Error)\b|\b[A-Z][a-z]\w{1,60}(?:Exception|Error)\b: |[Uu]nhandled (?:exception|rejection|promise)|Unhandled(?:Promise)?Rejection/,
  },
  {
    kind: 'network',
    weight: 0.78,
    pattern:
      /[Cc]onnection (?:was )?(?:refused|reset|timed? ?out|aborted|closed|lost|failed|error|loss)|ECONN(?:REFUSED|RESET|ABORTED)|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|Name or service not known|[Cc]ould not resolve host|[Nn]ame ?[Rr]esolution|[Ff]ailed to resolve|no such host|Name service error|Host(?: or domain name)? not found|[Nn]o route to host|[Uu]nreachable|[Bb]roken pipe|[Hh]andshake|(?:has been |link )severed|socket .{0,40}(?:closed|error|hang up)|upstream (?:connect|timed|prematurely)|no (?:live|healthy) upstream|lost connection|Max retries exceeded|no available (?:connection|server|host)|All host\(s\) tried/,
  },
  {
    kind: 'network',
    weight: 0.74,
    pattern:
      /\btimed[ -]?out\b|\btime-?out (?:exceeded|expired|occurred|after|waiting|reached|while)|\bTimeout(?:Error|Exception)?: |\b[Dd]eadline ?[Ee]xceeded|\bnot respond|no response|unresponsive|heartbeat .{0,40}(?:fail|miss|expired|lost)|session .{0,40}expired|\b50[0234]\b.{0,40}(?:[Ee]rror|[Tt]imeout|[Gg]ateway|[Uu]navailable)|"error_code":\s?5\d\d/,
  },
  {
    kind: 'data',
    weight: 0.72,
    pattern:
      /\b(?:[Cc]orrupt(?:ed|ion)?|[Mm]alformed|CRC (?:error|mismatch)|[Cc]hecksum (?:error|fail)|[Ii]nconsistent|[Mm]ismatch(?:ed)?)\b|(?:[Cc]ould not|[Cc]an ?not|[Ff]ailed to|[Uu]nable to) (?:be )?(?:parse|decode|deserialize|read|load|open)|[Pp]arsing (?:error|failed)|[Ss]yntax error|[Pp]arse error/,
  },
  // What is given is not what is needed: a file of data that is not taken, a setting that is not there.
  {
    kind: 'data',
    weight: 0.82,
    pattern:
      /\b(?:loading|reading|parsing) .{1,120} failed: \S|\bnot loaded due to errors\b|\bmust (?:have a value|not be (?:empty|null|blank))\b/,
  },
  // Said of oneself: the strongest consequence there is.
  {
    kind: 'failure',
    weight: 0.98,
    pattern:
      /\bgoing to shut ?down\b|\b(?:shutting down|stopping|exiting|terminating)\b.{0,60}\b(?:due to|because|after (?:an? )?(?:error|fail|exception))|\b(?:severe|fatal|critical) unrecoverable\b|severe unrecoverable/i,
  },
  {
    kind: 'failure',
    weight: 0.86,
    pattern:
      /PHP Fatal error|^Fatal error: |^fatal: |[Ii]ncompatible mod|Exception ticking|[Ff]ailed to bind to port|Address already in use|agree to the EULA/,
  },
  {
    kind: 'failure',
    weight: 0.74,
    pattern:
      /\b(?:[Ff]atal|FATAL|[Cc]ritical|CRITICAL|[Ss]evere|SEVERE|[Uu]nrecoverable|EMERG)\b|[Cc]rash(?:ed|ing|LoopBackOff)?\b|\b[Aa]bort(?:ed|ing)\b|unexpected (?:exception|error)|[Ll]oading errors|[Ff]ailed to start|[Cc]ould not (?:load|start|initiali[sz]e|enable)|[Ee]rror (?:occurred )?while (?:enabling|loading|starting)/,
  },
  {
    kind: 'failure',
    weight: 0.66,
    pattern:
      /\b(?:not found|No such file|does ?n[o']t exist|cannot find|could not find|was not found|missing|is unavailable|not available|no longer|unsupported|not supported)\b/i,
  },
  {
    kind: 'failure',
    weight: 0.56,
    pattern:
      /\b(?:error|errors|failed|failure|fails|fail|exception|unable to|could ?n[o']t|could not|cannot|can't|denied|refused|rejected|expired|exceeded|timed out|invalid|illegal|unexpected|bad|broken|dead|died|killed|lost|leak(?:ed|s)?|dropped|stuck|deadlock|blocked|interrupted|violation|unhealthy|discard(?:ed|ing)|panic)\b/i,
  },
  // Whatever there is too much of, where it is not known better: an exception is told as one.
  {
    kind: 'resource',
    weight: 0.7,
    pattern:
      /^(?!.{0,200}\w(?:Exception|Error)\b).*\btoo many (?!arguments|parameters|values|positional)[a-z]{3,20}/i,
  },
];
