import type { AuditWorkspace, Finding, SuggestedCommand } from '../../model/audit.ts';
import type { ChangedSource } from '../source/changedSource.ts';
import { breachesOf } from './breaches.ts';
import type { FileDemand } from './constraint.ts';
import { instructionFile, isBelow } from './instructionFiles.ts';

const decisionFile = /(?:^|\/)(?:adr|adrs|decisions|architecture-decisions)\/[^/]+\.md$/i;
const MOST_FILES = 60;

interface Instruction {
  /** What stands between the backticks, or a single word. */
  readonly name: string;
  readonly verb: string;
  readonly sentence: string;
  readonly file: string;
  readonly line: number;
}

/** Plain sentences such as "Never use `eval`." that code can check. What has conditions is left to people. */
export async function instructionBreaches(
  sources: readonly ChangedSource[],
  commands: readonly SuggestedCommand[],
  workspace: AuditWorkspace,
): Promise<readonly Finding[]> {
  const paths = [...workspace.paths]
    .filter((path) => instructionFile.test(path) || decisionFile.test(path))
    .sort()
    .slice(0, MOST_FILES);
  const found: Finding[] = [];
  for (const path of paths) {
    const text = await workspace.read(path);
    if (text === undefined || (decisionFile.test(path) && !isDecided(text))) continue;
    const own = sources.filter(({ file }) => isBelow(file.path, path) && file.path !== path);
    for (const instruction of instructionsIn(path, text)) {
      found.push(...findingsOf(instruction, own, commands));
    }
  }
  return found;
}

function isDecided(text: string): boolean {
  return !/\b(?:status|state)\b[\s:*#]{1,20}(?:superseded|deprecated|rejected|proposed|draft)\b/i.test(
    text.slice(0, 3_000),
  );
}

const sentence =
  /\b(?:never|do\s+not|don['’]t|must\s+not|mustn['’]t|may\s+not|should\s+not|avoid)\s+(?:ever\s+)?(use|using|call|calling|import|importing|add|adding|install|installing|depend(?:ing)?\s+on|introduce|run)\s+(?:the\s+)?(?:(?:package|library|function|module|command)s?\s+)?(?:`([^`\n]{2,60})`|([a-z@][\w@/-]{2,40}(?:\.[\w-]{1,40}){0,3}))(?:\s+(?:package|library|module|function))?\s*([.;!,)]|$|\s+—|\s+-\s)/i;
/** Then it depends on something that code does not see. */
const condition =
  /\b(?:unless|except|without|if|when|where|outside|only|instead of|in\s+(?:prod\w*|tests?)|rather|before|after|until|directly)\b/i;

function instructionsIn(file: string, text: string): readonly Instruction[] {
  let isFenced = false;
  return text.split(/\r\n|\r|\n/, 3_000).flatMap((written, index) => {
    if (/^\s*```/.test(written)) isFenced = !isFenced;
    if (isFenced) return [];
    return written.split(/(?<=[.!?])\s+(?=[A-Z*_-])/).flatMap((part) => {
      const [, verb = '', quoted, word] = sentence.exec(part) ?? [];
      const name = quoted ?? word;
      if (name === undefined || condition.test(part.replace(/`[^`]*`/g, '')) || part.length > 300)
        return [];
      return [
        {
          name,
          verb: verb.toLowerCase(),
          sentence: part.replace(/^[\s*#>-]+/, '').trim(),
          file,
          line: index + 1,
        },
      ];
    });
  });
}

const ecosystems = ['npm', 'pypi', 'go', 'cargo', 'nuget', 'gem', 'composer'];

/** A name may be a package or a function; only what is written as it is is taken for it. */
function demandsOf({ name, verb }: Instruction): readonly FileDemand[] {
  const plain = name.replace(/\(\)$/, '');
  const packages: readonly FileDemand[] = /^@?[\w.-]+(?:\/[\w./-]+)?$/.test(plain)
    ? ecosystems.map((ecosystem) => ({ kind: 'package' as const, name: `${ecosystem}:${plain}` }))
    : [];
  const isCall =
    /^[\w$]+(?:(?:\.|::|->)[\w$]+)*$/.test(plain) && !/^(?:import|install|add|depend)/.test(verb);
  return [...packages, ...(isCall ? [{ kind: 'call' as const, name: plain }] : [])];
}

function findingsOf(
  instruction: Instruction,
  sources: readonly ChangedSource[],
  commands: readonly SuggestedCommand[],
): readonly Finding[] {
  const { name, sentence: said, file, line } = instruction;
  const breaches = demandsOf(instruction)
    .flatMap((demand) => breachesOf(demand, sources, commands, undefined))
    .filter(({ wasThere }) => !wasThere);
  const distinct = [
    ...new Map(breaches.map((breach) => [`${breach.file}:${breach.line}`, breach])).values(),
  ];
  return distinct.map((breach) => ({
    kind: 'constraint',
    verdict: 'violated',
    severity: 'warning',
    message: `${breach.what.replace(/^the /, 'The ')}, and ${file} says: "${said}"`,
    subject: name,
    file: breach.file,
    line: breach.line,
    source: { file, line },
  }));
}
