import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type { Hover } from 'vscode-languageserver-protocol/node';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { DiagnosisJson } from '../../src/protocol/commandLine.ts';
import {
  DiagnoseRequest,
  WorkspaceTrustedNotification,
} from '../../src/protocol/languageServer.ts';
import { whytrace } from '../cli/whytrace.ts';
import { eventually } from '../eventually.ts';
import { createGitRepository, type GitRepository } from '../node/gitRepository.ts';
import { type ServerProcess, startServer } from './languageServerProcess.ts';

const before = `package com.shop.cart;

class CartStore {
  Cart load(String id) {
    Cart cart = cache.get(id);
    return cart == null ? database.read(id) : cart;
  }

  void save(Cart cart) {
    try {
      database.write(cart);
    } catch (Exception e) {
      log.error("Cart {} could not be saved for customer {}", cart.id(), cart.customer(), e);
    }
  }
}
`;
const after = before.replace('cart == null ? database.read(id) : cart', 'cart.copy()');
const path = 'src/com/shop/cart/CartStore.java';

const log = [
  '2026-11-20 10:00:00.000 INFO  [main] com.shop.Main - Started in 2.1 s',
  '2026-11-20 10:00:05.000 INFO  [http-1] com.shop.cart.CartApi - GET /cart/12 200 in 8 ms',
  '2026-11-20 10:00:07.000 ERROR [http-2] com.shop.cart.CartStore - Cart 13 could not be saved for customer c-77',
  'java.lang.NullPointerException: Cannot invoke "Cart.copy()" because "cart" is null',
  '\tat com.shop.cart.CartStore.load(CartStore.java:6)',
  '\tat com.shop.cart.CartApi.get(CartApi.java:31)',
  '2026-11-20 10:00:08.000 INFO  [http-1] com.shop.cart.CartApi - GET /cart/14 200 in 8 ms',
].join('\n');

const leads = new RegExp(`^Its stack leads to ${path}:6\\.`);
const prints = new RegExp(`^This line is printed by ${path}:13\\.`);
const changed = new RegExp(
  `^${path}:6 was changed two days before this by commit [0-9a-f]{8} of Bob Ray, “Hand out copies of carts”: “return cart == null .* became “return cart.copy\\(\\);”`,
);

suite('the source that a log comes from', () => {
  let repository: GitRepository;
  let server: ServerProcess | undefined;

  suiteSetup(() => {
    repository = createGitRepository();
    repository.write({ [path]: before, '.gitignore': '*.log\n', 'cart.log': log });
    repository.commit('2024-01-03T10:00:00Z', 'Ann Lee', 'Store carts');
    repository.write({ [path]: after });
    repository.commit('2026-11-18T09:00:00Z', 'Bob Ray', 'Hand out copies of carts');
  });
  suiteTeardown(() => repository.remove());
  teardown(async () => {
    await server?.stop();
    server = undefined;
  });

  const uri = (): string => pathToFileURL(repository.path('cart.log')).href;
  const claimsOf = ({ hypotheses }: Pick<Diagnosis, 'hypotheses'>): readonly string[] =>
    (hypotheses[0]?.claims ?? [])
      .filter(({ verdict }) => verdict.kind === 'supported')
      .map(({ text }) => text);
  const printedClaims = ({ hypotheses }: DiagnosisJson): readonly string[] =>
    (hypotheses[0]?.claims ?? [])
      .filter(({ verdict }) => verdict === 'supported')
      .map(({ text }) => text);
  const has = (claims: readonly string[], wanted: RegExp): boolean =>
    claims.some((text) => wanted.test(text));

  async function diagnosed(): Promise<Diagnosis> {
    const sources = [{ uri: uri(), name: 'cart.log' }];
    const params = { runId: 'run', sources, context: { items: [] }, budget: 12_000 };
    const result = await server?.connection.sendRequest(DiagnoseRequest, params);
    return result?.kind === 'diagnosis' ? result.diagnosis : assert.fail();
  }

  test('is cited on the command line, with the commit that changed the failing line', async () => {
    const { stdout } = await whytrace([
      ...['diagnose', '--json', '--context', repository.folder],
      repository.path('cart.log'),
    ]);
    const claims = printedClaims(JSON.parse(stdout));
    assert.ok(has(claims, leads) && has(claims, prints) && has(claims, changed), claims.join('\n'));
  });

  test('is cited in the editor; git is asked only once the workspace is trusted', async () => {
    server = startServer();
    await server.initialize([pathToFileURL(repository.folder).href], { trustsWorkspace: false });
    const distrusted = claimsOf(await diagnosed());
    assert.ok(has(distrusted, leads) && has(distrusted, prints), distrusted.join('\n'));
    assert.equal(has(distrusted, changed), false);
    await server.connection.sendNotification(WorkspaceTrustedNotification);
    const diagnosis = await diagnosed();
    assert.ok(has(claimsOf(diagnosis), changed), claimsOf(diagnosis).join('\n'));
    const [patch] = diagnosis.evidence.filter(({ kind }) => kind === 'change');
    assert.match(patch?.uri ?? '', /^whytrace-change:\/.*CartStore\.java\.diff\?[0-9a-f]{8}-6$/);
  });

  test('is linked in the card of a line', async () => {
    server = startServer();
    await server.initialize([pathToFileURL(repository.folder).href], { trustsWorkspace: false });
    const card = async (): Promise<string> => {
      const params = { textDocument: { uri: uri() }, position: { line: 2, character: 0 } };
      const hover = (await server?.connection.sendRequest('textDocument/hover', params)) as Hover;
      return JSON.stringify(hover.contents);
    };
    // The first card does not wait until the sources are read.
    await eventually(async () => assert.match(await card(), /printed at \[CartStore/));
  });
});
