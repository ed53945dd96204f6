/** Runs of lines that belong to the record which they follow, by what opened them. */
export type BlockName =
  | 'trace'
  | 'python'
  | 'go'
  | 'rust'
  | 'sanitizer'
  | 'valgrind'
  | 'compiler'
  | 'assertion'
  | 'json'
  | 'event'
  | 'dotnet'
  | 'android'
  | 'jest'
  | 'php'
  | 'ruby'
  | 'oops'
  | 'indented';

interface Block {
  /** The lines that go on. */
  readonly goesOn: RegExp;
  /** Whether it may go on after an empty line, or which lines of it may stand there. */
  readonly spansBlank: boolean | RegExp;
  /** The line that ends it, which still belongs to it. */
  readonly ends?: RegExp;
  /** Lines after the opening that belong to it whatever they say. */
  readonly freeLines?: number;
}

const blocks: Readonly<Record<BlockName, Block>> = {
  // Java, JavaScript, .NET, wasm: indented frames, and what introduces the next cause.
  trace: {
    goesOn:
      /^(?:\s+\S|Caused by\b|Suppressed: |\.\.\. \d|--- End of|---> |[}\])][;,]?$|Node\.js v\d)/,
    spansBlank: /^(?:Caused by\b|\s+at\s|\s+\d{1,4}: |Node\.js v\d)/,
  },
  python: {
    goesOn:
      /^(?:\s|Traceback \(most|During handling of|The above exception was|[\w.]{1,120}(?:Error|Exception|Exit|Warning|Interrupt)\b|[\w.]{1,120}\.[A-Z]\w{1,60}(?:: |$))/,
    spansBlank: true,
  },
  go: {
    goesOn:
      /^(?:\s|goroutine \d|created by |\[signal |\[recovered|panic: |main\.|runtime\b|[\w.*()/@\-{}·[\]<>,~%]{1,300}\(.{0,2000}\)$|(?:r\d{1,2}|r[a-z]{2}|e?flags|cs|fs|gs|pc|sp|lr|fault) +0x|exit status \d)/,
    spansBlank: true,
  },
  rust: {
    goesOn: /^(?:\s|note: |stack backtrace:|\d{1,4}: |fatal runtime error)/,
    spansBlank: false,
    freeLines: 1,
  },
  sanitizer: {
    goesOn:
      /^(?:\s|==\d|={5,}|SUMMARY: |0x[0-9a-f]|allocated by|freed by|previously allocated|Thread T\d|Shadow |HINT: |READ of|WRITE of|Direct leak|Indirect leak|Address |(?:=>|Addressable|Partially|Heap|Stack|Freed|Global|Poisoned|Container|Array|Intra|ASan|Left|Right|Use))/,
    spansBlank: true,
  },
  valgrind: { goesOn: /^==\d{1,8}==/, spansBlank: false },
  compiler: {
    goesOn:
      /^(?:\s+\S|\d{0,7} {0,4}\||[\w./\\+-]{1,200}:\d{1,7}(?::\d{1,6})?: note: |note: |help: |={1,3} |--> )/,
    spansBlank: false,
  },
  assertion: {
    goesOn:
      /^(?:\s+\S|[+-](?:\s|$)|E\s|[\w./\\-]{1,200}\.py:\d{1,6}: \w|Expected\b|Received\b|Actual\b|expected\b|actual\b|Diff\b|\?\s)/,
    spansBlank: true,
  },
  json: { goesOn: /^(?:\s+\S|[}\])]{1,8}[;,]?$)/, spansBlank: false, ends: /^[}\])]/ },
  // Windows: all lines to the next event, whose first line has a header of its own.
  event: { goesOn: /^/, spansBlank: true },
  // .NET's console: the message stands below the level and the category, indented.
  dotnet: { goesOn: /^ {3,}\S/, spansBlank: true },
  android: {
    goesOn:
      /^(?:Process: |PID: |\s+at\s|\s*\.\.\. \d|Caused by\b|Suppressed: |[\w$]{1,60}(?:\.[\w$]{1,80}){1,12}(?:: |$))/,
    spansBlank: false,
  },
  // The kernel's report of a crash; each line has a header.
  oops: {
    goesOn:
      /^(?:\s|Call [Tt]race:|<\/?(?:TASK|IRQ|NMI|SOFTIRQ)>|RIP: |R[A-Z0-9]{2}: |E[A-Z]{2}: |EFLAGS: |CR\d|[DCF]S: |DR\d: |PKRU: |Code: |CPU: |Hardware name: |Modules linked in|Workqueue: |#PF: |PGD |Oops: |Internal error: |pc : |lr : |sp : |x\d{1,2} ?: |pstate: |Read of size|Write of size|The buggy address|Allocated by|Freed by|which belongs|Memory state|page:|raw: |page dumped|>?ffff|Dumping ftrace|---\[ end )/,
    spansBlank: true,
    ends: /^---\[ end /,
  },
  // Each failure has a headline with a bullet.
  jest: { goesOn: /^ {2,}(?!● )\S/, spansBlank: true },
  php: {
    goesOn: /^(?:Stack trace:|\[stacktrace\]|\[previous exception\]|#\d|Next |\s+thrown in|"\})/,
    spansBlank: false,
  },
  ruby: {
    goesOn: /^(?:\s+\S|\S{1,300}:\d{1,6}:in [`'])/,
    spansBlank: /^\S{1,300}:\d{1,6}:in [`']/,
  },
  indented: { goesOn: /^\s+\S/, spansBlank: false },
};

/** Lines that never stand alone, whatever came before them. */
const always =
  /^(?:\s+at\s+\S|\s*\.\.\. \d{1,6} (?:more|common frames)|\s*Caused by\b|\s*Suppressed: |\s*--- End of (?:inner|stack)|\s+---> [\w.]{1,120}(?:Exception|Error)|\s*[\^~]+[\s~^]*$|\s*\|?\s+[\^~]{1,}[\s~^-]*$|\s{1,20}\d{1,4}: {1,4}0x[0-9a-f]{3,16}\b|\s+from \S{1,300}:\d{1,6}:in [`'])/;

/** Whether `text` is a line which belongs to what stands above it, whatever that is. */
export function isAlwaysContinuation(text: string): boolean {
  const code = text.charCodeAt(0);
  const mayBe =
    code <= 32 ||
    code === 67 ||
    code === 83 ||
    code === 46 ||
    code === 45 ||
    code === 94 ||
    code === 126 ||
    code === 124;
  return mayBe && always.test(text.length > 400 ? text.slice(0, 400) : text);
}

export function goesOn(
  name: BlockName,
  text: string,
  blankLines: number,
  linesSoFar: number,
): boolean {
  const block = blocks[name];
  if (blankLines > (block.spansBlank === false ? 0 : 3)) {
    return false;
  }
  if (text === '') {
    return block.spansBlank !== false;
  }
  const head = text.length > 400 ? text.slice(0, 400) : text;
  if (blankLines > 0 && typeof block.spansBlank === 'object') {
    return block.spansBlank.test(head);
  }
  return linesSoFar < (block.freeLines ?? 0) || block.goesOn.test(head);
}

export function endsBlock(name: BlockName, text: string): boolean {
  return blocks[name].ends?.test(text) === true;
}

/** Formats whose messages stand in the lines below their headers. */
const openedByFormat: Readonly<Record<string, BlockName>> = {
  'windows-event-text': 'event',
  'windows-event-xml': 'event',
  dotnet: 'dotnet',
};

export function blockOpenedByFormat(format: string, message: string): BlockName | undefined {
  return message === '' ? openedByFormat[format] : undefined;
}

/** An exception of Ruby, as Rails writes it, and PHP's with its trace inside. */
const rubyError = /^[A-Z][\w:]{1,100}(?:Error|Exception|NotFound|Invalid\w{0,20}) \(/;
const phpObject = /\[object\] \([\w\\]{1,200}\(code: |\[object\] \([\w\\]{1,200}: /;

/** What the end of a message promises: an opening brace, the start of a trace in its middle. */
export function blockOpenedBy(message: string): BlockName | undefined {
  const last = message.charCodeAt(message.length - 1);
  if (last === 123 || last === 91 || last === 40) {
    return 'json';
  }
  const tail = message.length > 400 ? message.slice(-400) : message;
  if (last === 58 && /Traceback \(most recent call last\):$/.test(tail)) {
    return 'python';
  }
  if (rubyError.test(message.slice(0, 120))) {
    return 'ruby';
  }
  if (phpObject.test(message.slice(0, 2400))) {
    return 'php';
  }
  return /AssertionError|[Aa]ssertion (?:`.{0,200}` )?failed/.test(tail) ? 'assertion' : undefined;
}
