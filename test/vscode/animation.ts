import type { Browser, Frame as DocumentFrame, Locator, Page } from 'playwright-core';
import { type Editor, pause } from './editor.ts';
import { type Frame, gifOf } from './gif.ts';
import { diagnosedPanel } from './session.ts';
import { openWindow } from './window.ts';

const SIZE = { width: 1120, height: 680 };
/** What the animation begins with: a line that says what is wrong, but not why. */
const LINE = 'too many clients';

interface Film {
  /** What is on the screen now, for so many milliseconds. */
  take(delay: number): Promise<void>;
  /** Moves the pointer, which is drawn: a browser without a screen has none. */
  point(x: number, y: number): Promise<void>;
  frames(): readonly Frame[];
}

/** From a line that fails over its diagnosis to the line that shows the cause, in a window of its own. */
export async function recordAnimation(
  browser: Browser,
  editor: Editor,
  logs: readonly string[],
): Promise<Uint8Array> {
  const page = await openWindow(browser, editor.url, SIZE);
  const film = await startFilm(page);
  await openAtLine(editor, logs);
  await page.locator('.view-line', { hasText: LINE }).first().waitFor();
  await pause(2500);
  await film.take(900);
  await hover(page, film);
  await film.point(SIZE.width * 0.75, SIZE.height * 0.8);
  await page.keyboard.press('F1');
  await page.keyboard.type('Whytrace: Diagnose');
  await page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
  await pause(600);
  await film.take(1300);
  await page.keyboard.press('Enter');
  const panel = await diagnosedPanel(page);
  await pause(2000);
  await film.take(2800);
  await readTrace(page, film, panel);
  await page.context().close();
  return gifOf(browser, film.frames());
}

function openAtLine({ inHost }: Editor, logs: readonly string[]): Promise<void> {
  return inHost(`
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    for (const file of ${JSON.stringify(logs)}) {
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, file);
      await vscode.window.showTextDocument(uri, { preview: false, viewColumn: 1 });
    }
    const editor = vscode.window.activeTextEditor;
    const line = editor.document.getText().split('\\n').findIndex((text) => text.includes(${JSON.stringify(LINE)}));
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);
    editor.selection = new vscode.Selection(line, 0, line, 0);`);
}

/** Lines stand in the document in no order: the uppermost is the one that came first. */
async function hover(page: Page, film: Film): Promise<void> {
  const lines = await page.locator('.view-line', { hasText: LINE }).all();
  const boxes = await Promise.all(lines.map((line) => line.boundingBox()));
  const [box] = boxes.flatMap((one) => one ?? []).toSorted((a, b) => a.y - b.y);
  const at = { x: (box?.x ?? 0) + 320, y: (box?.y ?? 0) + 9 };
  for (const part of [0.35, 0.7, 1]) {
    await film.point(at.x + (1 - part) * 260, at.y + (1 - part) * 200);
    await film.take(90);
  }
  const card = page.locator('.monaco-hover:visible').getByText('Diagnose from here').first();
  for (let attempt = 0; attempt < 20 && (await card.count()) === 0; attempt++) {
    await film.point(at.x + attempt, at.y);
    await pause(1000);
  }
  await card.waitFor();
  await pause(600);
  await film.take(2600);
}

/** Down to the cause in the trace, and from its citation to the lines. */
async function readTrace(page: Page, film: Film, panel: DocumentFrame): Promise<void> {
  const cause = panel.locator('.chain .step', { hasText: 'Cause' }).first();
  const top = await cause.evaluate((one) => one.getBoundingClientRect().top);
  for (const part of [0.3, 0.65, 0.9, 1]) {
    await panel.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), (top - 60) * part);
    await pause(150);
    await film.take(part === 1 ? 2400 : 110);
  }
  const citation = cause.locator('.place').first();
  await pointAt(film, citation);
  await film.take(700);
  await page.mouse.down();
  await page.mouse.up();
  await page.locator('.rangeHighlight, .cdr').first().waitFor();
  await pause(1200);
  await film.take(3200);
}

async function pointAt(film: Film, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to point at.');
  await film.point(box.x + Math.min(60, box.width / 2), box.y + box.height / 2);
  await pause(250);
}

async function startFilm(page: Page): Promise<Film> {
  const frames: Frame[] = [];
  await page.evaluate(() => {
    const draw = (name: string): SVGElement =>
      document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
    const pointer = draw('svg');
    const shape = draw('path');
    shape.setAttribute('d', 'M1 1v16l4.2-3.8 2.7 6.2 2.8-1.2-2.7-6.1h5.6z');
    shape.setAttribute('fill', 'white');
    shape.setAttribute('stroke', 'black');
    pointer.append(shape);
    pointer.id = 'drawn-pointer';
    Object.assign(pointer.style, {
      ...{ position: 'fixed', width: '20px', height: '24px', left: '-40px', top: '0' },
      ...{ zIndex: '100000', pointerEvents: 'none' },
    });
    document.body.append(pointer);
  });
  return {
    frames: () => frames,
    async take(delay) {
      frames.push({ png: await page.screenshot(), delay });
    },
    async point(x, y) {
      await page.mouse.move(x, y);
      await page.evaluate(
        ([left, top]) => {
          const pointer = document.querySelector<SVGElement>('#drawn-pointer');
          if (pointer) Object.assign(pointer.style, { left: `${left}px`, top: `${top}px` });
        },
        [x, y] as const,
      );
    },
  };
}
