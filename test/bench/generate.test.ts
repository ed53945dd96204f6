import assert from 'node:assert/strict';
import { generateLog, type LogRequest } from './generate.ts';
import { kindNames } from './logs/kinds.ts';
import type { LogTruth } from './logs/truth.ts';

const SIZE = 60_000;

function generated(request: LogRequest): { readonly text: string; readonly truth: LogTruth } {
  const pieces: Buffer[] = [];
  const truth = generateLog(request, (bytes) => pieces.push(Buffer.from(bytes)));
  return { text: Buffer.concat(pieces).toString('utf8'), truth };
}

/** The first thing in a line that says when it was written, in an order of its own for each format. */
const times: Readonly<Record<string, RegExp>> = {
  app: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}(?= (?:DEBUG|INFO|WARN|ERROR))/,
  jsonl: /"time":"[\dTZ:.-]{24}"/,
  pino: /"time":\d{13}/,
  logfmt: /^time=[\dTZ:.-]{24} level=/,
  syslog: /^Mar 1[45] \d\d:\d\d:\d\d /,
  access: /\[1[45]\/Mar\/2026:\d\d:\d\d:\d\d /,
  utf8: /^2026-03-1[45]T[\d:.]{12}Z /,
  mixed: /\d\d:\d\d:\d\d|"time":\d{13}/,
  diverse: /\d\d:\d\d:\d\d/,
};

suite('generateLog', () => {
  for (const kind of kindNames) {
    const request: LogRequest = { kind, size: SIZE, seed: 3 };
    const { text, truth } = generated(request);
    const lines = text.split('\n').slice(0, -1);

    test(`writes the same ${kind} log for the same seed, and another for another`, () => {
      assert.equal(generated(request).text, text);
      assert.notEqual(generated({ ...request, seed: 4 }).text, text);
    });

    test(`ends the ${kind} log with the record that reaches its size`, () => {
      assert.equal(truth.bytes, Buffer.byteLength(text));
      assert.ok(truth.bytes >= SIZE && truth.bytes < SIZE + 10_000, String(truth.bytes));
      assert.ok(text.endsWith('\n'));
    });

    test(`counts the lines, records and levels of the ${kind} log`, () => {
      const records = lines.filter((line) => times[kind]?.test(line));
      assert.equal(truth.lines, lines.length);
      assert.equal(truth.records, records.length);
      if (truth.levels) {
        const sum = Object.values(truth.levels).reduce((total, count) => total + count, 0);
        assert.equal(sum, truth.records);
      }
    });
  }

  test('levels are counted as they are written', () => {
    const { text, truth } = generated({ kind: 'app', size: 400_000, seed: 3 });
    const written = (level: string): number =>
      text.split('\n').filter((line) => line.includes(` ${level} `) && line.startsWith('2026'))
        .length;
    assert.deepEqual(
      [truth.levels?.debug, truth.levels?.info, truth.levels?.warn, truth.levels?.error],
      ['DEBUG', 'INFO ', 'WARN ', 'ERROR'].map(written),
    );
    assert.ok(/^java\.|^org\./m.test(text) && /^\tat /m.test(text), 'there are stack traces');
  });

  test('the clock never goes back, and takes about a day whatever the size', () => {
    for (const size of [50_000, 800_000]) {
      const { text } = generated({ kind: 'logfmt', size, seed: 3 });
      const written = text
        .split('\n')
        .slice(0, -1)
        .map((line) => Date.parse(line.slice(5, 29)));
      assert.deepEqual(
        written,
        written.toSorted((a, b) => a - b),
      );
      const hours = ((written.at(-1) ?? 0) - (written[0] ?? 0)) / 3_600_000;
      assert.ok(hours > 18 && hours < 30, `${size} bytes span ${hours} hours`);
    }
  });

  test('the lines of the incident are where the truth says', () => {
    const { text, truth } = generated({ kind: 'app', size: 400_000, seed: 3, incident: true });
    const lines = text.split('\n');
    const { change = 0, firstSymptom = 0, cascade = 0 } = truth.incident ?? {};
    assert.match(lines[change - 1] ?? '', /Reloaded application\.yml/);
    assert.match(lines[firstSymptom - 1] ?? '', /ERROR .*no connection within 30000 ms \(total 5/);
    assert.match(lines[cascade - 1] ?? '', /failed with status 500/);
    assert.match(lines[cascade] ?? '', /PoolExhaustedException/);
    assert.ok(change < firstSymptom && firstSymptom < cascade);
  });
});
