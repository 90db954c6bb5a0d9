import type { Result, ResultKind } from '@lanbi/model';
import {
  dailyAqi,
  dateAt,
  hj633InForce,
  hourlyAqi,
  isMissing,
  rankOf,
  WATER_CLASSES,
  type WaterClass,
} from '@lanbi/standards';

/** A result without what tells how it came about. */
export type ResultBody = {
  [Kind in ResultKind]: Pick<Result<Kind>, 'kind' | 'from' | 'body'>;
}[ResultKind];

/** The names of fields and their numbers; of what has no number there is nothing. */
export type Numbers = Map<string, number>;

function put(into: Numbers, values: Readonly<Record<string, unknown>>): Numbers {
  for (const name in values) {
    const value = values[name];
    if (typeof value === 'number' && Number.isFinite(value)) into.set(name, value);
  }
  return into;
}

const withAqi = (aqi: unknown): Numbers => put(new Map(), { aqi });

const isClass = (value: unknown): value is WaterClass => WATER_CLASSES.some((of) => of === value);

/** Of a section: the value of each item in its unit, and the rank of its class, 1 to 6. */
function waterNumbers(body: unknown): Numbers {
  const { section, values } = (body ?? {}) as {
    readonly section?: { readonly class?: unknown };
    readonly values?: Readonly<Record<string, unknown>>;
  };
  const of = section?.class;
  return put(new Map(), { ...values, ...(isClass(of) && { class: rankOf(of) }) });
}

/**
 * The numbers of a result for whoever draws it, by the names of their fields: of hours and days of air the index under
 * the edition in force and the concentrations, of samples and days of water the items and the rank of the class.
 */
export function numbersOf({ kind, from, body }: ResultBody): Numbers {
  switch (kind) {
    case 'aqi.hour':
    case 'region.aqi.hour': {
      const { concentrations: values, so2_24h } = body;
      const further = so2_24h && { further: { so2_24h: so2_24h.value } };
      const { aqi } = hourlyAqi({ values, ...further }, hj633InForce(dateAt(from)));
      return put(withAqi(isMissing(aqi) ? undefined : aqi), values);
    }
    case 'aqi.day':
    case 'region.aqi.day': {
      const { concentrations: values, further } = body;
      const { aqi } = dailyAqi({ values, further }, hj633InForce(dateAt(from)));
      return put(put(withAqi(isMissing(aqi) ? undefined : aqi), values), further);
    }
    case 'class.sample':
    case 'class.day':
      return waterNumbers(body);
    default:
      return new Map();
  }
}
