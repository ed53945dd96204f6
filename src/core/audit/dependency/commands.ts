import type { Finding, Suggestion } from '../../model/audit.ts';
import { listed } from './contract.ts';
import type { Systems, SystemView } from './systems.ts';

/** Commands that take something away from those who call it; the first group names it. */
const takingAway: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /\bkubectl\b.*\bdelete\s+(?:-\S+\s+(?:\S+\s+)?)*(?:deploy|deployments?|sts|statefulsets?|ds|daemonsets?|svc|services?)(?:\.\w+)?[\s/]+([\w.-]+)/,
    'deletes $',
  ],
  [
    /\bkubectl\b.*\bscale\b.*?(?:deploy|deployments?|sts|statefulsets?|rs)[\s/]+([\w.-]+).*--replicas[= ]0\b/,
    'scales $ to zero',
  ],
  [
    /\bkubectl\b.*\bscale\b.*--replicas[= ]0\b.*?(?:deploy|deployments?|sts|statefulsets?|rs)[\s/]+([\w.-]+)/,
    'scales $ to zero',
  ],
  [/\bdocker[\s-]compose\b.*?\b(?:stop|rm|kill|down|pause)\s+(?:-\S+\s+)*([\w.-]+)/, 'stops $'],
  [/\bdocker\s+(?:stop|rm|kill|pause)\s+(?:-\S+\s+)*([\w.-]+)/, 'stops $'],
  [/\bdocker[\s-]compose\b.*--scale\s+([\w.-]+)=0\b/, 'scales $ to zero'],
  [/\bdocker\s+service\s+(?:rm|scale)\s+([\w.-]+?)(?:=0)?(?:\s|$)/, 'removes $'],
  [/\bhelm\s+(?:uninstall|delete)\s+(?:-\S+\s+)*([\w.-]+)/, 'uninstalls $'],
  [/\bsystemctl\s+(?:stop|disable|mask)\s+(?:-\S+\s+)*([\w.-]+)/, 'stops $'],
];

/** More of a command is what it is given. */
const LONGEST = 2_000;

/** Commands that stop or delete a service that others call. */
export function checkCommands({ before }: Systems, { commands }: Suggestion): readonly Finding[] {
  return commands.flatMap(({ text, place }) =>
    text
      .slice(0, LONGEST)
      .split(/&&|\|\||;|\n/)
      .flatMap((part) => {
        const hit = takingAway
          .map(([pattern, what]) => ({ name: pattern.exec(part)?.[1], what }))
          .find(({ name }) => name !== undefined);
        const service = hit?.name === undefined ? undefined : serviceOf(hit.name, before);
        if (!hit || service === undefined) return [];
        return callersFinding(service, hit.what, place, before);
      }),
  );
}

function serviceOf(name: string, { resolve }: SystemView): string | undefined {
  return (
    resolve(name.replace(/\.service$/, '')) ??
    resolve(name.replace(/(-[a-z0-9]{6,10})?-[a-z0-9]{5}$/, '')) ??
    resolve(name.replace(/^[\w-]+?[-_]([\w-]+?)[-_]\d+$/, '$1'))
  );
}

function callersFinding(
  service: string,
  what: string,
  place: { readonly file: string; readonly line: number } | undefined,
  { topology }: SystemView,
): readonly Finding[] {
  const edges = topology.edges.filter(({ to, status }) => to === service && status !== 'allowed');
  const calls = edges.filter(({ status }) => status !== 'ordered');
  const [first] = calls.length > 0 ? calls : edges;
  const source = first?.evidence[0];
  if (!source) return [];
  const callers = [...new Set((calls.length > 0 ? calls : edges).map(({ from }) => from))];
  return [
    {
      kind: 'dependency',
      severity: calls.length > 0 ? 'error' : 'warning',
      verdict: 'ignored',
      message: `This ${what.replace('$', () => service)}, on which ${listed(callers.slice(0, 4))}${callers.length > 4 ? ` and ${callers.length - 4} more` : ''} ${callers.length === 1 ? 'depends' : 'depend'}. Stop or redirect them first.`,
      subject: service,
      file: place?.file,
      line: place?.line,
      source,
    },
  ];
}
