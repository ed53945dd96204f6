import type { Assumption, Check, CheckResult, Finding, SystemChange } from '../../model/audit.ts';
import { type ChangedSource, changedSource } from '../source/changedSource.ts';
import { teamFileCheck } from '../teamFile/teamFile.ts';
import { type Breach, breachesOf } from './breaches.ts';
import { ownersOf } from './codeOwners.ts';
import { type Constraint, type Exception, globbed, pathsOf } from './constraint.ts';
import { unknownNames } from './finders/dependencies.ts';
import { instructionBreaches } from './instructions.ts';
import { licenceBreaches } from './licences/licences.ts';
import { constraintsFile, readConstraints } from './readConstraints.ts';

/** A suggestion against the rules that the team keeps with its code. */
export const checkConstraints: Check = teamFileCheck(
  constraintsFile,
  'constraint',
  readConstraints,
  async (constraints, suggestion, workspace): Promise<CheckResult> => {
    const sources = suggestion.files.map(changedSource);
    const judged = constraints.map(async (constraint) => {
      const isMeant = pathsOf(constraint);
      const own = sources.filter(({ file }) => isMeant(file.path));
      const commands = suggestion.commands.filter(({ place }) =>
        place ? isMeant(place.file) : constraint.paths.length === 0,
      );
      const met = await Promise.all(
        constraint.demands.map(async (demand) =>
          demand.kind === 'licence'
            ? licenceBreaches(demand, own, commands, { suggestion, workspace })
            : { breaches: breachesOf(demand, own, commands, workspace.system), notChecked: [] },
        ),
      );
      const breaches = met.flatMap((one) => one.breaches);
      const { broken, excepted } = withoutExcepted(constraint, breaches, workspace.system);
      return {
        findings: broken.map((breach) => findingOf(constraint, breach)),
        notChecked: [
          ...notCheckedOf(constraint, own, workspace.system !== undefined),
          ...met.flatMap(({ notChecked }) => notChecked),
        ],
        assumptions: [
          ...assumptionsOf(constraint, own, commands.length, workspace.system?.after),
          ...excepted,
        ],
      };
    });
    const results = await Promise.all(judged);
    return {
      findings: [
        ...results.flatMap(({ findings }) => findings),
        ...(await instructionBreaches(sources, suggestion.commands, workspace)),
        ...weakened(sources),
      ],
      assumptions: [
        ...results.flatMap(({ assumptions }) => assumptions),
        ...(await ownersOf(suggestion, workspace)),
      ],
      notChecked: results.flatMap(({ notChecked }) => notChecked),
    };
  },
);

function findingOf(
  constraint: Constraint,
  { what, file, line, wasThere, isWeak, isUnknown }: Breach,
): Finding {
  const { id, rule, why, owner, severity } = constraint;
  const sentence = sentenceOf(what);
  const parts = [
    `${sentence}${isUnknown ? ': the rule is' : ', against'} "${plainEnd(rule)}" (${id}).`,
    why === undefined ? '' : `Why: ${plainEnd(why)}.`,
    wasThere ? 'It was so before; the suggestion leaves it.' : '',
    owner === undefined ? '' : `Ask ${owner} if it must be.`,
  ];
  return {
    kind: 'constraint',
    verdict: isUnknown ? 'couldNotCheck' : 'violated',
    severity: wasThere ? 'info' : isWeak ? 'warning' : severity,
    message: parts.filter((part) => part !== '').join(' '),
    subject: id,
    file,
    line,
    source: { file: constraintsFile, line: constraint.line },
  };
}

/** What a rule allows here or to a service is told with its reason, and is no finding. */
function withoutExcepted(
  { id, rule, except }: Constraint,
  breaches: readonly Breach[],
  system: SystemChange | undefined,
): { readonly broken: readonly Breach[]; readonly excepted: readonly Assumption[] } {
  const broken: Breach[] = [];
  const excepted: Assumption[] = [];
  for (const breach of breaches) {
    const allowed = except.find((one) => isExcepted(one, breach, system));
    if (!allowed) broken.push(breach);
    else
      excepted.push({
        text: `${sentenceOf(breach.what)}, which is an exception to "${plainEnd(rule)}" (${id}): ${plainEnd(allowed.reason)}.`,
        state: 'checked',
        source: { file: constraintsFile, line: allowed.line },
      });
  }
  return { broken, excepted };
}

