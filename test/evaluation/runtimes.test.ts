import assert from 'node:assert/strict';
import { diagnoseTexts } from './texts.ts';

suite('what run-time systems write', () => {
  const rows: readonly [string, readonly string[], RegExp][] = [
    [
      'an error of Node with properties is an error, not a test',
      [
        'node:internal/process/promises:288',
        '            triggerUncaughtException(err, true /* fromPromise */);',
        '            ^',
        '',
        'Error: boom while pricing',
        '    at priceOf (/srv/app/src/price.js:14:9)',
        '    at async handler (/srv/app/src/server.js:31:3) {',
        "  code: 'EBOOM',",
        '  detail: Error: x',
        '      at priceOf (/srv/app/src/price.js:12:11)',
        '}',
        '',
        'Node.js v20.11.0',
      ],
      /boom while pricing/,
    ],
    [
      'a method that Ruby does not find is met at run time',
      [
        "cart.rb:12:in 'Cart#total': undefined method 'price' for nil (NoMethodError)",
        "\tfrom cart.rb:20:in 'Cart#checkout'",
        "\tfrom app.rb:5:in '<main>'",
      ],
      /^undefined method 'price' for nil \(NoMethodError in Cart#total\)$/,
    ],
    [
      'a Ruby program that is no Ruby does not compile',
      ["app.rb:5: syntax error, unexpected end-of-input, expecting 'end' (SyntaxError)"],
      /^app\.rb does not compile: syntax error, unexpected/,
    ],
    [
      'a name that Python does not know is met at run time',
      [
        'Traceback (most recent call last):',
        '  File "a.py", line 3, in <module>',
        '    total()',
      ].concat("NameError: name 'total' is not defined"),
      /^name 'total' is not defined \(NameError/,
    ],
  ];
  for (const [name, lines, title] of rows) {
    test(name, async () => {
      const { hypotheses } = await diagnoseTexts({ 'app.log': `${lines.join('\n')}\n` });
      const [first] = hypotheses;
      assert.match(first?.title ?? '', title);
      assert.doesNotMatch(`${first?.title} ${first?.summary}`, /test fails/i);
    });
  }
});
