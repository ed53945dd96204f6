import type { Claim } from '../../model/claim.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { citeRef } from './shown.ts';
import { plain } from './text.ts';

/** A runner that stopped a job for the time it took: what hung is what had the last word before. */
const stopped =
  /took longer than|exceeded the maximum (?:execution )?time|[Nn]o output has been received|[Tt]oo long with no output|[Bb]uild timed out|operation was canceled|[Tt]imeout has been exceeded|ran longer than/;

/** Marks that runners put between steps, and lines without a word. */
const mark = /^(?:section_(?:start|end)|##\[|::\w+)|^\W*$/;

/** Records before the runner's word among which the last output is looked for. */
const reach = 4;

/** What a job wrote last before it was stopped for the time it took. */
export interface LastOutput {
  readonly said: string;
  readonly claim: Claim;
}

export function lastOutputOf(cause: Clue, material: Material): LastOutput | undefined {
  if (!stopped.test(cause.text)) {
    return undefined;
  }
  const { records } = cause.file;
  for (let record = cause.recordIndex - 1; record >= 0; record--) {
    if (cause.recordIndex - record > reach) break;
    const said = plain(records.at(record)?.body.split('\n').at(-1) ?? '', 160);
    const cite = citeRef({ file: cause.fileIndex, record }, material);
    if (cite && !mark.test(said) && !stopped.test(said)) {
      const text = `It timed out there: the last that ran, and did not end, wrote “${said}”.`;
      return { said, claim: { role: 'mechanism', text, cites: [cite] } };
    }
  }
  return undefined;
}
