import type { Claim } from '../../model/claim.ts';
import { versionIn } from '../../tells/versions.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { citeShown, quoted, type Shown, shownRecords } from './shown.ts';

/**
 * What runs in another version where it does not fail: two logs say the same of themselves, one with
 * the failure and one without.
 */
export function differenceClaim(cause: Clue, material: Material): Claim | undefined {
  const fails = (file: number): boolean =>
    material.mined.templateIds[file]?.includes(cause.template) === true;
  const stated = shownRecords(material).flatMap((shown) => {
    const version = versionIn(messageOf(shown));
    return version ? [{ shown, ...version }] : [];
  });
  for (const here of stated.filter(({ shown }) => shown.file === cause.file)) {
    const there = stated.find(
      ({ shown, about, version }) =>
        about === here.about && version !== here.version && !fails(shown.fileIndex),
    );
    if (there) return toClaim(here, there);
  }
  return undefined;
}

interface Stated {
  readonly shown: Shown;
  readonly version: string;
}

function toClaim(here: Stated, there: Stated): Claim {
  const what = quoted(here.shown.record.body.split('\n')[0] ?? '', 80);
  return {
    role: 'cause',
    text: `${nameOf(here)} runs version ${here.version} (${what}); ${nameOf(there)}, where this does not fail, runs ${there.version}.`,
    cites: [citeShown(here.shown), citeShown(there.shown)],
  };
}

const nameOf = ({ shown }: Stated): string => shown.file.name.replace(/^.*\//, '');

function messageOf({ record }: Shown): string {
  const version = record.attributes['version'] ?? record.attributes['service.version'];
  return `${record.body.split('\n')[0] ?? ''}${version === undefined ? '' : ` version=${version}`}`;
}
