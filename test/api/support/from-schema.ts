import fc from 'fast-check';

/** The part of JSON Schema that our document speaks. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly examples?: readonly unknown[];
}

/** Values that no schema names and a client might send: instants, ids, and hostile values. */
const TEXTS = [
  '2026-04-01',
  '2026-04-01T08:00:00+08:00',
  '2026-04',
  '2026-13-45',
  '9999-12-31T23:59:59+14:00',
  '0000-00-00',
  '',
  ' ',
  '\u0000',
  '甲',
  '*',
  '-1',
  '1e400',
  'NaN',
  '__proto__',
  "' OR 1=1 --",
  'PT2H',
  'pm10',
];

const texts = (known: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...TEXTS, ...known),
    fc.constantFrom(...known),
    fc.string({ maxLength: 80, unit: 'binary' }),
  );

const numbers = ({ minimum = -1e9, maximum = 1e9 }: JsonSchema): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, -1, 1.5, 1e300, Number.MAX_SAFE_INTEGER),
  );

/** Values in the form of a schema, most of them, and some that are not. `known` are ids that exist. */
export function valuesOf(
  schema: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
  known: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (each: JsonSchema) => valuesOf(each, components, known, depth + 1);
  const named = schema.$ref?.split('/').at(-1);
  if (named !== undefined) return inner(components[named] ?? {});
  if (depth > 8) return fc.constant(null);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return fc.oneof(...alternatives.map(inner));
  return fc.oneof(
    { weight: 12, arbitrary: right(schema, inner, known) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function right(
  schema: JsonSchema,
  inner: (each: JsonSchema) => fc.Arbitrary<unknown>,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: 4 });
    case 'object':
      return objects(schema, inner);
    default:
      return texts([...known, ...(schema.examples ?? []).map(String)]);
  }
}

function objects(
  schema: JsonSchema,
  inner: (each: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const own = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, inner(each)])),
    { requiredKeys: [...required] as never[] },
  );
  if (typeof additionalProperties !== 'object') return own;
  const more = fc.dictionary(fc.constantFrom('pm10', 'do', 'a', '__proto__x'), inner(additionalProperties), {
    maxKeys: 3,
  });
  return fc.tuple(own, more).map(([left, rest]) => ({ ...rest, ...left }));
}
