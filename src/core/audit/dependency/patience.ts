import type { Finding, Suggestion } from '../../model/audit.ts';
import type { FoundedEdge, Place } from '../../model/topology.ts';
import { at, itemsAt, type Tree, textAt } from '../../topology/yamlTree.ts';
import { codeOf } from './codeText.ts';
import { placeIn } from './contract.ts';
import { changedText, readSides } from './sides.ts';
import type { Systems, SystemView } from './systems.ts';
import { milliseconds, timeText } from './units.ts';

/** How long a service waits for others, or how often it tries again. */
interface Patience extends Place {
  readonly service: string;
  /** Whom it waits for; `undefined` for all it calls. */
  readonly peer: string | undefined;
  readonly kind: 'timeout' | 'retries';
  /** Milliseconds, or tries after the first. */
  readonly value: number;
}

/** What stands in a file: a key with its value, before anybody knows whose it is. */
interface Written extends Place {
  readonly kind: Patience['kind'];
  readonly value: number;
  readonly key: string;
}

/** Callers that give up before who they call does, and retries that multiply along a chain of calls. */
export function checkPatience(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  if (systems.after.topology.services.length === 0) return [];
  if (!/time[_.-]?out|retr(y|ies)|attempts/i.test(changedText(suggestion))) return [];
  const written = readSides(systems, writtenIn);
  const before = patienceOf(written.before, systems.before);
  const after = patienceOf(written.after, systems.after);
  const isNew = (one: Patience): boolean =>
    !before.some(
      ({ service, peer, kind, value }) =>
        service === one.service && peer === one.peer && kind === one.kind && value === one.value,
    );
  const changed = new Set(after.filter(isNew));
  if (changed.size === 0) return [];
  const edges = systems.after.topology.edges.filter(
    ({ status }) => status !== 'ordered' && status !== 'allowed',
  );
  return [
    ...impatient(after, changed, edges, suggestion),
    ...multiplied(after, before, changed, edges, suggestion),
  ];
}

const timeoutKey =
  /time[_.-]?out(?:[_.-]?(?:in_?)?(?:ms|millis|milliseconds?|s|secs?|seconds?))?$/i;
const retryKey =
  /(?:^|[_.-]|[a-z])(?:retries|retry_?-?(?:count|attempts|times|limit|max)|max_?-?retries|max_?-?retry(?:_?-?attempts)?|num_?retries|max_?-?attempts)$/i;

function numberOf(key: string, value: string): Pick<Written, 'kind' | 'value'> | undefined {
  if (timeoutKey.test(key)) {
    const time = milliseconds(value, key);
    return time === undefined || time === 0 ? undefined : { kind: 'timeout', value: time };
  }
  if (!retryKey.test(key) || !/^\d{1,4}$/.test(value.trim())) return undefined;
  const count = Number(value);
  return { kind: 'retries', value: /attempts$/i.test(key) ? Math.max(0, count - 1) : count };
}

