import type { ChangedLine } from '../../model/audit.ts';
import { type ChangedSource, linesIn } from './changedSource.ts';

/** A setting before and after a change; one of them is missing where it comes or goes. */
export interface ChangedSetting {
  /** Its key after those of its parents, e.g. `spec.template.spec.containers.resources.limits.memory`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** 1-based, in the file as it would be; of one that goes, in the file as it is. */
  readonly line: number;
}

interface Setting {
  readonly path: string;
  readonly value: string;
  readonly line: number;
}

/** The same setting on a line that goes and on one that comes is one that changes. */
export function changedSettings({ file, before, after }: ChangedSource): readonly ChangedSetting[] {
  const gone = settingsOn(before.code, linesIn(before, 'code', file.removed));
  const come = settingsOn(after.code, linesIn(after, 'code', file.added));
  const left = [...gone];
  const changed = come.map(({ path, value, line }) => {
    const at = left.findIndex((each) => each.path === path);
    const [old] = at < 0 ? [] : left.splice(at, 1);
    return { path, before: old?.value, after: value, line };
  });
  const removed = left.map(({ path, value, line }) => ({
    path,
    before: value,
    after: undefined,
    line,
  }));
  return [...changed, ...removed];
}

const setting =
  /^(\s*)((?:-\s+)*)(?:(?:export|const|let|var|final|static|public|private|ENV|set|ARG|val|int|long|String|Duration)\s+){0,4}["']?([\w][\w./-]*)["']?(?:\s*:\s*[A-Za-z]\w*(?=\s*=))?\s*(?::=|:|=>|=)\s*(.*)$/;

function settingsOn(lines: readonly string[], wanted: readonly ChangedLine[]): readonly Setting[] {
  return wanted.flatMap(({ line, text }) => {
    const [, indent = '', dash = '', key, rest = ''] = setting.exec(text) ?? [];
    const within = argumentsIn(text, line);
    if (key === undefined) return within.length > 0 ? within : worded(text, line);
    const value = plainValue(rest);
    const parents = parentsOf(lines, line - 1, indent.length + dash.length);
    const path = [...parents, key].join('.');
    if (value.startsWith('{')) return flowSettings(path, value, line);
    return [{ path, value, line }, ...within.filter((each) => each.path !== key)];
  });
}

/** What a call or an object is given: `get(url, timeout=3)`, `retry(f, { retries: 5 })`. */
function argumentsIn(text: string, line: number): readonly Setting[] {
  return [
    ...text.matchAll(/[(,{]\s*["']?([A-Za-z_]\w{2,40})["']?\s*[:=]\s*(\d[\w.]{0,20})(?=\s*[,)}])/g),
  ].map(([, path = '', value = '']) => ({ path, value, line }));
}

/** A key and its value without a sign between them: `proxy_read_timeout 30s;`, `FROM node:18`. */
function worded(text: string, line: number): readonly Setting[] {
  const [, key, value = ''] =
    /^\s*([A-Za-z][\w.-]{2,60})\s+([^\s;]{1,200})\s*;?\s*$/.exec(text) ?? [];
  if (key === undefined || !/\d/.test(value)) return [];
  return [{ path: key === 'FROM' ? 'image' : key, value, line }];
}

/** `limits: { memory: 256Mi, cpu: 1 }` has a setting for each of its values. */
function flowSettings(path: string, text: string, line: number): readonly Setting[] {
  const found: Setting[] = [];
  const parents: string[] = [path];
  for (const [, key = '', opens, value = '', closes] of text.matchAll(
    /["']?([\w./-]+)["']?\s*:\s*(?:(\{)|("[^"]*"|'[^']*'|[^{},]*))|(\})/g,
  )) {
    if (closes !== undefined) parents.pop();
    else if (opens !== undefined) parents.push(key);
    else found.push({ path: [...parents, key].join('.'), value: plainValue(value), line });
  }
  return found;
}

function plainValue(text: string): string {
  return text
    .trim()
    .replace(/[,;]$/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
}

/** Keys of the lines above that are less indented, the outermost first. */
function parentsOf(lines: readonly string[], index: number, indent: number): readonly string[] {
  const found: string[] = [];
  let depth = indent;
  for (let at = index - 1; at >= 0 && depth > 0 && found.length < 12; at--) {
    const [, space = '', dash = '', key] =
      /^(\s*)((?:-\s+)*)["']?([\w./-]+)["']?\s*(?:[:=]\s*[{[]?|\s*\{|"[^"]*"\s*\{)\s*$/.exec(
        lines[at] ?? '',
      ) ?? [];
    const own = space.length + dash.length;
    if (key !== undefined && own < depth) {
      found.unshift(key);
      depth = own;
    } else if (key === undefined) {
      const [, plain = '', item = ''] = /^(\s*)((?:-\s+)*)\S/.exec(lines[at] ?? '') ?? [];
      // A first entry of an item of a list holds nothing, but its list is further out.
      if (item !== '' && plain.length < depth) depth = plain.length + 1;
    }
  }
  return found;
}
