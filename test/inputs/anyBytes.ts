import fc from 'fast-check';
import { catalogue } from '../../src/core/collect/catalogue.ts';

/** Pieces that make headers, traces, failures and breaks likely. */
const piece = fc.oneof(
  fc.constantFrom(...catalogue.map(({ example }) => `${example}\n`)),
  fc.constantFrom(
    '\n',
    '\r',
    '\r\n',
    '\n\r',
    '\t',
    ' ',
    '\0',
    '\x1b[31m',
    '\x1b]0;',
    '\x9b',
    '\x07',
  ),
  fc.constantFrom(
    '2026-11-20 10:00:00 ERROR [main] shop.Orders - order 7 failed\n',
    'java.lang.OutOfMemoryError: Java heap space\n\tat a.B.c(D.java:1)\n',
    'Traceback (most recent call last):\n  File "a.py", line 1\nKeyError: \'x\'\n',
    'panic: x\n\ngoroutine 1 [running]:\n',
    '{"level":"error","msg":"a',
    'Dec 31 23:59:59 h a: x\nJan  1 00:00:00 h a: y\n',
    '-----BEGIN RSA PRIVATE KEY-----\n',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
);

/** Log-like text, with lone surrogates among its characters. */
export const anyText = fc
  .array(
    fc.oneof({ weight: 20, arbitrary: piece }, fc.constantFrom('\ud800', '\udc00', '\ufeff')),
    {
      maxLength: 60,
    },
  )
  .map((pieces) => pieces.join(''));

/** Text in UTF-8 with bytes put between that belong to no text, and bytes of no kind at all. */
export const anyBytes = fc.oneof(
  fc
    .array(
      fc.oneof(
        piece.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 4 }),
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => new Uint8Array(Buffer.concat(parts))),
  fc.uint8Array({ maxLength: 400 }),
);
