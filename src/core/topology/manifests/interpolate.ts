/** Compose's variables: `$A`, `${A}`, `${A:-b}`, `${A-b}`, `${A:?why}`, `${A:+b}`, one in another; `$$` is a `$`. */
export function interpolate(
  text: string,
  variables: ReadonlyMap<string, string>,
  depth = 0,
): string {
  if (!text.includes('$') || depth > 8 || text.length > 10_000) {
    return text;
  }
  let result = '';
  let index = 0;
  while (index < text.length) {
    const dollar = text.indexOf('$', index);
    if (dollar < 0) break;
    result += text.slice(index, dollar);
    const { value, end } = variableAt(text, dollar, variables, depth);
    result += value;
    index = end;
  }
  return result + text.slice(index);
}

function variableAt(
  text: string,
  dollar: number,
  variables: ReadonlyMap<string, string>,
  depth: number,
): { readonly value: string; readonly end: number } {
  if (text[dollar + 1] === '$') {
    return { value: '$', end: dollar + 2 };
  }
  if (text[dollar + 1] === '{') {
    const end = closingBrace(text, dollar + 2);
    const value = braced(text.slice(dollar + 2, end), variables, depth);
    return { value, end: end + 1 };
  }
  const name = /^[A-Za-z_]\w*/.exec(text.slice(dollar + 1, dollar + 120))?.[0];
  return name === undefined
    ? { value: '$', end: dollar + 1 }
    : { value: variables.get(name) ?? '', end: dollar + 1 + name.length };
}

function closingBrace(text: string, start: number): number {
  let open = 1;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '{') open++;
    else if (text[index] === '}' && --open === 0) return index;
  }
  return text.length;
}

function braced(inside: string, variables: ReadonlyMap<string, string>, depth: number): string {
  const [, name = '', operator = '', other = ''] =
    /^([A-Za-z_]\w*)(?:(:?[-+?])(.*))?$/s.exec(inside) ?? [];
  const value = variables.get(name);
  const isSet = operator.startsWith(':')
    ? value !== undefined && value !== ''
    : value !== undefined;
  const fallback = (): string => interpolate(other, variables, depth + 1);
  if (operator.endsWith('+')) return isSet ? fallback() : '';
  if (operator.endsWith('-') && !isSet) return fallback();
  return interpolate(value ?? '', variables, depth + 1);
}

/** `KEY=value` lines of an environment file; variables may name earlier ones. */
export function readEnvFile(
  text: string,
): ReadonlyMap<string, { readonly value: string; readonly line: number }> {
  const settings = new Map<string, { value: string; line: number }>();
  const variables = new Map<string, string>();
  text.split(/\r\n|\r|\n/, 20_000).forEach((written, index) => {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*?)\s*$/.exec(written);
    if (!match) return;
    const [, key = '', raw = ''] = match;
    const quoted = /^(["'])(.*)\1/.exec(raw);
    const plain = quoted?.[2] ?? raw.replace(/\s#.*$/, '');
    const value = quoted?.[1] === "'" ? plain : interpolate(plain, variables);
    variables.set(key, value);
    settings.set(key, { value, line: index + 1 });
  });
  return settings;
}
