import shipped from '../../../src/core/score/weights.json' with { type: 'json' };
import type { Weights } from '../../../src/core/score/weights.ts';

/**
 * What is believed before anything was measured: the start values of the literature, with centres where
 * a factor speaks neither for nor against. The fit leaves them only as far as the answers pull, so a
 * factor that the cases say little about keeps its place. What isn't fitted is as it is shipped.
 */
export const prior: Weights = {
  ...shipped,
  start: -1.7,
  factors: {
    citations: { weight: 1.6, centre: 0 },
    coverage: { weight: 1.2, centre: 0 },
    dependencyPath: { weight: 0.8, centre: 0 },
    timeOrder: { weight: 0.8, centre: 0 },
    numbers: { weight: 0.4, centre: 1 },
    evidenceKinds: { weight: 0.8, centre: 0 },
    rivals: { weight: 1, centre: 0.5 },
    refuting: { weight: -1.8, centre: 0 },
    signature: { weight: 1, centre: 0 },
    structure: { weight: 1.5, centre: 0.5 },
    telling: { weight: 1, centre: 0.5 },
    probe: { weight: 0.8, centre: 0 },
    secondOpinion: { weight: 1.2, centre: 0.5 },
    stated: { weight: 0.2, centre: 0 },
  },
  gates: { ...shipped.gates, oneKind: 0.82, oneLine: 0.75, noRival: 0.85 },
};
