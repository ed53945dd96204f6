import { templateOf } from '../masking/masking.ts';
import type { Conclusion, Fingerprint } from '../model/case.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Hypothesis } from '../model/hypothesis.ts';

/** More messages than this tell two incidents apart no better. */
const MOST_TEMPLATES = 24;
const LONGEST_TEMPLATE = 240;

/** What the list of cases keeps of a diagnosis. */
export function conclusionOf(runId: string, diagnosis: Diagnosis): Conclusion {
  const times = diagnosis.sources.flatMap(({ lastTimestamp: time }) => time ?? []);
  const [leading] = diagnosis.outcome === 'diagnosed' ? diagnosis.hypotheses : [];
  return {
    runId,
    headline: headlineOf(diagnosis),
    outcome: diagnosis.outcome,
    reasoner: diagnosis.reasoner.name,
    ...(leading && { confidence: leading.confidence.value, band: leading.confidence.band }),
    fingerprint: fingerprintOf(diagnosis),
    ...(times.length > 0 && { readUntil: Math.max(...times) }),
  };
}

function headlineOf({ outcome, hypotheses }: Pick<Diagnosis, 'outcome' | 'hypotheses'>): string {
  if (outcome === 'noIncident') return 'No incident in these logs';
  const [leading] = hypotheses;
  return outcome === 'diagnosed' && leading ? leading.title : 'Not enough evidence to name a cause';
}

/**
 * What can be met again in other logs. Only what explanations cite counts: the rest of the evidence is
 * what any run of that system says. Where there is no incident, nothing is like it.
 */
function fingerprintOf({ outcome, hypotheses }: Diagnosis): Fingerprint {
  if (outcome === 'noIncident') return { signatures: [], templates: [] };
  const signatures = hypotheses.flatMap(({ signature }) => signature ?? []);
  const templates = hypotheses.flatMap(citedTemplates);
  return {
    signatures: [...new Set(signatures)],
    templates: [...new Set(templates)].slice(0, MOST_TEMPLATES),
  };
}

/** A message is told by its first line; what is quoted of settings and code is told by all of it. */
function citedTemplates({ claims }: Hypothesis): readonly string[] {
  return claims
    .filter(({ role, verdict }) => role !== 'ruledOut' && verdict.kind !== 'refuted')
    .flatMap(({ citations }) => citations.map(({ quote }) => templateOf(messageOf(quote.trim()))))
    .filter((template) => /\p{L}{3}/u.test(template))
    .map((template) => template.slice(0, LONGEST_TEMPLATE));
}

/** The fields of a structured record that say what happened. */
const SAYING = /^(?:msg|message|body|err|error|exception|reason|event|log|text|stack|status)$/i;

/** What a line says: of a structured one its messages, as all lines of such a log have the same fields. */
function messageOf(quote: string): string {
  const [line = ''] = quote.split('\n', 1);
  if (!line.startsWith('{')) return quote;
  try {
    const said = saidIn(JSON.parse(line), 0);
    return said.length > 0 ? said.join(' ') : quote;
  } catch {
    return quote;
  }
}

function saidIn(value: unknown, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > 2) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    if (!SAYING.test(name)) return [];
    return typeof field === 'string' ? [firstLineOf(field)] : saidIn(field, depth + 1);
  });
}

function firstLineOf(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
