import { signatureOf } from '../../core/knowledge/knowledge.ts';
import type { Pace } from '../../core/model/pace.ts';
import { Severity, type SeverityNumber } from '../../core/model/severity.ts';
import type { Signature } from '../../core/model/signature.ts';
import type { Template } from '../../core/model/template.ts';
import type { LogView } from '../logViews.ts';
import { oneLine } from './records.ts';

/** Errors that are one thing: lines of one known failure, else of one kind. */
export interface ErrorGroup {
  readonly title: string;
  readonly meaning: string | undefined;
  readonly count: number;
  /** Its first record. */
  readonly first: number;
  readonly severityNumber: SeverityNumber;
  /** Something of it is new in this log, or comes far more often than before. */
  readonly isRemarkable: boolean;
}

/** Kinds of messages whose text is compared with the known failures. */
const MOST_KINDS = 600;
const MOST_GROUPS = 200;

/** The errors of a log in the order of their first lines. */
export async function errorGroups(view: LogView, pace: Pace): Promise<readonly ErrorGroup[]> {
  const groups = new Map<string, ErrorGroup>();
  const remarkable = new Set(
    view.mined.signals
      .filter(({ kind }) => kind === 'novel' || kind === 'burst')
      .map(({ template }) => template),
  );
  for (const template of failingKinds(view)) {
    const wait = pace.step();
    if (wait !== undefined) await wait;
    const signature = knownFailure(view, template);
    if (template.severityNumber >= Severity.error || signature) {
      const group = groupOf(template, signature, remarkable.has(template.id));
      groups.set(group.title, joined(groups.get(group.title), group));
    }
  }
  return [...groups.values()].sort((a, b) => a.first - b.first).slice(0, MOST_GROUPS);
}

/** Errors first, then warnings and messages without a level, each the rarest first. */
function failingKinds({ mined }: LogView): readonly Template[] {
  const rank = ({ severityNumber }: Template): number =>
    severityNumber >= Severity.error ? 2 : severityNumber >= Severity.warn ? 1 : 0;
  return mined.templates
    .filter(
      ({ severityNumber }) =>
        severityNumber >= Severity.warn || severityNumber === Severity.unspecified,
    )
    .sort((a, b) => rank(b) - rank(a) || a.count - b.count)
    .slice(0, MOST_KINDS);
}

/** A trailer only repeats that something failed before it. */
function knownFailure({ file, knowledge }: LogView, template: Template): Signature | undefined {
  const record = file.records.at(template.first.record);
  const signature = record && signatureOf(record, knowledge);
  return signature?.role === 'trailer' ? undefined : signature;
}

function groupOf(
  template: Template,
  signature: Signature | undefined,
  isRemarkable: boolean,
): ErrorGroup {
  const { count, first, severityNumber } = template;
  return {
    title: signature?.title ?? oneLine(template.text, 100),
    meaning: signature?.meaning,
    count,
    first: first.record,
    severityNumber,
    isRemarkable,
  };
}

function joined(known: ErrorGroup | undefined, more: ErrorGroup): ErrorGroup {
  if (!known) {
    return more;
  }
  return {
    ...known,
    count: known.count + more.count,
    first: Math.min(known.first, more.first),
    severityNumber: Math.max(known.severityNumber, more.severityNumber),
    isRemarkable: known.isRemarkable || more.isRemarkable,
  };
}
