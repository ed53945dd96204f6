import { RE2JS } from 're2js';
import { eachLine, type Finder } from './finder.ts';

/** A team's own regular expression. It runs in linear time, as a repository may bring any. */
export function patternFinder(name: string): Finder {
  const pattern = RE2JS.compile(name);
  const matchIn = (text: string): string | undefined => {
    const matcher = pattern.matcher(text);
    return matcher.find() ? (matcher.group() ?? '') : undefined;
  };
  return {
    inFile: ({ path, view }, lines) =>
      eachLine(view.raw, lines).flatMap(({ text, line }) => {
        const found = matchIn(text);
        return found === undefined
          ? []
          : [{ key: found, line, what: `${path} holds "${shown(found)}"` }];
      }),
    inCommand(text) {
      const found = matchIn(text);
      return found === undefined
        ? []
        : [{ key: found, what: `the command holds "${shown(found)}"` }];
    },
  };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
