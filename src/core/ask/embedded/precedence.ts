import { Severity } from '../../model/severity.ts';
import { longestIn } from '../../tells/durations.ts';
import { isSureCause } from '../../tells/known.ts';
import type { Material } from '../reasoner.ts';
import { isBackground } from './background.ts';
import type { Clue } from './clues.ts';
import { isHeldUp } from './lockHolder.ts';
import { handsOn, isBefore } from './quoting.ts';
import { isScattered, roseSince } from './scattered.ts';
import { readyAt } from './starts.ts';

/** A way in which one telling line stands behind another, whatever its own words weigh. */
interface Rule {
  /** Lines that the rule is about. */
  readonly about: (clue: Clue, material: Material) => boolean;
  /** Whether this other line makes it apply. */
  readonly given: (clue: Clue, other: Clue, material: Material) => boolean;
  /** Added to the score; negative where the line only follows from the other. */
  readonly change: number;
}

/** Scores below this come from lines that explain nothing. */
const telling = 0.45;

/** How the other lines of the run change what a line is worth. */
export function precedenceAdjustment(
  clues: readonly Clue[],
  material: Material,
): (clue: Clue) => number {
  const others = clues.filter(({ tell, score }) => tell.kind !== 'trailer' && score >= telling);
  return (clue) =>
    rules.reduce(
      (sum, { about, given, change }) =>
        about(clue, material) &&
        others.some((other) => other !== clue && given(clue, other, material))
          ? sum + change
          : sum,
      0,
    );
}

const says =
  (pattern: RegExp) =>
  ({ text }: Clue): boolean =>
    pattern.test(text);

const isSameFile = (a: Clue, b: Clue): boolean => a.fileIndex === b.fileIndex;

/** What a container is in, not why: it waits, ended, is started again. */
const podState =
  /\bCrashLoopBackOff\b|[Bb]ack-?[Oo]ff (?:\S{1,8} )?restarting|^\s*Reason: +(?:Error|Completed)\s*$|, will be restarted|\brestarting failed container/;
const podReason =
  /[Pp]robe (?:failed|errored)|\bOOMKilled\b|(?:secret|configmap|key) "[^"]{1,200}" not found|couldn't find key|\bErrImagePull\b|[Ff]ailed to pull|\bFailedMount\b|MountVolume|exec format error|executable file not found|\bCreateContainerConfigError\b|\bFailed(?:Scheduling|CreatePodSandBox)\b/;
/** A container runtime that makes no sandbox. */
const nodeReason =
  /\b(?:Run|Create)PodSandbox\b.{0,80}\bfailed\b|\b[Ff]ailed to create (?:pod )?sandbox/;
