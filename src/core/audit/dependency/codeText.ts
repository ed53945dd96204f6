import { languageOf } from '../../topology/code/languages.ts';
import { readLiterals } from '../../topology/code/literals.ts';

const LARGEST = 512 * 1024;

/**
 * A file's text with blanks for its comments, of the same lines; nothing of what is too large to have
 * been written by people.
 */
export function codeOf(path: string, text: string): string {
  if (text.length > LARGEST) return '';
  const language = languageOf(path);
  if (language) return readLiterals(text, language).source;
  return /\.(ya?ml|toml|properties|conf|cfg|ini|env|tf)$|(^|\/)(\.env|Dockerfile)[\w.-]*$/i.test(
    path,
  )
    ? text.replace(/(^|\s)#[^\n]*/g, (written) => written.replace(/[^\n]/g, ' '))
    : text;
}

export function isCode(path: string): boolean {
  return languageOf(path) !== undefined;
}
