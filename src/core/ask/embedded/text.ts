/** Prefixes that say nothing: levels in brackets, workflow commands, list marks, times. */
const prefix =
  /^(?:\s|\[\s*\d{1,8}\.\d{3,6}\]|\[ *[TC]\d{1,8}\]|##\[error\]|::error[^:]{0,200}::|\[(?:ERROR|WARN(?:ING)?|INFO|FATAL|SEVERE|error)\]|(?:LOG|ERROR|FATAL|PANIC): {2}|[>*=+#-]{1,4}\s|E {2,}|\d{4}-\d\d-\d\dT[\d:.]{5,18}Z)+/;

/** A line as people would say it: no prefix, one space between words, at most `limit` characters. */
export function plain(text: string, limit = 200): string {
  const words = text.replace(prefix, '').replace(colour, '').replace(/\s+/g, ' ').trim();
  return shorten(words, limit);
}

/** A game's colour codes: `§6lanterns§r`. */
const colour = /§[0-9a-fk-or]/g;

/** Cuts at a word where one ends near, and says so by an ellipsis. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > limit * 0.6 ? space : limit - 1).trimEnd()}…`;
}

/** Words copied from a line that find it again: from its first word on, cut between two words. */
export function quoteOf(text: string, limit = 180): string {
  const words = text.trim();
  if (words.length <= limit) {
    return words;
  }
  const cut = words.slice(0, limit);
  const space = cut.lastIndexOf(' ');
  return space > limit / 3 ? cut.slice(0, space) : cut;
}

/** `/home/runner/work/app/src/main/java/a/B.java` -> `a/B.java`: the end of a path says which file. */
export function shortPaths(text: string): string {
  return text.replace(/(?:\/[\w.@+-]{1,80}){4,20}/g, (path) => path.split('/').slice(-2).join('/'));
}

/** Begins a sentence, but for what has its own spelling: `pg_stat_activity shows ...`. */
export const upperFirst = (text: string): string =>
  /^[a-z]+(?:\s|$)/.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
