import assert from 'node:assert/strict';
import type { ChatBlock } from '../../src/core/model/chat.ts';
import type { ChatState, ShownTurn } from '../../src/protocol/chat.ts';
import { eventually } from '../eventually.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import * as fixture from './chatFixture.ts';
import { hostile } from './fixture.ts';
import { type ChatView, chatHarness, type Harness, type OpenOptions } from './harness.ts';
import { inOtherLanguages } from './languages.ts';
import { preview } from './previewFixture.ts';
import { type ThemeName, themes } from './themes.ts';

const {
  answered,
  cited,
  empty,
  ended,
  nothingOpen,
  states: says,
  talk,
  unfounded,
  working,
} = fixture;

const evilBlocks: readonly ChatBlock[] = [
  says(hostile, [cited(1, hostile, hostile)], unfounded),
  { kind: 'note', text: hostile },
  { kind: 'heading', text: hostile },
  {
    ...(fixture.counts as Extract<ChatBlock, { kind: 'table' }>),
    title: hostile,
    rows: [[{ text: hostile }]],
  },
  { kind: 'check', title: hostile, command: hostile, confirms: hostile, refutes: hostile },
  { kind: 'offer', text: hostile, questions: [hostile] },
];

/** As long a word as a log can hold, everywhere. */
const long = `${'x'.repeat(180)}/${'y'.repeat(180)}.log`;
const longBlocks: readonly ChatBlock[] = [
  says(long, [cited(1, long, long)], unfounded),
  {
    ...(fixture.counts as Extract<ChatBlock, { kind: 'table' }>),
    title: long,
    rows: [[{ text: long }, { text: '1' }]],
  },
  { kind: 'check', title: long, command: long, confirms: long, refutes: long },
  { kind: 'excerpt', uri: '', file: long, startLine: 1, endLine: 1, text: long },
  { kind: 'offer', text: long, questions: [long] },
];

const previewing: ChatState = {
  ...working,
  turns: [
    fixture.full,
    { ...fixture.running, state: { kind: 'running', status: 'asks', blocks: [], preview } },
  ],
};

const states: readonly (readonly [string, ChatState])[] = [
  ['nothing asked yet', empty],
  ['nothing open, and not trusted', nothingOpen],
  ['answers of all kinds', talk],
  ['an answer that comes', working],
  ['answers that failed or were stopped', ended],
  ['what a model would be sent', previewing],
  ['hostile text', { ...talk, title: hostile, turns: [answered('e', hostile, evilBlocks)] }],
  ['long words', { ...talk, title: long, turns: [answered('l', long, longBlocks)] }],
];

