/** One rule as gitleaks publishes it. */
export interface PublishedRule {
  readonly id: string;
  readonly regex: string;
  readonly entropy: number;
  readonly keywords: readonly string[];
}

/** One rule as the redactor reads it. */
export interface ConvertedRule {
  readonly id: string;
  /** The pattern begins at one of these; in small letters. */
  readonly words: readonly string[];
  /** For a value that stands behind a name: the name. Without it the pattern is the whole secret. */
  readonly name?: string;
  readonly pattern: string;
  readonly ignoreCase?: true;
  /** Bits a character, below which a match is no secret. */
  readonly entropy?: number;
}

/** What of TOML gitleaks' configuration uses for its rules. */
export function readRules(toml: string): PublishedRule[] {
  return toml
    .split(/^\[\[rules\]\]$/m)
    .slice(1)
    .map((section) => section.split(/^\[\[/m)[0] ?? '')
    .map((section) => ({
      id: /^id = "([^"]+)"/m.exec(section)?.[1] ?? '',
      regex: /^regex = '''([\s\S]*?)'''/m.exec(section)?.[1] ?? '',
      entropy: Number(/^entropy = ([\d.]+)/m.exec(section)?.[1] ?? 0),
      keywords: [
        ...(/^keywords = \[([\s\S]*?)\]/m.exec(section)?.[1] ?? '').matchAll(/"([^"]+)"/g),
      ].map(([, word = '']) => word.toLowerCase()),
    }));
}

/** Identifiers that are public, and what our own rules know better: by context, over several lines. */
const leftOut =
  /-(?:client|access|api)-id$|-pub(?:lic)?-|^(?:generic-api-key|private-key|curl-auth-\w+|kubernetes-secret-yaml|pkcs12-file|jwt|jwt-base64|nuget-config-password|atlassian-api-token|hashicorp-tf-password)$/;

/** `…name… = value`: how gitleaks writes all its rules for values that have no form of their own. */
const assignment =
  /^(?:\(\?i\))?(?:\[\\w\.-\]\{0,50\}\?)(?:\(\?i:\[\\w\.-\]\{0,50\}\?)?\(\?:(.+?)\)\(\?:\[ \\t\\w\.-\]\{0,20\}\)\[\\s'"\]\{0,3\}\)?\(\?:=\|>\|.*?\[\\x60'"\\s=\]\{0,5\}\((.+)\)\(\?:\[\\x60'"\\s;\]\|\\\\\[nr\]\|\$\)$/;

const END = '(?:[\\x60\'"\\s;]|\\\\[nr]|$)';

const END_OR_WORD = END.replace(/\)$/, '|\\b)');

export interface Conversion {
  readonly rules: readonly ConvertedRule[];
  /** Rules that our own tables have to cover, with the reason. */
  readonly left: ReadonlyMap<string, string>;
}

export function convert(published: readonly PublishedRule[]): Conversion {
  const rules: ConvertedRule[] = [];
  const left = new Map<string, string>();
  for (const rule of published) {
    const converted = leftOut.test(rule.id) ? 'public, or ours' : convertRule(rule);
    if (typeof converted === 'string') {
      left.set(rule.id, converted);
    } else {
      rules.push(converted);
    }
  }
  return { rules, left };
}

function convertRule({ id, regex, entropy, keywords }: PublishedRule): ConvertedRule | string {
  const common = { id, ...(entropy > 0 ? { entropy } : {}) };
  const parts = assignment.exec(regex);
  if (parts) {
    const [, name = '', value = ''] = parts;
    const ignoreCase = regex.includes('(?i') ? ({ ignoreCase: true } as const) : {};
    const plainName = withoutFlags(name);
    const words = keywords.filter((word) => beginsName(plainName, word));
    const pattern = bounded(withoutFlags(value));
    const rule = { ...common, words, name: bounded(plainName), pattern, ...ignoreCase };
    return words.length > 0 ? rule : wordsOfName(rule);
  }
  const pattern = bounded(
    withoutFlags(
      spread(
        regex
          .replaceAll(END, '')
          .replaceAll(END_OR_WORD, '')
          .replace(/\(\?:\[\^\\?[^\]]+\]\|\\z\)$/, ''),
      ),
    ),
  );
  const words = keywords.filter((word) => canBeginWith(pattern, word));
  return words.length === keywords.length
    ? { ...common, words, pattern }
    : 'its keyword stands inside';
}

