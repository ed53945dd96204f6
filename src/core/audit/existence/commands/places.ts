import type { ChangedFile, Suggestion } from '../../../model/audit.ts';
import { documentsOf, entryOf, type Value } from '../kubernetes/documents.ts';
import { isPlain, parseJson, plainAt } from '../manifests/dependency.ts';
import { nameOf } from '../project.ts';
import type { Place } from '../report.ts';
import { commandsIn, type ShellCommand } from './shell.ts';

/** A command that a suggestion has somewhere. */
export interface PlacedCommand {
  readonly words: readonly string[];
  readonly place: Place;
  /** Files that it names are those of the workspace, seen from this folder. */
  readonly folder: string | undefined;
}

export function commandsOf(suggestion: Suggestion): readonly PlacedCommand[] {
  const alone = suggestion.commands.flatMap(({ text, place }) =>
    commandsIn(plainPrompt(text)).map((command) => ({
      words: command.words,
      place: {
        file: place?.file,
        line: place === undefined ? undefined : place.line + command.line - 1,
      },
      folder: command.isElsewhere ? undefined : '',
    })),
  );
  return [...alone, ...suggestion.files.flatMap(commandsInFile)];
}

/** `$ npm i` is how people write a command that they typed. */
function plainPrompt(text: string): string {
  return text.replace(/^[ \t]*[$>%#][ \t]+(?=\S)/gm, '');
}

interface Script {
  readonly text: string;
  /** The file's line on which its first line stands. */
  readonly line: number;
  readonly folder: string | undefined;
}

function commandsInFile(file: ChangedFile): readonly PlacedCommand[] {
  if (file.after === undefined || file.added.length === 0) return [];
  const added = new Set(file.added.map(({ line }) => line));
  return scriptsIn(file.path, file.after).flatMap(({ text, line, folder }) =>
    commandsIn(text).flatMap((command) => placed(command, line, file, added, folder)),
  );
}

function placed(
  command: ShellCommand,
  from: number,
  file: ChangedFile,
  added: ReadonlySet<number>,
  folder: string | undefined,
): readonly PlacedCommand[] {
  const line = from + command.line - 1;
  // A command over several lines is new when one of its lines is.
  const isNew = added.has(line) || (added.has(line + 1) && /\\\s*$/.test(lineOf(file, line)));
  return isNew
    ? [
        {
          words: command.words,
          place: { file: file.path, line },
          folder: command.isElsewhere ? undefined : folder,
        },
      ]
    : [];
}

function lineOf(file: ChangedFile, line: number): string {
  return file.after?.split('\n')[line - 1] ?? '';
}

function scriptsIn(path: string, text: string): readonly Script[] {
  const name = nameOf(path);
  if (/\.(?:sh|bash|zsh)$/.test(name) || /^#!.*\b(?:ba|z|da)?sh\b/.test(text)) {
    return [{ text, line: 1, folder: undefined }];
  }
  if (/^(?:Dockerfile|Containerfile)|\.dockerfile$/i.test(name)) return dockerScripts(text);
  if (/^(?:GNUm|m|M)akefile$|\.mk$/.test(name)) return makeScripts(text);
  if (/\.(?:md|markdown|mdx|rst)$/.test(name)) return fences(text);
  if (name === 'package.json') return packageScripts(text);
  return /\.ya?ml$/.test(name) ? pipelineScripts(path, text) : [];
}

function dockerScripts(text: string): readonly Script[] {
  const found: Script[] = [];
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const run = /^\s*RUN\s+(?:--\S+\s+)*(?!\[)(.*)$/i.exec(line)?.[1];
    if (run === undefined) return;
    let end = index;
    while (/\\\s*$|^\s*#/.test(lines[end] ?? '') && end < lines.length - 1) end++;
    // Comments between the lines of a command are no part of it.
    const rest = lines.slice(index + 1, end + 1).map((one) => (/^\s*#/.test(one) ? ' \\' : one));
    found.push({ text: [run, ...rest].join('\n'), line: index + 1, folder: undefined });
  });
  return found;
}

function makeScripts(text: string): readonly Script[] {
  return text.split('\n').flatMap((line, index) => {
    const recipe = /^\t[@-]?(.*)$/.exec(line)?.[1];
    return recipe === undefined ? [] : [{ text: recipe, line: index + 1, folder: undefined }];
  });
}

function fences(text: string): readonly Script[] {
  const found: Script[] = [];
  for (const match of text.matchAll(
    /^[ \t]*(?:```|~~~)[ \t]*(?:bash|sh|shell|console|zsh|shell-session|terminal)\b[^\n]*\n([\s\S]*?)^[ \t]*(?:```|~~~)/gm,
  )) {
    const body = match[1] ?? '';
    const line = text.slice(0, match.index).split('\n').length + 1;
    const isSession = /^[ \t]*\$ /m.test(body);
    const lines = body.split('\n').map((one) => (isSession && !/^[ \t]*\$ /.test(one) ? '' : one));
    found.push({ text: plainPrompt(lines.join('\n')), line, folder: undefined });
  }
  return found;
}

function packageScripts(text: string): readonly Script[] {
  const scripts = plainAt(parseJson(text), 'scripts');
  const lines = text.split('\n');
  if (!isPlain(scripts)) return [];
  return Object.entries(scripts).flatMap(([name, script]) => {
    const line = lines.findIndex((one) => one.includes(`"${name}"`) && one.includes(':')) + 1;
    return typeof script === 'string' && line > 0
      ? [{ text: script, line, folder: 'package' }]
      : [];
  });
}

/** `run:` of GitHub Actions, `script:` of GitLab and others: the keys under which pipelines have commands. */
const scriptKeys = /^(?:run|script|before_script|after_script|bash|commands|cmds?)$/;

function pipelineScripts(path: string, text: string): readonly Script[] {
  const isPipeline =
    /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.circleci\/|\.gitlab|\.drone|\.woodpecker|azure-pipelines|bitbucket-pipelines|buildspec|cloudbuild|Taskfile|action\.ya?ml)/i.test(
      path,
    );
  if (!isPipeline) return [];
  const found: Script[] = [];
  const lines = text.split('\n');
  for (const document of documentsOf(text)) gather(document, found, lines, undefined);
  return found;
}

function gather(
  value: Value,
  found: Script[],
  lines: readonly string[],
  key: string | undefined,
): void {
  if (value.kind === 'list') {
    for (const item of value.items) gather(item, found, lines, key);
  } else if (value.kind === 'map') {
    const isElsewhere = entryOf(value, 'working-directory') !== undefined;
    for (const entry of value.entries) {
      gather(entry.value, found, lines, isElsewhere ? `${entry.key} elsewhere` : entry.key);
    }
  } else if (value.kind === 'scalar' && scriptKeys.test(key?.split(' ')[0] ?? '')) {
    found.push(scriptAt(value.text, value.line, lines, key?.endsWith(' elsewhere') ?? false));
  }
}

function scriptAt(
  text: string,
  line: number,
  lines: readonly string[],
  isElsewhere: boolean,
): Script {
  const isBlock = /[|>][-+]?\s*$/.test(lines[line - 1] ?? '');
  return {
    text: text.replace(/\$\{\{[\s\S]*?\}\}/g, '$VALUE'),
    line: isBlock ? line + 1 : line,
    folder: isElsewhere ? undefined : '',
  };
}