const pod = /\bpod[ /"=]{1,2}(?:[\w-]{1,60}\/)?([\w-]{3,120})/;

/** Events of a cluster name their pod; a description is about one. */
function isSamePod(a: Clue, b: Clue): boolean {
  const [one, other] = [a, b].map(({ text }) => pod.exec(text)?.[1]);
  return isSameFile(a, b) && (one === undefined || other === undefined || one === other);
}

/** The end of several attempts; why each of them failed stands before it. */
const verdict =
  /\bfailed (?:after )?\d+ (?:times|attempts)\b|\b(?:giving|gave) up\b|; aborting\b|\b[Aa]bort(?:ed|ing) (?:job|due to)\b|\b[Aa]borted\.?$|\bretries (?:are )?exhausted\b/;
const reason = 0.5;

/** A reason that was given before a verdict was spoken, in the same log. */
const isAttempt = (clue: Clue, other: Clue): boolean =>
  isSameFile(clue, other) &&
  other.line < clue.line &&
  other.tell.weight >= reason &&
  !verdict.test(other.text);

const quits =
  /\b(?:exit(?:ing)?|shutting down|stopping|terminating)\b.{0,60}\b(?:due to|because of|after an? (?:error|fail|exception))/i;

/** A door that stays shut, whoever knocks: a certificate, a right, a disk without room. */
const isRefusal = ({ text, tell, count, record }: Clue): boolean =>
  (tell.kind === 'permission' || /\bcertificate\b|\bx509\b|\bhandshake\b/.test(text)) &&
  record.severityNumber >= Severity.warn &&
  tell.weight >= reason &&
  count >= 3;

const isOneKind = (a: Clue, b: Clue): boolean =>
  a.template !== b.template &&
  a.signature?.signature.technology === 'tls' &&
  b.signature?.signature.technology === 'tls';

const beganBefore = (one: Clue, other: Clue, { mined }: Material): boolean =>
  (mined.templates[one.template]?.firstSeen ?? Number.NaN) <
  (mined.templates[other.template]?.firstSeen ?? Number.NaN);

const client = /, client: \S/;
const upstream = /, upstream: "|\bto upstream\b/;

/** `Pending: (Failures listed here are expected ...)` above it, and no other section between. */
function isPending(clue: Clue): boolean {
  const known = pending.get(clue) ?? standsInPending(clue);
  pending.set(clue, known);
  return known;
}
/** Asked for each pair of lines. */
const pending = new WeakMap<Clue, boolean>();

function standsInPending({ file, line }: Clue): boolean {
  for (let at = line; at >= Math.max(1, line - sectionReach); at--) {
    const text = file.lineAt(at);
    if (/^Failures:\s*$/.test(text)) return false;
    if (/^Pending:/.test(text)) return true;
  }
  return false;
}
const sectionReach = 120;

/** The next lines say that the step is tried again. */
function isRetried({ file, line }: Clue): boolean {
  for (let at = line + 1; at <= Math.min(file.lineCount, line + 3); at++) {
    if (
      /\bRetrying, \d of \d|\b[Rr]etrying in \d|\battempt \d{1,2}(?:\/| of )\d/.test(
        file.lineAt(at),
      )
    )
      return true;
  }
  return false;
}

/** The step that failed was allowed to: `...ignoring` stands right below it. */
function isIgnored({ file, line }: Clue): boolean {
  return (
    line < file.lineCount && /(?:^|\s)\.{3}ignoring\s*$/.test(file.lineAt(line + 1).slice(0, 200))
  );
}

/** The kernel's killer announces itself, lists memory, and then names whom it killed. */
const oomReport = /\binvoked oom-killer\b|\boom-kill:constraint=|\bMem-Info:|\bOOM killer\b/;
const oomVictim = /\bKilled process \d{1,8} \(/;

const standsStill =
  /\b(?:has )?not responded for \d|\bstopped responding\b|\bwatchdog\b|\b(?:single server )?tick took \d/i;
const gone =
  /\b(?:EOFException|EndOfStreamException|SocketException|ConnectException|InterruptedException|ClosedChannelException|AsynchronousCloseException)\b/;
const againAndAgain = 5;
const notStarted =
  /\bMulti-Attach error\b|\b(?:FailedScheduling|FailedCreatePodSandBox|ErrImagePull)\b|^Unable to attach or mount volumes/;
const ofLocks =
  /\bpossible (?:circular|recursive) locking\b|\binconsistent lock state\b|\bpossible irq lock inversion\b|\bbad unlock balance\b|\bsleeping function called from invalid context\b|\bscheduling while atomic\b/;

/** A measured pause, and what gives up when somebody is silent for that long. */
const paused =
  /\b(?:[Pp]aus(?:e|ed)|STW|stop-the-world|clock (?:jumped|moved|stepped)|[Dd]etected (?:a )?(?:pause|jump)|stalled)\b/;
const expired = /\b(?:expir(?:ed|y)|timed[ -]?out|time-?out|heartbeat|session)\b/i;
/** Milliseconds after a pause within which a time-out is its consequence. */
const afterPause = 15_000;

/** Whether the other is what ran out while or right after this one stood still. */
function ranOut({ text, record }: Clue, other: Clue): boolean {
  const [from, to] = [record.timestamp, other.record.timestamp];
  const gone = longestIn(text);
  return (
    from !== undefined &&
    to !== undefined &&
    Math.abs(to - from) <= Math.max(afterPause, gone) &&
    expired.test(other.text) &&
    !paused.test(other.text) &&
    gone >= Math.max(1000, longestIn(other.text))
  );
}

/** In one trace the callee gives up before its caller does, so that the earliest error is the deepest. */
function isOfCaller(clue: Clue, callee: Clue): boolean {
  const { record } = clue;
  const { record: other } = callee;
  return (
    record.traceId !== undefined &&
    record.traceId === other.traceId &&
    record.service !== other.service &&
    (other.severityNumber >= Severity.error || isAsOften(clue, callee)) &&
    (other.timestamp ?? Number.POSITIVE_INFINITY) < (record.timestamp ?? 0)
  );
}

/** A callee may only warn of what its callers fail of; then it does so about as often as they fail. */
const isAsOften = (caller: Clue, callee: Clue): boolean =>
  callee.record.severityNumber >= Severity.warn &&
  callee.tell.weight >= reason &&
  callee.count >= caller.count / 2 &&
  callee.count <= caller.count * 2;

/** Whether the caller fails, too, of what this warning tells of. */
const isMetByCaller = (callee: Clue, caller: Clue): boolean =>
  callee.record.severityNumber < Severity.error &&
  caller.record.severityNumber >= Severity.error &&
  isAsOften(caller, callee) &&
  isOfCaller(caller, callee);

/** A case in a runner's progress; its message comes in the report at the end. */
const progress = /\(FAILED - \d{1,5}\)|\*{3}(?:Failed|Exception|Timeout)\b/;
const report = /\bFailure\/Error: |\.\w{1,4}:\d{1,6}: Failure$/;

/** What runs out or waits when connections are not given back, a lock is held or a disk is slow. */
const starved =
  /\btimed? ?out\b|time-?out\b|\b(?:not|no longer) (?:available|primary|leader)|connection slots|[Tt]oo many|\bexhausted|\bno leader\b|lost leader|\boverloaded\b|\btoo busy\b|NotWritablePrimary|\bexpired\b|deadline/;
const holding =
  /\bdelay(?:ing|ed) (?:the )?(?:flush|write|compaction)|\bleak\b|\bleak detect|\bslow (?:fdatasync|fsync|disk|write|sync|flush)\b|\bstill waiting for \w{0,20}[Ll]ock\b|\bfsync\w{0,4}\b.{0,60}\b(?:took|slow|too long)|serverStatus was very slow/;

/** Workers or connections that ran out, after something stood still that each of them waited for. */
const exhausted =
  /connection slots|reached (?:pm\.|the )?[Mm]ax|[Tt]oo many (?:clients|connections)|[Nn]o (?:free|idle|available|more) (?:\w{1,20} )?(?:workers?|threads?|slots?|connections?)/;
const stalled =
  /\bDisk failure\b|\bI\/O error\b|\bQID \d+ timeout|\bstill waiting for\b|\bnot responding\b|\bblocked for more than\b|\bleak\b|\bexecuting too slow|\bslow (?:fdatasync|fsync|disk)/;

/** The far side of a door that strangers knock at: it fails daily, and stops nothing. */
const knocked =
  /kex_exchange_identification|Connection (?:closed|reset) by|banner exchange|Bad protocol version|Unable to negotiate with/;

/** A shell's or supervisor's word for a process that died. */
const deadChild =
  /core dumped|^(?:Aborted|Segmentation fault|Bus error|Illegal instruction)\b|code=(?:killed|dumped|exited), status=/;

const noneLeft = /\b0 (?:of|out of) [1-9]\d{0,6} \w/;

/** A failure that is told of without what kind it is, or by which only another party's silence is known. */
const isReasonless = ({ tell, signature }: Clue): boolean =>
  /^(?:failure|network|slow)$/.test(tell.kind) && signature?.signature.role !== 'cause';

/** Kinds of failure that need no other behind them. */
const ofItself = /^(?:resource|data|permission|crash|dependency)$/;
const told = 0.6;
/** Milliseconds by which a reason may stand before what it leads to, and clocks may differ. */
const leadsTo = 10 * 60_000;
const clocks = 2000;

function isReasonElsewhere(clue: Clue, other: Clue, { mined }: Material): boolean {
  const known = other.signature?.signature;
  const isReason = ofItself.test(other.tell.kind) || (known !== undefined && isSureCause(known));
  const [from, to] = [clue, other].map(({ template }) => mined.templates[template]?.firstSeen);
  return (
    !isSameFile(clue, other) &&
    isReason &&
    other.tell.weight >= told &&
    from !== undefined &&
    to !== undefined &&
    to <= from + clocks &&
    to >= from - leadsTo
  );
}

/** The head of a test's report, which only names it. */
const testName =
  /^\s*(?:ERROR|FAIL): \w+ \([\w.]+\)\s*$|\bTEST \S+ FAILED\s*$|^\s*FAILED? \S+(?:::|\.)\w+\s*$/;
/** Lines between a test's name and the end of its trace. */
const traceReach = 120;
const thrown = 0.7;
const isThrown = ({ tell, text }: Clue): boolean =>
  tell.kind === 'exception' && tell.weight >= thrown && !/\bAssert/.test(text);

const serverFault =
  /\bexpected (?:status (?:code )?)?[45]\d\d\b|\b(?:got|received|but was|was):? (?:status (?:code )?)?<?5\d\d\b|\b5\d\d (?:==|!=|to (?:equal|be)) /i;
const serverReach = 400;
/** Lines apart in which two errors may be of one file that is compiled. */
const unitReach = 150;

const notFound =
  /: (?:command )?not found\s*$|fatal error: \S{1,120}: No such file|is not recognized as an internal|executable file not found/;
const notInstalled =
  /\bnpm (?:ERR!|error) (?:code E|notarget|peer)|[Ff]ailed to fetch \S|\bERESOLVE\b|ResolutionImpossible|No matching distribution|Unable to locate package|Could not install packages|\bunmet dependenc/i;
const notDownloaded =
  /[Cc]ould not connect to \S|[Tt]emporary failure resolving|[Cc]ould not resolve (?:host|')|[Cc]onnection refused|[Nn]etwork is unreachable/;

const isTold = ({ tell }: Clue): boolean => tell.weight >= reason;

/** Whether the other is what ran out since this one holds something, or holds it up. */
const isStarved = (clue: Clue, other: Clue): boolean =>
  starved.test(other.text) && !holding.test(other.text) && isBefore(clue, other);

const rules: readonly Rule[] = [
  {
    about: says(podState),
    given: (a, b) => podReason.test(b.text) && isSamePod(a, b),
    change: -0.35,
  },
  { about: says(verdict), given: isAttempt, change: -0.25 },
  // A gate only says what it measured; what went wrong in the measurement stands before it.
  {
    about: says(
      /\bgate (?:failed|not met|is not met)\b|\b(?:coverage|quality gate)\b.{0,60}\b(?:below|under|less than|not met)\b/i,
    ),
    given: (a, b) =>
      isAttempt(a, b) && b.tell.kind !== 'test' && /\bERROR\b|\berror:|\bFAILED\b/.test(b.text),
    change: -0.3,
  },
  // Who waits for a pod that a cluster can't start gets no answer.
  {
    about: says(
      /\bdeadline exceeded\b|\btimed? ?out\b|\bunavailable\b|\brefused\b|\bno such host\b/i,
    ),
    given: (a, b) => isSameFile(a, b) && b.line < a.line && notStarted.test(b.text),
    change: -0.3,
  },
  // What a start got over is not why the server stands still later.
  {
    about: (clue) => clue.tell.kind !== 'crash' && clue.recordIndex < readyAt(clue.file),
    given: (a, b) =>
      isSameFile(a, b) && b.recordIndex > readyAt(b.file) && standsStill.test(b.text),
    change: -0.25,
  },
  // A peer that goes away, again and again, goes for a reason that is thrown as often.
  {
    about: says(gone),
    given: (a, b) =>
      isThrown(b) && !gone.test(b.text) && b.count >= againAndAgain && b.count * 2 >= a.count,
    change: -0.2,
  },
  // What the kernel says of its locks tells why a processor or a task hangs later.
  {
    about: says(
      /\b(?:soft|hard) (?:lockup|LOCKUP)|\bblocked for more than\b|\bdetected (?:expedited )?stalls?\b|self-detected stall/,
    ),
    given: (a, b) => isSameFile(a, b) && b.line < a.line && ofLocks.test(b.text),
    change: -0.3,
  },
  // A test that a race detector fails has passed its own checks.
  {
    about: ({ tell }) => tell.kind === 'test',
    given: (a, b) =>
      isSameFile(a, b) && b.line < a.line && /WARNING: (?:DATA RACE|ThreadSanitizer)/.test(b.text),
    change: -0.4,
  },
  // That nobody answered in time says less than why nobody is let in.
  {
    about: says(/\b(?:context )?deadline exceeded\b|\btimed? ?out\b/i),
    given: (a, b) => isSameFile(a, b) && b.line < a.line && isRefusal(b),
    change: -0.3,
  },
  // Of two known failures of one kind in a log, the one that was there before began it.
  {
    about: ({ signature }) => signature !== undefined && signature.signature.role !== 'trailer',
    given: (a, b, material) => isSameFile(a, b) && isOneKind(a, b) && beganBefore(b, a, material),
    change: -0.25,
  },
  // Who ends itself says of what; the failure that it means says more.
  {
    about: says(quits),
    given: (a, b) =>
      isSameFile(a, b) &&
      b.line < a.line &&
      b.record.severityNumber >= Severity.error &&
      b.recordIndex !== a.recordIndex &&
      /^(?:exception|resource|data|crash)$/.test(b.tell.kind),
    change: -0.25,
  },
  // Who waits until all is ready gives up; why it was not stands with the pod, or its node.
  {
    about: says(
      /(?:INSTALLATION|UPGRADE) FAILED|timed out waiting for the condition|exceeded its progress deadline/,
    ),
    given: (_, b) => podReason.test(b.text) || nodeReason.test(b.text),
    change: -0.35,
  },
  {
    about: ({ text }) => client.test(text) && !upstream.test(text),
    given: (a, b) => isSameFile(a, b) && upstream.test(b.text),
    change: -0.3,
  },
  {
    about: says(oomReport),
    given: (a, b) => isSameFile(a, b) && oomVictim.test(b.text),
    change: -0.15,
  },
  { about: ({ record }) => record.traceId !== undefined, given: isOfCaller, change: -0.1 },
  { about: ({ record }) => record.traceId !== undefined, given: isMetByCaller, change: 0.15 },
  { about: says(paused), given: ranOut, change: 0.3 },
  {
    about: says(progress),
    given: (a, b) => isSameFile(a, b) && report.test(b.text) && !isPending(b),
    change: -0.2,
  },
  { about: isPending, given: (a, b) => isSameFile(a, b) && !isPending(b), change: -0.4 },
  {
    about: isRetried,
    given: (a, b) => isSameFile(a, b) && b.line > a.line && !isRetried(b),
    change: -0.15,
  },
  { about: isIgnored, given: (a, b) => isSameFile(a, b) && !isIgnored(b), change: -0.5 },
  { about: says(holding), given: isStarved, change: 0.3 },
  {
    about: says(exhausted),
    given: (a, b) => stalled.test(b.text) && isSameFile(a, b) && b.line < a.line,
    change: -0.35,
  },
  // A task that is stuck only waits: for what did not answer before.
  {
    about: says(/\bblocked for more than\b/),
    given: (a, b) =>
      isSameFile(a, b) &&
      b.line < a.line &&
      /\bnot responding\b|controller is down|I\/O error/.test(b.text),
    change: -0.3,
  },
  {
    about: says(/No rule to make target|no makefile found/),
    given: (a, b) =>
      isSameFile(a, b) &&
      b.line < a.line &&
      /CMake Error|configure: error|ERROR: .{0,80}meson|meson\.build:/.test(b.text),
    change: -0.3,
  },
  {
    about: says(/\bidle[- ]in[- ]transaction\b/),
    given: (a, b) => /\bstill waiting for\b/.test(b.text) && isSameFile(a, b) && b.line < a.line,
    change: -0.3,
  },
  {
    about: ({ text, record }) => knocked.test(text) && /^sshd/.test(record.service ?? ''),
    given: (a, b) => a.record.service !== b.record.service && b.tell.weight >= reason,
    change: -0.4,
  },
  {
    about: says(deadChild),
    given: (a, b) => isSameFile(a, b) && b.line < a.line && b.tell.kind === 'crash',
    change: -0.3,
  },
  { about: isTold, given: (a, b) => isBefore(a, b) && handsOn(b, a), change: 0.12 },
  // The port of a disk is named first, then the disk.
  {
    about: says(/\bata\d[\d.]{0,4}: (?:exception|failed command)/),
    given: (a, b) => isSameFile(a, b) && /\bI\/O error, dev \w/.test(b.text),
    change: -0.2,
  },
  // Who gets no answer waits with those who wait for a lock, and the database says who holds it.
  {
    about: ({ tell }) => /^(?:network|slow|failure)$/.test(tell.kind),
    given: (a, b, material) => !isSameFile(a, b) && isHeldUp(b) && !beganBefore(a, b, material),
    change: -0.4,
  },
  // Whose words name no reason fails of what has one, in another log.
  { about: isReasonless, given: isReasonElsewhere, change: -0.2 },
  // A test that stopped is told by its name; what it stopped at stands in its trace.
  {
    about: says(testName),
    given: (a, b) => isThrown(b) && isSameFile(a, b) && Math.abs(b.line - a.line) <= traceReach,
    change: -0.3,
  },
  // A server that answered with its own fault says what it was, before the test that did not expect it.
  {
    about: says(serverFault),
    given: (a, b) =>
      isSameFile(a, b) &&
      b.line < a.line &&
      b.tell.kind !== 'test' &&
      b.tell.weight >= reason &&
      a.line - b.line <= serverReach,
    change: -0.25,
  },
  // A compiler's first error is the one to read.
  {
    about: ({ tell }) => tell.kind === 'compile',
    given: (a, b) =>
      b.tell.kind === 'compile' &&
      b.tell.weight >= a.tell.weight &&
      isSameFile(a, b) &&
      b.line < a.line &&
      a.line - b.line <= unitReach,
    change: -0.1,
  },
  // What was not installed is not found, and what was not downloaded is not installed.
  {
    about: says(notFound),
    given: (a, b) => isSameFile(a, b) && b.line < a.line && notInstalled.test(b.text),
    change: -0.3,
  },
  {
    about: says(notInstalled),
    given: (a, b) => isSameFile(a, b) && b.line < a.line && notDownloaded.test(b.text),
    change: -0.2,
  },
  // What was not compiled can't be tested, nor found.
  {
    about: says(
      /\*{3}(?:Failed|Not Run)\b|[Cc]ould not find executable|[Uu]nable to find executable|: No such file or directory\s*$/,
    ),
    given: (a, b) =>
      isSameFile(a, b) && b.line < a.line && a.tell.kind !== 'compile' && b.tell.kind === 'compile',
    change: -0.3,
  },
  // A report's head names no failure; its exception does.
  {
    about: says(/Minecraft Crash Report/),
    given: (a, b) => isThrown(b) && isSameFile(a, b) && b.line > a.line,
    change: -0.4,
  },
  { about: isScattered, given: roseSince, change: -0.3 },
  {
    about: says(noneLeft),
    given: (a, b) =>
      isSameFile(a, b) && b.line > a.line && b.record.severityNumber > a.record.severityNumber,
    change: 0.3,
  },
  {
    about: isBackground,
    given: (a, b, material) => b.template !== a.template && startsLater(a, b, material),
    change: -0.3,
  },
];

/** Whether the other began after a good part of the log in which this one ran already. */
function startsLater(clue: Clue, other: Clue, { mined }: Material): boolean {
  const [own, begun] = [clue, other].map(({ template }) => mined.templates[template]);
  const [from, to] = [own?.firstSeen, own?.lastSeen];
  return (
    isSameFile(clue, other) &&
    from !== undefined &&
    to !== undefined &&
    begun?.firstSeen !== undefined &&
    other.tell.weight >= reason &&
    begun.firstSeen > from + (to - from) * 0.3
  );
}
