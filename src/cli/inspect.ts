import { randomBytes } from 'node:crypto';
import { buildPrompt } from '../core/ask/model/prompt.ts';
import { parseReply } from '../core/ask/model/reply.ts';
import { collectText } from '../core/collect/collect.ts';
import { encodingOf } from '../core/collect/decode.ts';
import { kindOfFile } from '../core/contextFiles.ts';
import type { LogSource } from '../core/diagnose.ts';
import { mineLogs } from '../core/mine/mine.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import { noContext } from '../core/model/context.ts';
import type { Evidence } from '../core/model/evidence.ts';
import type { LogFile } from '../core/model/logFile.ts';
import { visibleText } from '../core/model/visibleText.ts';
import { createPace } from '../core/pace.ts';
import { createRedactor } from '../core/redact/redact.ts';
import { clock } from '../node/clock.ts';
import type { InspectionJson } from '../protocol/commandLine.ts';
import { inspectFindings } from './inspectFindings.ts';
import { proposalHtml } from './inspectHtml.ts';
import { modelHtml } from './modelHtml.ts';
import { commandLineFiles } from './sources.ts';

type InspectResult =
  | { readonly kind: 'inspected'; readonly inspection: InspectionJson }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Bytes of a file that are looked at, and characters of it that a request would hold. */
const MOST_BYTES = 2_000_000;
const LONGEST_EVIDENCE = 100_000;
const LONGEST_LINE = 2_000;
/** Characters of a line number before a line of a request. */
const GUTTER = 8;

/**
 * What becomes of a text on its way to a model, and of the same text as a model's answer on its way
 * to the screen. Nothing is sent: it lets others check from outside what we promise.
 */
export async function inspectFile(source: LogSource): Promise<InspectResult> {
  const opened = await commandLineFiles.open(source.uri, neverCancelled);
  if (opened.kind === 'failure') {
    return { kind: 'unreadable', message: opened.failure.message };
  }
  const pace = createPace(clock, neverCancelled);
  const { bytes, encoding } = await encodingOf(opened.bytes, pace);
  const text = new TextDecoder(encoding).decode(bytes.read(0, Math.min(bytes.size, MOST_BYTES)));
  opened.close();
  const file = await collectText(source, text, pace);
  const mined = await mineLogs([file], pace);
  const evidence = wholeText(file);
  const pack = {
    evidence: [evidence],
    characters: evidence.text.length,
    budget: LONGEST_EVIDENCE,
    leftOut: { totalLines: file.lineCount, shownLines: evidence.endLine, groups: [] },
  };
  const material = { files: [file], mined, signatures: [], pack, context: noContext };
  const prompt = buildPrompt({ ...material, question: undefined }, randomBytes(16).toString('hex'));
  const redactor = createRedactor();
  const system = redactor.redact(prompt.system);
  const user = redactor.redact(prompt.user);
  const inspection = {
    prompt: `${system.text}\n\n${user.text}`,
    rendered: rendered(text),
    clean: visibleText(text),
    findings: inspectFindings(text, user.redactions),
  };
  return { kind: 'inspected', inspection };
}

/** The file as one excerpt, as if all of it had been chosen. */
function wholeText(file: LogFile): Evidence {
  const lines: string[] = [];
  let room = LONGEST_EVIDENCE;
  for (let line = 1; line <= file.lineCount && room > 0; line++) {
    const text = file.lineAt(line);
    lines.push(text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} …` : text);
    room -= (lines.at(-1)?.length ?? 0) + GUTTER;
  }
  return {
    id: 'E1',
    kind: kindOfFile(file.name) ?? 'log',
    uri: file.uri,
    file: file.name,
    startLine: 1,
    endLine: Math.max(1, lines.length),
    focus: [],
    text: lines.join('\n'),
    timestamp: undefined,
    severityNumber: 0,
    service: undefined,
    template: undefined,
    reason: 'the whole file',
    rank: 1,
  };
}

/** As the panel draws it: the parts of an answer that has the asked-for shape, or else its text. */
function rendered(text: string): string {
  const reply = parseReply(text);
  return reply.kind === 'proposal' ? proposalHtml(reply.proposal) : modelHtml(text);
}
