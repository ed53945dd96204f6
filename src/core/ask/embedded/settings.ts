import type { Claim } from '../../model/claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { linesWith, quoted } from './shown.ts';

/** Settings beside the logs that have to do with a failure, as claims of its chain. */
export function settingClaims(
  clue: Clue,
  said: string,
  names: readonly string[],
  { pack }: Material,
): readonly Claim[] {
  // A manifest that states versions is one that sets them.
  const settings = pack.evidence.filter(({ kind }) => kind === 'config' || kind === 'version');
  const known = poolClaim(clue, settings) ?? policyClaim(clue, settings);
  return known ? [known] : namedSettings(`${said}\n${knownOf(clue)}`, names, settings);
}

/** What is known of the failure: its settings are named there. */
function knownOf({ signature }: Clue): string {
  const { meaning = '', causes = [] } = signature?.signature ?? {};
  return [meaning, ...causes.flatMap(({ cause, sign }) => [cause, sign])].join('\n');
}

/** Lines that are shown, of one claim. */
const MOST_LINES = 3;

/** `maxmemory 256mb` where the failure speaks of maxmemory; of several files the one that says most. */
function namedSettings(
  said: string,
  names: readonly string[],
  settings: readonly Evidence[],
): readonly Claim[] {
  const words = new Set(keysOf(said));
  const shared = (line: string): readonly string[] =>
    naming.test(line)
      ? []
      : keysOf(line).filter(
          (key, place) => words.has(key) && isTelling(key, place) && !names.includes(key),
        );
  const [best] = settings
    .map((evidence) => ({
      evidence,
      lines: linesWith(evidence, (line) => shared(line).length > 0, MOST_LINES),
      keys: new Set(evidence.text.split('\n').flatMap(shared)),
    }))
    .filter(({ lines }) => lines.length > 0)
    .sort((a, b) => worthOf(b.keys) - worthOf(a.keys));
  if (!best) {
    return [];
  }
  const quotes = best.lines.map(({ quote }) => quoted(quote, 80)).join(', ');
  const text = `${best.evidence.file} has ${quotes}.`;
  return [{ role: 'mechanism', text, cites: best.lines }];
}

