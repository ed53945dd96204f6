import { Severity, type SeverityNumber } from '../model/severity.ts';
import { buildRules, trailerRules } from './builds.ts';
import { crashRules } from './headlines.ts';
import { runtimeRules } from './runtimes.ts';
import { serviceRules } from './services.ts';
import type { Tell, TellRule } from './tell.ts';

/**
 * What a line says about a failure, or `undefined` for an ordinary one. `line` is the message
 * without its header; `severity` is what the record states, 0 when it states none.
 */
export function tellOf(line: string, stated: SeverityNumber): Tell | undefined {
  const { text, severity } = withoutFields(line.slice(0, longest), stated);
  if (!trigger.test(text)) {
    return severity >= Severity.warn ? plainTell(severity, text) : undefined;
  }
  if (isHarmless(text)) {
    return undefined;
  }
  const cleaned = withoutHarmless(text);
  for (const rules of tables) {
    for (const rule of rules) {
      if (rule.pattern.test(cleaned)) {
        return weigh(rule, cleaned, severity);
      }
    }
  }
  return severity >= Severity.warn ? plainTell(severity, text) : undefined;
}

/** `pid=1 tid=h2p class=Mail WARN: NoMethodError: ...`: fields and a level before what is said. */
const fields = /^(?:[\w.]{1,30}=\S{1,120} ){1,12}(?<level>DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL): /;

const levels: Readonly<Record<string, SeverityNumber>> = {
  DEBUG: Severity.debug,
  INFO: Severity.info,
  WARN: Severity.warn,
  WARNING: Severity.warn,
  ERROR: Severity.error,
  FATAL: Severity.fatal,
};

/** `[00031.430] 01702:06759> [netstack] INFO: ...`: brackets and numbers before it, as a console has them. */
const marked =
  /^\[[\d.: -]{4,30}\] [\d.:]{3,24}> (?:\[[\w, .-]{2,60}\] ){0,2}(?<level>DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL): /;

function withoutFields(
  text: string,
  stated: SeverityNumber,
): { readonly text: string; readonly severity: SeverityNumber } {
  const match = stated === 0 ? (fields.exec(text) ?? marked.exec(text)) : null;
  const level = match?.groups?.['level'];
  return match && level !== undefined
    ? { text: text.slice(match[0].length), severity: levels[level] ?? stated }
    : { text, severity: stated };
}

/** Whether the text says that a step or the whole run ended badly: its cause stands before it. */
export function isFinalTrailer(text: string): boolean {
  return text.length < longestVerdict && (stepFailed.test(text) || runFailed.test(text));
}

/** What the text says of the whole run, if it is the runner's last word. */
export function verdictOf(text: string): 'failed' | 'succeeded' | undefined {
  if (text.length >= longestVerdict) {
    return undefined;
  }
  if (runFailed.test(text)) {
    return 'failed';
  }
  return runSucceeded.test(text) ? 'succeeded' : undefined;
}

/** Whether a runner says that all its tests passed, or a tool that what it was to do is done. */
export function endsStepWell(text: string): boolean {
  return text.length < longestVerdict && stepSucceeded.test(text) && !isFinalTrailer(text);
}

/** Longer texts are data, not verdicts; a verdict may end a record of many lines, so look there too. */
const longestVerdict = 4000;

/** Characters of a line that are looked at; a failure names itself at the start. */
const longest = 1500;

const tables: readonly (readonly TellRule[])[] = [
  crashRules.slice(0, 2),
  runtimeRules,
  buildRules.filter((rule) => rule.kind === 'compile'),
  crashRules.slice(2),
  serviceRules.filter((rule) => rule.kind === 'resource'),
  buildRules.filter((rule) => rule.kind !== 'compile' && rule.weight >= 0.9),
  trailerRules,
  buildRules.filter((rule) => rule.kind !== 'compile' && rule.weight < 0.9),
  serviceRules,
];

