import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldingRanges } from '../../../src/server/features/folding.ts';
import { hover } from '../../../src/server/features/hover.ts';
import { incidentProblems } from '../../../src/server/features/incidents.ts';
import { elapsedHints } from '../../../src/server/features/inlays.ts';
import { codeLenses } from '../../../src/server/features/lenses.ts';
import { documentLinks } from '../../../src/server/features/links.ts';
import { linesLikeThis } from '../../../src/server/features/similar.ts';
import { documentSymbols } from '../../../src/server/features/symbols.ts';
import { rangeTokens } from '../../../src/server/features/tokens.ts';
import { windowView } from '../../../src/server/windowView.ts';
import { createWorkspaceFiles } from '../../../src/server/workspaceFiles.ts';
import { unpaced } from '../../core/mine/fixtures.ts';
import { anyText } from '../../inputs/anyBytes.ts';
import { LOG_URI, viewOf } from '../view.ts';

const files = createWorkspaceFiles(() => [], { now: () => 0 });
const printed = { at: async () => undefined };

suite('a log of any text', () => {
  test('gets every feature, none of which names a line that it has not', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const whole = await viewOf([text]);
        const range = {
          start: { line: 0, character: 0 },
          end: { line: whole.file.lineCount, character: 0 },
        };
        for (const view of [whole, windowView(whole, { uri: LOG_URI, startLine: 1 })]) {
          const last = view.file.lineCount;
          const found = [
            ...(await foldingRanges(view, unpaced)).flatMap(({ startLine, endLine }) => [
              startLine,
              endLine,
            ]),
            ...elapsedHints(view, range).map(({ position }) => position.line),
            ...(await documentLinks(view, files, unpaced)).map((link) => link.range.end.line),
          ];
          assert.ok(
            found.every((line) => line >= 0 && line < last),
            `${found} of ${last}`,
          );
          assert.equal(rangeTokens(view, range).data.length % 5, 0);
        }
        const { lineCount } = whole.file;
        const lines = [
          ...(await documentSymbols(whole, unpaced)).map((symbol) => symbol.range.end.line),
          ...(await incidentProblems(whole, unpaced)).map((problem) => problem.range.end.line),
          ...codeLenses(whole).map((lens) => lens.range.end.line),
        ];
        assert.ok(
          lines.every((line) => line >= 0 && line <= lineCount),
          `${lines} of ${lineCount}`,
        );
        for (let line = 1; line <= Math.min(lineCount, 20); line++) {
          await hover(whole, line, { files, printed });
          const like = await linesLikeThis(whole, line, unpaced);
          assert.ok(like.every(({ range: { start } }) => start.line < lineCount));
        }
      }),
      { numRuns: 100 },
    );
  });
});
