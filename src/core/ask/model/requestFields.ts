/**
 * Text that whoever sends a request chooses, such as a user agent or a query, is where strangers can
 * write into a log. Attacks on log analysers come through it; replacing it by a template stopped all
 * that were tried and cost no diagnosis (AIOpsShield). A plain value stays, as it may be the cause.
 */
export function withoutRequestText(line: string): string {
  return rules.reduce((text, { pattern, keep }) => text.replace(pattern, keep), line);
}

/** Also an ellipsis to `verify`, so that a quote with it is found again. */
const LEFT_OUT = '[…]';

interface Rule {
  readonly pattern: RegExp;
  readonly keep: (match: string, ...groups: string[]) => string;
}

const rules: readonly Rule[] = [
  // An access log's end: status, size, referrer and user agent; in a template some are masked.
  {
    pattern:
      /(" (?:\d{3}|\dxx|<\*>) (?:\d{1,12}|-|<\*>) ")([^"\n]{0,2000})(" ")([^"\n]{0,2000})(")/g,
    keep: (_, head = '', referrer = '', between = '', agent = '', end = '') =>
      `${head}${plainValue(referrer)}${between}${agentName(agent)}${end}`,
  },
  // The target of a request, with its method before it.
  {
    pattern:
      /(\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|PROPFIND|CONNECT) )(\/[^"\n]{0,2000}?)(?= HTTP\/\d|"|$| \d{3}\b)/gm,
    keep: (_, method = '', target = '') => `${method}${plainTarget(target)}`,
  },
  // A header, parameter or field of that name in JSON, logfmt or prose.
  {
    pattern:
      /("?\b(?:(?:http|request|req|client|msg|url)[._-]){0,2}(?:user[._ -]?agent|ua|referr?er|cookie|query(?:[._-]?string)?|search(?:[._-]?(?:term|query))?|user(?:[._-]?name)?|login|comment|subject|nickname|display[._-]?name|x-[\w-]{2,30})"?\s?[:=]\s?)("(?:[^"\\\n]|\\.){0,2000}"|'[^'\n]{0,2000}')/gi,
    keep: (_, key = '', quoted = '') => {
      const quote = quoted.charAt(0);
      const value = quoted.slice(1, -1);
      return `${key}${quote}${/agent|\bua\b/i.test(key) ? agentName(value) : plainValue(value)}${quote}`;
    },
  },
];

/** `/find?page=2&q=please+do+as+I+say` -> `/find?page=2&q=[…]` */
function plainTarget(target: string): string {
  const [path = '', ...query] = target.split('?');
  const segments = path.split('/').map(plainValue).join('/');
  const parameters = query
    .join('?')
    .split('&')
    .map((parameter) => {
      const at = parameter.indexOf('=') + 1;
      return `${plainValue(parameter.slice(0, at))}${plainValue(parameter.slice(at))}`;
    });
  return query.length === 0 ? segments : `${segments}?${parameters.join('&')}`;
}

const LONGEST_VALUE = 200;

function plainValue(value: string): string {
  return isProse(value) || value.length > LONGEST_VALUE ? LEFT_OUT : value;
}

/** The product alone: `Mozilla/5.0 (X11; Linux x86_64)` -> `Mozilla/5.0 […]`. */
function agentName(agent: string): string {
  const [product = '', ...rest] = agent.split(' ');
  return rest.length === 0
    ? plainValue(agent)
    : /^[\w.-]{1,40}\/[\w.+-]{1,30}$/.test(product)
      ? `${product} ${LEFT_OUT}`
      : LEFT_OUT;
}

/** Four words in a row make a sentence, however their spaces are written; three may be a name. */
function isProse(value: string): boolean {
  return /(?:[\p{L}\p{M}'’,.!]{1,30}(?:[\s+_:;-]|%20|%0[ad]|\\n){1,4}){3,}\p{L}/iu.test(value);
}
