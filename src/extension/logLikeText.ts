/** Characters and lines of a text that are looked at. */
const LONGEST = 16_384;
const MOST_LINES = 100;
/** From this share of lines on it is worth asking the language server, which knows the formats. */
const ENOUGH = 0.2;

const telling =
  /\d{1,2}:\d\d:\d\d|\b(?:19|20)\d\d-\d\d-\d\d\b|\b(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|SEVERE|CRITICAL)\b|["']?level["']?\s?[:=]|^\[ {0,4}\d{1,6}\.\d{6}\]|^\s+at \S|^(?:##\[|::group|travis_fold|\[Pipeline\])/;

/** A first look that starts nothing: whether a text may be a log. Prose and code are not. */
export function mayBeLogText(text: string): boolean {
  const lines = text
    .slice(0, LONGEST)
    .split(/\r\n|\r|\n/, MOST_LINES)
    .filter((line) => line.trim() !== '');
  return (
    lines.length >= 3 && lines.filter((line) => telling.test(line)).length >= lines.length * ENOUGH
  );
}
