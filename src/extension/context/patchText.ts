/** Characters of one file's patch; what is longer is a generated or moved file more often than a cause. */
const LONGEST = 8000;

/** A patch cut at a line, with a word where it was cut; the same input gives the same text. */
export function boundedPatch(patch: string, longest = LONGEST): string {
  if (patch.length <= longest) {
    return patch;
  }
  const lastLine = patch.lastIndexOf('\n', longest);
  const head = patch.slice(0, lastLine > 0 ? lastLine : longest);
  return `${head}\n(cut: ${patch.length - head.length} more characters)`;
}

/** How many lines the text has, as the editor counts them. */
export function lineCount(text: string): number {
  return text.split(/\r\n|\r|\n/).length;
}
