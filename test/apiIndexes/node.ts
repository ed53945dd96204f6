import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';

/** What the modules of Node and the objects of JavaScript itself have as members. */
export async function nodeIndex(typings: string): Promise<Record<string, Record<string, string>>> {
  const declared = declaredNames(typings);
  const modules: Record<string, string> = {};
  for (const name of builtinModules.filter((module) => !module.startsWith('_')).sort()) {
    const module: Record<string, unknown> = await import(`node:${name.replace('node:', '')}`);
    const names = [
      ...Object.keys(module),
      ...ownNames(module['default']),
      ...(declared.get(name.replace('node:', '')) ?? []),
    ];
    modules[name.replace('node:', '')] = joined(names);
  }
  const globals: Record<string, string> = {};
  for (const [name, value] of Object.entries(statics)) globals[name] = joined(ownNames(value));
  return { modules, globals };
}

const statics: Readonly<Record<string, unknown>> = {
  ...{ Array, BigInt, Date, JSON, Math, Number, Object, Promise, Reflect, String, Symbol },
  ...{ console, process, Buffer, URL, AbortSignal, Atomics, Map, performance },
};

function ownNames(value: unknown): readonly string[] {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  const names: string[] = [];
  for (let object = isObject ? value : null; object && object !== Object.prototype; ) {
    names.push(...Object.getOwnPropertyNames(object));
    object = Object.getPrototypeOf(object);
    if (object === Function.prototype) break;
  }
  return names;
}

/** Types have no value at run time, and are imported too. */
function declaredNames(typings: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const files = readdirSync(typings, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.d.ts'))) {
    const source = readFileSync(join(typings, file), 'utf8');
    for (const part of source.split(/^declare module ['"](?:node:)?/m).slice(1)) {
      const name = /^[\w/.]+/.exec(part)?.[0] ?? '';
      const names = [
        ...part.matchAll(
          /^\s+(?:export )?(?:declare )?(?:abstract )?(?:function|class|interface|type|const|let|var|namespace|enum)\s+([\w$]+)/gm,
        ),
      ].map((match) => match[1] ?? '');
      found.set(name, [...(found.get(name) ?? []), ...names]);
    }
  }
  return found;
}

const joined = (names: readonly string[]): string =>
  [...new Set(names)]
    .filter((name) => /^[a-z$][\w$]*$/i.test(name))
    .sort()
    .join(' ');
