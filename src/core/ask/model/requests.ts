import * as v from 'valibot';
import type { EvidenceRequest } from '../../model/evidenceRequest.ts';
import { visibleText } from '../../model/visibleText.ts';
import { limits } from './schema.ts';

/** Reads what a model asks for. What is no request stays, to be told that it was none. */
export function toRequests(list: readonly unknown[]): readonly EvidenceRequest[] {
  return list.slice(0, limits.requests).map(toRequest);
}

const text = v.optional(
  v.pipe(
    v.union([v.string(), v.number(), v.null()]),
    v.transform((value) => visibleText(String(value ?? '').slice(0, limits.quote)).trim()),
  ),
  '',
);

const lineNumber = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => {
    const number = typeof value === 'string' ? Number(value.replace(/^L/i, '')) : value;
    return typeof number === 'number' && Number.isInteger(number) && number > 0
      ? number
      : undefined;
  }),
);

const requestShape = v.object({
  kind: text,
  file: text,
  text,
  fromLine: lineNumber,
  toLine: lineNumber,
  fromTime: text,
  toTime: text,
});

type Shape = v.InferOutput<typeof requestShape>;

function toRequest(value: unknown): EvidenceRequest {
  const parsed = v.safeParse(requestShape, value);
  if (!parsed.success) return unclear('It is no request of the schema.');
  const read = readers[parsed.output.kind.toLowerCase()];
  return read
    ? read(parsed.output)
    : unclear(`There is no kind of request called “${parsed.output.kind.slice(0, 40)}”.`);
}

const readers: Readonly<Record<string, (shape: Shape) => EvidenceRequest>> = {
  lines({ file, fromLine, toLine }) {
    if (file === '' || fromLine === undefined) return unclear('Lines need a file and a line.');
    const [from, to] = [fromLine, toLine ?? fromLine];
    return { kind: 'lines', file, fromLine: Math.min(from, to), toLine: Math.max(from, to) };
  },
  search({ text: words, file }) {
    return words.length < SHORTEST_SEARCH
      ? unclear(`A search needs at least ${SHORTEST_SEARCH} characters.`)
      : { kind: 'search', text: words, file: file || undefined };
  },
  template({ text: words }) {
    return words === ''
      ? unclear('A template needs words of it.')
      : { kind: 'template', text: words };
  },
  window({ fromTime, toTime, file }) {
    return fromTime === '' || toTime === ''
      ? unclear('A window needs two times.')
      : { kind: 'window', fromTime, toTime, file: file || undefined };
  },
  trace({ text: id }) {
    return id.length < SHORTEST_SEARCH
      ? unclear('A trace needs its id.')
      : { kind: 'trace', text: id };
  },
  neighbours({ text: service }) {
    return service === ''
      ? unclear('Neighbours need a service.')
      : { kind: 'neighbours', text: service };
  },
};

const SHORTEST_SEARCH = 3;

function unclear(reason: string): EvidenceRequest {
  return { kind: 'unclear', reason };
}

/** In words for people and for the model. */
export function requestText(request: EvidenceRequest): string {
  switch (request.kind) {
    case 'lines':
      return `lines ${request.fromLine} to ${request.toLine} of ${request.file}`;
    case 'search':
      return `search “${request.text}” in ${request.file ?? 'all logs'}`;
    case 'template':
      return `records like “${request.text}”`;
    case 'window':
      return `${request.fromTime} to ${request.toTime} in ${request.file ?? 'all logs'}`;
    case 'trace':
      return `trace ${request.text}`;
    case 'neighbours':
      return `neighbours of ${request.text}`;
    case 'unclear':
      return 'a request that could not be understood';
  }
}
