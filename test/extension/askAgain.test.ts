import assert from 'node:assert/strict';
import { askAgain } from '../../src/extension/askAgain.ts';

const refused = new Error('refused');
const gone = new Error('gone');
const STOPPED = 'The language server stopped before it had answered. Try again.';

/** What the server does each time it is asked, whether it comes back, and what comes of it. */
const cases: readonly (readonly [string, readonly (Error | string)[], boolean, string, number])[] =
  [
    ['is not asked again where it answers', ['answer'], true, 'answer', 1],
    ['is not asked again where it refuses', [refused, 'answer'], true, 'refused', 1],
    ['is asked again where it went away and came back', [gone, 'answer'], true, 'answer', 2],
    ['is not asked again where it stays away', [gone, 'answer'], false, STOPPED, 1],
    ['is not asked a third time', [gone, gone, 'answer'], true, STOPPED, 2],
    ['may refuse the second time', [gone, refused], true, 'refused', 2],
  ];

suite('a server that may go away', () => {
  for (const [name, answers, isBack, expected, times] of cases) {
    test(name, async () => {
      let asked = 0;
      const ask = async (): Promise<string> => {
        const answer = answers[asked++];
        if (typeof answer !== 'string') throw answer;
        return answer;
      };
      const comeback = {
        isAnswer: (error: unknown) => error === refused,
        isBack: async () => isBack,
      };
      const outcome = await askAgain(ask, comeback).catch((error: Error) => error.message);
      assert.deepEqual([outcome, asked], [expected, times]);
    });
  }
});
