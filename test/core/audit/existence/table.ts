import assert from 'node:assert/strict';
import { check, type Situation, told } from './checking.ts';

type Files = Readonly<Record<string, string>>;

/** A suggestion with something that does not exist, and its twin in which all does. */
export interface Row {
  readonly name: string;
  readonly workspace?: Files;
  readonly wrong: string | Files;
  /** Verdicts and subjects that must be among what is found. */
  readonly found: readonly string[];
  readonly sound: string | Files;
  /** What a message must say, as the name that was meant. */
  readonly says?: string;
}

export function checkTable(title: string, rows: readonly Row[]): void {
  suite(title, () => {
    for (const row of rows) {
      test(row.name, async () => {
        const result = await check(situation(row, row.wrong));
        const all = told(result);
        assert.deepEqual(
          row.found.filter((one) => !all.includes(one)),
          [],
          `found: ${all.join(', ')}`,
        );
        const messages = result.findings.map(({ message }) => message).join('\n');
        assert.ok(messages.includes(row.says ?? ''), messages);
      });
      test(`${row.name}: its sound twin`, async () => {
        const { findings } = await check(situation(row, row.sound));
        const wrong = findings.filter(({ severity }) => severity !== 'info');
        assert.deepEqual(
          wrong.map(({ verdict, subject, message }) => `${verdict} ${subject}: ${message}`),
          [],
        );
      });
    }
  });
}

function situation({ workspace = {} }: Row, suggestion: string | Files): Situation {
  return typeof suggestion === 'string'
    ? { workspace, command: suggestion }
    : { workspace, change: suggestion };
}
