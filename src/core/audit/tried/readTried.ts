import type { TriedEntry } from '../../model/tried.ts';
import { type Tree, textAt } from '../../topology/yamlTree.ts';
import type { MapShape, TextShape } from '../teamFile/shape.ts';
import { readTeamFile, type TeamFile } from '../teamFile/teamFile.ts';

export const triedFile = '.whytrace/tried.yaml';

export function readTried(text: string, file = triedFile): TeamFile<TriedEntry> {
  return readTeamFile(text, { list: 'tried', entry, read: (tree) => entryOf(tree, file) });
}

const text = (what: string): TextShape => ({ kind: 'text', what });

const entry: MapShape = {
  kind: 'map',
  what: 'an entry',
  fields: {
    action: text('action'),
    target: text('target'),
    result: text('result'),
    when: {
      ...text('when'),
      problem: (value) =>
        /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/.test(value)
          ? undefined
          : `when must be a day such as 2026-11-02, not "${value}".`,
    },
    note: text('note'),
  },
  required: ['action', 'target', 'result'],
};

function entryOf(tree: Tree, file: string): TriedEntry {
  return {
    action: textAt(tree, 'action'),
    target: textAt(tree, 'target'),
    result: textAt(tree, 'result'),
    when: textAt(tree, 'when') || undefined,
    note: textAt(tree, 'note') || undefined,
    file,
    line: tree.line,
  };
}
