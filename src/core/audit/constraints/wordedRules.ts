import type { AuditWorkspace, Suggestion } from '../../model/audit.ts';
import type { Place } from '../../model/topology.ts';
import { type Constraint, pathsOf } from './constraint.ts';
import { constraintsFile, readConstraints } from './readConstraints.ts';

/** A rule in words that no code can judge, and that a suggestion may touch. */
export interface WordedRule extends Pick<Constraint, 'id' | 'rule' | 'severity'> {
  /** The line that a ruling must cite. */
  readonly place: Place;
  /** Where the rule's entry ends, as far as that is known: it may be cited as a whole. */
  readonly endLine: number;
}

export async function wordedRules(
  { files, commands }: Suggestion,
  workspace: AuditWorkspace,
): Promise<readonly WordedRule[]> {
  const text = await workspace.read(constraintsFile);
  if (text === undefined) return [];
  const { entries } = readConstraints(text);
  const lines = text.split(/\r\n|\r|\n/);
  return entries.filter(isTouched).map(({ id, rule, severity, line }) => {
    const next = lines.findIndex((each, index) => index >= line && /^\s*- |^\S/.test(each));
    const endLine = next < 0 ? lines.length : next;
    return { id, rule, severity, place: { file: constraintsFile, line }, endLine };
  });

  function isTouched(constraint: Constraint): boolean {
    if (constraint.demands.length > 0) return false;
    const isMeant = pathsOf(constraint);
    const isOfCommand = commands.some(({ place }) =>
      place ? isMeant(place.file) : constraint.paths.length === 0,
    );
    return isOfCommand || files.some(({ path }) => isMeant(path));
  }
}