/** What only says whose settings these are. */
const naming =
  /^\s*(?:- )?["']?(?:name|app|metadata|labels|matchLabels|selector|namespace|kind|apiVersion|service(?:Name)?|host(?:name)?)\b/;

/** A version or the name of a setting says more than a word. */
function worthOf(keys: ReadonlySet<string>): number {
  return [...keys].reduce((sum, key) => sum + (/\d\.\d|_/.test(key) ? 2 : 1), 0);
}

/** A version, a name of several parts, or a plain word where the line's own name stands. */
const isTelling = (key: string, place: number): boolean =>
  /\d\.\d|[_-]/.test(key) || (place === 0 && key.length > 6 && !common.has(key));

/** The names and versions of a line that sets something. */
function keysOf(said: string): readonly string[] {
  const text = said.toLowerCase().slice(0, 6000);
  return (
    text.match(/[a-z][a-z0-9]{0,40}(?:[_-][a-z0-9]{1,40}){0,8}|\d{1,5}\.\d{1,5}\.\d{1,5}/g) ?? []
  );
}

const common: ReadonlySet<string> = new Set(
  'apiversion metadata namespace replicas selector matchlabels template containers container deployment service default registry example dependencies package version edition because another connections requests configured handler'.split(
    ' ',
  ),
);

/** A policy that lets no traffic pass explains a party that cannot be reached. */
function policyClaim({ tell }: Clue, settings: readonly Evidence[]): Claim | undefined {
  const [evidence] = settings.filter(({ text }) => closed.test(text));
  if (tell.kind !== 'network' || !evidence) {
    return undefined;
  }
  const lines = evidence.text.split('\n');
  const at = lines.findIndex((line) => /^kind: NetworkPolicy\b/.test(line));
  const own = lines.slice(at, at + POLICY_LINES);
  const picked = [/^kind: NetworkPolicy/, /^ {1,4}name: \S/, /^ {0,8}(?:e|in)gress: \[\]/].map(
    (part) => own.findIndex((line) => part.test(line)),
  );
  const cites = picked
    .filter((place) => place >= 0)
    .map((place) => ({
      evidence: evidence.id,
      line: evidence.startLine + at + place,
      quote: (own[place] ?? '').trim(),
    }));
  const name = own[picked[1] ?? -1]?.replace(/^\s*name: /, '').trim() ?? 'here';
  const rule = cites.at(-1)?.quote ?? '';
  const text = `The network policy ${quoted(name, 80)} blocks traffic: ${quoted(rule, 40)} lets nothing pass.`;
  return cites.length === picked.length ? { role: 'cause', text, cites } : undefined;
}

const POLICY_LINES = 40;
const closed = /^kind: NetworkPolicy\b[\s\S]{0,1500}?^ {0,8}(?:e|in)gress: \[\]/m;

const exhausted =
  /too many (?:clients|connections)|remaining connection slots|connection limit|max_connections|connection pool|ORA-00018|ORA-12519/i;
const poolKey = /pool.{0,3}(?:size|max)|max.{0,12}pool|pool_max|max_?conns|maximum_?connections/i;
const limitKey =
  /\bmax_connections\b|\bmaxconn\b|\bmax_user_connections\b|\bmaxIncomingConnections\b/i;

/** Instances times the pool of each against what the server allows: each is right, their product is not. */
function poolClaim({ text }: Clue, settings: readonly Evidence[]): Claim | undefined {
  if (!exhausted.test(text)) {
    return undefined;
  }
  const limits = settings.flatMap((evidence) =>
    linesWith(evidence, (line) => limitKey.test(line), 1),
  );
  const [limit] = limits.filter(({ quote }) => numberIn(quote) !== undefined);
  const [demand] = settings
    .flatMap((evidence) => demandOf(evidence) ?? [])
    .sort((a, b) => b.replicas * b.pool - a.replicas * a.pool);
  const allowed = limit && numberIn(limit.quote);
  if (!limit || !demand || allowed === undefined || demand.replicas * demand.pool <= allowed) {
    return undefined;
  }
  return {
    role: 'cause',
    text: `${demand.replicas} replicas with a pool of ${demand.pool} connections each ask for more than the ${allowed} that ${quoted(limit.quote, 60)} allows.`,
    cites: [...demand.cites, limit],
  };
}

interface Demand {
  readonly replicas: number;
  readonly pool: number;
  readonly cites: Claim['cites'];
}

/** A pool's size stands on its line, or as the `value:` after its name. */
function demandOf(evidence: Evidence): Demand | undefined {
  const lines = evidence.text.split('\n');
  const at = lines.findIndex((line) => poolKey.test(line));
  const replicas = linesWith(evidence, (line) => /^\s*replicas: *\d/.test(line), 1)[0];
  const size = [lines[at] ?? '', lines[at + 1] ?? ''].findIndex(
    (line) => numberIn(line) !== undefined,
  );
  const pool = numberIn(lines[at + size] ?? '');
  if (at < 0 || size < 0 || pool === undefined || !replicas) {
    return undefined;
  }
  const cites = Array.from({ length: size + 1 }, (_, i) => ({
    evidence: evidence.id,
    line: evidence.startLine + at + i,
    quote: (lines[at + i] ?? '').trim(),
  }));
  return { replicas: numberIn(replicas.quote) ?? 1, pool, cites: [replicas, ...cites] };
}

/** `value: "20"`, `max_connections = 100`, `?pool_max_conns=10`. */
function numberIn(line: string): number | undefined {
  const digits = /[:=] {0,3}["']?(\d{1,7})["']?(?: *#.*)?\s*$/.exec(line)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
