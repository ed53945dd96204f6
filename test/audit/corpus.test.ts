import assert from 'node:assert/strict';
import type { Audit } from '../../src/core/model/audit.ts';
import { auditWritten, isMet, readCorpus, told, type Written } from './corpus.ts';

function assertSound(audit: Audit, { allow = [] }: Written): void {
  const wrong = audit.findings.filter(
    ({ severity }) => severity !== 'info' && !allow.includes(severity),
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
      if (expect.length === 0) assertSound(audit, one);
      assertReaches(audit, one);
    });
    if (!twin) continue;
    test(`${topic}: ${name} (sound twin)`, async () => {
      const audit = await auditWritten({ ...workspace, ...twin.workspace }, twin);
      assertSound(audit, twin);
      assertReaches(audit, twin);
    });
  }
});
