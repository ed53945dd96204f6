import { Severity, type SeverityNumber } from '../model/severity.ts';
import type { BlockName } from './blocks.ts';

/** What a message that begins so is, where no level says it. */
interface Marker {
  readonly pattern: RegExp;
  readonly severity: SeverityNumber;
  /** The lines that belong to it. */
  readonly block?: BlockName;
  /** A crash: a record of its own even right after a header that says INFO. */
  readonly isCrash?: boolean;
}

export interface MarkerFound {
  readonly severity: SeverityNumber;
  readonly block: BlockName | undefined;
  readonly isCrash: boolean;
}

/**
 * Openings that are as good as a level, since no program writes them otherwise. They are tied to
 * the start of the message: an error word further in says nothing (`0 errors`, `error.html`).
 */
const markers: readonly Marker[] = [
  { pattern: /Exception in thread "/, severity: Severity.error, block: 'trace', isCrash: true },
  { pattern: /Traceback \(most recent call last\)/, severity: Severity.error, block: 'python' },
  {
    pattern: /[Uu]nhandled (?:[Ee]xception|[Pp]romise|[Rr]ejection)/,
    severity: Severity.error,
    block: 'trace',
    isCrash: true,
  },
  {
    pattern: /[Uu]ncaught (?:[Ee]xception|\w{0,40}Error)/,
    severity: Severity.error,
    block: 'trace',
    isCrash: true,
  },
  { pattern: /panic: /, severity: Severity.fatal, block: 'go', isCrash: true },
  {
    pattern: /SIG(?:QUIT: quit|ABRT: abort)$/,
    severity: Severity.fatal,
    block: 'go',
    isCrash: true,
  },
  {
    pattern:
      /fatal error: (?:all goroutines|concurrent map|out of memory|unexpected signal|stack overflow|runtime)/,
    severity: Severity.fatal,
    block: 'go',
    isCrash: true,
  },
  { pattern: /goroutine \d{1,10} \[/, severity: Severity.error, block: 'go' },
  {
    pattern: /thread '[^']{0,100}' (?:\(\d{1,9}\) )?panicked at/,
    severity: Severity.fatal,
    block: 'rust',
    isCrash: true,
  },
  {
    pattern: /==\d{1,8}==ERROR: |WARNING: \w{1,12}Sanitizer/,
    severity: Severity.error,
    block: 'sanitizer',
    isCrash: true,
  },
  { pattern: /==\d{1,8}== /, severity: Severity.unspecified, block: 'valgrind' },
  {
    pattern:
      /[\w./\\+-]{1,200}[:(]\d{1,7}(?:[:,]\d{1,6}(?:-\d{1,6})?)?\)?: ?(?:fatal |runtime )?error\b/,
    severity: Severity.error,
    block: 'compiler',
  },
  {
    pattern: /[\w./\\+-]{1,200}[:(]\d{1,7}(?:[:,]\d{1,6}(?:-\d{1,6})?)?\)?: ?warning\b/,
    severity: Severity.warn,
    block: 'compiler',
  },
  {
    pattern: /[\w./\\+-]{1,200}\.tsx?[:(]\d{1,7}[:,]\d{1,6}\)?(?: -|:) error\b/,
    severity: Severity.error,
    block: 'compiler',
  },
  { pattern: /error(?:\[\w{1,12}\])?: /, severity: Severity.error, block: 'compiler' },
  { pattern: /warning(?:\[\w{1,12}\])?: /, severity: Severity.warn, block: 'compiler' },
  {
    pattern: /(?:Fatal|FATAL)(?: [Ee]rror| ERROR)?: /,
    severity: Severity.fatal,
    block: 'indented',
    isCrash: true,
  },
  {
    pattern: /PHP (?:Fatal|Parse|Recoverable fatal) error: /,
    severity: Severity.error,
    block: 'php',
    isCrash: true,
  },
  { pattern: /PHP Warning: /, severity: Severity.warn, block: 'php' },
  // Ruby, of an exception that nobody caught.
  {
    pattern: /[^\s:]{1,200}:\d{1,6}:in [`'][^`']{1,120}': .{0,300}\([\w:]{1,100}\)$/,
    severity: Severity.error,
    block: 'ruby',
    isCrash: true,
  },
  { pattern: / {2}● (?!Console)\S/, severity: Severity.error, block: 'jest' },
  { pattern: /FATAL EXCEPTION: /, severity: Severity.fatal, block: 'android', isCrash: true },
  { pattern: /fatal: /, severity: Severity.error, block: 'indented' },
  {
    pattern:
      /(?:Fatal Python error|Kernel panic|kernel BUG at|panic\[|Segmentation fault|Aborted \(core dumped\)|\*\*\* stack smashing)/,
    severity: Severity.fatal,
    block: 'indented',
    isCrash: true,
  },
  // What the JVM, the C++ runtime and glibc write past the program's own log when they end it.
  {
    pattern:
      /(?:(?:Terminating|Aborting) due to java\.lang\.OutOfMemoryError|terminate called (?:after|without|recursively)|(?:double free or corruption|corrupted size vs\. prev_size|free\(\): (?:invalid|double)|malloc\(\): |munmap_chunk\(\): |realloc\(\): invalid)|(?:Bus error|Illegal instruction|Killed)(?: \(core dumped\))?$)/,
    severity: Severity.fatal,
    block: 'indented',
    isCrash: true,
  },
  {
    pattern: /Guru Meditation Error: /,
    severity: Severity.fatal,
    block: 'indented',
    isCrash: true,
  },
  {
    pattern: /BUG: |Oops: |general protection fault|INFO: (?:rcu|task) |INFO: possible/,
    severity: Severity.error,
    block: 'oops',
  },
  {
    pattern: /WARNING: (?:CPU|possible|suspicious|bad|refcount)/,
    severity: Severity.warn,
    block: 'oops',
  },
  { pattern: /(?:Error|ERR!|Err): /, severity: Severity.error, block: 'trace' },
  { pattern: /Warning: /, severity: Severity.warn, block: 'indented' },
  {
    pattern:
      /(?:[\w$]{1,60}[.:]{1,2}){0,12}[\w$]{0,80}(?:Exception|Error|Throwable)(?=: |$| \[| \{)/,
    severity: Severity.error,
    block: 'trace',
  },
  { pattern: /[\w+.-]{1,40}: (?:fatal )?error: /, severity: Severity.error, block: 'compiler' },
  { pattern: /[\w+.-]{1,40}: warning: /, severity: Severity.warn, block: 'compiler' },
  {
    pattern: /--- FAIL: |FAIL(?:ED|URE)?: |not ok \d|E: \S/,
    severity: Severity.error,
    block: 'indented',
  },
  // JUnit's text runner.
  {
    pattern: /There (?:was|were) \d{1,6} (?:failure|error)s?:|\d{1,6}\) \w{1,120}\([\w.$]{1,200}\)/,
    severity: Severity.error,
    block: 'trace',
    isCrash: true,
  },
  { pattern: /make(?:\[\d{1,4}\])?: \*\*\*/, severity: Severity.error },
  { pattern: /E {3}\S/, severity: Severity.error, block: 'assertion' },
  // pytest's details: its summary says that the test failed.
  { pattern: /E {4,}\S/, severity: Severity.unspecified, block: 'assertion' },
];

const any = new RegExp(`^(?:${markers.map(({ pattern }) => `(${pattern.source})`).join('|')})`);

const found: readonly MarkerFound[] = markers.map(({ severity, block, isCrash }) => ({
  severity,
  block,
  isCrash: isCrash === true,
}));

/** A word of which every marker has one, to pass over most lines quickly. */
const hint =
  /rror|xception|hrowable|nhandled|ncaught|arning|WARNING|FAIL|atal|FATAL|panic|Traceback|goroutine|==\d|BUG|Oops|fault|INFO: |Segm|Abort|stack smash|There w|\) \w+\(|\*\*\*|not ok|^E:? |ERR!|Err: |EXCEPTION|● |:in [`']|^SIG[QA]|^Guru|ing due to java|^terminate called|^(?:double free|corrupted size|(?:free|malloc|realloc|munmap_chunk)\(\): )|^(?:Bus error|Illegal instr|Killed)/;

/** The first marker which `message` begins with. */
export function findMarker(message: string): MarkerFound | undefined {
  const head = message.length > headLength ? message.slice(0, headLength) : message;
  const match = hint.test(head) ? any.exec(head) : null;
  if (!match) {
    return undefined;
  }
  for (let i = 1; i < match.length; i++) {
    if (match[i] !== undefined) return found[i - 1];
  }
  return undefined;
}

const headLength = 400;
