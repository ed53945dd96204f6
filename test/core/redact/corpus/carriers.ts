import type { Dice } from './dice.ts';
import type { Passage } from './structuredKinds.ts';

/** How a passage stands in a log. It may rewrite its secrets: what has to be gone is what it wrote. */
export type Carrier = readonly [name: string, carry: (passage: Passage, dice: Dice) => Passage];

const TIME = '2026-11-20T10:31:07.412Z';

const around =
  (before: string, after: string) =>
  ({ text, secrets }: Passage): Passage => ({ text: `${before}${text}${after}`, secrets });

/** The passage as text within text, e.g. as a JSON string. */
const written =
  (write: (text: string) => string, before: string, after: string) =>
  ({ text, secrets }: Passage): Passage => ({
    text: `${before}${write(text)}${after}`,
    secrets: secrets.map(write),
  });

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const unicodeEscaped = (text: string): string =>
  inJson(text).replace(
    /[=:&<>'@/]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Carriers of any passage. */
export const carriers: readonly Carrier[] = [
  ['plain', around(`${TIME} ERROR [main] c.e.Startup - failed: `, '')],
  ['mid sentence', around('2026/11/20 10:31:07 upstream said "', '" and closed the connection')],
  ['JSON', written(inJson, '{"level":"error","msg":"failed: ', ' (3 tries)","n":3}')],
  [
    'JSON in JSON',
    written(
      (text) => inJson(inJson(text)),
      '{"log":"{\\"level\\":\\"warn\\",\\"msg\\":\\"got ',
      '\\"}\\n","stream":"stderr"}',
    ),
  ],
  ['JSON with \\u', written(unicodeEscaped, '{"msg":"got ', '","n":1}')],
  ['syslog', around('Nov 20 10:31:07 web-1 app[412]: ', '')],
  [
    'stack trace',
    around(
      'java.lang.IllegalStateException: ',
      '\n\tat com.example.Db.open(Db.java:88)\n\tat com.example.Main.main(Main.java:12)',
    ),
  ],
  ['container log', around(`${TIME} stderr F `, '')],
  ['CLI echo', around('+ ', '')],
  [
    'ANSI',
    ({ text, secrets }) => ({
      text: `\x1b[2m10:31:07\x1b[0m \x1b[31mERROR\x1b[0m ${text.replace(/[=:] ?/, (mark) => `\x1b[0m${mark}\x1b[36m`)}\x1b[0m`,
      secrets,
    }),
  ],
  ['zero width', zeroWidth],
  [
    'gutter',
    ({ text, secrets }) => ({
      text: text
        .split('\n')
        .map((line, at) => `L${at + 120}|${line}`)
        .join('\n'),
      secrets,
    }),
  ],
  [
    'wrapped at 80',
    (passage) => wrapped(passage, `${TIME} ERROR [main] c.e.Startup - failed: `, 80),
  ],
  [
    'wrapped at 120',
    (passage) =>
      wrapped(
        passage,
        `${TIME} ERROR [worker-7] com.example.shop.checkout.Startup - upstream failed with `,
        120,
      ),
  ],
  ['base64', base64],
  [
    'URL encoded',
    written(encodeURIComponent, 'POST /ingest body=event%3Dfailed%26detail%3D', ' 400'),
  ],
];

/** Carriers of a name and a value. */
export type NamedCarrier = readonly [
  name: string,
  carry: (name: string, value: string, dice: Dice) => Passage,
];

const pair =
  (write: (name: string, value: string) => string, quote: (value: string) => string = same) =>
  (name: string, value: string): Passage => ({
    text: write(name, quote(value)),
    secrets: [quote(value)],
  });
const same = (text: string): string => text;

export const namedCarriers: readonly NamedCarrier[] = [
  ['env dump', pair((name, value) => `HOME=/root\n${name}=${value}\nLANG=C.UTF-8`)],
  ['export', pair((name, value) => `export ${name}="${value}"`)],
  ['properties', pair((name, value) => `server.port=8080\n${name} = ${value}\nserver.ssl=true`)],
  ['YAML', pair((name, value) => `database:\n  host: db\n  ${name}: ${value}\n  pool: 10`)],
  ['YAML quoted', pair((name, value) => `  ${name}: '${value}'`)],
  ['TOML', pair((name, value) => `[db]\n${name} = "${value}"`)],
  ['JSON field', pair((name, value) => `{"host":"db","${name}":"${value}","pool":10}`, inJson)],
  ['pretty JSON', pair((name, value) => `{\n  "host": "db",\n  "${name}": "${value}"\n}`, inJson)],
  [
    'JSON in JSON field',
    pair(
      (name, value) => `payload={\\"host\\":\\"db\\",\\"${name}\\":\\"${value}\\"}`,
      (value) => inJson(inJson(value)),
    ),
  ],
  [
    'URL query',
    pair(
      (name, value) => `GET /v1/connect?host=db&${name}=${value}&retry=1 HTTP/1.1`,
      encodeURIComponent,
    ),
  ],
  [
    'logfmt',
    pair((name, value) => `level=error msg="connect failed" ${name}="${value}" attempt=3`, inJson),
  ],
  [
    'flag',
    pair(
      (name, value) =>
        `./run --host db --${name.toLowerCase().replace(/[_.]/g, '-')} '${value}' --verbose`,
    ),
  ],
  ['toString', pair((name, value) => `Config{host='db', ${name}='${value}', pool=10}`)],
  [
    'XML',
    pair(
      (name, value) => `<config><host>db</host><${name}>${value}</${name}></config>`,
      (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    ),
  ],
  ['header', pair((name, value) => `> ${name.replace(/[_.]/g, '-')}: ${value}`)],
  ['Kubernetes env', pair((name, value) => `    - name: ${name}\n      value: "${value}"`, inJson)],
  [
    'Kubernetes secret',
    (name, value) => {
      const secret = Buffer.from(value).toString('base64');
      return {
        text: `apiVersion: v1\nkind: Secret\ndata:\n  ${name}: ${secret}\n`,
        secrets: [secret],
      };
    },
  ],
];

/** A zero-width space in the middle of each secret, as a rendering page puts it in for breaking. */
function zeroWidth({ text, secrets }: Passage, dice: Dice): Passage {
  let result = `${TIME} WARN ${text}`;
  for (const secret of secrets) {
    const at = 2 + dice.below(Math.max(1, secret.length - 4));
    result = result.replace(secret, () => `${secret.slice(0, at)}\u200b${secret.slice(at)}`);
  }
  return { text: result, secrets };
}

/** Cut at a width, as a terminal or a pager does, with the rest of the log below. */
function wrapped({ text, secrets }: Passage, before: string, width: number): Passage {
  const pieces = `${before}${text}`.split('\n').flatMap((line) => cut(line, width));
  return { text: `${pieces.join('\n')}\n${TIME} INFO [main] c.e.Startup - stopped`, secrets };
}

function cut(line: string, width: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at === 0 || at < line.length; at += width) {
    pieces.push(line.slice(at, at + width));
  }
  return pieces;
}

/** All of it as base64; nothing that is longer than four of its letters may stay readable. */
function base64({ text }: Passage): Passage {
  const secret = Buffer.from(`{"detail":"${inJson(text)}"}`).toString('base64');
  return { text: `${TIME} DEBUG payload ${secret} queued`, secrets: [secret] };
}
