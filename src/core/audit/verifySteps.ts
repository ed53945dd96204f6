import type { Finding, Impact, Suggestion, VerifyStep } from '../model/audit.ts';
import { fileName, folderOf } from '../topology/paths.ts';
import type { Systems } from './dependency/systems.ts';

/** A way to try a change of some files without applying it. */
interface Way {
  readonly path: RegExp;
  /** Of the text of the file, where its name is not enough. */
  readonly text?: RegExp;
  readonly title: string;
  readonly command?: (path: string) => string;
}

const ways: readonly Way[] = [
  {
    path: /\.ya?ml$/i,
    text: /^(?=[\s\S]*^apiVersion:)(?=[\s\S]*^kind:)/m,
    title: 'See what the cluster would change, and whether it takes it',
    command: (path) => `kubectl diff -f ${quoted(path)}`,
  },
  {
    path: /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/i,
    title: 'Let Compose check the file',
    command: (path) => `docker compose -f ${quoted(path)} config --quiet`,
  },
  {
    path: /(^|\/)(templates\/.*\.(ya?ml|tpl)|values[\w.-]*\.ya?ml|Chart\.ya?ml)$/i,
    text: /\{\{|^\w/m,
    title: 'Render the chart and compare it with what runs',
    command: (path) => `helm template ${quoted(chartOf(path))} | kubectl diff -f -`,
  },
  { path: /\.tf$/i, title: 'See what Terraform would change', command: () => 'terraform plan' },
  {
    path: /(^|\/)Dockerfile[\w.-]*$/i,
    title: 'Build the image',
    command: (path) => `docker build -f ${quoted(path)} ${quoted(folderOf(path) || '.')}`,
  },
  {
    path: /\.sql$/i,
    title: 'Run the migration on a copy of the data, and back again, before it meets the real one',
  },
  {
    path: /(^|\/)nginx[\w.-]*|\.conf$/i,
    text: /\b(server|upstream|location)\b[^\n]*\{/,
    title: 'Let nginx check the configuration',
    command: (path) => `nginx -t -c "$PWD/${path}"`,
  },
  {
    path: /\.proto$/i,
    title: 'Look for breaking changes',
    command: () => 'buf breaking --against .git',
  },
  {
    path: /(^|\/)package\.json$/,
    title: 'Install in a clean copy and test',
    command: () => 'npm ci && npm test',
  },
];

/** How the tests of a language are run for a folder. */
const runners: readonly (readonly [RegExp, (path: string, test: string) => string])[] = [
  [/\.go$/, (path) => `go test ./${folderOf(path) || '.'}/...`],
  [/\.py$/, (_, test) => `pytest ${quoted(test)}`],
  [/\.rs$/, () => 'cargo test'],
  [/\.(java|kt)$/, (_, test) => `mvn test -Dtest=${fileName(test).replace(/\.\w+$/, '')}`],
  [/\.rb$/, (_, test) => `bundle exec rspec ${quoted(test)}`],
  [/\.[cm]?[jt]sx?$/, (_, test) => `npm test -- ${quoted(test)}`],
  [/\.cs$/, () => 'dotnet test'],
];

const MOST_STEPS = 6;

/** How to try a suggestion before it is applied: what is cheap and changes nothing first. */
export function verifySteps(
  suggestion: Suggestion,
  findings: readonly Finding[],
  radius: readonly Impact[],
  systems: Systems,
): readonly VerifyStep[] {
  const steps: readonly VerifyStep[] = [
    ...(findings.some(({ severity }) => severity === 'error')
      ? [{ title: 'Resolve the errors first: each cites the line that decides' }]
      : []),
    ...suggestion.files.flatMap(({ path, after }) => wayFor(path, after)),
    ...suggestion.files.flatMap(({ path }) => testsOf(path, systems)),
    ...suggestion.commands.flatMap(({ text }) => dryRun(text)),
    ...watchStep(radius),
  ];
  const distinct = new Map(steps.map((step) => [step.command ?? step.title, step]));
  return [...distinct.values()].slice(0, MOST_STEPS);
}

function wayFor(path: string, after: string | undefined): readonly VerifyStep[] {
  const way = ways.find((one) => one.path.test(path) && (one.text?.test(after ?? '') ?? true));
  if (!way || after === undefined) return [];
  return [{ title: way.title, ...(way.command && { command: way.command(path) }) }];
}

/** `src/cart.ts` has its tests in `test/cart.test.ts`, `cart_test.go`, `test_cart.py`. */
function testsOf(path: string, { after }: Systems): readonly VerifyStep[] {
  const stem = fileName(path)
    .replace(/\.\w+$/, '')
    .toLowerCase();
  const runner = runners.find(([pattern]) => pattern.test(path))?.[1];
  if (!runner || stem.length < 2) return [];
  const isTest = new RegExp(
    `(^|/)(${escaped(stem)}[._-]?(test|spec|tests)|test_${escaped(stem)})\\.\\w+$`,
    'i',
  );
  const test = [...after.texts.keys()].find((one) => isTest.test(one));
  return test === undefined
    ? []
    : [{ title: `Run the tests of ${fileName(path)}`, command: runner(path, test) }];
}

function dryRun(command: string): readonly VerifyStep[] {
  const text = command.trim();
  if (text.includes('\n') || /[|;&><`$]/.test(text)) return [];
  if (/^kubectl\s+(apply|create|delete|scale|patch|set|label|annotate|replace)\b/.test(text)) {
    return [{ title: 'Try it without effect', command: `${text} --dry-run=server` }];
  }
  if (/^helm\s+(install|upgrade)\b/.test(text)) {
    return [{ title: 'Try it without effect', command: `${text} --dry-run` }];
  }
  if (/^terraform\s+apply\b/.test(text)) {
    return [{ title: 'See what it would change', command: 'terraform plan' }];
  }
  return [];
}

function watchStep(radius: readonly Impact[]): readonly VerifyStep[] {
  const callers = radius.filter(({ kind }) => kind === 'calls').map(({ service }) => service);
  if (callers.length === 0) return [];
  const shown = callers.slice(0, 4).join(', ');
  const rest = callers.length > 4 ? ` and ${callers.length - 4} more` : '';
  return [{ title: `Watch ${shown}${rest} while it rolls out: what changes is called from there` }];
}

function chartOf(path: string): string {
  return folderOf(path).replace(/\/?templates(\/.*)?$/, '') || '.';
}

function quoted(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
