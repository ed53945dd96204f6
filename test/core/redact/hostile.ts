/** A megabyte in one line, or in lines, that asks as much of a rule as one can think of. */
export function hostileTexts(size = 1_000_000): Readonly<Record<string, string>> {
  const fill = (text: string): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  const numbered = (length: number, write: (index: number) => string): string =>
    Array.from({ length: Math.ceil(size / length) }, (_, index) => write(index)).join('');
  return {
    prose: fill('the quick brown fox jumps over the lazy dog and '),
    JSON: fill('{"level":"info","msg":"order accepted","id":123456,"user":"jdoe"},'),
    'JSON in JSON': fill(
      '{\\"level\\":\\"info\\",\\"msg\\":\\"order accepted\\",\\"id\\":123456},',
    ),
    'prefixes that never end': fill('-eyJ'),
    'tokens in tokens': fill('glpat-'),
    'dots in tokens': fill('eyJaaaaaaaa.'),
    'keys that begin and never end': fill('-----BEGIN PRIVATE KEY-----\n'),
    'quotes that never close': fill('password="'),
    'names of names': fill('secret_'),
    'names and colons': fill('token:'),
    'cookies of cookies': fill('cookie='),
    'pairs of cookies': fill('cookie: a=b; '),
    'many @': fill('a@'),
    'domains without end': fill('a@b.c'),
    'one long word': fill('a'),
    'blanks before nothing': `password${fill(' ')}`,
    'escape sequences': fill('\u001b]'),
    'invisible characters': fill('\u200b'),
    'escaped backslashes': fill('\\'),
    'escaped codes': fill('\\u003d'),
    'percent signs of percent signs': fill('%25'),
    'entities of entities': fill('&amp;'),
    'base64 of base64 of base64': encode(encode(encode(fill('an ordinary text ')))).slice(0, size),
    'words in base64': fill(`${encode('hello world, this is text')} `),
    'lines of one width': fill(`${'a'.repeat(79)}\n`),
    'users without hosts': fill('://a:'),
    'elements that never close': fill('<password>'),
    'commands without options': fill('mysql '),
    'secrets in secrets': fill('kind: Secret\ndata:\n  a: bbbbb\n'),
    'one secret again and again': fill('password=abc123xyz9 '),
    'another secret each time': numbered(24, (index) => `password=Xy${index}abc12z9 `),
    'another address each time': numbered(20, (index) => `u${index}@example.org `),
    'forged placeholders': fill('⟦PASSWORD_1⟧'),
    'brackets that never close': fill('⟦1'),
  };
}
