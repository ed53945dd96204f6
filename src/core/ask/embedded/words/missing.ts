import type { Material } from '../../reasoner.ts';
import type { Clue } from '../clues.ts';
import { partyIn } from './names.ts';
import { extentOf } from './since.ts';

/** What is not in the evidence and would decide, as questions and as signs to look for. */
export function missingFor(
  clue: Clue,
  material: Material,
  service: string | undefined,
): readonly string[] {
  const signs = (clue.signature?.signature.causes ?? [])
    .slice(0, 3)
    .map(({ cause, sign }) => `Possible cause: ${ended(cause)} The sign would be: ${ended(sign)}`);
  const party = clue.tell.kind === 'network' ? partyIn(clue.text)?.host : undefined;
  const isKnown = material.files.some((file) => party !== undefined && file.name.includes(party));
  const questions = [
    party !== undefined && !isKnown
      ? `No log of ${party} is among these files: what did it write at that time?`
      : undefined,
    startQuestion(clue, material, service),
  ].filter((question) => question !== undefined);
  const all = [...questions, ...signs];
  return all.length > 0 ? all : [questionByKind(clue)];
}

const ended = (text: string): string => `${text.trim().replace(/\.$/, '')}.`;

/** Where the log begins with the failure, nobody can say when it began. */
function startQuestion(
  clue: Clue,
  material: Material,
  service: string | undefined,
): string | undefined {
  const start = clue.file.span?.from;
  const first = material.mined.templates[clue.template]?.firstSeen;
  if (start === undefined || first === undefined || first - start > lead) {
    return undefined;
  }
  const { first: written } = extentOf(clue, material);
  return `No line shows ${service ?? clue.file.name} before ${written}: was it healthy then?`;
}

/** Milliseconds without the failure, after which a log has shown the time before it. */
const lead = 5000;

function questionByKind({ tell }: Clue): string {
  switch (tell.kind) {
    case 'crash':
      return 'No line shows what ran just before the crash, nor whether it crashed this way before.';
    case 'compile':
    case 'dependency':
      return 'No line shows which change came between the last good build and this one.';
    case 'test':
      return 'No line shows whether this test passed before, or passes when it runs alone.';
    case 'resource':
      return 'No line shows how the use of this resource grew before the limit was reached.';
    case 'network':
      return 'No line of the other side shows whether the request arrived.';
    case 'permission':
      return 'No line shows with which identity the access was tried, and who may have it.';
    case 'data':
      return 'No line shows who wrote this input, and when it was last accepted.';
    case 'slow':
      return 'No line shows how long the same work took before.';
    default:
      return 'No line shows what led up to this failure.';
  }
}
