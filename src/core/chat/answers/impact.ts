import { count } from '../../model/numberText.ts';
import type { ChatRun, ChatSystem } from '../chatRun.ts';
import { type Draft, note } from '../draft.ts';
import type { Question } from '../question.ts';
import { listed } from '../words.ts';

/** Whom a service's failure hits, and whom it needs: by the system map, not by guessing. */
export async function answerImpact(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const system = await run.system();
  if (!system || system.services.length === 0) {
    return [
      note(
        'No services are known here: no folder with manifests, settings or code is open, and the logs name no calls.',
      ),
      { kind: 'action', label: 'Open a folder', action: 'openFolder' },
    ];
  }
  const services = await servicesMeant(question, run, system);
  if (services.length === 0) {
    return [
      note(
        `I don’t know which service is meant. There are ${listed(system.services.slice(0, 20))}.`,
      ),
      offerOf(system.services),
    ];
  }
  return [
    ...services.slice(0, 3).flatMap((service) => impactOf(service, system)),
    { kind: 'action', label: 'Show the system map', action: 'openMap' },
  ];
}

async function servicesMeant(
  { scope }: Question,
  run: ChatRun,
  system: ChatSystem,
): Promise<readonly string[]> {
  const words = [
    ...scope.names,
    ...scope.terms.map(({ word }) => word),
    ...scope.files.map((file) => run.files[file]?.name.split(/[./]/)[0] ?? ''),
  ].map((word) => word.toLowerCase());
  const named = system.services.filter((name) => words.includes(name.toLowerCase()));
  if (named.length > 0) return named;
  const near = system.services.filter((name) =>
    words.some((word) => word.length > 3 && name.toLowerCase().split(/[-_.]/).includes(word)),
  );
  if (near.length > 0) return near;
  if (
    words.some(
      (word) =>
        word !== '' &&
        scope.terms.length > 0 &&
        !/^(?:this|it|failure|outage|incident)$/.test(word),
    ) &&
    scope.names.length === 0 &&
    run.open === undefined
  )
    return [];
  const blamed = (await run.diagnosis())?.hypotheses.flatMap(({ service }) => service ?? []) ?? [];
  const [first] = blamed.flatMap((name) => serviceOf(name, system));
  return first === undefined ? [] : [first];
}

function serviceOf(name: string, { services }: ChatSystem): readonly string[] {
  const lower = name.toLowerCase();
  const exact = services.find((each) => each.toLowerCase() === lower);
  if (exact !== undefined) return [exact];
  const near = services.find(
    (each) =>
      lower.startsWith(`${each.toLowerCase()}-`) || lower.startsWith(`${each.toLowerCase()}.`),
  );
  return near === undefined ? [] : [near];
}

function impactOf(service: string, system: ChatSystem): readonly Draft[] {
  const dependents = system.dependents(service);
  const below = [
    ...new Set(system.edges.filter(({ from }) => from === service).map(({ to }) => to)),
  ];
  const sure = dependents.filter(({ isSure }) => isSure);
  const doubtful = dependents.filter(({ isSure }) => !isSure);
  return [
    note(
      dependents.length === 0
        ? `Nothing that is known depends on ${service}.`
        : `When ${service} fails it can hit ${count(sure.length, 'service')} that ${sure.length === 1 ? 'calls' : 'call'} it, directly or through others${sure.length > 0 ? `: ${listed(sure.map(({ name }) => name))}` : ''}${doubtful.length > 0 ? `; perhaps also ${listed(doubtful.map(({ name }) => name))}, by start order or a policy only` : ''}.`,
    ),
    ...(dependents.length > 0 ? [pathTable(service, system)] : []),
    note(
      below.length === 0
        ? `${service} depends on nothing that is known.`
        : `${service} itself depends on ${listed(below)}.`,
    ),
  ];
}

function pathTable(service: string, system: ChatSystem): Draft {
  const dependents = system.dependents(service);
  return {
    kind: 'table',
    title: `Who depends on ${service}`,
    columns: [
      { title: 'Service', kind: 'text' },
      { title: 'Way', kind: 'text' },
      { title: 'Known by', kind: 'text' },
    ],
    rows: dependents.slice(0, 30).map(({ name, path, isSure }) => {
      const edge = system.edges.find(({ from, to }) => from === path[0] && to === path[1]);
      const [at] = edge?.evidence ?? [];
      const uri = at && system.uriOf(at.file);
      return [
        { text: isSure ? name : `${name} (perhaps)` },
        { text: path.join(' → ') },
        at && uri !== undefined
          ? {
              text: `${at.file}:${at.line}`,
              place: { uri, file: at.file, startLine: at.line, endLine: at.line },
            }
          : { text: at ? `${at.file}:${at.line}` : (edge?.status ?? '') },
      ];
    }),
    more: Math.max(0, dependents.length - 30),
  };
}

/** The whole map: who there is, and who calls whom. */
export async function answerMap(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const { scope } = question;
  if (scope.terms.length + scope.names.length + scope.files.length > 0)
    return answerImpact(question, run);
  const system = await run.system();
  if (!system || system.services.length === 0) return answerImpact(question, run);
  return [
    note(
      `${count(system.services.length, 'service')} and ${count(system.edges.length, 'dependency', 'dependencies')} are known: ${listed(system.services.slice(0, 40))}.`,
    ),
    {
      kind: 'table',
      title: 'Most depended on',
      columns: [
        { title: 'Service', kind: 'text' },
        { title: 'Hit when it fails', kind: 'number' },
      ],
      rows: system.services
        .map((name) => ({ name, hit: system.dependents(name).length }))
        .toSorted((a, b) => b.hit - a.hit)
        .slice(0, 10)
        .map(({ name, hit }) => [{ text: name }, { text: String(hit) }]),
      more: 0,
    },
    { kind: 'action', label: 'Show the system map', action: 'openMap' },
    offerOf(system.services),
  ];
}

function offerOf(services: readonly string[]): Draft {
  return {
    kind: 'offer',
    text: 'Ask of one of them',
    questions: services.slice(0, 4).map((name) => `Which services does ${name} hit when it fails?`),
  };
}
