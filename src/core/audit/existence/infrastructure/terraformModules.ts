import { lineAt } from '../../../model/lineAt.ts';
import { closest } from '../nearMiss.ts';
import { folderOf, joined } from '../project.ts';
import { didYouMean } from '../report.ts';
import type { Run } from '../run.ts';

/** What every call of a module may be given. */
const ofCalls = new Set('source version providers count for_each depends_on'.split(' '));

interface Call {
  readonly name: string;
  readonly folder: string;
  readonly body: string;
  /** Where the body begins in the text. */
  readonly start: number;
}

/** Arguments and outputs of modules that lie in the workspace. */
export async function checkModuleUses(
  run: Run,
  path: string,
  text: string,
  isAdded: (line: number) => boolean,
): Promise<void> {
  for (const call of await callsAround(run, path, text)) {
    const made = await madeBy(run, call.folder);
    if (!made) continue;
    const tell = (offset: number, subject: string, what: string, known: Known): void => {
      const line = lineAt(text, offset);
      const name = subject.split('.').at(-1) ?? subject;
      // Of a module without any, the files that declare them may lie elsewhere.
      if (known.size === 0 || known.has(name) || !isAdded(line)) return;
      const near = closest(name, known.keys());
      const source = known.get(near ?? '') ??
        [...known.values()][0] ?? { file: call.folder, line: undefined };
      const message = `Module ${call.folder} has no ${what} ${name}.${didYouMean(near)}`;
      run.report.find(
        { file: path, line },
        { verdict: 'notFound', severity: 'error', subject, message, source },
      );
    };
    if (call.start >= 0) {
      for (const { key, offset } of argumentsIn(call.body)) {
        if (!ofCalls.has(key)) tell(call.start + offset, key, 'variable', made.variables);
      }
    }
    const reads = new RegExp(
      `(?<![\\w.-])module\\.${call.name}(?:\\[[^\\]]*\\])?\\.([\\w-]+)`,
      'g',
    );
    for (const match of text.matchAll(reads)) {
      tell(match.index, `module.${call.name}.${match[1] ?? ''}`, 'output', made.outputs);
    }
  }
}

/** Calls of the file, and of those beside it, whose outputs the file may read. */
async function callsAround(run: Run, path: string, text: string): Promise<readonly Call[]> {
  const beside = [...run.project.paths].filter(
    (one) => one !== path && folderOf(one) === folderOf(path) && one.endsWith('.tf'),
  );
  const others = await Promise.all(beside.map((one) => run.project.read(one)));
  return [
    ...callsIn(path, text),
    ...others.flatMap((other) =>
      callsIn(path, other ?? '').map((call) => ({ ...call, start: -1 })),
    ),
  ];
}

function callsIn(path: string, text: string): readonly Call[] {
  return [...text.matchAll(/^module\s+"([\w-]+)"\s*\{([\s\S]*?)^\}/gm)].flatMap((match) => {
    const [whole, name = '', body = ''] = match;
    const source = /^\s*source\s*=\s*"(\.{1,2}\/[^"]*)"/m.exec(body)?.[1];
    const folder = source === undefined ? undefined : joined(folderOf(path), source);
    if (folder === undefined) return [];
    return [{ name, folder, body, start: match.index + whole.indexOf(body) }];
  });
}

/** Keys that are not within another bracket. */
function argumentsIn(body: string): readonly { readonly key: string; readonly offset: number }[] {
  const found: { key: string; offset: number }[] = [];
  let depth = 0;
  let offset = 0;
  for (const line of body.split('\n')) {
    const key = depth === 0 ? /^\s*([A-Za-z_][\w-]*)\s*=(?!=)/.exec(line)?.[1] : undefined;
    if (key !== undefined) found.push({ key, offset: offset + line.indexOf(key) });
    const plain = line.replace(/"(?:[^"\\]|\\.)*"/g, '');
    depth += (plain.match(/[[({]/g)?.length ?? 0) - (plain.match(/[\])}]/g)?.length ?? 0);
    offset += line.length + 1;
  }
  return found;
}

type Known = ReadonlyMap<string, { readonly file: string; readonly line: number }>;

/** Variables and outputs of a folder; nothing where it holds no configuration, or one that is not read. */
async function madeBy(
  run: Run,
  folder: string,
): Promise<{ readonly variables: Known; readonly outputs: Known } | undefined> {
  const paths = [...run.project.paths].filter((path) => folderOf(path) === folder);
  if (!paths.some((path) => path.endsWith('.tf'))) return undefined;
  if (paths.some((path) => path.endsWith('.tf.json'))) return undefined;
  const variables = new Map<string, { readonly file: string; readonly line: number }>();
  const outputs = new Map<string, { readonly file: string; readonly line: number }>();
  for (const file of paths.filter((path) => path.endsWith('.tf'))) {
    const text = (await run.project.read(file)) ?? '';
    for (const match of text.matchAll(/^\s*(variable|output)\s+"([\w-]+)"/gm)) {
      const line = lineAt(text, match.index + match[0].length);
      (match[1] === 'variable' ? variables : outputs).set(match[2] ?? '', { file, line });
    }
  }
  return { variables, outputs };
}
