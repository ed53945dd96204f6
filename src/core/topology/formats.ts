import { asideReason, isPacked } from './aside.ts';
import { isAppHost } from './aspire.ts';
import { languageOf } from './code/languages.ts';
import { isDockerfile } from './dockerfile.ts';
import type { SourceText } from './facts.ts';
import { fileName } from './paths.ts';

export type Format =
  | 'yaml'
  | 'template'
  | 'helm'
  | 'terraform'
  | 'aspire'
  | 'dockerfile'
  | 'environment'
  | 'configuration'
  | 'code'
  | 'log';

/** Larger than what people write; told as skipped. */
const LARGEST_TEXT = 4 * 1024 * 1024;
const LARGEST_CODE = 512 * 1024;

const byName: readonly (readonly [RegExp, Format])[] = [
  [
    /(^|\/)(Chart|requirements|values[\w.-]*)\.ya?ml$|\.tpl$|(^|\/)NOTES\.txt$|(^|\/)values\.schema\.json$/,
    'helm',
  ],
  [/\.ya?ml$/i, 'yaml'],
  [/\.tf$/i, 'terraform'],
  [/(^|\/)(\.env(?!.*(example|sample|template|dist|test))[\w.-]*|[\w-]+\.env)$/i, 'environment'],
  [
    /\.(properties|ini|toml|conf|cfg|cnf|json|json5|xml|config|template|vcl|hocon|gradle)$|(^|\/)(Caddyfile|haproxy\.cfg|nginx[\w.-]*)$/i,
    'configuration',
  ],
  [/\.(log|jsonl|ndjson)$/i, 'log'],
];

/** Formats that describe systems and that nobody reads here yet. */
const foreign: readonly (readonly [RegExp, string])[] = [
  [/\.(bicep|bicepparam)$/i, 'Bicep is not read.'],
  [/\.jsonnet$|\.libsonnet$/i, 'Jsonnet is not read.'],
  [/\.cue$/i, 'CUE is not read.'],
  [/\.nomad(\.hcl)?$/i, 'Nomad jobs are not read.'],
  [/(^|\/)Pulumi\.ya?ml$/i, 'Pulumi programs are not read.'],
  [/(^|\/)cdk\.json$/i, 'CDK programs are not read.'],
  [
    /(^|\/)(serverless|template|samTemplate)\.ya?ml$/i,
    'Serverless and CloudFormation templates are not read.',
  ],
  [/\.tf\.json$/i, 'Terraform as JSON is not read.'],
  [/(^|\/)helmfile[\w.-]*\.ya?ml$/i, 'Helmfiles are not read; their charts are.'],
];

export function foreignReason(path: string): string | undefined {
  return foreign.find(([pattern]) => pattern.test(path))?.[1];
}

/** What a file is read as; nothing when it can't tell anything. */
export function formatOf(file: SourceText, isInChart: boolean): Format | undefined {
  const { path } = file;
  if (isInChart) return 'template';
  if (isDockerfile(path)) return 'dockerfile';
  if (languageOf(path)) return isAppHost(file) ? 'aspire' : 'code';
  return byName.find(([pattern]) => pattern.test(path))?.[1];
}

/** By its name alone, so that nobody opens what tells nothing. */
export function mayTell(path: string): boolean {
  return (
    formatOf({ path, text: '' }, path.includes('templates/')) !== undefined ||
    foreignReason(path) !== undefined
  );
}

/** Why a file that could be read is left out. */
export function skipReason(
  { path, text }: SourceText,
  format: Format,
  hasCentre: boolean,
): string | undefined {
  const aside = hasCentre ? asideReason(path) : undefined;
  if (aside !== undefined && format !== 'log') return `Not read: ${aside}.`;
  if (
    text.length > (format === 'code' || format === 'configuration' ? LARGEST_CODE : LARGEST_TEXT) &&
    format !== 'log'
  ) {
    return 'Larger than what people write.';
  }
  if (format === 'code' && isPacked(text)) return 'Packed or generated code.';
  return text.includes('\0') ? 'Not a text.' : undefined;
}

export function isSettingsFile(path: string): boolean {
  return (
    !/(^|\/)(logback[\w-]*|log4j2?|web|pom|nuget|global|launchSettings|package|angular|nest-cli|ocelot\.local)\.(xml|json|config)$/i.test(
      path,
    ) && !/\.(csproj|gradle)$/i.test(fileName(path))
  );
}
