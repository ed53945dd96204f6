import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectText } from '../../src/core/collect/collect.ts';
import { diagnose, type LogSource } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import { noPace } from './collect/collecting.ts';

const folder = 'test/evaluation/cases';
const PARTS = 3;
/** Of shorter ones the parts are too short to be a log. */
const SHORTEST = 60;

interface Log {
  readonly name: string;
  readonly lines: readonly string[];
  /** 1-based, of the first line of each part. */
  readonly starts: readonly number[];
}

const inputsOf = (name: string): readonly string[] => readdirSync(join(folder, name, 'input'));

function linesOf(name: string): readonly string[] {
  const [input = ''] = inputsOf(name);
  return readFileSync(join(folder, name, 'input', input), 'utf8').split(/\r\n|\r|\n/);
}

/** The log of a case, cut between records. */
async function logOf(name: string): Promise<Log> {
  const lines = linesOf(name);
  const source = { uri: 'file:///app.log', name: 'app.log' };
  const { records } = await collectText(source, lines.join('\n'), noPace);
  const starts = Array.from({ length: PARTS }, (_, part) =>
    part === 0 ? 1 : records.startLine(Math.floor((records.length * part) / PARTS)),
  );
  return { name: source.name, lines, starts };
}

/** The answer, and the line of the whole log that is cited first for its cause. */
async function answer(sources: readonly LogSource[], offsets: ReadonlyMap<string, number>) {
  const ports = {
    files: { open: () => Promise.reject(new Error('There is no file.')) },
    clock: { now: () => 0, pause: async () => {} },
    boundary: () => '',
  };
  const input = { sources, context: noContext, budget: 24_000 };
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  assert.ok(run.kind === 'diagnosis');
  const { outcome, hypotheses } = run.diagnosis;
  const cause = hypotheses[0]?.claims.find(({ role }) => role === 'cause')?.citations[0];
  const line = cause && cause.startLine + (offsets.get(cause.file) ?? 0);
  return { outcome, title: hypotheses[0]?.title, line };
}

suite('a log that is cut into three files', () => {
  const cases = readdirSync(folder)
    .filter((name) => /^(?:healthy-|[a-z]*-?oom|zk-)/.test(name))
    .filter((name) => inputsOf(name).length === 1 && linesOf(name).length >= SHORTEST);
  test('is tried on many logs', () => assert.ok(cases.length >= 15));

  for (const name of cases) {
    test(`has the same diagnosis as before: ${name}`, async () => {
      const log = await logOf(name);
      const whole = [{ uri: 'file:///app.log', name: log.name, text: log.lines.join('\n') }];
      const parts = log.starts.map((start, part) => {
        const file = part === PARTS - 1 ? log.name : `${log.name}.${PARTS - 1 - part}`;
        const lines = log.lines.slice(start - 1, (log.starts[part + 1] ?? Infinity) - 1);
        return { uri: `file:///${file}`, name: file, text: `${lines.join('\n')}\n`, start };
      });
      const offsets = new Map(parts.map((part) => [part.name, part.start - 1]));
      assert.deepEqual(await answer(parts, offsets), await answer(whole, new Map()));
    });
  }
});
