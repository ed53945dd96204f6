import type { Diagnosis } from '../core/model/diagnosis.ts';

/** Each idea that is hidden, with what came of it. */
export function triedSentences({ hypotheses }: Diagnosis): readonly string[] {
  const sentences = hypotheses.flatMap(({ alreadyTried = [] }) =>
    alreadyTried.map(({ probe, entry }) => {
      const day = entry.when === undefined ? '' : ` on ${entry.when.slice(0, 10)}`;
      return `${probe.title}: tried${day} (${entry.action}, ${entry.target}), with this result: ${entry.result} (${entry.file}:${entry.line})`;
    }),
  );
  return [...new Set(sentences)];
}
