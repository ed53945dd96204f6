import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}

interface Model {
  readonly attributeTypeMap?: readonly Attribute[];
}

const shortTypes: Readonly<Record<string, string>> = {
  string: 's',
  number: 'n',
  boolean: 'b',
  Date: 's',
  V1MicroTime: 's',
  IntOrString: 'q',
  any: 'o',
  object: 'o',
};

/**
 * Kinds by `group/version Kind` and the fields of each model as `name:type`, where `s`, `n`, `b`, `q`
 * and `o` are string, number, boolean, number or string, and anything; `*` is a list, `%` a map.
 */
export async function kubernetesIndex(folder: string): Promise<Record<string, unknown>> {
  const generated = join(folder, 'dist/gen');
  const kinds = kindsIn(join(generated, 'apis'));
  const models: Record<string, Model> = await import(
    pathToFileURL(join(generated, 'models/all.js')).href
  );
  const fields: Record<string, string> = {};
  const add = (name: string): void => {
    const attributes = models[name]?.attributeTypeMap;
    if (!attributes || fields[name] !== undefined) return;
    fields[name] = '';
    fields[name] = attributes
      .map(({ baseName, type }) => `${baseName}:${shortType(type, add)}`)
      .join(' ');
  };
  for (const model of Object.values(kinds)) add(model);
  const sorted = Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { kinds, fields: sorted };
}

function kindsIn(folder: string): Record<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('Api.js'))) {
    const source = readFileSync(join(folder, file), 'utf8');
    for (const call of source.split('const localVarPath = ').slice(1)) {
      const api = /^'\/apis?\/([\w./-]+?)\/(?:namespaces\/\{namespace\}\/)?[a-z]+'/.exec(call)?.[1];
      const model = /serialize\(body, "(\w+)"/.exec(call)?.[1];
      const kind = model?.replace(/^[A-Z]?[a-z]*V\d+(?:(?:alpha|beta)\d+)?/, '');
      if (api && model && kind && kind !== 'DeleteOptions') found.set(`${api} ${kind}`, model);
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function shortType(type: string, add: (model: string) => void): string {
  const list = /^(?:Array|Set)<(.+)>$/.exec(type)?.[1];
  if (list) return `*${shortType(list, add)}`;
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (map) return `%${shortType(map, add)}`;
  const short = shortTypes[type];
  if (short) return short;
  add(type);
  return type;
}
