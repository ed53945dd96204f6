import type { Cite, Claim } from '../../model/claim.ts';
import type { LogFile } from '../../model/logFile.ts';
import { Severity } from '../../model/severity.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import type { Incident } from './incidents.ts';
import type { Subject } from './subject.ts';
import { quoteOf } from './text.ts';
import type { Told } from './words/account.ts';
import {
  announces,
  besideText,
  causeText,
  decisiveWords,
  impactText,
  placeText,
  repeatText,
  symptomText,
} from './words/clauses.ts';
import { fieldSaying } from './words/said.ts';

/** The why chain of an incident: each claim with the few lines that carry it. */
export function claimsOf(
  incident: Incident,
  subject: Subject,
  service: string | undefined,
  others: readonly Told[],
  material: Material,
): readonly Claim[] {
  return [
    symptomClaim(incident, service, material),
    ...mechanismClaims(incident, subject, material),
    causeClaim(incident),
    impactClaim(incident, material),
    ...hitClaims(incident, service, others, material),
  ].filter((claim) => claim !== undefined);
}

/** What is seen: an echo beside the cause, or the cause's own record where it is the only sign. */
function symptomClaim(incident: Incident, service: string | undefined, material: Material): Claim {
  const { cause } = incident;
  const after = afterOf(incident);
  return after
    ? { role: 'symptom', text: besideText(after, false), cites: citesBeside(after, material) }
    : {
        role: 'symptom',
        text: symptomText(cause, service, material),
        cites: citesOfKind(incident),
      };
}

function mechanismClaims(
  { cause, echoes }: Incident,
  subject: Subject,
  material: Material,
): readonly Claim[] {
  const before = echoes.find((echo) => isCompanion(cause, echo) && echo.line < cause.line);
  const claims: Claim[] = before
    ? [{ role: 'mechanism', text: besideText(before, true), cites: citesBeside(before, material) }]
    : [];
  const places = subject.lines
    .filter((line) => line !== cause.line && line !== before?.line)
    .flatMap((line) => citeAt(cause.file, line, material) ?? [])
    .slice(0, 2);
  if (places.length > 0) {
    const text = placeText(subject.where, places[0]?.quote ?? '');
    claims.push({ role: 'mechanism', text, cites: places });
  }
  return claims;
}

/** A line that announces the next one, and that one. */
function citesBeside(clue: Clue, material: Material): readonly Cite[] {
  const next = announces(clue) ? citeAt(clue.file, clue.line + 1, material) : undefined;
  return next ? [citeLine(clue), next] : [citeLine(clue)];
}

function causeClaim({ cause }: Incident): Claim {
  return { role: 'cause', text: causeText(cause), cites: [citeLine(cause)] };
}

/** Of a record that came again, how often; where the symptom does not say so already. */
function impactClaim(incident: Incident, material: Material): Claim | undefined {
  const cites = citesOfKind(incident);
  return cites.length < 2 || incident.cause.count < 2 || afterOf(incident) === undefined
    ? undefined
    : { role: 'impact', text: repeatText(incident.cause, material), cites };
}

/** Components whose first failure came later and that name this one or fail in the same known way. */
function hitClaims(
  { cause }: Incident,
  service: string | undefined,
  others: readonly Told[],
  material: Material,
): readonly Claim[] {
  const start = material.mined.templates[cause.template]?.firstSeen;
  const hit = others.flatMap(({ incident: { cause: other }, service: name }): readonly Claim[] => {
    const first = material.mined.templates[other.template]?.firstSeen;
    const isLater = start !== undefined && first !== undefined && first >= start;
    return name !== undefined && name !== service && isLater && isOf(other, cause, service)
      ? [{ role: 'impact', text: impactText(other, name, material), cites: [citeLine(other)] }]
      : [];
  });
  return hit.slice(0, 2);
}

function isOf(other: Clue, cause: Clue, service: string | undefined): boolean {
  const id = cause.signature?.signature.id;
  const isAlike = id !== undefined && id === other.signature?.signature.id;
  return isAlike || (service !== undefined && service.length > 3 && other.text.includes(service));
}

/** The cause with up to two more records of its kind. */
function citesOfKind({ cause, echoes }: Incident): readonly Cite[] {
  const again = echoes.filter(
    (echo) => echo.template === cause.template && echo.recordIndex !== cause.recordIndex,
  );
  return [cause, ...again.slice(0, 2)].map(citeLine);
}

/** The line beside an incident's cause that tells most of it, preferably one after it. */
export function besideOf(incident: Incident): Clue | undefined {
  return afterOf(incident) ?? incident.echoes.find((echo) => isCompanion(incident.cause, echo));
}

const afterOf = ({ cause, echoes }: Incident): Clue | undefined =>
  echoes.find((echo) => isCompanion(cause, echo) && echo.line >= cause.line);

/** Lines from the cause within which an echo is shown beside it. */
const beside = 6;

function isCompanion(cause: Clue, echo: Clue): boolean {
  const isBoth = [cause, echo].every(({ tell }) => tell.kind === 'dependency');
  const isNear =
    echo.recordIndex === cause.recordIndex ||
    Math.abs(echo.line - cause.line) <= (isBoth ? 2 * beside : beside);
  const isTelling = echo.tell.kind !== 'trailer' && echo.tell.weight >= telling;
  const isOther = echo.recordIndex !== cause.recordIndex && isByOther(cause, echo);
  return (
    isNear &&
    isTelling &&
    !isOther &&
    echo.fileIndex === cause.fileIndex &&
    echo.template !== cause.template
  );
}

/** What another thread writes, or a kernel of something else than its crash, stands there by chance. */
function isByOther(cause: Clue, echo: Clue): boolean {
  if (cause.tell.kind === 'crash') {
    return echo.tell.kind !== 'crash';
  }
  const [own, other] = [cause, echo].map(({ record }) => record.attributes['thread.name']);
  const isApart = own !== undefined && other !== undefined && own !== other;
  const isCalmer =
    echo.line < cause.line &&
    cause.tell.kind === 'test' &&
    echo.record.severityNumber > 0 &&
    echo.record.severityNumber < Severity.error;
  return isApart || isCalmer;
}

/** Weaker lines stand beside a failure by chance as often as not. */
const telling = 0.5;

function citeLine(clue: Clue): Cite {
  const text = clue.file.lineAt(clue.line);
  const quote = fieldSaying(text, decisiveWords(clue)) ?? quoteOf(text);
  return { evidence: clue.evidence.id, line: clue.line, quote };
}

/** Shorter lines, such as a lone bracket, point at nothing. */
const shortest = 8;

function citeAt(file: LogFile, line: number, { pack }: Material): Cite | undefined {
  const evidence = pack.evidence.find(
    ({ uri, startLine, endLine }) => uri === file.uri && startLine <= line && line <= endLine,
  );
  const quote = quoteOf(file.lineAt(line));
  return evidence && quote.length >= shortest ? { evidence: evidence.id, line, quote } : undefined;
}
