import type { Motive } from '../../model/audit.ts';
import type { Place } from '../../model/topology.ts';
import { isTestFile } from '../source/language.ts';
import type { MotiveFacts, ReadChange } from './facts.ts';
import { oldLine } from './patterns.ts';

/** What gives a name: a function, a class, a constant, a key of a settings file. */
const definition =
  /^\s*(?:(?:export|default|public|private|protected|static|final|async|pub|abstract)\s+)*(?:function\*?|def|class|interface|type|enum|struct|func(?:\s+\([^)]*\))?|fn|const|let|var|val|message|rpc|record)\s+([A-Za-z_$][\w$]{4,60})|^\s*(?:-\s+)?([A-Za-z_][\w.-]{4,60})\s*(?::|=)\s/;

/** Names that stand everywhere and tell nothing. */
export const common = new Set(
  'name value kind type data self this true false null none return import from const string number error result version image labels metadata spec items path file line text list test tests describe require ports port environment env'.split(
    ' ',
  ),
);

const MOST_NAMES = 3;

/** Names that a change uses and that lines near by define. */
export function nameMotives(changes: readonly ReadChange[]): readonly Motive[] {
  return changes.flatMap(({ file, bare, lines, isNew }) => {
    const places = new Map<string, number>();
    lines.forEach((text, index) => {
      const [, defined, key] = text.length > 400 ? [] : (definition.exec(text) ?? []);
      const name = defined ?? key;
      if (name === undefined || isNew.has(index + 1) || common.has(name.toLowerCase())) return;
      if (!places.has(name)) places.set(name, index + 1);
    });
    const told = new Set<string>();
    return bare
      .flatMap(({ line, text }) =>
        [...places].flatMap(([name, at]): readonly Motive[] => {
          if (told.has(name) || !holds(text, name) || isDefinedBy(text, name)) return [];
          told.add(name);
          return [
            {
              kind: 'name',
              text: `It may have been led by ${name}, which line ${oldLine(at, isNew)} defines.`,
              file: file.path,
              line,
              evidence: [{ file: file.renamedFrom ?? file.path, line: oldLine(at, isNew) }],
            },
          ];
        }),
      )
      .slice(0, MOST_NAMES);
  });
}

export function holds(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return (
    at >= 0 && !/[\w$-]/.test(text[at - 1] ?? ' ') && !/[\w$-]/.test(text[at + name.length] ?? ' ')
  );
}

function isDefinedBy(text: string, name: string): boolean {
  const [, defined, key] = definition.exec(text) ?? [];
  return (defined ?? key) === name;
}

/** Tests that name what a change defines anew. */
export function testMotives(
  changes: readonly ReadChange[],
  { texts }: MotiveFacts,
): readonly Motive[] {
  const names = changes.flatMap(({ file, added }) =>
    isTestFile(file.path)
      ? []
      : added.flatMap(({ line, text }) => {
          const name = definition.exec(text)?.[1];
          return name === undefined || common.has(name.toLowerCase()) ? [] : [{ name, file, line }];
        }),
  );
  if (names.length === 0) return [];
  const changed = new Set(changes.map(({ file }) => file.path));
  const tests = [...texts].filter(([path]) => isTestFile(path) && !changed.has(path));
  return names.slice(0, 20).flatMap(({ name, file, line }): readonly Motive[] => {
    const place = firstPlace(tests, name);
    if (!place) return [];
    const text = `${place.file} names ${name}, which is new: it may have been made for that test.`;
    return [{ kind: 'test', text, file: file.path, line, evidence: [place] }];
  });
}

function firstPlace(
  texts: readonly (readonly [string, string])[],
  name: string,
): Place | undefined {
  for (const [file, text] of texts) {
    if (!text.includes(name)) continue;
    const line = text.split(/\r\n|\r|\n/).findIndex((each) => holds(each, name)) + 1;
    if (line > 0) return { file, line };
  }
  return undefined;
}
