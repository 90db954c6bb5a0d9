import type { Result, ResultKind } from '@lanbi/model';
import { dailyAqi, dateAt, hj633InForce, hourlyAqi } from '@lanbi/standards';

/** How deep, and how many: a body with more is read as a whole. */
const DEPTH = 3;
const COUNT = 64;

function numbersOf(body: unknown): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  collect(body, '', DEPTH, numbers);
  return numbers;
}

function collect(value: unknown, path: string, depth: number, into: Map<string, number>): void {
  if (typeof value === 'number' && Number.isFinite(value) && path !== '' && into.size < COUNT)
    into.set(path, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return;
  for (const [name, inner] of Object.entries(value))
    if (/^[A-Za-z0-9_-]+$/.test(name))
      collect(inner, path === '' ? name : `${path}.${name}`, depth - 1, into);
}

/** A result without what tells how it came about. */
export type ResultBody = {
  [Kind in ResultKind]: Pick<Result<Kind>, 'kind' | 'from' | 'body'>;
}[ResultKind];

/** What is drawn of a result: of hours and days of air their index beside the record. */
function drawn({ kind, from, body }: ResultBody): unknown {
  switch (kind) {
    case 'aqi.hour':
    case 'region.aqi.hour': {
      const { concentrations: values, so2_24h } = body;
      const further = so2_24h && { so2_24h: so2_24h.value };
      return { aqi: hourlyAqi({ values, ...(further && { further }) }, hj633InForce(dateAt(from))), ...body };
    }
    case 'aqi.day':
    case 'region.aqi.day': {
      const { concentrations: values, further } = body;
      return { aqi: dailyAqi({ values, further }, hj633InForce(dateAt(from))), ...body };
    }
    default:
      return body;
  }
}

/** The numbers of a result by their path, such as `aqi.aqi`: the fields that stand beside its body. */
export const fieldsOfResult = (result: ResultBody): ReadonlyMap<string, number> => numbersOf(drawn(result));
