import type { EdgeStatus } from '../model/topology.ts';
import type { Facts, SourceText } from './facts.ts';
import { keyKind } from './keys.ts';

/** A .NET Aspire app host: the program that says what runs and what refers to what. */
export function isAppHost({ path, text }: SourceText): boolean {
  return path.endsWith('.cs') && text.includes('DistributedApplication.CreateBuilder');
}

const added =
  /^\s*(?:(?:var|[\w<>.]+)\s+(\w+)\s*=\s*)?(?:await\s+)?(\w+)\s*\.\s*Add(\w+)\s*(?:<\s*([\w.]+)\s*>)?\s*\(\s*(?:name:\s*)?"([\w.-]+)"/;
const endpoint = /^\s*var\s+(\w+)\s*=\s*(\w+)\s*\.\s*Get(?:Endpoint|ConnectionString)/;
const plain = /^\s*(\w+)\s*\.\s*With/;
const call = /\.\s*([A-Z]\w*)\s*(?:<[^<>()]*>)?\s*\(((?:[^()]|\([^()]*\))*)\)/g;

/** What neither runs nor answers. */
const passive =
  /^(Parameter|ConnectionString|Azure\w*|OpenAI|ExternalService|DockerComposeEnvironment|KubernetesEnvironment)$/;
const inward = /^(Database|Topic|Queue|Deployment|Model|Container\w*s)$/;

interface Statement {
  readonly text: string;
  readonly line: number;
}

export function readAppHost({ path, text }: SourceText, facts: Facts): void {
  const variables = new Map<string, string>();
  const statements = statementsOf(text);
  const reversed = new Set<string>();
  for (const statement of statements) declare(statement.text, variables, facts);
  for (const statement of statements) {
    const from = ownerOf(statement.text, variables);
    if (from === undefined) continue;
    const isLater = !added.test(statement.text);
    for (const { host, status, kind, offset } of referencesOf(statement.text, variables)) {
      const line = statement.line + statement.text.slice(0, offset).split('\n').length - 1;
      // What is set once both exist, against a reference that stands, is where to send people back to.
      if (host === from || (isLater && reversed.has(`${host} ${from}`))) continue;
      reversed.add(`${from} ${host}`);
      facts.mentions.push({ from, host, status, kind, file: path, line });
    }
  }
}

function statementsOf(text: string): readonly Statement[] {
  const plainText = text
    .replace(/\/\/[^\n]*/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
  const statements: Statement[] = [];
  let line = 1;
  for (const part of plainText.split(';')) {
    const lead = part.length - part.trimStart().length;
    const skipped = part.slice(0, lead).split('\n').length - 1;
    statements.push({ text: part.slice(lead), line: line + skipped });
    line += part.split('\n').length - 1;
  }
  return statements;
}

function declare(text: string, variables: Map<string, string>, facts: Facts): void {
  const made = added.exec(text);
  if (made) {
    const [, variable = '', parent = '', kind = '', project = '', name = ''] = made;
    const owner = variables.get(parent);
    if (passive.test(kind)) return;
    const known = owner !== undefined && inward.test(kind) ? owner : name;
    if (known === name) addNode(name, [project.replace(/^Projects\./, ''), kind], facts);
    else addNode(known, [], facts, [name]);
    if (variable) variables.set(variable, known);
    return;
  }
  const [, variable, of] = endpoint.exec(text) ?? [];
  const owner = variables.get(of ?? '');
  if (variable && owner !== undefined) variables.set(variable, owner);
}

function addNode(
  name: string,
  images: readonly string[],
  facts: Facts,
  aliases: readonly string[] = [],
): void {
  const named = images.filter((image) => image !== '');
  facts.nodes.push({ name, aliases, folders: [], origin: 'aspire', mounts: [], images: named });
}

function ownerOf(text: string, variables: ReadonlyMap<string, string>): string | undefined {
  const made = added.exec(text);
  if (!made) return variables.get(plain.exec(text)?.[1] ?? '');
  const [, variable = '', parent = '', kind = '', , name = ''] = made;
  if (variable !== '') return variables.get(variable);
  return passive.test(kind) || variables.has(parent) ? undefined : name;
}

interface Reference {
  readonly host: string;
  readonly status: EdgeStatus;
  readonly kind: string;
  readonly offset: number;
}

function referencesOf(text: string, variables: ReadonlyMap<string, string>): readonly Reference[] {
  return [...text.matchAll(call)].flatMap((match) => {
    const [, method = '', inside = ''] = match;
    const key = /^\s*"([^"]*)"/.exec(inside)?.[1] ?? '';
    if (/Parent|Lifetime|Callback/.test(method) || keyKind(key) === 'advertised') return [];
    const isOrder = method.startsWith('WaitFor');
    const hosts = [...inside.matchAll(/\b([a-z]\w*)\b/g)].flatMap(
      (word) => variables.get(word[1] ?? '') ?? [],
    );
    return [...new Set(hosts)].map((host) => ({
      host,
      status: isOrder ? ('ordered' as const) : ('addressed' as const),
      kind: isOrder ? 'wait-for' : 'reference',
      offset: match.index,
    }));
  });
}
