const secretKey = /pass(word|wd)?|secret|token|api[_-]?key|credential|private|stringData/i;

/** A value short enough to read; what is likely to be secret is not shown. */
export function shownValue(key: string, value: string): string {
  if (secretKey.test(key)) return '(hidden)';
  const line = value
    .replace(/\s+/g, ' ')
    .replace(/(:\/\/[^\s:/@]{1,80}):[^\s@/]{1,200}@/g, '$1:(hidden)@');
  const shown = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  return shown === '' ? '(empty)' : shown;
}
