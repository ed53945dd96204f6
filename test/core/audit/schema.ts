/** As much of JSON Schema as the schemas of the team's files use. */
export interface Schema {
  readonly [key: string]: unknown;
}

/** Whether a value fits a schema; what the validator does not know fails loudly. */
export function fits(value: unknown, schema: Schema, root: Schema = schema): boolean {
  return Object.entries(schema).every(([key, expected]) => {
    const rule = rules[key];
    if (!rule) throw new Error(`The validator does not know "${key}".`);
    return rule(value, expected as never, root, schema);
  });
}

type Rule = (value: unknown, expected: never, root: Schema, schema: Schema) => boolean;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return isMap(value) ? 'object' : typeof value;
}

const always: Rule = () => true;

const rules: Readonly<Record<string, Rule>> = {
  $schema: always,
  title: always,
  description: always,
  default: always,
  definitions: always,
  $ref: (value, expected: string, root) => {
    const definitions = root['definitions'] as Readonly<Record<string, Schema>>;
    const schema = definitions[expected.replace('#/definitions/', '')];
    if (!schema) throw new Error(`There is no ${expected}.`);
    return fits(value, schema, root);
  },
  type: (value, expected: string | readonly string[]) => [expected].flat().includes(typeOf(value)),
  const: (value, expected: unknown) => value === expected,
  enum: (value, expected: readonly unknown[]) => expected.includes(value),
  pattern: (value, expected: string) =>
    typeof value !== 'string' || new RegExp(expected).test(value),
  required: (value, expected: readonly string[]) =>
    !isMap(value) || expected.every((key) => Object.hasOwn(value, key)),
  minProperties: (value, expected: number) =>
    !isMap(value) || Object.keys(value).length >= expected,
  properties: (value, expected: Readonly<Record<string, Schema>>, root) =>
    !isMap(value) ||
    Object.entries(expected).every(
      ([key, schema]) => !Object.hasOwn(value, key) || fits(value[key], schema, root),
    ),
  additionalProperties: (value, _, __, schema) =>
    !isMap(value) ||
    Object.keys(value).every((key) => Object.hasOwn(schema['properties'] as object, key)),
  items: (value, expected: Schema, root) =>
    !Array.isArray(value) || value.every((item) => fits(item, expected, root)),
  anyOf: (value, expected: readonly Schema[], root) =>
    expected.some((schema) => fits(value, schema, root)),
};