suite('chat', function () {
  this.timeout(30_000);
  let harness: Harness<ChatState>;
  let view: ChatView | undefined;

  suiteSetup(async () => {
    harness = await chatHarness();
  });
  suiteTeardown(() => harness.close());
  teardown(async () => {
    const errors = view?.errors;
    await view?.page.close();
    view = undefined;
    assert.deepEqual(errors ?? [], [], 'the page wrote errors to its console');
  });

  async function open(state: ChatState, options?: OpenOptions): Promise<ChatView> {
    view = await harness.open(state, { width: 400, height: 800, ...options });
    return view;
  }
  const requests = async (of: ChatView, method: string): Promise<readonly unknown[]> =>
    (await of.sent()).filter((message) => message.method === method).map(({ params }) => params);
  const box = (of: ChatView) => of.page.locator('#question');
  const spoken = (of: ChatView): Promise<string> => of.page.locator('[role=status]').innerText();

  test('the bundle is small', () => {
    assert.ok(harness.bundleBytes < 250_000, `${harness.bundleBytes} bytes`);
  });

  suite('asking', () => {
    test('Enter asks, Shift+Enter begins a line, and the box is empty then', async () => {
      const chat = await open(talk);
      await box(chat).click();
      await chat.page.keyboard.type('Why not');
      await chat.page.keyboard.press('Shift+Enter');
      await chat.page.keyboard.type('the database?');
      await chat.page.keyboard.press('Enter');
      assert.deepEqual(await requests(chat, 'chat/ask'), [{ question: 'Why not\nthe database?' }]);
      assert.equal(await box(chat).inputValue(), '');
    });

    test('what could not be asked stands in the box again, with why', async () => {
      const chat = await open(talk);
      await chat.failWith('The folder is gone.');
      await box(chat).fill('Why?');
      await box(chat).press('Enter');
      await chat.page.getByRole('alert').getByText('The folder is gone.').waitFor();
      assert.equal(await box(chat).inputValue(), 'Why?');
    });

    test('a slash offers commands; arrows choose, Enter takes, and the command goes as such', async () => {
      const chat = await open(empty);
      await box(chat).click();
      await chat.page.keyboard.type('/e');
      const offers = chat.page.getByRole('option');
      assert.deepEqual(
        await offers.allInnerTexts().then((all) => all.map((text) => text.split(/\s/)[0])),
        ['/explain', '/evidence'],
      );
      await chat.page.keyboard.press('ArrowDown');
      const active = await box(chat).getAttribute('aria-activedescendant');
      assert.equal(await chat.page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
      await chat.page.keyboard.press('Enter');
      assert.equal(await box(chat).inputValue(), '/evidence ');
      assert.equal(await offers.count(), 0);
      await chat.page.keyboard.type('timeouts');
      await chat.page.keyboard.press('Enter');
      assert.deepEqual(await requests(chat, 'chat/ask'), [
        { question: 'timeouts', command: 'evidence' },
      ]);
    });

    test('a command that is written in full is asked with one Enter', async () => {
      const chat = await open(empty);
      await box(chat).click();
      await chat.page.keyboard.type('/map');
      await chat.page.keyboard.press('Enter');
      assert.deepEqual(await requests(chat, 'chat/ask'), [{ question: '', command: 'map' }]);
    });

    test('# offers what the host names, and what is chosen is added and not written', async () => {
      const chat = await open(empty);
      const subject = { kind: 'log', uri: 'file:///redis.log', name: 'redis.log' };
      await chat.answerWith('chip/complete', [{ subject, label: 'redis.log', detail: 'log' }]);
      await box(chat).click();
      await chat.page.keyboard.type('Why in #red');
      await chat.page.getByRole('option', { name: /redis\.log/ }).click();
      assert.deepEqual((await requests(chat, 'chip/complete')).at(-1), { prefix: 'red' });
      assert.deepEqual(await requests(chat, 'chip/add'), [{ subject }]);
      assert.equal(await box(chat).inputValue(), 'Why in ');
    });

    test('Escape closes what is offered, and nothing else', async () => {
      const chat = await open(empty);
      await box(chat).click();
      await chat.page.keyboard.type('/');
      await chat.page.getByRole('listbox').waitFor();
      await chat.page.keyboard.press('Escape');
      assert.equal(await chat.page.getByRole('listbox').count(), 0);
      assert.equal(await box(chat).inputValue(), '/');
      assert.deepEqual(await requests(chat, 'editor/focus'), []);
    });

    test('arrow up brings earlier questions back, arrow down what was being written', async () => {
      const chat = await open(talk);
      await box(chat).fill('half a');
      for (const [key, text] of [
        ['ArrowUp', 'And the database?'],
        ['ArrowUp', 'Why does Redis refuse writes?'],
        ['ArrowDown', 'And the database?'],
        ['ArrowDown', 'half a'],
      ] as const) {
        await chat.page.keyboard.press(key);
        assert.equal(await box(chat).inputValue(), text);
      }
    });

    test('an example question is asked with a click', async () => {
      const chat = await open(empty);
      await chat.page.getByRole('button', { name: 'What changed before 14:03?' }).click();
      assert.deepEqual(await requests(chat, 'chat/ask'), [
        { question: 'What changed before 14:03?' },
      ]);
    });

    test('what was written and not asked survives that the view is hidden', async () => {
      const chat = await open(empty);
      await box(chat).fill('half a question');
      await chat.page.reload();
      await chat.page.locator('h1').waitFor();
      assert.equal(await box(chat).inputValue(), 'half a question');
    });

    test('the cursor stands in the box, though it was wanted there before the view was drawn', async () => {
      const chat = await open(empty);
      await chat.page.addInitScript(() =>
        document.addEventListener('DOMContentLoaded', () => {
          const data = { kind: 'event', name: 'chat/focus', data: { text: '' } };
          window.dispatchEvent(new MessageEvent('message', { data }));
        }),
      );
      await chat.page.reload();
      await eventually(async () =>
        assert.ok(await box(chat).evaluate((one) => one === document.activeElement)),
      );
    });

    test('a text of the host is put before what is written, and the cursor behind it', async () => {
      const chat = await open(empty);
      await box(chat).fill('why?');
      await chat.tell('chat/focus', { text: '/explain ' });
      await eventually(async () => assert.equal(await box(chat).inputValue(), '/explain why?'));
      assert.ok(await box(chat).evaluate((one) => one === document.activeElement));
    });
  });

  suite('what the question is about', () => {
    test('files that are dropped are added', async () => {
      const chat = await open(empty);
      await chat.page.evaluate(() => {
        const files = new DataTransfer();
        files.setData('text/uri-list', 'file:///a.log\r\nfile:///b.log');
        const told = { bubbles: true, cancelable: true, dataTransfer: files };
        document.body.dispatchEvent(new DragEvent('dragover', told));
        document.body.dispatchEvent(new DragEvent('drop', told));
      });
      assert.deepEqual(await requests(chat, 'chip/drop'), [
        { uris: ['file:///a.log', 'file:///b.log'] },
      ]);
      assert.equal(await chat.page.locator('.drop').count(), 0);
    });

    test('chips are one stop for Tab; arrows move, Delete takes one away, and the next has the focus', async () => {
      const chat = await open(talk);
      await box(chat).focus();
      await chat.page.keyboard.press('Shift+Tab');
      const focused = (): Promise<string> =>
        chat.page.evaluate(() => document.activeElement?.closest('li')?.dataset['chip'] ?? '');
      assert.equal(await focused(), 'k1');
      await chat.page.keyboard.press('ArrowRight');
      await chat.page.keyboard.press('ArrowRight');
      assert.equal(await focused(), 'k2');
      await chat.page.keyboard.press('Delete');
      assert.deepEqual(await requests(chat, 'chip/remove'), [{ chip: 'k2' }]);
      assert.equal(await focused(), 'k3');
      await chat.show({ ...talk, chips: [] });
      await eventually(async () =>
        assert.ok(await box(chat).evaluate((one) => one === document.activeElement)),
      );
    });

    test('chips come and go without the turns being drawn again', async () => {
      const chat = await open(talk);
      const { turns: _, ...around } = talk;
      await chat.page
        .locator('[data-turn=t1] h2')
        .evaluate((one) => one.setAttribute('data-same', ''));
      await chat.tell('chat/around', { ...around, chips: talk.chips.slice(0, 1) });
      await eventually(async () => assert.equal(await chat.page.locator('.chip').count(), 1));
      await chat.tell('chat/around', { ...around, conversation: 'other', chips: [] });
      await chat.page.locator('[data-turn=t1] h2[data-same]').waitFor();
      assert.equal(await chat.page.locator('.chip').count(), 1);
    });

    test('who answers is told, and with a model how much of the room is used', async () => {
      const chat = await open(empty);
      const budget = chat.page.locator('.budget');
      assert.match(await budget.innerText(), /Embedded engine · nothing is sent/);
      await chat.show(working);
      await budget.getByText('about 4,640 of 24,000 tokens').waitFor();
      await chat.show(ended);
      await budget.locator('.over .icon.warning').waitFor();
    });
  });

  test('the keys that work are shown on demand, by a button and by ?', async () => {
    const chat = await open(talk);
    const button = chat.page.getByRole('button', { name: 'Keyboard' });
    await button.click();
    await chat.page.locator('#keys', { hasText: 'Shift+Enter begins a line' }).waitFor();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await axeViolations(chat.page), []);
    await chat.page.keyboard.press('?');
    assert.equal(await chat.page.locator('#keys').count(), 0);
    await box(chat).focus();
    await chat.page.keyboard.type('?');
    assert.equal(await box(chat).inputValue(), '?');
  });

  suite('an answer', () => {
    test('each statement names its lines, which open where they stand', async () => {
      const chat = await open(talk);
      await chat.page.getByRole('button', { name: 'redis.log:881' }).first().click();
      assert.deepEqual(await requests(chat, 'source/reveal'), [
        { uri: 'file:///shop/redis.log', file: 'redis.log', startLine: 881, endLine: 881 },
      ]);
    });

    test('what is not supported says so in words, and why', async () => {
      const chat = await open(talk);
      const statement = chat.page.locator('.statement.unsupported');
      await statement.getByRole('button', { name: 'Not supported' }).click();
      await statement.getByText('No line that was read says so.').waitFor();
    });

    test('of many lines the first are shown, and the others on demand', async () => {
      const chat = await open(talk);
      const cites = chat.page.locator('.statement.partly .cite');
      assert.equal(await cites.count(), 3);
      await chat.page.getByRole('button', { name: '2 more' }).click();
      await cites.nth(4).waitFor();
    });

    test('a command shows what it would do, is copied or put into the terminal, and is never run', async () => {
      const chat = await open(talk);
      const check = chat.page.locator('.check').nth(1);
      assert.match(await check.innerText(), /Dangerous: /);
      await check.getByRole('button', { name: 'Insert into terminal' }).click();
      await check.getByRole('button', { name: 'Copy command' }).click();
      assert.deepEqual(await requests(chat, 'terminal/insert'), [{ text: 'redis-cli FLUSHALL' }]);
      assert.deepEqual(await requests(chat, 'clipboard/write'), [{ text: 'redis-cli FLUSHALL' }]);
    });

    test('a table has heads for its columns, and its places open', async () => {
      const chat = await open(talk, { width: 700 });
      const table = chat.page.getByRole('table', { name: 'Errors by service' });
      assert.equal(await table.getByRole('columnheader').count(), 4);
      await table.getByRole('button', { name: '14:03:12' }).click();
      assert.equal((await requests(chat, 'source/reveal')).length, 1);
      await chat.page.getByText('3 more rows not shown').waitFor();
    });

    test('it grows block by block, each read aloud once, and its step is shown', async () => {
      const chat = await open(working);
      const { running } = fixture;
      assert.ok(running.state.kind === 'running');
      const more = says('Payments came next.', [cited(9, 'timeout', 'payments.log')]);
      const next: ShownTurn = {
        ...running,
        state: {
          ...running.state,
          status: 'reads payments.log, 3%',
          blocks: [...running.state.blocks, more],
        },
      };
      await chat.tell('chat/turn', next);
      await chat.page.getByText('reads payments.log, 3%').waitFor();
      assert.equal(await chat.page.locator('[data-turn=t3] .statement').count(), 2);
      assert.equal(await spoken(chat), 'Payments came next.');
    });

    test('Stop ends it, by a click and by Escape', async () => {
      const chat = await open(working);
      await chat.page.getByRole('button', { name: 'Stop' }).click();
      await chat.page.getByRole('button', { name: 'Stopping…' }).waitFor();
      assert.deepEqual(await requests(chat, 'chat/cancel'), [{ turn: 't3' }]);
      await chat.page.reload();
      await chat.page.locator('h1').waitFor();
      await box(chat).press('Escape');
      await eventually(async () => assert.equal((await requests(chat, 'chat/cancel')).length, 1));
    });

    test('what a model would be sent is shown in its turn, and sent only on a click', async () => {
      const chat = await open(previewing);
      await chat.page.getByRole('heading', { name: /Send this to/ }).waitFor();
      await chat.page.getByRole('button', { name: 'Send', exact: true }).click();
      assert.deepEqual(await requests(chat, 'preview/end'), [{ turn: 't3', end: 'send' }]);
    });

    test('what is to be decided is read from its beginning when it comes', async () => {
      const chat = await open({ ...working, turns: [fixture.full, fixture.running] });
      const [, asking] = previewing.turns;
      await chat.tell('chat/turn', asking);
      const head = chat.page.getByRole('heading', { name: /Send this to/ });
      await head.waitFor();
      const { y = -1 } = (await head.boundingBox()) ?? {};
      assert.ok(y >= 0 && y < 400, `${y}`);
    });

    test('its questions can be asked again, copied, and gone on from', async () => {
      const chat = await open(talk);
      const first = chat.page.locator('[data-turn=t1]');
      await first.getByRole('button', { name: 'Ask again' }).click();
      await first.getByRole('button', { name: 'Copy question and answer' }).click();
      await first.getByRole('button', { name: 'Go on from here' }).click();
      assert.deepEqual(await requests(chat, 'chat/again'), [{ turn: 't1' }]);
      assert.deepEqual(await requests(chat, 'turn/copy'), [{ turn: 't1' }]);
      assert.deepEqual(await requests(chat, 'chat/branch'), [{ turn: 't1' }]);
    });
  });

  suite('an earlier question', () => {
    test('is edited in its place; Enter asks it as another version', async () => {
      const chat = await open(talk);
      const first = chat.page.locator('[data-turn=t1]');
      await first.getByRole('button', { name: 'Edit' }).click();
      const editor = first.getByRole('textbox', { name: 'Edit the question' });
      assert.equal(await editor.inputValue(), 'Why does Redis refuse writes?');
      assert.ok(await editor.evaluate((one) => one === document.activeElement));
      await editor.fill('/explain why Redis is full');
      await editor.press('Enter');
      assert.deepEqual(await requests(chat, 'chat/edit'), [
        { turn: 't1', command: 'explain', question: 'why Redis is full' },
      ]);
      assert.equal(await editor.count(), 0);
    });

    test('stays as it was with Escape, and has the focus', async () => {
      const chat = await open(talk);
      const first = chat.page.locator('[data-turn=t1]');
      await first.getByRole('button', { name: 'Edit' }).click();
      await chat.page.keyboard.press('Escape');
      assert.deepEqual(await requests(chat, 'chat/edit'), []);
      assert.ok(await first.locator('h2').evaluate((one) => one === document.activeElement));
    });

    test('has versions that one goes through', async () => {
      const chat = await open(talk);
      const versions = chat.page.getByRole('group', { name: 'Versions of this question' });
      assert.match(await versions.innerText(), /2 of 3/);
      await versions.getByRole('button', { name: 'Earlier version' }).click();
      await versions.getByRole('button', { name: 'Later version' }).click();
      assert.deepEqual(await requests(chat, 'chat/version'), [
        { turn: 't1', index: 0 },
        { turn: 't1', index: 2 },
      ]);
    });

    test('is reached with Alt and the arrows, and Escape leads back to the box and to the editor', async () => {
      const chat = await open(talk);
      await box(chat).focus();
      const here = (): Promise<string> =>
        chat.page.evaluate(() => document.activeElement?.id ?? '');
      for (const [key, id] of [
        ['Alt+ArrowUp', 'q-t2'],
        ['Alt+ArrowUp', 'q-t1'],
        ['Alt+ArrowUp', 'q-t1'],
        ['Alt+ArrowDown', 'q-t2'],
        ['Escape', 'question'],
      ] as const) {
        await chat.page.keyboard.press(key);
        assert.equal(await here(), id, key);
      }
      assert.deepEqual(await requests(chat, 'editor/focus'), []);
      await chat.page.keyboard.press('Escape');
      assert.deepEqual(await requests(chat, 'editor/focus'), [null]);
    });
  });

  suite('a long conversation', () => {
    const turns = Array.from({ length: 500 }, (_, i) =>
      answered(`n${i}`, `Question ${i + 1}?`, fixture.answerBlocks),
    );
    const hundreds: ChatState = { ...talk, turns };
    const top = (of: ChatView): Promise<number> =>
      of.page.locator('.scroller').evaluate((one) => one.scrollTop);
    const fromEnd = (of: ChatView): Promise<number> =>
      of.page
        .locator('.scroller')
        .evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);

    test('of 500 turns is shown at its end, and only answers near it are in the document', async () => {
      const chat = await open(hundreds);
      assert.ok((await fromEnd(chat)) <= 40);
      assert.equal(await chat.page.locator('.turn').count(), 500);
      const drawn = await chat.page.locator('.turn .statement:first-child').count();
      assert.ok(drawn < 20, `${drawn} answers are drawn`);
    });

    test('draws again only the turn that changed', async () => {
      const chat = await open(hundreds);
      await chat.page.evaluate(() => {
        const watch = window as unknown as { changed: Set<string> };
        watch.changed = new Set();
        const watcher = new MutationObserver((records) => {
          for (const { target } of records) {
            const element = target instanceof Element ? target : target.parentElement;
            watch.changed.add(element?.closest<HTMLElement>('.turn')?.dataset['turn'] ?? '');
          }
        });
        watcher.observe(document.querySelector('.turns') as Element, {
          childList: true,
          subtree: true,
          characterData: true,
          attributes: true,
        });
      });
      const last = turns.at(-1) as ShownTurn;
      await chat.tell('chat/turn', { ...last, question: 'Another question?' });
      await chat.page.getByText('Another question?').waitFor();
      const changed = await chat.page.evaluate(() => [
        ...(window as unknown as { changed: Set<string> }).changed,
      ]);
      assert.deepEqual(changed, [last.id]);
    });

    test('stays where it is read while an answer comes, and leads to the end on a click', async () => {
      const chat = await open({ ...hundreds, turns: [...turns, fixture.running] });
      await chat.page.locator('.scroller').evaluate((one) => one.scrollTo({ top: 3000 }));
      // By its class: asking 7,500 buttons for their names takes long.
      const toEnd = chat.page.locator('button.to-end');
      await toEnd.waitFor();
      const before = await top(chat);
      const grown: ShownTurn = {
        ...fixture.running,
        state: { kind: 'running', status: 'x', blocks: fixture.answerBlocks },
      };
      await chat.tell('chat/turn', grown);
      await eventually(async () =>
        assert.equal(await chat.page.locator('[data-turn=t3] .statement').count(), 4),
      );
      assert.equal(await top(chat), before);
      await toEnd.click();
      await eventually(async () => assert.ok((await fromEnd(chat)) <= 40));
      assert.equal(await toEnd.count(), 0);
    });

    test('follows an answer that comes while its end is in sight, up to its beginning', async () => {
      const chat = await open({ ...hundreds, turns: [...turns, fixture.running] });
      const grow = (count: number): Promise<void> =>
        chat.tell('chat/turn', {
          ...fixture.running,
          state: { kind: 'running', status: 'x', blocks: fixture.answerBlocks.slice(0, count) },
        });
      const last = chat.page.locator('[data-turn=t3]');
      await grow(3);
      await eventually(async () => {
        assert.equal(await last.locator('.statement').count(), 3);
        assert.ok((await fromEnd(chat)) <= 40);
      });
      await grow(12);
      await eventually(async () => {
        assert.equal(await last.locator('.statement').count(), 4);
        const { y = 99 } = (await last.boundingBox()) ?? {};
        assert.ok(Math.abs(y) < 3, `its beginning is ${y} pixels below the top`);
      });
    });

    test('shows what is asked next, wherever one reads, though its answer begins at once', async () => {
      const chat = await open(hundreds);
      await chat.page.locator('.scroller').evaluate((one) => one.scrollTo({ top: 3000 }));
      await chat.page.locator('button.to-end').waitFor();
      await box(chat).fill('What happened between 14:00 and 14:05?');
      // In one turn of the page, as a quick host answers before the page has scrolled.
      await chat.page.evaluate(
        (next) => {
          document.querySelector<HTMLElement>('button.send')?.click();
          window.hostShows(next);
        },
        { ...hundreds, turns: [...turns, fixture.running] },
      );
      const last = chat.page.locator('[data-turn=t3]');
      await last.waitFor();
      await eventually(async () => {
        assert.ok(await last.locator('.working').isVisible());
        assert.ok((await fromEnd(chat)) <= 40);
      });
    });

    test('is read on where it was left when the view comes back', async () => {
      const chat = await open(hundreds);
      await chat.page.locator('[data-turn=n200]').evaluate((one) => one.scrollIntoView());
      await eventually(async () => {
        const kept = await chat.page.evaluate(
          () => JSON.parse(sessionStorage.getItem('state') ?? '{}').at,
        );
        assert.ok(['n199', 'n200'].includes(kept), kept);
      });
      await chat.page.reload();
      await eventually(async () => assert.ok(await chat.page.locator('#q-n200').isVisible()));
      const [kept] = await chat.page.evaluate(() => [
        JSON.parse(sessionStorage.getItem('state') ?? '{}').at,
      ]);
      await eventually(async () => {
        const { y = 99 } = (await chat.page.locator(`[data-turn=${kept}]`).boundingBox()) ?? {};
        assert.ok(Math.abs(y) < 3, `${y} pixels away`);
      });
    });
  });

  test('an answer that lands takes the focus from nobody', async () => {
    const chat = await open(working);
    await chat.page.getByRole('button', { name: 'redis.log:881' }).first().focus();
    const before = await chat.page.evaluate(() => document.activeElement?.textContent);
    await chat.tell('chat/turn', { ...fixture.running, state: fixture.full.state });
    await eventually(async () => assert.match(await spoken(chat), /Done\./));
    assert.equal(await chat.page.evaluate(() => document.activeElement?.textContent), before);
  });

  test('hostile text stays text', async () => {
    const chat = await open(states[6]?.[1] as ChatState);
    assert.equal(await chat.page.locator('#app img, #app a, #app script').count(), 0);
    assert.equal(await chat.page.evaluate(() => 'pwned' in window), false);
  });

  test('with less motion nothing turns', async () => {
    const chat = await open(working, { bodyClass: 'vscode-reduce-motion' });
    const name = await chat.page
      .locator('.working .icon')
      .evaluate((one) => getComputedStyle(one).animationName);
    assert.equal(name, 'none');
  });

  suite('for everyone', () => {
    inOtherLanguages(
      () => harness,
      () => states,
    );

    for (const [name, state] of states) {
      for (const theme of Object.keys(themes) as ThemeName[]) {
        test(`${name} in ${theme}: no rule of accessibility is broken`, async () => {
          const { page } = await open(state, { theme });
          assert.deepEqual(await axeViolations(page), []);
        });
      }
      test(`${name}: nothing is cut off in 320 pixels`, async () => {
        const { page } = await open(state, { width: 320 });
        assert.deepEqual(await tooWide(page), []);
      });
      test(`${name}: at 200% in a narrow and low view nothing is cut off, and one can ask`, async () => {
        const { page } = await open(state, { width: 160, height: 300 });
        assert.deepEqual(await tooWide(page), []);
        await page.locator('#question').scrollIntoViewIfNeeded();
        assert.ok(await page.locator('#question').isVisible());
      });
    }
    test('completions break no rule either', async () => {
      const chat = await open(empty);
      await box(chat).click();
      await chat.page.keyboard.type('/');
      await chat.page.getByRole('listbox').waitFor();
      assert.deepEqual(await axeViolations(chat.page), []);
    });
  });
});
