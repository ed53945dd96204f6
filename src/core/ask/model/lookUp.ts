import type { Evidence, EvidencePack } from '../../model/evidence.ts';
import type { EvidenceRequest, Inquiry } from '../../model/evidenceRequest.ts';
import type { LogFile } from '../../model/logFile.ts';
import type { Pace } from '../../model/pace.ts';
import type { Material, Withheld } from '../reasoner.ts';
import { contextExcerpt, logExcerpt } from './excerpts.ts';
import { recordsLike, recordsWithin, scan } from './findRecords.ts';
import { requestText } from './requests.ts';

/** What was found for the requests of one round. */
export interface LookedUp {
  /** The pack with the new evidence at its end. */
  readonly pack: EvidencePack;
  readonly inquiries: readonly Inquiry[];
}

/** Places in logs or files that answer a request, and what is said of them. */
export interface Found {
  readonly places: readonly Place[];
  readonly answer: string;
}

/** Lines of a log, or of a file beside the logs. */
export type Place =
  | { readonly file: LogFile; readonly startLine: number; readonly endLine: number }
  | { readonly excerpt: Omit<Evidence, 'id'> };

/**
 * Answers a model's requests from what was read, and from nothing else: no file is opened, no
 * command run. What is found becomes evidence like any other, as far as the budget's rest allows.
 */
export async function lookUp(
  requests: readonly EvidenceRequest[],
  round: number,
  material: Material,
  { budget, pace, restore, find = findInLogs }: LookUpMeans,
): Promise<LookedUp> {
  let { pack } = material;
  const inquiries: Inquiry[] = [];
  for (const request of requests) {
    const found = await find(restored(request, restore), material, pace);
    const { open, closed } = unlessWithheld(found.places, material.withheld);
    const added = addPlaces(open, request, pack, budget, material);
    pack = added.pack;
    const evidence = [...added.known, ...added.ids];
    const parts = [found.answer, shownText(added), closedText(closed)];
    const answer = parts.filter((part) => part !== '').join('; ');
    inquiries.push({ round, request: requestText(request), answer, evidence });
  }
  return { pack, inquiries };
}

export interface LookUpMeans {
  /** Characters of evidence in all. */
  readonly budget: number;
  readonly pace: Pace;
  /** Puts back hidden values, which a model names by their placeholders; for looking them up only. */
  readonly restore: (text: string) => string;
  /** Where a request is looked up; in the logs and what was read beside them, where it is not said. */
  readonly find?: Find;
}

/** Places that answer a request, of what was read already. */
export type Find = (request: EvidenceRequest, material: Material, pace: Pace) => Promise<Found>;

function restored(request: EvidenceRequest, restore: LookUpMeans['restore']): EvidenceRequest {
  return 'text' in request ? { ...request, text: restore(request.text) } : request;
}

const findInLogs: Find = async (request, material, pace) => {
  switch (request.kind) {
    case 'lines':
      return findLines(request, material);
    case 'search':
    case 'trace':
      return findText(request, material, pace);
    case 'template':
      return recordsLike(request.text, material);
    case 'window':
      return findWindow(request, material, pace);
    case 'neighbours':
      return { places: [], answer: neighboursOf(request.text, material) };
    case 'unclear':
      return { places: [], answer: request.reason };
  }
};

/** At most so many lines are shown for one request. */
const MOST_LINES = 60;

function findLines(
  { file: name, fromLine, toLine }: Extract<EvidenceRequest, { kind: 'lines' }>,
  { files, context }: Material,
): Found {
  const file = byName(files, name);
  const endLine = Math.min(toLine, fromLine + MOST_LINES - 1);
  if (file) {
    if (fromLine > file.lineCount) {
      return nothing(`${file.name} has ${file.lineCount} lines`);
    }
    const place = { file, startLine: fromLine, endLine: Math.min(endLine, file.lineCount) };
    return { places: [place], answer: '' };
  }
  const item = byName(context.items, name);
  const excerpt = item && contextExcerpt(item, fromLine, endLine);
  if (excerpt) return { places: [{ excerpt }], answer: '' };
  return item
    ? nothing(`${item.name} is known from line ${item.startLine} to line ${item.endLine}`)
    : nothing(`no such file; there are ${namesOf(files, context.items)}`);
}

async function findText(
  request: Extract<EvidenceRequest, { kind: 'search' | 'trace' }>,
  { files }: Material,
  pace: Pace,
): Promise<Found> {
  const name = request.kind === 'search' ? request.file : undefined;
  const file = name === undefined ? undefined : byName(files, name);
  if (name !== undefined && !file) return nothing(`no such log; there are ${namesOf(files)}`);
  return scan(request.text, file ? [file] : files, request.kind === 'trace', pace);
}

async function findWindow(
  { fromTime, toTime, file: name }: Extract<EvidenceRequest, { kind: 'window' }>,
  { files }: Material,
  pace: Pace,
): Promise<Found> {
  const file = name === undefined ? undefined : byName(files, name);
  if (name !== undefined && !file) return nothing(`no such log; there are ${namesOf(files)}`);
  return recordsWithin(fromTime, toTime, file ? [file] : files, pace);
}

function nothing(answer: string): Found {
  return { places: [], answer };
}

/** By its whole name, or by the end of its path where that is clear. */
function byName<T extends { readonly name: string }>(
  all: readonly T[],
  name: string,
): T | undefined {
  const wanted = name.toLowerCase();
  const exact = all.find((one) => one.name.toLowerCase() === wanted);
  const ends = all.filter(
    (one) =>
      one.name.toLowerCase().endsWith(`/${wanted}`) ||
      wanted.endsWith(`/${one.name.toLowerCase()}`),
  );
  return exact ?? (ends.length === 1 ? ends[0] : undefined);
}

