/** Scheme of texts that are no files and are cited all the same: changes as git tells them, outputs of checks. */
export const changeScheme = 'whytrace-change';
