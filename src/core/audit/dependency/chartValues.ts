import type { Finding, Suggestion } from '../../model/audit.ts';
import { folderOf } from '../../topology/paths.ts';
import { readYaml } from '../../topology/yamlTree.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { leavesOf } from './manifestChanges.ts';
import { createScopes } from './scopes.ts';
import type { Systems } from './systems.ts';

/** Values of a chart that go away though its templates still write them. */
export function brokenChartValues(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const { texts } = systems.after;
  const files = suggestion.files.filter(
    ({ path, before, isExcerpt }) =>
      /(?:^|\/)values\.ya?ml$/.test(path) &&
      before !== undefined &&
      !isExcerpt &&
      isChart(path, texts),
  );
  if (files.length === 0) return [];
  const offers = {
    before: files.flatMap(({ path, before }) => valuesOf(path, before)),
    after: files.flatMap(({ path, after }) => valuesOf(path, after)),
  };
  const kept = new Set(offers.after.map(({ key }) => key));
  const lost = offers.before.filter(({ key }) => !kept.has(key));
  return brokenContracts(
    {
      offers: { before: lost, after: offers.after },
      uses: { before: [], after: lost.flatMap((offer) => usesOf(offer, texts)) },
      verb: ['reads', 'read'],
      advice: 'Change the templates with it.',
      scopeOf: createScopes(systems),
    },
    suggestion,
  );
}

function isChart(path: string, texts: ReadonlyMap<string, string>): boolean {
  const folder = folderOf(path);
  return texts.has(folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`);
}

function valuesOf(path: string, text = ''): readonly Offer[] {
  return readYaml(text).documents.flatMap((tree) =>
    [...leavesOf(tree)]
      .filter(([key]) => /^[\w.]+$/.test(key))
      .map(([key, { line }]) => ({
        key: `${folderOf(path)} ${key}`,
        group: `values ${path} ${key}`,
        what: `Value ${key}`,
        subject: key,
        file: path,
        line,
      })),
  );
}

/** A template that has another value to fall back on needs none. */
function usesOf({ key, subject, file }: Offer, texts: ReadonlyMap<string, string>): readonly Use[] {
  const folder = folderOf(file);
  const prefix = folder === '' ? 'templates/' : `${folder}/templates/`;
  const reads = new RegExp(`\\.Values\\.${subject.replaceAll('.', '\\.')}(?![\\w.])`);
  return [...texts]
    .filter(([path, text]) => path.startsWith(prefix) && text.includes(subject))
    .flatMap(([path, text]) =>
      text.split(/\r\n|\r|\n/).flatMap((line, index) => {
        if (!reads.test(line) || /\bdefault\b|\{\{-?\s*(?:if|with|range)\b/.test(line)) return [];
        return [{ key, by: undefined, file: path, line: index + 1 }];
      }),
    );
}