/** A cheap first look: most lines hold none of these words. */
const trigger =
  /error|fail|fatal|exception|panic|bug\b|k[a-z]{2,4}san|fault|oops|trap|warning|info: |assert|undefined|unresolved|cannot|could|unable|can't|not |no |nothing|invalid|illegal|malformed|corrupt|missing|denied|refused|reset|time[d-]?[ -]?out|deadline|expired|exceed|unreach|severed|broken|lost|leak|abort|crash|kill|dead|died|stuck|block|stall|lockup|hang|hung|exit|status|build|unexpected|expected|unsupported|unknown|unrecogni|conflict|require|mismatch|bad|evict|oom|memory|limit|quota|full|sig[a-z]{3,4}\b|segmentation|violation|deprecat|reject|forbidden|unauthor|unhealthy|dropp|discard|interrupt|critical|severe|emerg|shut|✗|✖|✘|×|●|E {2}|\d\) |!|\*\*\*|#test|npm|uvm_|rcu|caused|unhandled|uncaught|but got|badmatch|case_clause|ambiguous|redefinition|multiple definition|relocation|duplicate|hash sum|404|50[0234]|waiting for|busy inode|unreferenced|machine check|double free|smash|terminate|core dumped|data tlb|mce|inconsistent|retry|stack|note:|tests|ran |suite|\.rb:|\.lua:|\.p[lm] line |test_?[-a-z]|\* \(|❌|── |\[-\]|^\s*x |expected:|actual:|got|left:|right:|evaluated|received|would reformat|^in \S|diff in|e\d{2,4}:|locate|needed by|scope|assignable|equal|should|too (?:many|long|large|few|old)|\b0 (?:of|out of) |pause|clock |slow|pool|leak|longer than|reached|busy|incompatible|hunk|patch|refcount|list_(?:add|del)|agree|duplicate|requested by|never match|muaf|\* stop|merge|overwrite|must |\.orig |rejecting|\bstop|\.\w{1,6}[:(]\[?\d/i;

