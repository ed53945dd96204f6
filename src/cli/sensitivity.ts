import type { Hypothesis } from '../core/model/hypothesis.ts';
import { BAND_WORDS } from '../core/model/words.ts';
import { lines } from './words.ts';

/** Places that are told; what carries less stands in the JSON. */
const MOST_TOLD = 5;

/** `Without redis.log:881 it would be 31%, not 78%.` */
export function restsOnSentences({ restsOn, claims, confidence }: Hypothesis): readonly string[] {
  if (!restsOn || claims.every(({ citations }) => citations.length === 0)) return [];
  if (restsOn.length === 0)
    return ['No single line: without any one of those cited it changes by less than 2%.'];
  return restsOn
    .slice(0, MOST_TOLD)
    .map(
      ({ file, startLine, endLine, value }) =>
        `Without ${file}:${lines(startLine, endLine)} it would be ${exactly(value)}, not ${exactly(confidence.value)}.`,
    );
}

/** What is missing most, and the check that would decide between it and its rival. */
export function changeSentences({ wouldLift, probes, confidence }: Hypothesis): readonly string[] {
  const [probe] = probes;
  const lifted = wouldLift && BAND_WORDS[wouldLift.band].toLowerCase();
  const isOtherBand = wouldLift?.band !== confidence.band;
  return [
    ...(wouldLift
      ? [
          isOtherBand
            ? `${wouldLift.what} would lift it to ${lifted}, ${exactly(wouldLift.value)}.`
            : `${wouldLift.what} would lift it most, to ${exactly(wouldLift.value)}, still ${lifted}.`,
        ]
      : []),
    ...(probe ? [`The check that would decide it: ${probe.title}`] : []),
  ];
}

/** To one percent, as the steps of a calculation. */
function exactly(probability: number): string {
  return `${Math.round(probability * 100)}%`;
}
