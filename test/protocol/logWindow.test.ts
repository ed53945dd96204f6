import assert from 'node:assert/strict';
import {
  logLine,
  neighbour,
  parseWindowUri,
  WINDOW_LINES,
  windowAround,
  windowHeader,
  windowLine,
  windowUri,
} from '../../src/protocol/logWindow.ts';

const uri = 'file:///logs/app.log';

suite('windowAround', () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ['begins with the log near its start', 1, 1],
    ['has some context before the line', 1400, 1],
    ['moves on once there is enough of it', 1501, 1001],
    ['shares the window among places near each other', 2400, 1001],
    ['works as well far inside', 1_234_567, 1_234_001],
  ];
  for (const [name, line, startLine] of cases) {
    test(`${name}: line ${line}`, () => {
      assert.deepEqual(windowAround(uri, line), { uri, startLine });
    });
  }

  test('always shows the line, with context after it as well', () => {
    for (let line = 1; line < 10_000; line += 7) {
      const { startLine } = windowAround(uri, line);
      assert.ok(startLine <= line && line < startLine + WINDOW_LINES - 490, `${line}`);
    }
  });
});

suite('windowUri', () => {
  const logs = [
    uri,
    'file:///logs/a%20b%25.log',
    'file:///c%3A/logs/caf%C3%A9%3F%26.log',
    'vscode-vfs://github/a/b/app.log?ref=x#y',
    'file:///broken%zz.log',
  ];
  for (const log of logs) {
    test(`can be read again: ${log}`, () => {
      const window = { uri: log, startLine: 120_001 };
      assert.deepEqual(parseWindowUri(windowUri(window)), window);
    });
  }

  test('names the lines and the file, and ends as the file does', () => {
    assert.match(
      decodeURIComponent(windowUri({ uri: 'file:///logs/app.log.gz', startLine: 120_001 })),
      /^whytrace-log:\/120,001–122,000 of app\.log\?/,
    );
  });

  const others = [uri, 'whytrace-log:/x', 'whytrace-log:/x?abc', 'whytrace-log:/x?0%26file%3A', ''];
  for (const other of others) {
    test(`nothing else is taken for one: "${other}"`, () =>
      assert.equal(parseWindowUri(other), undefined));
  }
});

suite('logLine', () => {
  const window = { uri, startLine: 120_001 };
  const cases: readonly (readonly [string, string, number, unknown])[] = [
    ['a line of a log is itself', uri, 7, { uri, line: 7 }],
    ['the first line of a window stands for none', windowUri(window), 1, undefined],
    ['its second is the first it shows', windowUri(window), 2, { uri, line: 120_001 }],
    ['its last is the last it shows', windowUri(window), 2001, { uri, line: 122_000 }],
  ];
  for (const [name, document, line, expected] of cases) {
    test(name, () => assert.deepEqual(logLine(document, line), expected));
  }

  test('windowLine leads back, and to the nearest line where it is not shown', () => {
    for (const line of [120_001, 121_234, 122_000]) {
      assert.deepEqual(logLine(windowUri(window), windowLine(window, line)), { uri, line });
    }
    assert.deepEqual([windowLine(window, 5), windowLine(window, 500_000)], [2, 2001]);
  });
});

suite('neighbour', () => {
  test('leads on and back by a window, and not before the first line', () => {
    const second = neighbour({ uri, startLine: 1 }, 1);
    assert.deepEqual(second, { uri, startLine: 2001 });
    assert.deepEqual(second && neighbour(second, -1), { uri, startLine: 1 });
    assert.deepEqual(neighbour({ uri, startLine: 1001 }, -1), { uri, startLine: 1 });
    assert.equal(neighbour({ uri, startLine: 1 }, -1), undefined);
  });
});

suite('windowHeader', () => {
  test('says which lines of which file these are, or that they are gone', () => {
    assert.equal(
      windowHeader('app.log', 120_001, 122_000, 5_000_000),
      '---- app.log: lines 120,001 to 122,000 of 5,000,000 lines ----',
    );
    assert.equal(windowHeader('app.log', 2001, 1, 1), '---- app.log has only 1 line now ----');
  });
});
