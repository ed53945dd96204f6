import type { ChangedFile, Omission } from '../../model/audit.ts';
import { fileName, folderOf } from '../../topology/paths.ts';
import { isSetting } from '../motives/values.ts';
import { changedSource } from '../source/changedSource.ts';
import { isForeignFile, languageOf } from '../source/language.ts';
import { changedSettings } from '../source/settings.ts';
import type { OmissionFacts } from './omissions.ts';

const MOST_OF_FILE = 3;
const MOST_PEERS = 30;

/** The same setting with the same value in another file of its kind, which is left as it was. */
export function copyOmissions({ suggestion, texts }: OmissionFacts): readonly Omission[] {
  const changed = new Set(suggestion.files.map(({ path }) => path));
  return suggestion.files.flatMap((file) => {
    if (!isSettings(file)) return [];
    const peers = [...texts]
      .filter(([path]) => !changed.has(path) && arePeers(file.path, path))
      .slice(0, MOST_PEERS);
    if (peers.length === 0) return [];
    const moved = changedSettings(changedSource(file)).flatMap(({ path, before, after }) =>
      before === undefined || after === undefined || before === after || before.length < 1
        ? []
        : [{ key: path.split('.').at(-1) ?? path, before }],
    );
    return moved
      .flatMap(({ key, before }) => copyOf(key, before, peers) ?? [])
      .slice(0, MOST_OF_FILE);
  });
}

function isSettings({ path, before, after, isExcerpt }: ChangedFile): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    !isExcerpt &&
    !isForeignFile(path) &&
    /^(?:yaml|json|toml|terraform|settings)$/.test(languageOf(path))
  );
}

/** `values.yaml` and `values-prod.yaml`; `overlays/eu/api.yaml` and `overlays/us/api.yaml`. */
function arePeers(path: string, other: string): boolean {
  if (isForeignFile(other)) return false;
  const [name, peer] = [fileName(path), fileName(other)];
  if (name === peer) return folderOf(folderOf(path)) === folderOf(folderOf(other));
  return folderOf(path) === folderOf(other) && stemOf(name) === stemOf(peer);
}

function stemOf(name: string): string {
  const extension = /\.\w+$/.exec(name)?.[0] ?? '';
  return `${/^\.?[A-Za-z]+/.exec(name)?.[0] ?? name}${extension}`;
}

function copyOf(
  key: string,
  value: string,
  peers: readonly (readonly [string, string])[],
): Omission | undefined {
  for (const [file, text] of peers) {
    const lines = text.split(/\r\n|\r|\n/);
    const line = lines.findIndex((each) => isSetting(each, key, value)) + 1;
    if (line === 0) continue;
    const said = `${file} sets ${key} to ${value} as well, and is left as it was.`;
    return { kind: 'copy', text: said, source: { file, line } };
  }
  return undefined;
}
