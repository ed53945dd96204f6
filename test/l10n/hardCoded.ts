import { globSync, readFileSync } from 'node:fs';
import {
  isBinaryExpression,
  isCallExpression,
  isCaseClause,
  isElementAccessExpression,
  isExportDeclaration,
  isFunctionLikeDeclaration,
  isImportDeclaration,
  isLiteralTypeNode,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';

/** A literal that people may see and no translation reaches. */
export interface HardCoded {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A call of `vscode.l10n.t`, and its text where that is a literal, which alone can be exported. */
export interface Translated {
  readonly file: string;
  readonly call: string;
  readonly message: string | undefined;
  /** In no function: it would be called while the extension starts. */
  readonly isAtStart: boolean;
}

export interface HostTexts {
  /** Every literal that looks like a text for people and is not given to `vscode.l10n.t`. */
  readonly hardCoded: readonly HardCoded[];
  readonly translated: readonly Translated[];
}

/** What the sources of the extension host say to people. */
export function hostTexts(): HostTexts {
  const files = globSync('src/extension/**/*.ts').sort();
  return textsIn(
    Object.fromEntries(
      files.map((file) => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
    ),
  );
}

/** The same of sources by their paths. Their syntax says enough, so nothing that they import is read. */
export function textsIn(sources: Readonly<Record<string, string>>): HostTexts {
  const options = { noResolve: true, noLib: true, types: [] };
  const config = { compilerOptions: options, files: Object.keys(sources) };
  const at = (file: string): string => `/sources/${file}`;
  const api = new API({
    fs: createVirtualFileSystem({
      ...Object.fromEntries(Object.entries(sources).map(([file, text]) => [at(file), text])),
      [at('tsconfig.json')]: JSON.stringify(config),
    }),
  });
  try {
    const { program } =
      api.updateSnapshot({ openProjects: [at('tsconfig.json')] }).getProject(at('tsconfig.json')) ??
      {};
    const parsed = Object.keys(sources).map((file) => {
      const source = program?.getSourceFile(at(file));
      if (!source) throw new Error(`${file} was not parsed.`);
      return { file, source };
    });
    return {
      hardCoded: parsed.flatMap(({ source, file }) => textsOfSource(source, file)),
      translated: parsed.flatMap(({ source, file }) => callsOfSource(source, file)),
    };
  } finally {
    api.close();
  }
}

function callsOfSource(source: SourceFile, file: string): readonly Translated[] {
  const found: Translated[] = [];
  const visit = (node: Node, isAtStart: boolean): void => {
    if (isTranslated(node)) {
      found.push({ file, call: node.getText(source), message: messageOf(node), isAtStart });
    }
    const isLoaded = isAtStart && !isFunctionLikeDeclaration(node);
    node.forEachChild((child) => visit(child, isLoaded));
  };
  source.forEachChild((child) => visit(child, true));
  return found;
}

/** The text that `vscode.l10n.t` is given; nothing where it is no literal. */
function messageOf(call: Node): string | undefined {
  if (!isCallExpression(call)) return undefined;
  const [given] = call.arguments;
  const message =
    given && isObjectLiteralExpression(given)
      ? given.properties.find(
          (each) => isPropertyAssignment(each) && nameOf(each.name) === 'message',
        )
      : undefined;
  const text = message && isPropertyAssignment(message) ? message.initializer : given;
  return text && isStringLiteral(text) ? text.text : undefined;
}

function textsOfSource(source: SourceFile, file: string): readonly HardCoded[] {
  const found: HardCoded[] = [];
  const visit = (node: Node): void => {
    if (isSkipped(node)) return;
    const parts = literalParts(node);
    const words = parts?.map(withoutNames) ?? [];
    if (parts && (isProse(words) || (isShown(node) && /\p{L}{2}/u.test(words.join('|'))))) {
      const line = source.text.slice(0, node.getStart(source)).split('\n').length;
      found.push({ file, line, text: parts.join('{}') });
    }
    node.forEachChild(visit);
  };
  source.forEachChild(visit);
  return found;
}

/** The literal text of a string or a template, between its holes. */
function literalParts(node: Node): readonly string[] | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (!isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
}

/** Icons, and the product's own name, are the same in every language. */
const withoutNames = (part: string): string => part.replace(/\$\([\w~-]+\)|\bWhytrace\b:?/g, '|');

/** A word beside a space, or one capitalised word alone, be it after an icon. */
function isProse(parts: readonly string[]): boolean {
  const aWordBesideSpace = /(^|[\s(“"])\p{L}{2,}[,.:;!?…]*\s|\s\p{L}{2,}([\s,.:;!?…)”"]|$)/u;
  const aLoneWord = /^[|]? ?\p{Lu}\p{Ll}+[…?!.]?$/u;
  const [only = ''] = parts;
  return (
    parts.some((part) => aWordBesideSpace.test(part)) ||
    (parts.length === 1 && aLoneWord.test(only))
  );
}

const shownProperties = new Set([
  ...['title', 'placeHolder', 'placeholder', 'prompt', 'tooltip', 'label', 'detail', 'description'],
  ...[
    'message',
    'openLabel',
    'saveLabel',
    'validationMessage',
    'invocationMessage',
    'contextValueLabel',
  ],
]);
const showing = /^show(Information|Warning|Error)Message$|^setStatusBarMessage$/;

/** Whether a literal stands where the editor shows it whatever it says. */
function isShown(node: Node): boolean {
  const { parent } = node;
  if (isPropertyAssignment(parent)) {
    return parent.initializer === node && shownProperties.has(nameOf(parent.name));
  }
  return isCallExpression(parent) && parent.expression !== node && showing.test(calledName(parent));
}

/** What is read by programs: modules, types, keys, comparisons, what is logged; and what is translated. */
function isSkipped(node: Node): boolean {
  if (isImportDeclaration(node) || isExportDeclaration(node) || isLiteralTypeNode(node))
    return true;
  if (isCallExpression(node)) return isTranslated(node) || isLogged(node);
  if (literalParts(node) === undefined) return false;
  const { parent } = node;
  return (
    isCaseClause(parent) ||
    isElementAccessExpression(parent) ||
    (isBinaryExpression(parent) && comparing.test(parent.operatorToken.getText())) ||
    (isPropertyAssignment(parent) && parent.name === node)
  );
}

const comparing = /^[!=]==?$/;

const isTranslated = (call: Node): boolean =>
  isCallExpression(call) && /(^|\.)l10n\.t$/.test(call.expression.getText());

/** The log of the extension is for who mends it. */
const isLogged = (call: Node): boolean =>
  isCallExpression(call) &&
  /(^|\.)(log|output)\.(trace|debug|info|warn|error|append|appendLine)$/.test(
    call.expression.getText(),
  );

const calledName = (call: Node): string =>
  isCallExpression(call) ? (call.expression.getText().split('.').at(-1) ?? '') : '';

const nameOf = (name: Node): string => name.getText().replace(/^['"]|['"]$/g, '');
