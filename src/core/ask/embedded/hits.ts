import type { Claim } from '../../model/claim.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import type { Incident } from './incidents.ts';
import { quoted } from './shown.ts';
import { quoteOf } from './text.ts';
import { serviceNode } from './topology.ts';
import { extentOf, grouped } from './words/since.ts';

/** A way in which a failure reaches others, by the words of the line that shows it. */
interface Hit {
  readonly opening: string;
  readonly shows: (clue: Clue, cause: Clue, material: Material) => boolean;
}

const restarted =
  /\bCrashLoopBackOff\b|[Bb]ack-?off restarting|\bwill be restarted\b|\brestarting failed container|\bScheduled restart job\b|\bmain process exited\b/;
const answered = /\bHTTP\/\d(?:\.\d)?["']?,? (?:status:? )?50[0234]\b|"status":\s?50[0234]\b/;

const hits: readonly Hit[] = [
  { opening: 'It is restarted for it', shows: ({ text }) => restarted.test(text) },
  {
    opening: 'Users see it',
    shows: (clue, cause, material) =>
      answered.test(clue.text) && (isOneTrace(clue, cause) || isCaller(clue, cause, material)),
  },
  { opening: 'Who calls it fails', shows: isCaller },
];

/** Those who named this one or waited for it, where no other claim cites them. */
export function calledClaims({ callers = [] }: Incident, told: readonly Claim[]): readonly Claim[] {
  const cited = new Set(
    told.flatMap(({ cites }) => cites.map(({ line, evidence }) => `${evidence}:${line}`)),
  );
  return callers
    .filter(({ evidence, line }) => !cited.has(`${evidence.id}:${line}`))
    .slice(0, 2)
    .map(({ evidence, file, line, text }) => {
      const cite = { evidence: evidence.id, line, quote: quoteOf(file.lineAt(line)) };
      return {
        role: 'impact',
        text: `Who waits for it fails: ${quoted(text, 120)}.`,
        cites: [cite],
      };
    });
}

/** That both failed at the same time proves no link; one request does. */
const isOneTrace = ({ record }: Clue, { record: other }: Clue): boolean =>
  record.traceId !== undefined && record.traceId === other.traceId;

/** By the call graph, a service that calls the one at fault. */
function isCaller(clue: Clue, cause: Clue, { context: { topology } }: Material): boolean {
  const [from, to] = topology ? [clue, cause].map((one) => serviceNode(topology, one)) : [];
  return topology?.edges.some((edge) => edge.from === from && edge.to === to) === true;
}

/** Milliseconds after the failure within which others fail of it, and before it by their clocks. */
const window = 10 * 60_000;
const tolerance = 2000;

/** What the failure hit, of all telling lines: one claim for each way, at most two. */
export function hitClaims(
  { cause }: Incident,
  clues: readonly Clue[],
  told: readonly Claim[],
  material: Material,
): readonly Claim[] {
  const start = material.mined.templates[cause.template]?.firstSeen;
  const cited = new Set(
    told.flatMap(({ cites }) => cites.map(({ line, evidence }) => `${evidence}:${line}`)),
  );
  const later = clues.filter((clue) => {
    const time = clue.record.timestamp;
    const isNew =
      clue.template !== cause.template && !cited.has(`${clue.evidence.id}:${clue.line}`);
    return (
      isNew &&
      start !== undefined &&
      time !== undefined &&
      time >= start - tolerance &&
      time <= start + window
    );
  });
  return hits
    .flatMap(({ opening, shows }): readonly Claim[] => {
      const hit = later.find((clue) => shows(clue, cause, material));
      return hit ? [toClaim(opening, hit, material)] : [];
    })
    .slice(0, 2);
}

function toClaim(opening: string, hit: Clue, material: Material): Claim {
  const { count, first } = extentOf(hit, material);
  const line = hit.file.lineAt(hit.line);
  const when = first === undefined ? '' : ` since ${first}`;
  const times = count > 1 ? `, ${grouped(count)} times${when}` : '';
  const said = quoted(hit.text.trim(), 140);
  const quote = quoted(line, 180).slice(1, -1);
  return {
    role: 'impact',
    text: `${opening}: ${said}${times}.`,
    cites: [{ evidence: hit.evidence.id, line: hit.line, quote }],
  };
}
