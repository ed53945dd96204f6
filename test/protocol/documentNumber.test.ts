import assert from 'node:assert/strict';
import { documentNumber } from '../../src/protocol/documentNumber.ts';

suite('documentNumber', () => {
  const uris = Array.from({ length: 20_000 }, (_, i) => `file:///var/log/app-${i}.log`);

  test('is the same for the same document, a number that JSON keeps exactly', () => {
    for (const uri of ['', 'untitled:Untitled-1', 'file:///%C3%A4.log', ...uris.slice(0, 100)]) {
      const number = documentNumber(uri);
      assert.equal(number, documentNumber(uri));
      assert.ok(Number.isSafeInteger(number) && number >= 0);
    }
  });

  test('differs between documents', () => {
    assert.equal(new Set(uris.map(documentNumber)).size, uris.length);
  });
});
