import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import { createGitRepository } from '../node/gitRepository.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand } from './window.ts';

const path = 'src/com/shop/CartStore.java';
const before = `class CartStore {
  Cart load(String id) {
    Cart cart = cache.get(id);
    return cart == null ? database.read(id) : cart;
  }

  void save(Cart cart) {
    log.error("Cart {} could not be saved for customer {}", cart.id(), cart.customer());
  }
}
`;
const log = [
  '2026-11-20 10:00:00.000 INFO  [main] com.shop.Main - Started in 2.1 s',
  '2026-11-20 10:00:07.000 ERROR [http-2] com.shop.CartStore - Cart 13 could not be saved for customer c-77',
  'java.lang.NullPointerException: Cannot invoke "Cart.copy()" because "cart" is null',
  '\tat com.shop.CartStore.load(CartStore.java:4)',
  '2026-11-20 10:00:08.000 INFO  [http-1] com.shop.CartApi - GET /cart/14 200 in 8 ms',
  '',
].join('\n');

suite('The source of a log, in VS Code', () => {
  const session = useSession('5-healthy', { prepare });

  test('the panel cites the commit that changed the failing line, and opens what it did', async () => {
    await session.show('cart.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    await panel.getByText('was changed two days before this by commit').first().waitFor();
    await panel
      .getByRole('button', { name: /CartStore\.java \([0-9a-f]{8}\)/ })
      .first()
      .click();
    await eventually(async () => {
      const shown = await session.editor.inHost<string>(`
        const { document } = vscode.window.activeTextEditor;
        return document.uri.scheme + ' ' + document.getText();`);
      assert.match(shown, /^whytrace-change commit [0-9a-f]{40}/);
      assert.match(shown, /Hand out copies of carts[\s\S]*\+ {4}return cart\.copy\(\);/);
    });
  });

  test('the card of a line links the statement that prints it', async () => {
    await session.show('cart.log');
    const card = await eventually(async () => {
      const found = await session.editor.inHost<string>(`
        const { uri } = vscode.window.activeTextEditor.document;
        const at = new vscode.Position(1, 60);
        const cards = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, at);
        return cards.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\\n');`);
      assert.match(found, /printed at/);
      return found;
    }, 45_000);
    assert.match(card, /printed at \[CartStore\S*8\]\(file:\S*CartStore\.java#L8\) `log\.error/);
  });
});

function prepare(workspace: string): void {
  const repository = createGitRepository(workspace);
  repository.write({ [path]: before });
  repository.commit('2024-01-03T10:00:00Z', 'Ann Lee', 'Store carts');
  const after = before.replace('cart == null ? database.read(id) : cart', 'cart.copy()');
  repository.write({ [path]: after, 'cart.log': log, '.gitignore': 'cart.log\n' });
  repository.commit('2026-11-18T09:00:00Z', 'Bob Ray', 'Hand out copies of carts');
}
