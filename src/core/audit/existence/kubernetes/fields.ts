import { closest } from '../nearMiss.ts';
import { didYouMean, listed, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import type { Entry, Value } from './documents.ts';
import { enums, fieldsOf, RELEASE } from './tables.ts';

/** Where a value is checked. */
interface Spot {
  readonly run: Run;
  readonly file: string;
  readonly added: ReadonlySet<number>;
  /** `spec.template.spec` */
  readonly path: string;
}

/** Checks a value against its type as the index writes it. */
export function checkValue(
  spot: Spot,
  value: Value,
  type: string,
  model: string,
  name: string,
): void {
  if (value.kind === 'unknown' || isNull(value)) return;
  if (type.startsWith('*')) {
    checkList(spot, value, type, model, name);
    return;
  }
  if (type.startsWith('%')) {
    checkMap(spot, value, type, model, name);
    return;
  }
  const known = type.length > 1 ? fieldsOf(type) : undefined;
  if (known) checkFields(spot, value, type, known);
  else checkScalar(spot, value, type, model, name);
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && (value.value === null || value.value === undefined);
}

function checkList(spot: Spot, value: Value, type: string, model: string, name: string): void {
  if (value.kind !== 'list') {
    sayType(spot, value, name, 'a list');
    return;
  }
  for (const item of value.items) checkValue(spot, item, type.slice(1), model, name);
}

function checkMap(spot: Spot, value: Value, type: string, model: string, name: string): void {
  if (value.kind !== 'map') {
    sayType(spot, value, name, 'a map');
    return;
  }
  for (const entry of value.entries) {
    const inner = { ...spot, path: `${spot.path}.${entry.key}` };
    // Quantities such as cpu: 1 may be numbers; labels and data may not.
    const isQuantity =
      type === '%s' &&
      /^(?:limits|requests|capacity|hard|default|defaultRequest|max|min|allocatable|maxLimitRequestRatio)$/.test(
        name,
      );
    if (!isQuantity) checkValue(inner, entry.value, type.slice(1), model, entry.key);
  }
}

function checkFields(
  spot: Spot,
  value: Value,
  model: string,
  known: ReadonlyMap<string, string>,
): void {
  if (value.kind !== 'map') {
    sayType(spot, value, spot.path.split('.').at(-1) ?? '', 'a map');
    return;
  }
  for (const entry of value.entries) {
    const type = known.get(entry.key);
    if (type === undefined) sayUnknown(spot, entry, model, known);
    else
      checkValue(
        { ...spot, path: `${spot.path}.${entry.key}` },
        entry.value,
        type,
        model,
        entry.key,
      );
  }
}

/** Keys that tools read and clusters never see. */
const toolKeys =
  /^(?:<<|\$patch|\$setElementOrder.*|\$retainKeys|x-.*|\$deleteFromPrimitiveList.*)$/;

function sayUnknown(
  spot: Spot,
  { key, line }: Entry,
  model: string,
  known: ReadonlyMap<string, string>,
): void {
  if (!spot.added.has(line) || toolKeys.test(key)) return;
  const near = closest(key, known.keys());
  const owner = spot.path === '' ? 'this kind' : spot.path.replace(/^\./, '');
  const holder = near ? undefined : [...known].find(([, type]) => hasField(type, key))?.[0];
  const hint = near
    ? didYouMean(near)
    : holder
      ? ` It belongs below ${holder}.`
      : ` It has ${[...known.keys()].slice(0, 12).join(', ')}${known.size > 12 ? ' and others' : ''}.`;
  say(
    spot,
    line,
    `${owner}.${key}`.replace(/^this kind\./, ''),
    `${owner} has no field ${key} in ${nameOfModel(model)}.${hint}`,
  );
}

function hasField(type: string, key: string): boolean {
  return fieldsOf(type.replace(/^[*%]/, ''))?.has(key) ?? false;
}

function nameOfModel(model: string): string {
  return model.replace(/^[A-Z]?[a-z]*V\d+(?:(?:alpha|beta)\d+)?/, '');
}

function checkScalar(spot: Spot, value: Value, type: string, model: string, name: string): void {
  if (value.kind !== 'scalar') {
    if (type !== 'o' && type.length === 1) sayType(spot, value, name, words[type] ?? 'one value');
    return;
  }
  const isWrong =
    (type === 'n' && typeof value.value !== 'number') ||
    (type === 'b' && typeof value.value !== 'boolean') ||
    (type === 's' &&
      (typeof value.value === 'boolean' ||
        (typeof value.value === 'number' && !isLoose(model, name))));
  if (isWrong) {
    sayType(spot, value, name, words[type] ?? 'one value');
    return;
  }
  checkEnum(spot, value, model, name);
}

const words: Readonly<Record<string, string>> = {
  s: 'text: put it in quotes',
  n: 'a number',
  b: 'true or false',
  q: 'a number or text',
};

/** Quantities and times are read from numbers too. */
function isLoose(model: string, name: string): boolean {
  return (
    /Quantity|Divisor|sizeLimit|divisor|averageValue|^value$|storage|cpu|memory/i.test(name) &&
    !/EnvVar/.test(model)
  );
}

function checkEnum(
  spot: Spot,
  value: Value & { readonly kind: 'scalar' },
  model: string,
  name: string,
): void {
  const allowed = enums[`${model}.${name}`]?.split(' ').filter((one) => one !== '') ?? [];
  if (allowed.length === 0 || allowed.includes(value.text) || value.text === '') return;
  const near =
    allowed.find((one) => one.toLowerCase() === value.text.toLowerCase()) ??
    closest(value.text, allowed);
  say(
    spot,
    value.line,
    `${name}: ${value.text}`,
    `${name} can't be ${value.text}: it is one of ${allowed.join(', ')}.${didYouMean(near)}`,
  );
}

function sayType(spot: Spot, value: Value, name: string, wanted: string): void {
  say(
    spot,
    value.line,
    name,
    `${spot.path.replace(/^\./, '') || name} must be ${wanted}.`,
    'contradicted',
  );
}

function say(
  spot: Spot,
  line: number,
  subject: string,
  message: string,
  verdict: 'notFound' | 'contradicted' = 'notFound',
): void {
  if (!spot.added.has(line)) return;
  const place: Place = { file: spot.file, line };
  spot.run.report.find(place, {
    verdict,
    severity: 'error',
    subject,
    message,
    source: listed(RELEASE),
  });
}
