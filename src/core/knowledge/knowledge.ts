import type { LogFile } from '../model/logFile.ts';
import type { LogRecord } from '../model/logRecord.ts';
import { once } from '../model/once.ts';
import type { Pace } from '../model/pace.ts';
import type { Signature, SignatureHit } from '../model/signature.ts';
import type { MinedLogs, RecordRef, Template } from '../model/template.ts';
import { compareSignatures, createMatcher, type Match, type Matcher } from './matcher.ts';
import { trustedSignatures } from './schema.ts';
import { signatureFiles } from './signatureFiles.ts';

/** A template that is like many signatures is told by those that say most. */
const HITS_PER_TEMPLATE = 3;

/** Characters of a long record that are looked at: its head, and its tail where Python ends. */
const HEAD = 3000;
const TAIL = 1000;
/** Java's causes stand between the two. */
const CAUSES = 12;
const CAUSE_LENGTH = 300;

/** Ours; a test holds that no file has a mistake. */
export const signatures: readonly Signature[] =
  Object.values(signatureFiles).flatMap(trustedSignatures);

/** What is known of failures in a run: ours, and what a team wrote down. */
export interface Knowledge {
  readonly match: Matcher;
}

const matchOwn = once(() => createMatcher(signatures));

/** Ours alone. What they need of a text is worked out when a text is first looked at. */
export const ownKnowledge: Knowledge = { match: (text) => matchOwn()(text) };

/**
 * The signatures of the run's templates, in the order of the templates and the most decisive first.
 * Looks at each template's exemplars, not at every record; where only some of them match, `count`
 * is the number of those, so that it never says too much.
 */
export async function matchSignatures(
  files: readonly LogFile[],
  mined: MinedLogs,
  pace: Pace,
  { match }: Knowledge = ownKnowledge,
): Promise<readonly SignatureHit[]> {
  const hits: SignatureHit[] = [];
  for (const template of mined.templates) {
    const wait = pace.step();
    if (wait !== undefined) await wait;
    hits.push(...hitsOf(template, files, match));
  }
  return hits;
}

/** The most decisive signature of one record, e.g. for a hover. */
export function signatureOf(
  record: Pick<LogRecord, 'body' | 'attributes'>,
  { match }: Knowledge = ownKnowledge,
): Signature | undefined {
  return match(textOf(record))[0]?.signature;
}

function hitsOf(
  template: Template,
  files: readonly LogFile[],
  match: Matcher,
): readonly SignatureHit[] {
  const found: { readonly match: Match; readonly first: RecordRef; count: number }[] = [];
  for (const ref of template.exemplars) {
    const record = files[ref.file]?.records.at(ref.record);
    for (const each of record ? match(textOf(record)) : []) {
      const known = found.find((hit) => hit.match.signature === each.signature);
      if (known) {
        known.count++;
      } else {
        found.push({ match: each, first: ref, count: 1 });
      }
    }
  }
  // The matches of one record come in order; those of several exemplars have to be merged.
  found.sort((a, b) => compareSignatures(a.match.signature, b.match.signature));
  return found.slice(0, HITS_PER_TEMPLATE).map((hit) => ({
    signature: hit.match.signature,
    template: template.id,
    first: hit.first,
    count: hit.count === template.exemplars.length ? template.count : hit.count,
    fields: hit.match.fields,
    matched: hit.match.matched,
  }));
}

/** Attributes in which structured logs keep what went wrong, beside a message that may be bland. */
const TELLING =
  /^(?:exception\.(?:type|message|stacktrace)|err(?:or)?(?:\.(?:message|stack|type|code|kind))?|reason|stack(?:_?trace)?|cause|code)$/i;

function textOf({ body, attributes }: Pick<LogRecord, 'body' | 'attributes'>): string {
  const telling = Object.keys(attributes).filter((key) => TELLING.test(key));
  const parts = [body, ...telling.map((key) => attributes[key] ?? '')];
  return parts.map(excerptOf).join('\n');
}

function excerptOf(text: string): string {
  if (text.length <= HEAD + TAIL) {
    return text;
  }
  const middle = text.slice(HEAD, -TAIL);
  return [text.slice(0, HEAD), ...causesIn(middle), text.slice(-TAIL)].join('\n');
}

function causesIn(text: string): string[] {
  const causes: string[] = [];
  let at = text.indexOf('Caused by');
  while (at >= 0 && causes.length < CAUSES) {
    const lineEnd = text.indexOf('\n', at);
    const end = Math.min(lineEnd < 0 ? text.length : lineEnd, at + CAUSE_LENGTH);
    causes.push(text.slice(at, end));
    at = text.indexOf('Caused by', end);
  }
  return causes;
}
