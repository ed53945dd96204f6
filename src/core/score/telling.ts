import type { Citation } from '../model/claim.ts';
import type { Evidence } from '../model/evidence.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { ScoreFacts } from './facts.ts';
import { type Feature, inTenths } from './feature.ts';
import { rootClaims } from './rootClaims.ts';

/** Lines from those an excerpt was chosen for, at which a line has nothing of their weight. */
const REACH = 12;
/** Share of the best from which on it is as good as the best: ranks are estimates. */
const NEARLY = 0.9;

/**
 * How telling the lines are on which the root cause rests, 0..1: as high as what was found in these
 * logs before anybody was asked for an explanation, against the best of it. Any line can be quoted
 * rightly; that it tells of a failure is another thing. Absent where the root cites no line of a log: code and settings tell by what they are
 * and not by how they sound.
 */
export function tellingFeature(
  hypothesis: VerifiedHypothesis,
  { pack }: ScoreFacts,
): Feature | undefined {
  const logs = pack.evidence.filter(({ kind }) => kind === 'log');
  const cited = rootClaims(hypothesis)
    .flatMap(({ citations }) => citations)
    .filter(({ evidence }) => logs.some(({ id }) => id === evidence));
  const most = Math.max(0, ...logs.map(({ rank }) => rank));
  if (cited.length === 0 || most === 0) return undefined;
  const best = Math.max(...cited.map((citation) => weightOf(citation, logs)));
  const value = inTenths(Math.min(1, best / most / NEARLY));
  return {
    name: 'telling',
    value,
    reason:
      value === 1
        ? 'What its root cause rests on is among the most telling lines of these logs.'
        : `The lines its root cause rests on tell ${Math.round(100 * value)}% of what the most telling lines do.`,
  };
}

function weightOf({ uri, startLine, endLine }: Citation, logs: readonly Evidence[]): number {
  const near = (excerpt: Evidence): number =>
    excerpt.focus.length === 0 ? within(excerpt) : nearFocus(excerpt);
  // What was chosen for its numbers has no line that tells more than the others.
  const within = (excerpt: Evidence): number =>
    startLine >= excerpt.startLine && endLine <= excerpt.endLine ? 1 : 0;
  const nearFocus = (excerpt: Evidence): number =>
    Math.max(
      0,
      ...excerpt.focus.map((focus) => {
        const apart = Math.max(0, focus.startLine - endLine, startLine - focus.endLine);
        return 1 - apart / REACH;
      }),
    );
  const places = logs.filter((excerpt) => excerpt.uri === uri);
  return Math.max(0, ...places.map((excerpt) => excerpt.rank * near(excerpt)));
}
