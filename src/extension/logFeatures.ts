/**
 * What the editor shows of a log, and whether it does so unless told otherwise. Each is a setting,
 * `whytrace.logs.hover` and so on; a test holds the list against package.json.
 */
export const logFeatures = {
  hover: true,
  outline: true,
  folding: true,
  links: true,
  codeLens: true,
  references: true,
  highlighting: true,
  elapsedTime: false,
  problems: false,
} as const;

export type LogFeature = keyof typeof logFeatures;
