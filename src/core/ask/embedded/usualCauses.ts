import type { ProposedHypothesis } from '../../model/hypothesis.ts';
import type { Incident } from './incidents.ts';

/** Rivals without a line of their own that are worth a reader's time. */
const most = 2;

/**
 * What else is known to bring about the same failure. No line shows it, so it claims nothing beside
 * the failure itself and says what would have to be found.
 */
export function usualCauses(
  { cause }: Incident,
  lead: ProposedHypothesis,
): readonly ProposedHypothesis[] {
  const known = cause.signature?.signature;
  const said = [lead.title, lead.summary, ...lead.claims.map(({ text }) => text)].join('\n');
  return (known?.role === 'trailer' ? [] : (known?.causes ?? []))
    .filter(({ cause: other }) => !said.includes(other))
    .slice(1, 1 + most)
    .map(({ cause: other, sign }) => ({
      title: `Perhaps behind it: ${lowerFirst(ended(other)).slice(0, -1)}`,
      summary: `${ended(other)} That is a usual cause of the same failure; no line of this run shows it.`,
      service: lead.service,
      claims: [],
      against: [],
      missing: [`Its sign would be: ${ended(sign)} No line here shows it.`],
      probes: [],
      structure: 0,
    }));
}

const ended = (text: string): string => `${text.trim().replace(/\.$/, '')}.`;

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
