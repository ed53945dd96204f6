import weights from '../core/score/weights.json' with { type: 'json' };

/** How often answers were right of which as much was believed. */
export interface CalibrationBin {
  /** The bin reaches from here to a tenth more. */
  readonly from: number;
  readonly answers: number;
  /** Mean confidence, and share that was right; 0..1. */
  readonly believed: number;
  readonly right: number;
}

/** How the score's weights were measured, for people: figures of the fit that made them. */
export interface Calibration {
  readonly cases: number;
  readonly answers: number;
  /** Mean distance of confidence and rightness. */
  readonly ece: number;
  readonly bins: readonly CalibrationBin[];
}

export const calibration: Calibration = weights.fit;