function namesOf(...lists: readonly (readonly { readonly name: string }[])[]): string {
  const names = lists.flat().map(({ name }) => name);
  return `${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
}

function neighboursOf(service: string, { context: { topology } }: Material): string {
  const wanted = service.toLowerCase();
  const known = topology?.services.find((name) => name.toLowerCase() === wanted);
  if (!topology || known === undefined) {
    const names = topology?.services.slice(0, 30).join(', ') ?? '';
    return names === '' ? 'no dependencies are known' : `no such service; there are ${names}`;
  }
  const below = topology.edges.filter(({ from }) => from === known).map(({ to }) => to);
  const above = topology.edges.filter(({ to }) => to === known).map(({ from }) => from);
  const list = (names: readonly string[]): string => [...new Set(names)].join(', ') || 'nothing';
  return `${known} depends on ${list(below)}; on it depends ${list(above)}`;
}

/**
 * What the user took out is not to be had by asking for it: of a stretch of lines that goes over such
 * lines, the rest is given.
 */
function unlessWithheld(
  places: readonly Place[],
  { dropped }: Withheld = nothingWithheld,
): { readonly open: readonly Place[]; readonly closed: readonly Evidence[] } {
  const closed = new Set<Evidence>();
  const open = places.flatMap((place) => {
    const uri = 'excerpt' in place ? place.excerpt.uri : place.file.uri;
    let rest: readonly Place[] = [place];
    for (const one of dropped) {
      if (one.uri !== uri) continue;
      const outside = rest.flatMap((each) => outsideOf(each, one));
      if (outside.length !== rest.length || outside.some((each, at) => each !== rest[at])) {
        closed.add(one);
      }
      rest = outside;
    }
    return rest;
  });
  return { open, closed: [...closed] };
}

const nothingWithheld: Withheld = { dropped: [], noRoom: [] };

function outsideOf(place: Place, { startLine, endLine }: Evidence): readonly Place[] {
  const span = 'excerpt' in place ? place.excerpt : place;
  if (span.endLine < startLine || span.startLine > endLine) return [place];
  if ('excerpt' in place) return [];
  return [
    ...(place.startLine < startLine ? [{ ...place, endLine: startLine - 1 }] : []),
    ...(place.endLine > endLine ? [{ ...place, startLine: endLine + 1 }] : []),
  ];
}

function closedText(closed: readonly Evidence[]): string {
  const names = closed.map(({ file, startLine, endLine }) => `${file} ${startLine}-${endLine}`);
  return names.length === 0 ? '' : `the user keeps back ${names.join(', ')}`;
}

/** Ids of what was withheld are not given to anything else. */
function firstFreeId(pack: EvidencePack, { dropped, noRoom }: Withheld): number {
  const ids = [...pack.evidence, ...dropped, ...noRoom].map(({ id }) => Number(id.slice(1)));
  return ids.reduce((most, id) => Math.max(most, id), 0) + 1;
}

interface Added {
  readonly pack: EvidencePack;
  readonly ids: readonly string[];
  /** Evidence that showed the lines before. */
  readonly known: readonly string[];
  readonly isCut: boolean;
}

function addPlaces(
  places: readonly Place[],
  request: EvidenceRequest,
  pack: EvidencePack,
  budget: number,
  material: Material,
): Added {
  const reason = `asked for: ${requestText(request)}`;
  const known: string[] = [];
  const added: Evidence[] = [];
  let room = budget - pack.characters;
  let isCut = false;
  const firstId = firstFreeId(pack, material.withheld ?? nothingWithheld);
  for (const place of places) {
    const shown = shownIn(place, [...pack.evidence, ...added]);
    const excerpt = 'excerpt' in place ? place.excerpt : logExcerpt(place, room, reason, material);
    if (shown !== undefined) known.push(shown);
    else if (!excerpt || excerpt.text.length > room) isCut = true;
    else {
      isCut ||= 'endLine' in place && excerpt.endLine < place.endLine;
      room -= excerpt.text.length;
      added.push({ ...excerpt, reason, id: `E${firstId + added.length}` });
    }
  }
  return { pack: withEvidence(pack, added), ids: added.map(({ id }) => id), known, isCut };
}

function shownIn(place: Place, evidence: readonly Evidence[]): string | undefined {
  const { startLine, endLine } = 'excerpt' in place ? place.excerpt : place;
  const uri = 'excerpt' in place ? place.excerpt.uri : place.file.uri;
  return evidence.find(
    (one) => one.uri === uri && one.startLine <= startLine && endLine <= one.endLine,
  )?.id;
}

function withEvidence(pack: EvidencePack, added: readonly Evidence[]): EvidencePack {
  const characters = added.reduce((sum, { text }) => sum + text.length, pack.characters);
  const lines = added.filter(({ kind }) => kind === 'log');
  const shown = lines.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
  const { leftOut } = pack;
  return {
    ...pack,
    evidence: [...pack.evidence, ...added],
    characters,
    leftOut: {
      ...leftOut,
      shownLines: Math.min(leftOut.totalLines, leftOut.shownLines + shown),
    },
  };
}

function shownText({ ids, known, isCut }: Added): string {
  const parts = [
    ids.length > 0 ? `see ${ids.join(', ')}` : '',
    known.length > 0 ? `shown already in ${[...new Set(known)].join(', ')}` : '',
    isCut ? 'the budget holds no more' : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
