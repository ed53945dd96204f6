import assert from 'node:assert/strict';
import { takeQuotations, valuesOf } from '../../../src/core/verify/values.ts';

suite('valuesOf', () => {
  const table: readonly [text: string, expected: readonly string[]][] = [
    ['The cache refused two writes; see line 412 and lines 3–5 of E7.', []],
    ['The first of 3 retries failed on GitHub and PostgreSQL.', ['3']],
    ['The pod was killed with exit code 1.', ['1']],
    ['It waited 30000 ms for 10.0.0.7:6379.', ['10.0.0.7:6379', '30000 ms']],
    ['java.lang.NullPointerException was thrown', ['java.lang.NullPointerException']],
    ['ConfigError and ECONNREFUSED', ['ConfigError', 'ECONNREFUSED']],
    ['pod checkout-7d9f8b6c5 and /etc/app.yaml', ['checkout-7d9f8b6c5', '/etc/app.yaml']],
    ['set max_connections or readTimeout', ['max_connections', 'readTimeout']],
    ['it says “OOM command not allowed at line 7”, twice', ['OOM command not allowed at line 7']],
    ['`maxmemory 0` and "policy 9"', ['maxmemory 0', 'policy 9']],
    ['The pod is in CrashLoopBackOff.', ['CrashLoopBackOff']],
    ['at 14:03:12 on 2026-03-01, version 1.2.3', ['14:03:12', '2026-03-01', '1.2.3']],
    ['memory grew to 512 MiB', ['512 MiB']],
  ];
  for (const [text, expected] of table) {
    test(`“${text}” holds ${expected.join(', ') || 'none'}`, () => {
      const { quotations, rest } = takeQuotations(text);
      const values = [...quotations, ...valuesOf(rest)];
      assert.deepEqual(
        values.map((value) => value.text),
        expected,
      );
    });
  }
});