function isExcepted(
  { paths, services }: Exception,
  { file, line, services: named }: Breach,
  system: SystemChange | undefined,
): boolean {
  if (file !== undefined && paths.length > 0 && pathsOf({ paths })(file)) return true;
  const about = named ?? (file ? system?.servicesAt?.(file, line) : undefined) ?? [];
  return services.some((service) => about.some((name) => globbed(service).test(name)));
}

/** A path or a field keeps its own first letter. */
function sentenceOf(clause: string): string {
  return clause.replace(/^the /, 'The ');
}

function plainEnd(text: string): string {
  return text.trim().replace(/\.$/, '');
}

/** What code can't decide is handed on: to a reasoner, with the line that it must cite. */
function assumptionsOf(
  { id, rule, line, demands }: Constraint,
  sources: readonly ChangedSource[],
  commands: number,
  topology: Parameters<typeof unknownNames>[0] | undefined,
): readonly Assumption[] {
  const isTouched = sources.length + commands > 0;
  const source = { file: constraintsFile, line };
  if (demands.length === 0) {
    return isTouched
      ? [{ text: `It keeps to "${plainEnd(rule)}" (${id}).`, state: 'unverified', source }]
      : [];
  }
  const named = demands.flatMap((demand) =>
    demand.kind === 'dependency' ? [demand.from, demand.to] : [],
  );
  const unknown = topology ? unknownNames(topology, named) : named;
  return unknown.length > 0 && isTouched
    ? [
        {
          text: `It keeps to "${plainEnd(rule)}" (${id}): the system map knows no ${[...new Set(unknown)].join(' and no ')}.`,
          state: 'unverified',
          source,
        },
      ]
    : [];
}

/** Templates hide what a field will hold, and without a system map no edge is known. */
function notCheckedOf(
  { id, demands }: Constraint,
  sources: readonly ChangedSource[],
  hasSystem: boolean,
): readonly string[] {
  const isOfFields = demands.some(({ kind }) => kind === 'kubernetes');
  const templates = sources.filter(
    ({ file }) => /\.ya?ml$/i.test(file.path) && /\{\{/.test(file.after ?? ''),
  );
  return [
    ...(isOfFields
      ? templates.map(({ file }) => `${file.path} is a template, so ${id} is checked in part.`)
      : []),
    ...(demands.some(({ kind }) => kind === 'dependency') && !hasSystem
      ? [`There is no system map, so ${id} is not checked.`]
      : []),
  ];
}

/** A change that takes a rule away is told, as all other checks rest on it. */
function weakened(sources: readonly ChangedSource[]): readonly Finding[] {
  const own = sources.find(({ file }) => file.path === constraintsFile);
  if (own?.file.before === undefined) return [];
  const after = new Map(
    readConstraints(own.file.after ?? '').entries.map((constraint) => [
      constraint.id,
      JSON.stringify({ ...constraint, line: 0 }),
    ]),
  );
  return readConstraints(own.file.before)
    .entries.filter(
      (constraint) => after.get(constraint.id) !== JSON.stringify({ ...constraint, line: 0 }),
    )
    .map(({ id, line, owner }) => ({
      kind: 'constraint' as const,
      verdict: 'violated' as const,
      severity: 'warning' as const,
      message: `The suggestion ${after.has(id) ? 'changes' : 'takes away'} the constraint ${id} itself. Agree on it with ${owner ?? 'the team'} first.`,
      subject: id,
      file: constraintsFile,
      line: own.file.added[0]?.line,
      source: { file: constraintsFile, line },
    }));
}
