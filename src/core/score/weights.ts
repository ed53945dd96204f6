import shipped from './weights.json' with { type: 'json' };

/**
 * What the score is made with. Everything weighs by the shipped file unless it is told otherwise;
 * only the fit of that file tries others.
 */
export type Weights = Omit<typeof shipped, 'version'>;
