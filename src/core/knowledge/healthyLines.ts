import healthy from './healthyLines.yaml';

/** Lines of healthy logs, of which no signature may match one. */
export const healthyLines = healthy as readonly string[];