const assigned =
  /["']?([A-Za-z][\w.-]{2,80})["']?\s*(?::|=|:=)\s*["']?(\d[\d_.]*\s*[a-z]*|PT\d+[SM]|\d+\s*\*\s*time\.\w+|time\.\w+\s*\*\s*\d+)["']?(?=[\s,;)}]|$)/g;

const directive =
  /(?:^|[;{])\s*(proxy_(?:read|connect|send)_timeout|grpc_read_timeout)\s+(\d+\w*)\s*;/;

/** Millisecond timeouts of JavaScript have no unit; other languages' numbers are seconds. */
function usualUnit(path: string, key: string, value: string): string {
  const isBare = /^\d[\d_.]*$/.test(value);
  if (!isBare || milliseconds('1', key) !== undefined) return value;
  if (/\.[cm]?[jt]sx?$/.test(path)) return `${value}ms`;
  return /\.(py|rb)$/.test(path) ? `${value}s` : value;
}

function writtenIn(path: string, text: string): readonly Written[] {
  if (!/time_?-?out|retr(y|ies)|attempts/i.test(text)) return [];
  if (!/\.([cm]?[jt]sx?|py|rb|go|java|kt|cs|rs|php|properties|conf|toml|json|ya?ml)$/i.test(path))
    return [];
  return codeOf(path, text)
    .split('\n')
    .flatMap((line, index) => {
      if (line.length > 1_000) return [];
      const passed = directive.exec(line);
      const pairs = passed ? [passed] : [...line.matchAll(assigned)];
      return pairs.flatMap(([, key = '', value = '']) => {
        const plain = passed
          ? /^\d+$/.test(value)
            ? `${value}s`
            : value
          : usualUnit(path, key, value);
        const found = numberOf(key, plain);
        return found ? [{ ...found, key, file: path, line: index + 1 }] : [];
      });
    });
}

function patienceOf(written: readonly Written[], view: SystemView): readonly Patience[] {
  const manifests = new Set(
    view.manifests
      .filter((one) => one.objects.length + one.services.length > 0)
      .map(({ path }) => path),
  );
  const settings = view.settings.flatMap(({ service, key, value, file, line }) => {
    const found = numberOf(key, value);
    return found ? [{ ...found, service, peer: peerOf(service, key, view), file, line }] : [];
  });
  const inFiles = written.flatMap(({ key, file, line, kind, value }) => {
    const service = manifests.has(file) ? undefined : view.ownerOf(file);
    if (service === undefined) return [];
    return [
      {
        service,
        peer: peerNear(file, line, view) ?? peerOf(service, key, view),
        kind,
        value,
        file,
        line,
      },
    ];
  });
  return [...settings, ...inFiles, ...meshRules(view)];
}

/** `PAYMENT_TIMEOUT_MS` is about `payment`; one who calls a single other can only mean that. */
function peerOf(
  service: string,
  key: string,
  { resolve, topology }: SystemView,
): string | undefined {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_.-]+/)
    .filter(
      (word) =>
        !/^(timeout|time|out|ms|millis|milliseconds|s|sec|seconds|in|client|http|grpc|request|read|connect|max|retries|retry|attempts|count|api|service|svc|config|default|feign)$/.test(
          word,
        ),
    );
  const names = [
    words.join('-'),
    words.join(''),
    ...['service', '-service', 'svc'].map((end) => `${words.join('-')}${end}`),
  ];
  const named =
    words.length === 0
      ? undefined
      : names.map((name) => resolve(name)).find((one) => one !== undefined);
  if (named !== undefined) return named === service ? undefined : named;
  const called = topology.edges.filter(
    ({ from, status }) => from === service && status !== 'ordered' && status !== 'allowed',
  );
  return called.length === 1 ? called[0]?.to : undefined;
}

const NEAR = 6;

/** Whom the code addresses nearest to a line. */
function peerNear(
  file: string,
  line: number,
  { mentions, resolve }: SystemView,
): string | undefined {
  const near = mentions
    .filter((mention) => mention.file === file && Math.abs(mention.line - line) <= NEAR)
    .sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line));
  return near.map(({ host }) => resolve(host)).find((one) => one !== undefined);
}

/** A mesh waits and retries for all who call a host. */
function meshRules(view: SystemView): readonly Patience[] {
  const { manifests, resolve, topology } = view;
  const routes = manifests.flatMap(({ objects }) =>
    objects
      .filter(({ kind }) => kind === 'VirtualService')
      .flatMap(({ tree, file }) => itemsAt(tree, 'spec', 'http').map((http) => ({ http, file }))),
  );
  return routes.flatMap(({ http, file }) => {
    const [route] = itemsAt(http, 'route');
    const peer = resolve(textAt(route, 'destination', 'host'));
    const callers = topology.edges.filter(({ to }) => to === peer).map(({ from }) => from);
    if (peer === undefined) return [];
    const rule = (
      kind: Patience['kind'],
      tree: Tree,
      value: number | undefined,
    ): readonly Patience[] =>
      value === undefined
        ? []
        : callers.map((service) => ({ service, peer, kind, value, file, line: tree.line }));
    const timeout = at(http, 'timeout');
    const attempts = at(http, 'retries', 'attempts');
    return [
      ...rule('timeout', timeout, timeout.text ? milliseconds(timeout.text, '') : undefined),
      ...rule('retries', attempts, attempts.text ? Number(attempts.text) : undefined),
    ];
  });
}

