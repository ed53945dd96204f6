import type { Finding, Suggestion } from '../../model/audit.ts';
import { codeOf, isCode } from './codeText.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { createScopes } from './scopes.ts';
import { readChanged, readSides } from './sides.ts';
import type { Systems, SystemView } from './systems.ts';

/** A path that is served, or called. */
interface Route {
  /** Segments; `*` for one that varies. */
  readonly segments: readonly string[];
  readonly method: string | undefined;
  readonly written: string;
  readonly file: string;
  readonly line: number;
}

/** How frameworks declare routes: the method, where it is named, then the path. */
const declarations: readonly RegExp[] = [
  /\b(?:app|router|server|api|route|routes|fastify|r|e|g|mux|group|v\d|\w*[rR]outer|\w*[aA]pp)\.(get|post|put|patch|delete|all|head|options|GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete|HandleFunc|Handle|route|add_url_rule)\(\s*["'`]((?:[A-Z]+ )?\/[^"'`\s]*)["'`]/g,
  /@(Get|Post|Put|Patch|Delete|Request|Http(?:Get|Post|Put|Patch|Delete))(?:Mapping)?\(\s*(?:(?:value|path)\s*=\s*)?\{?\s*["'`](\/?[^"'`\s]*)["'`]/g,
  /\[Http(Get|Post|Put|Patch|Delete)\(\s*"(\/?[^"]*)"/g,
  /@(?:\w+)\.(route|get|post|put|patch|delete)\(\s*["'](\/[^"'\s]*)["']/g,
  /@(Path)\(\s*"(\/?[^"]*)"\s*\)/g,
  /\bMap(Get|Post|Put|Patch|Delete)\(\s*"(\/[^"]*)"/g,
  /\bhttp\.(HandleFunc|Handle)\(\s*"((?:[A-Z]+ )?\/[^"]*)"/g,
  /^\s*(get|post|put|patch|delete)\s+['"](\/[^'"]*)['"]/g,
  /\bRoute::(get|post|put|patch|delete|any)\(\s*['"](\/?[^'"]*)['"]/g,
  /\.(route)\(\s*"(\/[^"]*)"\s*,/g,
  /#\[(get|post|put|patch|delete)\(\s*"(\/[^"]*)"/g,
  /\b(path|re_path)\(\s*r?["'](\^?[\w<>:/-]+\/?)["']/g,
];

const methods = /^(get|post|put|patch|delete|head|options)$/;

function declaredIn(path: string, text: string): readonly Route[] {
  if (!isCode(path)) return described(path, text);
  return codeOf(path, text)
    .split('\n')
    .flatMap((line, index) =>
      line.length > 2_000
        ? []
        : declarations
            .flatMap((pattern) => [...line.matchAll(pattern)])
            .map(([, how = '', written = '']) => routeOf(how, written, path, index + 1))
            .filter(({ segments }) => segments.length > 0),
    );
}

/** What an OpenAPI file promises. */
function described(path: string, text: string): readonly Route[] {
  if (!/\.(ya?ml|json)$/.test(path) || !/^\s*"?(openapi|swagger)"?\s*:/m.test(text)) return [];
  return text.split('\n').flatMap((line, index) => {
    const written = /^\s{1,8}["']?(\/[^"'\s:]*)["']?\s*:/.exec(line)?.[1];
    return written === undefined ? [] : [routeOf('', written, path, index + 1)];
  });
}

/** Some write the method before the path: `GET /orders`. */
function routeOf(how: string, written: string, file: string, line: number): Route {
  const [, verb, only = ''] = /^(?:([A-Z]+) )?(.*)$/.exec(written) ?? [];
  const method = (verb ?? how.replace(/^Http/, '')).toLowerCase();
  const known = methods.test(method) ? method : undefined;
  return { segments: segmentsOf(only), method: known, written: only, file, line };
}

/** `/orders/:id`, `/orders/{id}`, `/orders/<int:id>` and `/orders/${id}` are one. */
function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/[$#]?\{[^{}]*\}|<[^<>]*>/g, '*')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '^')
    .map((segment) => (/[*:%]/.test(segment) ? '*' : segment));
}

const called =
  /["'`](?:(?:https?|lb):\/\/[^"'`\s/]+|[$#]?\{[^{}]*\}|%[sv]|)((?:\/[\w.~%:@-]+|\/[$#]?\{[^{}]*\}|\/%[sdv])+\/?)(?:\?[^"'`]*)?["'`]/g;

const bare = /\bhttps?:\/\/[\w.-]+(?::\d+)?((?:\/[\w.~%:@{}$-]+)+)/g;

/** Paths in texts of code, and in URLs of settings. */
function calledIn(path: string, text: string): readonly Route[] {
  const pattern = isCode(path) ? called : bare;
  if (!isCode(path) && !/\.(ya?ml|json|conf|properties|env|toml)$|\.env/i.test(path)) return [];
  return codeOf(path, text)
    .split('\n')
    .flatMap((line, index) =>
      line.length > 2_000 || !line.includes('/')
        ? []
        : [...line.matchAll(pattern)].map(([, written = '']) => ({
            segments: segmentsOf(written),
            method: methodNear(line),
            written,
            file: path,
            line: index + 1,
          })),
    );
}

/** The method of a call on its line, where it says so. */
function methodNear(line: string): string | undefined {
  const named =
    /\bmethod\s*:\s*['"](\w+)['"]|\.(get|post|put|patch|delete)(?:ForObject|ForEntity|Async)?\(|http\.(Get|Post)\(|\bNewRequest\w*\([^"]*"(GET|POST|PUT|PATCH|DELETE)"/i.exec(
      line,
    );
  return named
    ?.slice(1)
    .find((word) => word !== undefined)
    ?.toLowerCase();
}

/** Routes that go away while another service calls them. */
export function brokenRoutes(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const changed = readChanged(systems, suggestion, declaredIn);
  const lost = lostRoutes(changed.before, changed.after);
  if (lost.length === 0) return [];
  const declared = readSides(systems, declaredIn);
  const calls = readSides(systems, calledIn).after;
  const uses = lost.flatMap((route) => usesOf(route, calls, declared.after, systems.after));
  return brokenContracts(
    {
      offers: {
        before: lost.map(offerOf),
        after: freshRoutes(declared.before, declared.after).map(offerOf),
      },
      uses: { before: [], after: uses },
      verb: ['calls', 'call'],
      advice: 'Keep the old route, or change the callers first.',
      scopeOf: createScopes(systems),
    },
    suggestion,
  );
}

const keyOf = ({ segments, method, file }: Route): string =>
  `${method ?? ''} /${segments.join('/')} in ${file}`;

function lostRoutes(before: readonly Route[], after: readonly Route[]): readonly Route[] {
  const kept = new Set(after.map(keyOf));
  return before.filter((route) => !kept.has(keyOf(route)));
}

function freshRoutes(before: readonly Route[], after: readonly Route[]): readonly Route[] {
  return lostRoutes(after, before);
}

function offerOf(route: Route): Offer {
  const { method, written, file, line } = route;
  const name = `${method === undefined ? '' : `${method.toUpperCase()} `}${written}`;
  return {
    key: keyOf(route),
    group: `routes ${file}`,
    what: `Route ${name}`,
    subject: written,
    file,
    line,
  };
}

/** Calls that end as the route does, from elsewhere, and that no other route serves. */
function usesOf(
  route: Route,
  calls: readonly Route[],
  declared: readonly Route[],
  view: SystemView,
): readonly Use[] {
  const owner = view.ownerOf(route.file);
  return calls.flatMap((call) => {
    const by = view.ownerOf(call.file);
    const isOwn =
      call.file === route.file || (by === owner && owner !== undefined && !isCaller(call));
    const stays = declared.some(
      (other) => sameOwner(other, route, view) && serves(other, call) && other.file !== call.file,
    );
    if (isOwn || stays || !serves(route, call) || isTest(call.file)) return [];
    if (owner !== undefined && by !== undefined && by !== owner && !dependsOn(by, owner, view))
      return [];
    return [{ key: keyOf(route), by, file: call.file, line: call.line }];
  });
}

function sameOwner(one: Route, other: Route, { ownerOf }: SystemView): boolean {
  return ownerOf(one.file) === ownerOf(other.file);
}

/** A page of the same service calls its routes too. */
function isCaller({ file }: Route): boolean {
  return /\.(tsx|jsx|vue|svelte|html)$|(^|\/)(client|frontend|web|ui|public|static)\//.test(file);
}

function isTest(file: string): boolean {
  return /(^|\/)(tests?|specs?|__tests__)\/|[._-](test|spec)\.\w+$|_test\.\w+$|(^|\/)test_/.test(
    file,
  );
}

function dependsOn(from: string, to: string, { topology }: SystemView): boolean {
  return topology.edges.some((edge) => edge.from === from && edge.to === to);
}

/** A router may be mounted below a path that only the caller writes. */
function serves({ segments, method }: Route, call: Route): boolean {
  const { length } = segments;
  const tail = call.segments.slice(-length);
  const isWord = (segment: string): boolean => segment !== '*' && segment.length > 2;
  return (
    call.segments.length >= length &&
    segments.some(isWord) &&
    segments.every(
      (segment, index) =>
        segment === '*' || tail[index] === segment || (tail[index] === '*' && index > 0),
    ) &&
    (method === undefined || call.method === undefined || method === call.method)
  );
}
