import { lineFinder, readCode, syntaxes } from '../code.ts';
import node from '../known/node.json' with { type: 'json' };
import npm from '../known/npmExports.json' with { type: 'json' };
import { closest, nearest } from '../nearMiss.ts';
import { didYouMean, listed } from '../report.ts';
import type { Run } from '../run.ts';
import type { Exports, ReadExports } from './exports.ts';
import type { Import } from './imports.ts';

const modules: Readonly<Record<string, string>> = node.modules;
const popular: Readonly<Record<string, string>> = npm;
const globals: Readonly<Record<string, string>> = node.globals;

/** Names that are imported from a file or from a module of Node must be among its exports. */
export async function checkNames(
  run: Run,
  path: string,
  one: Import,
  added: ReadonlySet<number>,
  target: string | undefined,
  exportsOf: ReadExports,
): Promise<void> {
  const names = one.names.filter(({ line }) => added.has(line) || added.has(one.line));
  // Published typings may refer to what was stripped from them.
  if (names.length === 0 || /\.d\.[cm]?ts$/.test(path)) return;
  const exports = await exportsFor(one.specifier, target, exportsOf);
  if (one.isOptional) return;
  if (!exports) {
    checkPopular(run, path, one.specifier, names);
    return;
  }
  // A script of several platforms can have typings that are those of one.
  const isForeign = /\.[cm]?jsx?$/.test(path) && /(?<!node_modules.*)\.d\.ts$/.test(target ?? '');
  for (const { name, line } of names) {
    if (exports.names.has(name) || name === 'default') continue;
    if (exports.isComplete && !isForeign) {
      sayMissing(run, path, line, `${one.specifier}: ${name}`, name, exports);
    } else {
      run.report.open(`${one.specifier} exports ${name}.`);
    }
  }
}

/**
 * Of what is not installed, the newest version's names are known for the packages that programs import
 * most; another version may have others.
 */
function checkPopular(
  run: Run,
  path: string,
  specifier: string,
  names: readonly { readonly name: string; readonly line: number }[],
): void {
  const listing = popular[specifier];
  const known = new Set(listing?.split(' '));
  for (const { name, line } of names.filter((one) => one.name !== 'default')) {
    if (known.has(name)) {
      run.report.holds(`${specifier} exports ${name}.`, listed('exports of popular packages'));
    } else if (listing === undefined || !known.has('!')) {
      run.report.open(`${specifier} exports ${name}.`);
    } else {
      sayNotInNewest(run, path, line, specifier, name, known);
    }
  }
}

function sayNotInNewest(
  run: Run,
  path: string,
  line: number,
  specifier: string,
  name: string,
  known: ReadonlySet<string>,
): void {
  const near = nearest(name, known);
  run.report.find(
    { file: path, line },
    {
      verdict: near ? 'notFound' : 'couldNotCheck',
      severity: near ? 'error' : 'warning',
      subject: `${specifier}: ${name}`,
      message: near
        ? `${specifier} does not export ${name}.${didYouMean(near)}`
        : `The newest ${specifier} does not export ${name}; whether the one that is used here does could not be checked, since it is not installed.`,
      source: listed('exports of popular packages'),
    },
  );
}

async function exportsFor(
  specifier: string,
  target: string | undefined,
  exportsOf: ReadExports,
): Promise<Exports | undefined> {
  const builtIn = modules[specifier.replace(/^node:/, '')];
  if (builtIn !== undefined) return exportsOfNode(builtIn);
  return target === undefined ? undefined : exportsOf(target);
}

function exportsOfNode(members: string): Exports {
  return { names: new Set(members.split(' ')), isComplete: true, file: 'modules of Node 24' };
}

function sayMissing(
  run: Run,
  path: string,
  line: number,
  subject: string,
  name: string,
  exports: Exports,
): void {
  run.report.find(
    { file: path, line },
    {
      verdict: 'notFound',
      severity: 'error',
      subject,
      message: `${subject.split(':').slice(0, -1).join(':')} does not export ${name}.${didYouMean(closest(name, exports.names))}`,
      source: listed(exports.file),
    },
  );
}

/** `fs.readFileAsync` where `fs` is the whole module of Node. */
export function checkNodeMembers(
  run: Run,
  path: string,
  source: string,
  imports: readonly Import[],
  added: ReadonlySet<number>,
): void {
  const text = readCode(source, syntaxes.javascript).text;
  const lineOf = lineFinder(source);
  for (const { specifier, spaces } of imports) {
    const members = modules[specifier.replace(/^node:/, '')];
    if (members === undefined) continue;
    const exports = exportsOfNode(members);
    for (const space of spaces.filter((name) => isOnlyDeclaredOnce(text, name))) {
      for (const { name, index } of missingUses(text, space, exports.names)) {
        const line = lineOf(index);
        if (!added.has(line)) continue;
        sayMissing(run, path, line, `${specifier}: ${name}`, name, exports);
      }
    }
  }
}

function missingUses(
  text: string,
  space: string,
  names: ReadonlySet<string>,
): readonly MemberUse[] {
  return uses(text, space).filter(
    ({ name }) => !names.has(name) && !common.has(name) && !isWrittenElsewhere(text, space, name),
  );
}

/** What every function and object has. */
const common = new Set([
  ...['default', 'prototype', 'call', 'apply', 'bind', 'name', 'length', 'toString', 'constructor'],
  ...['hasOwnProperty', 'valueOf', 'then', 'isPrototypeOf', '__esModule', 'propertyIsEnumerable'],
  ...['toLocaleString', 'arguments', 'caller', '__proto__'],
]);