/** Words that name errors without telling of one. */
const harmlessPhrases: readonly RegExp[] = [
  /-W(?:no-)?(?:error|fatal)[=\w-]{0,60}/g,
  /\b(?:0|no|zero|without(?: any)?) (?:\w{1,20} )?(?:errors?|failures?|failed|failing|exceptions?|problems?|conflicts?)\b/gi,
  /\b(?:errors?|failures?|failed|fail|failing|skipped|killed|lost|dropped|exceptions?|rejected|unexpected)\b["']?\s{0,4}[:=]\s{0,4}0\b(?!\.)/gi,
  /(?:error|fail|exception|panic|fatal|missing|broken|invalid|abort|leak|dead|kill|expir|timeout)[\w-]{0,60}\.(?:cc?|cpp|hp?p?|l?o|js|ts|jsx|tsx|py|rb|go|class|java|html?|md|rst|hs|rs|php|pm|t|exs?|erl|so|json|css|svg|png|txt|xml|ya?ml|in|am|rb|scala|kt|hi|dyn_o|dyn_hi|gz|rpm|deb|3|1)\b(?!:\d|\(\d)/gi,
  // Parts of a path, and names in words joined by hyphens: `github.com/pkg/errors`, `api-errors-critical`.
  /(?<![\w/.-])(?:[\w.@-]{1,60}\/){1,12}[\w-]{0,40}(?:error|fail|exception|panic|fatal|timeout|abort)[\w-]{0,40}(?=[\s,;)"'\]]|$)/gi,
  /\b(?:\w{1,30}-){1,6}(?:errors?|fail(?:ed|ures?)?|fatal|critical|panic|exceptions?)(?:-\w{1,30}){1,6}\b/gi,
  /--[\w-]{0,40}(?:error|fail|abort|missing|fatal|timeout)[\w-]{0,40}/gi,
];

/** Whole lines that hold such words by habit: commands, configure checks, passed tests. */
const harmlessLines: readonly RegExp[] = [
  /^\s*(?:\+{1,3}|\$) \S/,
  /RECEIVED SIGNAL \d+: SIG(?:TERM|INT|HUP)|due to signal SIG(?:TERM|INT|HUP)|due to (?:administrator command|user request)|canceling autovacuum task/,
  /\b[Cc]orrect(?:ed|able) (?:hardware )?errors?\b|Machine check events logged/,
  // Bit 61 of a bank's status says that the error was not corrected: `Bank 7: be00...` is one.
  /Machine Check: \d{1,3} Bank \d{1,3}: [89cd][0-9a-f]{15}\b|\bEDAC \w{1,8}: \d{1,6} CE\b/,
  // The same of AMD's banks: CE was corrected, UE was not.
  /\bMC\d{1,3}_STATUS\[[^\]]{0,80}\|CE\|/,
  // Strangers' handshakes fail on every public port; one with an upstream says so.
  /(?:bad key share|unsupported protocol|no shared cipher|wrong version number|http request|version too low|unknown protocol)\) while SSL handshaking, client:/,
  // They ask for what is not there, too; that the front page is missing is another matter.
  /failed \(2: No such file or directory\), client: (?!.{0,400}"GET \/(?:index\.html)? HTTP)/,
  // And they guess names that nobody has here.
  /\bfor invalid user \S{1,80} from \S/,
  // The node agent asks once more for containers that it has just removed.
  /"(?:ContainerStatus from runtime service failed|DeleteContainer returned error)".{0,500}not found/,
  /Access denied finding property/,
  // Who asks may leave before the answer.
  /\blikely client has closed socket\b/,
  /\bclient (?:went away|disconnected|hung up|is gone|aborted|(?:prematurely |unexpectedly )?closed (?:the )?(?:\w{1,12} )?connection)\b/i,
  // A game's player who leaves is told so as well.
  /\blost connection: (?:Disconnected|Quitting|Disconnect|Timed out|Internal Exception: \S{0,40}IOException: (?:Connection reset|Broken pipe))/,
  // Strangers at a mail server's door.
  /\blost connection after (?:AUTH|[A-Z]{4,8})(?: \([^)]{1,40}\))? from \S|\bhostname \S{1,120} does not resolve to address |^NOQUEUE: (?:reject|filter|milter-reject): /,
  // What is optional on this system is left out.
  /^info \S.{0,200}(?:optional dependency|is incompatible with this module)/,
  // A browser without a screen misses its desktop.
  /^\[\d+:(?:\d+:)?\d{4}\/\d{6}\.\d+:(?:ERROR|WARNING|INFO):\w+\.(?:cc|h)\(\d+\)\]/,
  // Jest heads what a test wrote to the console so.
  /^\s*console\.(?:error|warn|log|info|debug)\s*$/,
  /^Unable to find image '.{1,200}' locally$/,
  // What a kernel says of each machine that it starts on, and of faults that it was asked to make.
  /^(?:VFS: Disk quotas dquot|mtrr: your CPUs had inconsistent|tsc: (?:Fast TSC calibration failed|Unable to calibrate)|calibrate_delay_direct\(\)|Performance Events: |AMD-Vi: |RETBleed: |ERROR: earlyprintk=|Malformed early option|acpi PNP\S{1,40}: fail to add MMCONFIG|sysrq: |db_root: cannot open|FAULT_INJECTION: )/,
  // Each file system is asked whether a disk is its own.
  /^(?:F2FS-fs \S{1,40} (?:Magic Mismatch|Can't find valid F2FS)|ISOFS: Unable to identify|NILFS \S{1,40} couldn't find nilfs)/,
  // The file in which autoconf found that another is wanted, which it then installs.
  /^[\w./-]{1,80}:\d{1,6}: installing '/,
  // What a pod puts up with, in its description.
  /:No(?:Execute|Schedule) op=\w/,
  // A job that failed has nothing to hand over.
  /^(?:ERROR|WARNING): (?:No files to upload|\S{1,200}: no matching files)/,
  // A test that passed, with its time: `TestToken#test_token = 0.00 s = .`
  /^\w{1,100}#\w{1,160} = \d{1,6}\.\d\d s = [.S]$/,
  // A dump of threads that is logged line by line, each with a level of failure.
  /^\s*(?:[\w.+-]{1,80}(?:\.jar\/\/|@[\w.]{1,20}\/))?[\w.$]{3,200}\((?:\w{1,80}\.(?:java|kt|scala):\d{1,6}|Native Method|Unknown Source)\)\s*$|^\s*(?:PID: \d{1,9} \| Suspended: |Current Thread: |Stack:\s*$)/,
  // Advice below a report.
  /^\W{0,8}(?:If (?:this|that|it|you)\b.{0,80}\b(?:consider|please|report)\b|Be sure to include ALL\b|Please (?:report|include)\b)/,
  /^\s*(?:echo|printf|if \[|\|\| |&& )/,
  /^\s*(?:[|`\\+]-{1,2}|[├└│](?! Error: ))/,
  // A kernel's frame: what it calls is no failure, e.g. `[<ffffffff810b984e>] oom_kill_process+0x17e/0x290`.
  /^\s*(?:\[?<[0-9a-f]{8,16}>\]? )?(?:\? )?[\w.]{2,80}\+0x[0-9a-f]{1,6}\/0x[0-9a-f]{1,6}(?: \[\w{1,40}\])?\s*$/,
  // A process that was asked to end, and did; how far measurements lie apart.
  /\bprocess has died \[.{0,60}\bexit code -(?:2|15)\b/,
  /^\s*\d{1,4} \(\d{1,3}\.\d\d%\) (?:high|low) (?:mild|severe)\s*$/,
  // What a configure step looks for and does without.
  /^-- (?:Looking for|Performing Test|Check) .{1,200} - (?:not found|Failed)\s*$/,
  // What is packed without it works.
  /\b[Mm]issing build-id in \S/,
  // What a test is known to fail stops nothing, in TAP.
  /^\s*not ok \d{1,6} .{0,400}# TODO\b|^\s*#? {0,4}Failed \(TODO\) test\b/,
  // How far a documentation has been read and written, file by file.
  /^(?:reading sources|writing output|copying \w{1,20}|highlighting module code)\.{3} (?:\[ {0,2}\d{1,3}%\]|\S+$)/,
  // What a passing test is called in a runner's documentation: `  raises ParseError on bad input`.
  /^\s{2,12}(?:raises|throws|rejects|refuses|handles|ignores|falls back|recovers|reconnects|returns|drops) (?!.{0,300}(?:FAILED|[.:]$))/,
  /\bHTTP\/\d(?:\.\d)?["']?,? (?:status:? )?[1-4]\d\d\b/,
  /^\s*checking (?:for|whether|if|that|how|the|command|size)\b/,
  /(?:\.{2,}|\s)(?:ok|OK|passed|PASSED|PASS|yes|no|done|succeeded)\s*$/,
  /^\s*(?:--- (?:PASS|SKIP)|=== RUN|PASS|ok|OK|✓|✔|√|SKIP(?:PED)?)[ :([]/,
  /(?:\b(?:XPASS|XFAIL|SKIPPED|xfail)|\bNot affected)\s*(?:\[\s*\d+%\])?$|\bVulnerability \w|\bMitigation\b/,
  /^\s*(?:CC|CXX|LD|AR|GEN|AS|LINK|INSTALL|Compiling|Building|Installing|Downloading|Downloaded|Unpacking|Selecting|Setting up|Get:\d+|Copying|creating|adding|copying|inflating)\b(?!.{0,200}(?:fail|error:|cannot))/,
];

const isHarmless = (text: string): boolean => harmlessLines.some((line) => line.test(text));

function withoutHarmless(text: string): string {
  let cleaned = text;
  for (const phrase of harmlessPhrases) {
    cleaned = cleaned.replace(phrase, ' ');
  }
  return cleaned;
}

const warning = /\bwarn(?:ing)?\b|\bdeprecat/i;

/** `Warning  FailedMount  2m  kubelet ...`: the type of an event, which has no other one for failures. */
const event = /^\s*Warning\s{1,12}[A-Z][A-Za-z]{3,40}\s/;
/** The level of the record, written again before what it says: it weighs once. */
const ownLevel = /^\W{0,3}warn(?:ing)?\b\W{1,3}/i;

const asError = /\btreated as (?:an )?errors?\b/i;

/** `WARNING: NoMethodError: ...`: what was thrown, by whatever level it is told. */
const thrown =
  /^(?:\w{4,7}: )?(?:[A-Za-z]\w{0,60}(?:\.|::)){0,8}[A-Z]\w{2,60}(?:Error|Exception): (?!.{0,200}deprecat)/;
/** An interrupt is how a thread is told to stop: it ends far more waits than it explains failures. */
const stopped =
  /InterruptedException|\bCancellationException|CancelledError|KeyboardInterrupt|SignalException: SIG(?:TERM|INT|HUP)|sleep interrupted/;

/** Retries, defaults, and a request that is refused for what it asks: it stops nothing. */
const toned =
  /\b(?:ignor(?:ed|ing)|non-fatal|not fatal|harmless|as expected|is expected|injected (?:fault|failure|error)|fault injection|falling back|fall ?back|using (?:default|builtin|existing)|will (?:retry|be retried|try)|retrying|skipp(?:ed|ing)|recovered|Resolved (?=\[)|\(?optional\)?|retry|if you (?:want|need)|(?:may|might|could) have (?:been|crashed|failed|exited)|is likely caused by)\b|(?:->|→|(?:respond|answer|return)ing(?: with)?) (?:HTTP )?4\d\d\b/i;

/** A request that is answered with its own fault, where the program itself takes it lightly. */
const askedWrongly = /\((?:HTTP )?4(?!08|29)\d\d\)|\bstatus[=: ]{1,2}4(?!08|29)\d\d\b/;

/** A rule's weight where it matched: a stated level, a warning's tone or a retry change it. */
function weigh(rule: Tell, text: string, severity: SeverityNumber): Tell {
  const { kind } = rule;
  if (kind === 'trailer') {
    return { kind, weight: rule.weight };
  }
  const levelled = levelWeight(rule, severity);
  // A check that was tried until it failed is no retry that may help yet: `AssertionError: Timed out retrying`.
  const isFirm =
    kind === 'crash' || (kind === 'test' && /^\s*(?:\w+\.)*AssertionError\b/.test(text));
  const weight = isFirm ? levelled : levelled * toneFactor(text, severity);
  return { kind, weight: Math.min(1, weight) };
}

/** Kinds that a record of no weight reports every day. */
const general = /^(?:failure|network|data)$/;

/** What a compiler warns of stops nothing; what a runner of tests tells as `[info]` failed all the same. */
const warned = 0.45;

function levelWeight({ kind, weight }: Tell, severity: SeverityNumber): number {
  if (kind === 'compile' && severity >= Severity.warn && severity < Severity.error) {
    return weight * warned;
  }
  if (kind === 'test' && severity > 0 && severity < Severity.warn) return weight;
  if (severity >= Severity.fatal) return weight + 0.16;
  if (severity >= Severity.error) return weight + 0.1;
  if (severity >= Severity.warn) return kind === 'crash' ? weight : weight * 0.86;
  if (severity > 0) return weight * (general.test(kind) ? 0.62 : 0.85);
  return weight;
}

function toneFactor(text: string, severity: SeverityNumber): number {
  const isWarning =
    severity < Severity.error &&
    warning.test(severity === 0 ? text : text.replace(ownLevel, '')) &&
    !event.test(text) &&
    !thrown.test(text) &&
    !asError.test(text);
  const isStop = stopped.test(text) && !/AssertionError/.test(text);
  const isAsked = severity > 0 && severity < Severity.error && askedWrongly.test(text);
  return (isWarning ? 0.45 : 1) * (toned.test(text) || isAsked ? 0.6 : 1) * (isStop ? 0.7 : 1);
}

/** A record that states a level and says nothing we know. */
function plainTell(severity: SeverityNumber, text: string): Tell | undefined {
  if (severity >= Severity.fatal) {
    return { kind: 'failure', weight: 0.72 };
  }
  if (severity >= Severity.error) {
    return { kind: 'failure', weight: /\w{3}/.test(text) ? 0.6 : 0.3 };
  }
  return { kind: 'failure', weight: 0.26 };
}

const stepFailed =
  /The command .{1,400} (?:exited with [1-9]|failed (?:and exited|\d+ times))|Process completed with exit code [1-9]|Bad exit status from|^make: \*\*\*|npm ERR!|Failed to execute goal|ELIFECYCLE|aborting due to|error: build failed|FAILED \((?:failures|errors)|(?:^|[=,(]\s{0,3})[1-9]\d{0,5} (?:failed|failing)\b|rake aborted|TEST METHOD FAILED|Failing tests?:|##\[error\]/m;

const runFailed =
  /BUILD FAIL|^FAILURES!!!|Finished: (?:FAILURE|ABORTED|UNSTABLE)|FAILURE: Build failed|Your build (?:has been stopped|exited with [1-9])|Done\. Your build exited with [1-9]|Job failed/m;

const runSucceeded =
  /BUILD SUCCESS|Done\. Your build exited with 0|Finished: SUCCESS|^OK \(\d+ tests?|Job succeeded|Process completed with exit code 0/m;

const stepSucceeded =
  /^\s*test result: ok\. |^=+ (?:\d+ (?:passed|skipped|xfailed|xpassed|deselected|warnings?),? ?)+in [\d.]+s|^Apply complete!|^Tests: +(?:\d+ (?:skipped|todo), )*\d+ passed, \d+ total|^\s*\d+ passing \(|^Passed! +- Failed: +0|^100% tests passed|^\[ {2}PASSED {2}\] \d+ tests?|Build completed successfully|^Executing\((?:%clean|rmbuild)\): |^Result: PASS$|^All tests successful\.|^\s*Tests {2}\d+ passed(?: \| \d+ (?:skipped|todo))* \(\d+\)|^dpkg-buildpackage: info: .{1,40}\bupload\b|^\d+ (?:examples?|runs?|tests?), .{0,80}\b0 failures(?:, 0 errors)?|^PLAY RECAP(?![\s\S]*(?:failed|unreachable)=[1-9])|^\[success\] Total time|^I: success in [\d.]+ seconds|^DONE \d+ tests(?:, \d+ skipped)? in [\d.]+s|^# Totals: pass:[1-9]\d* fail:0 .*\berror:0|^Passed all \d+ tests$/m;
