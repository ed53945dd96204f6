import assert from 'node:assert/strict';
import type { Audit, Finding } from '../../src/core/model/audit.ts';
import { auditWritten, type Expected, isMet, readCorpus, told, type Written } from './corpus.ts';

function assertSound(audit: Audit, { allow = [] }: Written, expected: readonly Expected[]): void {
  const isMeant = (kind: Finding['kind']): boolean =>
    expected.length === 0 || expected.some((one) => one.kind === kind);
  const wrong = audit.findings.filter(
    ({ severity, kind }) =>
      !allow.includes(severity) &&
      (severity === 'error' || (severity === 'warning' && isMeant(kind))),
  );
  assert.deepEqual(wrong.map(told), []);
}

function assertReaches(audit: Audit, { reaches = [] }: Written): void {
  const reached = audit.blastRadius.map(({ service }) => service);
  assert.deepEqual(
    reaches.filter((service) => !reached.includes(service)),
    [],
    `reached: ${reached.join(', ')}`,
  );
}

suite('written suggestions', () => {
  for (const one of readCorpus()) {
    const { name, topic, workspace = {}, expect = [], twin } = one;
    test(`${topic}: ${name}`, async () => {
      const audit = await auditWritten(workspace, one);
      const findings = audit.findings.map(told).join('\n');
      for (const expected of expect) {
        assert.ok(
          audit.findings.some((finding) => isMet(expected, finding)),
          `${JSON.stringify(expected)} is not among:\n${findings}`,
        );
      }
      if (expect.length === 0) assertSound(audit, one, expect);
      assertReaches(audit, one);
    });
    if (!twin) continue;
    test(`${topic}: ${name} (sound twin)`, async () => {
      const audit = await auditWritten({ ...workspace, ...twin.workspace }, twin);
      assertSound(audit, twin, expect);
      assertReaches(audit, twin);
    });
  }
});