const beginsName = (name: string, word: string): boolean =>
  name.startsWith(word) || new RegExp(`^(?:${name})`, 'i').test(word);

/** Where the keyword is in the value, the name is searched for instead. */
function wordsOfName(rule: ConvertedRule): ConvertedRule | string {
  const words = (rule.name ?? '').split('|').map((word) => word.toLowerCase());
  return words.every((word) => /^[\w-]+$/.test(word))
    ? { ...rule, words }
    : 'its name is a pattern';
}

/** `LTAI(?i)[a-z0-9]{20}`: what follows `(?i)` is of either case; what stands before is not. */
function spread(regex: string): string {
  const inGroups = regex.replace(
    /\(\?i:([^()]*)\)/g,
    (_, group: string) => `(?:${ofBothCases(group)})`,
  );
  const at = inGroups.indexOf('(?i)');
  return at < 0 ? inGroups : inGroups.slice(0, at) + ofBothCases(inGroups.slice(at + 4));
}

const ofBothCases = (regex: string): string =>
  regex.replace(/(?<![A-Z\\])a-([fhz])(?!A)/g, (range) => range + range.toUpperCase());

/** Flags within a pattern are newer than the editors we run in; groups would shift our own. */
const withoutFlags = (regex: string): string =>
  regex
    .replaceAll('(?i)', '')
    .replace(/\(\?-?i:/g, '(?:')
    .replace(/(?<!\\)\((?!\?)/g, '(?:')
    .replace(/^\\b/, '')
    .replace(/\\z/g, '$');

/** No quantifier without an upper bound. */
const bounded = (regex: string): string =>
  regex
    .replace(/\{(\d+),\}/g, (_, least: string) => `{${least},${Math.max(4096, Number(least) * 4)}}`)
    .replace(/(?<!\\)(\]|\)|\\[dws])\+/g, '$1{1,256}')
    .replace(/(?<!\\)(\]|\)|\\[dws])\*/g, '$1{0,256}');

/** Whether a match of the pattern may begin with the word. Looks at literal beginnings only. */
function canBeginWith(pattern: string, word: string): boolean {
  return alternatives(pattern).some((beginning) => {
    const literal = beginning.toLowerCase();
    return (
      literal !== '' &&
      (literal.startsWith(word) || (word.startsWith(literal) && literal.length >= 3))
    );
  });
}

/** `(?:sk|rk)_(?:test|live)_…` begins with `sk_test_`, `sk_live_`, `rk_test_`, `rk_live_`. */
function alternatives(pattern: string): string[] {
  let beginnings = [''];
  for (let rest = pattern; rest !== ''; ) {
    const group =
      /^\(\?:((?:[\w.\\-]{1,20}(?:\[[^\]]+\])?\|)*[\w.\\-]{1,20}(?:\[[^\]]+\])?)\)/.exec(rest);
    const literal = /^(?:\\?[\w.-])(?![{*+?])/.exec(rest);
    if (group && !/^\(\?:[^)]*\)[?*{]/.test(rest)) {
      const options = (group[1] ?? '').split('|').map((option) => option.replace(/\[.*|\\/g, ''));
      beginnings = beginnings.flatMap((beginning) => options.map((option) => beginning + option));
      rest = rest.slice(group[0].length);
    } else if (rest.startsWith('(?:')) {
      rest = rest.slice(3);
    } else if (literal && !/^\\[dwsb]/.test(rest)) {
      beginnings = beginnings.map((beginning) => beginning + literal[0].replace('\\', ''));
      rest = rest.slice(literal[0].length);
    } else {
      break;
    }
  }
  return beginnings;
}
