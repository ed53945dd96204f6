import type { Finding, Suggestion } from '../../model/audit.ts';
import { codeOf } from './codeText.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { ANYBODY, type ServiceSetting } from './environmentOffers.ts';
import { createScopes } from './scopes.ts';
import type { Systems, SystemView } from './systems.ts';

/** Where code reads a variable of its environment. */
export interface Read {
  readonly key: string;
  readonly file: string;
  readonly line: number;
  /** It has a value to fall back on. */
  readonly hasDefault: boolean;
}

const KEY = '([A-Za-z_][A-Za-z0-9_]{1,80})';

/** How languages read their environment; the first group is the key, what follows may be a default. */
const reads: readonly RegExp[] = [
  new RegExp(`\\bprocess\\.env\\.${KEY}(.{0,40})`, 'g'),
  new RegExp(`\\bprocess\\.env\\[\\s*['"\`]${KEY}['"\`]\\s*\\](.{0,40})`, 'g'),
  new RegExp(`\\bimport\\.meta\\.env\\.${KEY}(.{0,40})`, 'g'),
  new RegExp(`\\bDeno\\.env\\.get\\(\\s*['"]${KEY}['"](.{0,40})`, 'g'),
  new RegExp(`\\bos\\.environ\\[\\s*['"]${KEY}['"]\\s*\\]()`, 'g'),
  new RegExp(
    `\\b(?:os\\.)?(?:environ\\.get|getenv|environ\\.setdefault)\\(\\s*['"]${KEY}['"](.{0,40})`,
    'g',
  ),
  new RegExp(
    `\\b(?:env|config|decouple\\.config)(?:\\.(?:str|int|bool|url|list))?\\(\\s*['"]${KEY}['"](.{0,40})`,
    'g',
  ),
  new RegExp(`\\bos\\.(?:Getenv|LookupEnv)\\(\\s*["\`]${KEY}["\`](.{0,40})`, 'g'),
  new RegExp(
    `\\b(?:getEnv|GetEnv|getenvOr|envOr|EnvOr|mustEnv|requireEnv|mustGetenv|MustGetenv|mustMapEnv)\\w*\\([^"'\`)\\n]{0,40}["'\`]${KEY}["'\`](.{0,40})`,
    'g',
  ),
  new RegExp(`\\bSystem\\.getenv\\(\\s*"${KEY}"(.{0,40})`, 'g'),
  new RegExp(`\\bSystem\\.getenv\\(\\)\\.get(?:OrDefault)?\\(\\s*"${KEY}"(.{0,40})`, 'g'),
  new RegExp(`\\bEnvironment\\.GetEnvironmentVariable\\(\\s*"${KEY}"(.{0,40})`, 'g'),
  new RegExp(`\\b(?:std::)?env::var(?:_os)?\\(\\s*"${KEY}"(.{0,60})`, 'g'),
  new RegExp(`\\benv!\\(\\s*"${KEY}"()`, 'g'),
  new RegExp(`\\bENV(?:\\.fetch\\(\\s*|\\[\\s*)['"]${KEY}['"](.{0,40})`, 'g'),
  new RegExp(`\\bgetenv\\(\\s*['"]${KEY}['"](.{0,40})`, 'g'),
  new RegExp(`\\$_(?:ENV|SERVER)\\[\\s*['"]${KEY}['"]\\s*\\](.{0,40})`, 'g'),
  new RegExp(`\\$\\{${KEY}((?::[^}]{0,80})?)\\}`, 'g'),
];

const fallback =
  /^\s*(?:\)|\]|!)*\s*(?:\|\||\?\?|\?:|\bor\b|\.unwrap_or|\.or_else|\.unwrap_or_else|\.unwrap_or_default)|^\s*,\s*(?!\s*(?:cast|type)\b)[^\s)]|^:[-:]?./;

/** Files in which `${KEY}` is a variable of the environment. */
const interpolated = /\.(ya?ml|properties|conf|sh|bash|template|toml|tmpl)$/i;

/** Where a text reads variables of its environment; of `wanted` ones alone where such are given. */
export function readsIn(path: string, text: string, wanted?: readonly string[]): readonly Read[] {
  const keys = wanted?.filter((key) => text.includes(key));
  if (keys?.length === 0) return [];
  const isOther = interpolated.test(path);
  const patterns = reads.filter(
    (pattern) => pattern.source.startsWith('\\$\\{') === isOther || /\.sh$/.test(path),
  );
  return codeOf(path, text)
    .split('\n')
    .flatMap((line, index) => {
      if (line.length > 4_000 || keys?.some((key) => line.includes(key)) === false) return [];
      return patterns
        .flatMap((pattern) => [...line.matchAll(pattern)])
        .map(([, key = '', rest = '']) => ({
          key,
          file: path,
          line: index + 1,
          hasDefault: fallback.test(rest),
        }));
    });
}

/** Variables that a service is no longer given though its code reads them. */
export function brokenEnvironment(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const { before, after } = systems;
  const kept = new Set(after.settings.map(idOf));
  const lost = before.settings.filter((setting) => !kept.has(idOf(setting)));
  if (lost.length === 0) return [];
  const keys = [...new Set(lost.map(({ key }) => key))].filter((key) => key !== '');
  const read = [...after.texts].flatMap(([path, text]) => readsIn(path, text, keys));
  return brokenContracts(
    {
      offers: { before: before.settings.map(offerOf), after: after.settings.map(offerOf) },
      uses: { before: [], after: read.flatMap((one) => usesOf(one, after, before)) },
      verb: ['reads', 'read'],
      advice: 'Keep it until the code no longer reads it.',
      scopeOf: createScopes(systems),
    },
    suggestion,
  );
}

function idOf({ service, key, file }: ServiceSetting): string {
  return `${service} ${key} ${file}`;
}

function offerOf({ service, key, file, line }: ServiceSetting): Offer {
  return {
    key: `${service} ${key}`,
    group: `${service} ${file}`,
    what: service === ANYBODY ? `${key} of ${file}` : `${key} of ${service}`,
    subject: key,
    file,
    line,
  };
}

/** Code that belongs to no service may be anybody's who is given the variable. */
function usesOf(
  { key, file, line, hasDefault }: Read,
  after: SystemView,
  before: SystemView,
): readonly Use[] {
  const by = after.ownerOf(file);
  const services = isManifest(file, before)
    ? [ANYBODY]
    : by === undefined
      ? before.settings.filter((setting) => setting.key === key).map(({ service }) => service)
      : [by, ANYBODY];
  // What a service is given by its manifest, a file beside it need not give.
  const isGiven = after.settings.some((setting) => setting.service === by && setting.key === key);
  return [...new Set(services)]
    .filter((service) => service !== ANYBODY || !isGiven)
    .map((service) => ({
      key: `${service} ${key}`,
      by,
      file,
      line,
      isOptional: hasDefault,
    }));
}

/** Compose puts variables of the file beside it into its own text. */
function isManifest(file: string, { manifests }: SystemView): boolean {
  return manifests.some(
    ({ path, services, objects }) => path === file && services.length + objects.length > 0,
  );
}
