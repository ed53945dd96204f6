import assert from 'node:assert/strict';
import { sourcePlaces } from '../../../src/core/source/sourcePlaces.ts';

const lines: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'Java',
    '\tat com.shop.cart.CartStore.save(CartStore.java:48)',
    ['com/shop/cart/CartStore.java 48'],
  ],
  [
    'Java with a module and a lambda',
    '\tat app//com.shop.CartStore$1.lambda$save$0(CartStore.java:7) ~[cart.jar:1.2]',
    ['com/shop/CartStore.java 7'],
  ],
  ['Kotlin', '    at com.shop.MainKt.main(Main.kt:3)', ['com/shop/Main.kt 3']],
  ['Python', '  File "/app/cart/store.py", line 12, in save', ['/app/cart/store.py 12']],
  ['Node', '    at CartStore.save (/app/src/cart.ts:48:11)', ['/app/src/cart.ts 48:11']],
  ['Node without a function', '    at /app/src/cart.ts:48:11', ['/app/src/cart.ts 48:11']],
  ['Node modules', '    at save (file:///app/src/cart.mjs:4:1)', ['/app/src/cart.mjs 4:1']],
  ['webpack', '    at save (webpack:///./src/cart.ts:4:1)', ['src/cart.ts 4:1']],
  ['Go', '\t/app/cmd/cart/main.go:48 +0x1d', ['/app/cmd/cart/main.go 48']],
  ['Rust', '             at ./src/cart.rs:48:9', ['src/cart.rs 48:9']],
  ["Rust's panic", "thread 'main' panicked at src/main.rs:2:5:", ['src/main.rs 2:5']],
  ["Rust's compiler", '  --> src/main.rs:2:5', ['src/main.rs 2:5']],
  ['C', '    #1 0x5581 in put /src/lib/cart.c:48:3', ['/src/lib/cart.c 48:3']],
  ['a C compiler', 'src/cart.c:48:3: error: expected ;', ['src/cart.c 48:3']],
  ['gdb', '#0  put (k=0x0) at lib/cart.cpp:48', ['lib/cart.cpp 48']],
  ['.NET', '   at Shop.Cart.Save() in C:\\src\\Shop\\Cart.cs:line 48', ['C:/src/Shop/Cart.cs 48']],
  ["Microsoft's compilers", 'Shop/Cart.cs(48,5): error CS1002: ; expected', ['Shop/Cart.cs 48:5']],
  ["TypeScript's compiler", 'src/cart.ts(48,5): error TS2304', ['src/cart.ts 48:5']],
  ['Ruby', "\tfrom /app/lib/cart.rb:48:in `save'", ['/app/lib/cart.rb 48']],
  ['PHP', 'PHP Fatal error: x in /var/www/cart.php on line 48', ['/var/www/cart.php 48']],
  ['PHP frames', '#0 /var/www/cart.php(48): save()', ['/var/www/cart.php 48']],
  ['pytest', 'tests/test_cart.py:48: AssertionError', ['tests/test_cart.py 48']],
  ['a logger that names its file', '10:00:00 INFO cart.go:12 saved', ['cart.go 12']],
  ['two places', 'a.c:1:2: note: see b.h:3', ['a.c 1:2', 'b.h 3']],
  ['the address of a host', 'connect to db.example.com:5432 failed', ['db.example.com 5432']],
  ['a URL', 'GET https://example.com/app.js:12:3 failed', []],
  ['a time', '2026-03-14 10:00:00.123 INFO up', []],
  ['a version', 'cart 1.2.3:4 started', []],
  ['an IP address', 'from 10.0.0.7:5432', []],
  ['a way out of the workspace', 'at ../../etc/passwd.txt:1:1', []],
  ['nothing', '', []],
];

suite('places in code', () => {
  for (const [name, line, expected] of lines) {
    test(`are found as ${name} writes them: ${line.trim()}`, () => {
      const found = sourcePlaces(line).map(
        ({ path, line: at, column }) => `${path} ${at}${column ? `:${column}` : ''}`,
      );
      assert.deepEqual(found, expected);
    });
  }

  test('stand where they are written', () => {
    const line = '  File "/app/store.py", line 12, in save; see b.h:3:14)';
    const found = sourcePlaces(line).map(({ start, end }) => line.slice(start, end));
    assert.deepEqual(found, ['/app/store.py", line 12', 'b.h:3:14']);
  });

  for (const [name, line] of [
    ['dots', '.'.repeat(100_000)],
    ['slashes', '/a'.repeat(50_000)],
    ['letters and a number', `${'a'.repeat(100_000)}.c:1`],
    ['packages', `${'a.'.repeat(50_000)}(B.java:1)`],
    ['brackets', '('.repeat(100_000)],
  ] as const) {
    test(`are looked for in a line of ${name} in no time`, () => {
      const began = performance.now();
      sourcePlaces(line);
      sourcePlaces(`${line.slice(0, 1900)}.c:1x`);
      assert.ok(performance.now() - began < 500);
    });
  }
});
