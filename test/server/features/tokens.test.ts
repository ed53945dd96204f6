import assert from 'node:assert/strict';
import { rangeTokens, tokenLegend } from '../../../src/server/features/tokens.ts';
import { viewOf } from '../view.ts';

/** `12:00:00 comment.time` for each token of the log. */
async function coloured(lines: readonly string[], from = 1, to = lines.length) {
  const range = { start: { line: from - 1, character: 0 }, end: { line: to - 1, character: 0 } };
  const { data } = rangeTokens(await viewOf(lines), range);
  const tokens: string[] = [];
  let line = 0;
  let start = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, along = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    line += down;
    start = down > 0 ? along : start + along;
    const modifier = bits === 0 ? '' : `.${tokenLegend.tokenModifiers[Math.log2(bits)]}`;
    const text = lines[line]?.slice(start, start + length);
    tokens.push(`${text} ${tokenLegend.tokenTypes[type]}${modifier}`);
  }
  return tokens;
}

suite('colours of a log', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'time, level, logger and a duration',
      '2026-03-14 10:00:00,123 ERROR [main] c.s.Cart - saved in 12 ms',
      [
        '2026-03-14 10:00:00,123 comment.time',
        'ERROR keyword.error',
        'main namespace',
        'c.s.Cart namespace',
        '12 ms number',
      ],
    ],
    [
      'a service and a host of syslog',
      'Mar 14 10:00:00 web1 sshd[812]: Failed password for root from 10.0.0.7 port 22',
      [
        'Mar 14 10:00:00 comment.time',
        'sshd namespace',
        '812 number',
        '10.0.0.7 variable.address',
        '22 number',
      ],
    ],
    [
      'a JSON line',
      '{"time":"2026-03-14T10:00:00Z","level":"warn","msg":"slow","ms":812}',
      ['2026-03-14T10:00:00Z comment.time', 'warn keyword.warning', '812 number'],
    ],
    [
      'ids, hashes and addresses',
      '2026-03-14T10:00:00Z INFO job 7d444840-9dc0-11d1-b245-5ffdce74fad2 at 0x7ffee1 on 10.1.2.3:8080 of 9fceb02d0ae598e95dc970b7',
      [
        '2026-03-14T10:00:00Z comment.time',
        'INFO keyword.info',
        '7d444840-9dc0-11d1-b245-5ffdce74fad2 variable.id',
        '0x7ffee1 variable.id',
        '10.1.2.3:8080 variable.address',
        '9fceb02d0ae598e95dc970b7 variable.id',
      ],
    ],
    [
      'sizes and shares, and no digits within words',
      '2026-03-14T10:00:00Z DEBUG heap 512 MB, 93%, v8 utf8 -1 3.5s',
      [
        '2026-03-14T10:00:00Z comment.time',
        'DEBUG keyword.debug',
        '512 MB number',
        '93% number',
        '-1 number',
        '3.5s number',
      ],
    ],
    ['nothing in prose', 'hello world', []],
  ];
  for (const [name, line, expected] of cases) {
    test(`tell apart ${name}`, async () => assert.deepEqual(await coloured([line]), expected));
  }

  const several = ['2026-03-14T10:00:00Z INFO a 1', '\tat x', '', '2026-03-14T10:00:01Z INFO b 2'];

  test('go on line after line, and leave out what belongs to an entry above', async () => {
    assert.deepEqual(await coloured(several), [
      '2026-03-14T10:00:00Z comment.time',
      'INFO keyword.info',
      '1 number',
      '2026-03-14T10:00:01Z comment.time',
      'INFO keyword.info',
      '2 number',
    ]);
  });

  test('are given for the lines that are asked for', async () => {
    assert.equal((await coloured(several, 2, 3)).length, 0);
    assert.equal((await coloured(several, 4, 400)).length, 3);
  });
});
