import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLogViews } from '../../src/server/logViews.ts';

const URI = 'file:///app.log';
const log = TextDocument.create(URI, 'log', 1, '2026-11-20 10:00:00 ERROR disk full\n');
/** As if something in the reading of it was wrong. */
const broken: TextDocument = {
  ...log,
  uri: URI,
  version: 1,
  getText() {
    throw new Error('a bug');
  },
};

suite('views of a log that could not be read for a bug', () => {
  test('tell that to who asked, and end neither the process nor what is asked later', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => {
      unhandled.push(error);
    };
    process.on('unhandledRejection', note);
    try {
      let document = broken;
      const views = createLogViews(() => document);
      await assert.rejects(views.of(URI), /a bug/);
      document = log;
      assert.equal((await views.of(URI))?.file.lineCount, 2);
      document = broken;
      views.forget(URI);
      await assert.rejects(views.of(URI), /a bug/);
      views.forget(URI);
      await setImmediate();
      assert.deepEqual(unhandled, []);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});
