export { code, escapeMarkup, list, longestRun } from '../core/model/markdownText.ts';