interface MemberUse {
  readonly name: string;
  readonly index: number;
}

/** Members that are read or called; one that is written or asked for may be missing. */
function uses(text: string, space: string): readonly MemberUse[] {
  const pattern = new RegExp(
    `(?<![\\w$.'"])${space.replace(/\$/g, '\\$')}\\s*\\.\\s*([A-Za-z_$][\\w$]*)(?![\\w$])`,
    'g',
  );
  const found: MemberUse[] = [];
  for (const match of text.matchAll(pattern)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 12);
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const isAsked =
      /^\s*(?:=(?![=>])|\?\.|&&|\|\||\?\?|\?|!==?\s|===?\s)/.test(after) ||
      /(?:typeof|if\s*\(\s*!?|&&\s*!?|\|\|\s*!?|\?|\bin)\s*\(?$/.test(before);
    if (!isAsked) {
      found.push({ name: match[1] ?? '', index: match.index });
    }
  }
  return found;
}

function isWrittenElsewhere(text: string, space: string, name: string): boolean {
  const member = `${space.replace(/\$/g, '\\$')}\\s*\\.\\s*${name.replace(/\$/g, '\\$')}`;
  return new RegExp(
    `(?<![\\w$.])(?:typeof\\s+|!\\s*|if\\s*\\(\\s*|\\?\\s*)${member}(?![\\w$])|(?<![\\w$.])${member}\\s*(?:=(?![=>])|\\?|&&|\\|\\|)`,
  ).test(text);
}

/** A second declaration may be a parameter or a variable of an inner block. */
function isOnlyDeclaredOnce(text: string, name: string): boolean {
  const plain = name.replace(/\$/g, '\\$');
  const declarations = new RegExp(
    `\\b(?:const|let|var|function|class|import)\\s+(?:\\*\\s*as\\s+)?${plain}(?![\\w$])|(?<![\\w$.])${plain}\\s*=>`,
    'g',
  );
  const isParameter = new RegExp(
    `\\(\\s*${plain}\\s*\\??:|,\\s*${plain}\\s*\\??:\\s*(?:string|number|boolean|any|[A-Z]\\w*)\\s*[,)=]`,
  );
  const isAssigned = new RegExp(`(?<!(?:const|let|var)\\s+)(?<![\\w$.])${plain}\\s*=(?![=>])`);
  return (
    [...text.matchAll(declarations)].length <= 1 &&
    !isAssigned.test(text) &&
    !isParameter.test(text) &&
    !parameters(text).some((list) => new RegExp(`(?<![\\w$.])${plain}(?![\\w$.])`).test(list))
  );
}

/** Lists in parentheses before a block or an arrow: parameters, and conditions that look the same. */
function parameters(text: string): readonly string[] {
  return [...text.matchAll(/\(([^()]*)\)\s*(?::[^=;{}()]+)?(?:=>|\{)|[{,]\s*[\w$]+\s*\}\s*=/g)].map(
    (match) => match[1] ?? match[0],
  );
}

/** `Promise.allDone` and other members of JavaScript's own objects. */
export function checkGlobals(
  run: Run,
  path: string,
  source: string,
  added: ReadonlySet<number>,
): void {
  const text = readCode(source, syntaxes.javascript).text;
  const lineOf = lineFinder(source);
  for (const [space, members] of Object.entries(globals)) {
    const isOwn = new RegExp(
      `(?:\\b(?:const|let|var|class|function|interface|type|namespace|enum|import|module)\\s+|[{,]\\s*|as\\s+)${space}\\s*[;,:={}(<]|\\bas\\s+${space}\\b|(?<![\\w$.])${space}\\s*=[^=]|import\\s+${space}\\b`,
    );
    if (!text.includes(`${space}.`) || isOwn.test(text)) continue;
    const names = new Set([...members.split(' '), ...(elsewhere[space] ?? '').split(' ')]);
    for (const { name, index } of missingUses(text, space, names)) {
      const line = lineOf(index);
      if (!added.has(line)) continue;
      sayGlobal(run, path, line, space, name, names);
    }
  }
}

/** What these objects have in child processes, in browsers and in newer versions. */
const elsewhere: Readonly<Record<string, string>> = {
  process:
    'send disconnect channel connected noDeprecation throwDeprecation traceDeprecation permission sourceMapsEnabled browser type resourcesPath noAsar defaultApp contextId',
  performance:
    'memory navigation timing interactionCount eventCounts measureUserAgentSpecificMemory',
  Math: 'sumPrecise',
  Error: 'isError',
  console: 'exception markTimeline timeline timelineEnd',
  Atomics: 'waitAsync',
  URL: 'createObjectURL revokeObjectURL',
  Promise: 'withResolvers try',
};

function sayGlobal(
  run: Run,
  path: string,
  line: number,
  space: string,
  name: string,
  names: ReadonlySet<string>,
): void {
  const near = nearest(name, names);
  run.report.find(
    { file: path, line },
    {
      verdict: near ? 'notFound' : 'couldNotCheck',
      severity: near ? 'error' : 'warning',
      subject: `${space}.${name}`,
      message: near
        ? `${space} has no member ${name}.${didYouMean(`${space}.${near}`)}`
        : `${space} has no member ${name} in Node 24; something that the program loads may add it.`,
      source: listed('objects of JavaScript'),
    },
  );
}