function find(
  all: readonly Patience[],
  service: string,
  peer: string | undefined,
  kind: Patience['kind'],
): Patience | undefined {
  const own = all.filter((one) => one.service === service && one.kind === kind);
  return own.find((one) => one.peer === peer) ?? own.find((one) => one.peer === undefined);
}

/** The caller's timeout against what the callee itself may wait for, its tries counted. */
function impatient(
  all: readonly Patience[],
  changed: ReadonlySet<Patience>,
  edges: readonly FoundedEdge[],
  suggestion: Suggestion,
): readonly Finding[] {
  return edges.flatMap(({ from, to }) => {
    const outer = find(all, from, to, 'timeout');
    const inner = longest(all, to);
    const tries = inner && find(all, to, inner.peer, 'retries');
    const least = inner ? inner.value * ((tries?.value ?? 0) + 1) : 0;
    const isChanged = [outer, inner, tries].some((one) => one && changed.has(one));
    if (!outer || !inner || outer.value >= least || !isChanged) return [];
    const moved = [outer, tries, inner].find((one) => one && changed.has(one)) ?? outer;
    const other = moved === outer ? inner : outer;
    const times =
      tries && tries.value > 0 ? ` in ${tries.value + 1} tries of ${timeText(inner.value)}` : '';
    return [
      patienceFinding(
        moved,
        other,
        `${from} gives up on ${to} after ${timeText(outer.value)}, but ${to} itself may wait ${timeText(least)}${times}${inner.peer === undefined ? '' : ` for ${inner.peer}`}: callers fail while the work goes on. Let the outer wait longer than the inner.`,
        from,
        suggestion,
      ),
    ];
  });
}

function longest(all: readonly Patience[], service: string): Patience | undefined {
  return all
    .filter((one) => one.service === service && one.kind === 'timeout')
    .reduce<Patience | undefined>(
      (best, one) => (best && best.value >= one.value ? best : one),
      undefined,
    );
}

/** Calls that one request may become; beyond that a slow service is buried by those who wait for it. */
const MOST_CALLS = 8;

function multiplied(
  all: readonly Patience[],
  before: readonly Patience[],
  changed: ReadonlySet<Patience>,
  edges: readonly FoundedEdge[],
  suggestion: Suggestion,
): readonly Finding[] {
  return edges.flatMap((first) =>
    edges
      .filter(({ from, to }) => from === first.to && to !== first.from)
      .flatMap((second) => {
        const outer = find(all, first.from, first.to, 'retries');
        const inner = find(all, second.from, second.to, 'retries');
        const calls = triesOf(outer) * triesOf(inner);
        const earlier =
          triesOf(find(before, first.from, first.to, 'retries')) *
          triesOf(find(before, second.from, second.to, 'retries'));
        const moved = [outer, inner].find((one) => one && changed.has(one));
        if (!outer || !inner || !moved || calls < MOST_CALLS || calls <= earlier) return [];
        if (outer.value === 0 || inner.value === 0) return [];
        return [
          patienceFinding(
            moved,
            moved === outer ? inner : outer,
            `Retries multiply: ${first.from} tries ${first.to} ${triesOf(outer)} times, and ${first.to} tries ${second.to} ${triesOf(inner)} times, so one request may become ${calls} calls of ${second.to}. Retry in one place only.`,
            second.to,
            suggestion,
          ),
        ];
      }),
  );
}

function triesOf(retries: Patience | undefined): number {
  return (retries?.value ?? 0) + 1;
}

function patienceFinding(
  moved: Patience,
  other: Patience,
  message: string,
  subject: string,
  suggestion: Suggestion,
): Finding {
  return {
    kind: 'dependency',
    severity: 'warning',
    verdict: 'ignored',
    message,
    subject,
    ...placeIn(suggestion, moved),
    line: moved.line,
    source: { file: other.file, line: other.line },
  };
}
