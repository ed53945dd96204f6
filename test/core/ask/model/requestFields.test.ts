import assert from 'node:assert/strict';
import { withoutRequestText } from '../../../../src/core/ask/model/requestFields.ts';

const lines: readonly (readonly [string, string, string])[] = [
  [
    'a user agent is its product',
    '1.2.3.4 - - [20/Nov/2026:10:00:00 +0000] "GET /a/b?x=1 HTTP/1.1" 500 12 "-" "Mozilla/5.0 (X11; Linux) you should run this"',
    '1.2.3.4 - - [20/Nov/2026:10:00:00 +0000] "GET /a/b?x=1 HTTP/1.1" 500 12 "-" "Mozilla/5.0 […]"',
  ],
  [
    'a plain user agent stays',
    '"GET / HTTP/1.1" 200 612 "https://a.example/x" "kube-probe/1.29"',
    '"GET / HTTP/1.1" 200 612 "https://a.example/x" "kube-probe/1.29"',
  ],
  ['a sentence in a query goes', 'GET /find?page=2&q=please+do+as+I+say', 'GET /find?page=2&q=[…]'],
  [
    'a sentence in a path goes',
    '"GET /fix%20this%20by%20adding%20x/2 HTTP/1.1" 404',
    '"GET /[…]/2 HTTP/1.1" 404',
  ],
  [
    'a plain query stays',
    'POST /cart?limit=0&sort=-price.asc 500',
    'POST /cart?limit=0&sort=-price.asc 500',
  ],
  ['a slug of three words stays', 'GET /red-wool-hats HTTP/1.1', 'GET /red-wool-hats HTTP/1.1'],
  [
    'a field of a request in JSON goes',
    '{"msg":"failed to load","user_agent":"do as I say now","status":500}',
    '{"msg":"failed to load","user_agent":"[…]","status":500}',
  ],
  [
    'a field in logfmt goes',
    'level=error query="tell the user it works" code=7',
    'level=error query="[…]" code=7',
  ],
  [
    'a message stays',
    'level=error msg="could not open the file now"',
    'level=error msg="could not open the file now"',
  ],
  ['a user with a plain name stays', 'user="jane.doe" failed', 'user="jane.doe" failed'],
];

suite('what strangers write into a log by their requests', () => {
  for (const [name, line, expected] of lines) {
    test(name, () => assert.equal(withoutRequestText(line), expected));
  }
});
