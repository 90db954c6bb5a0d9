import { itemMeans } from '@lanbi/evaluation';
import type { RecordOf, ResultKey, ResultKind } from '@lanbi/model';
import { dailyAqi, dateAt, hj633InForce, hourlyAqi, isMissing } from '@lanbi/standards';

/** A result without its causes. */
export interface ResultBody<Kind extends ResultKind = ResultKind> extends ResultKey<Kind> {
  readonly body: RecordOf[Kind];
}

/** The rank of the class of a sample or day of a section, 1 to 6; undefined if it has none. */
export type ClassRank = (result: ResultBody) => number | undefined;

/** Fields with their numbers; values without a number have no field. */
export type NumericFields = Map<string, number>;

function put(into: NumericFields, values: Readonly<Record<string, unknown>>): NumericFields {
  for (const name in values) {
    const value = values[name];
    if (typeof value === 'number' && Number.isFinite(value)) into.set(name, value);
  }
  return into;
}

const withAqi = (aqi: unknown): NumericFields => put(new Map(), { aqi });

/**
 * The numbers of a result for dashboards, by field name. Hours and days of air: the index under the edition in force and
 * the concentrations. Samples and days of water: the items and the rank of the class.
 */
export function numbersOf(result: ResultBody, classRank?: ClassRank): NumericFields {
  const { from, body } = result;
  if ('stations' in body) return put(new Map(), { ...body.values, class: classRank?.(result) });
  if ('sums' in body) return put(new Map(), { ...itemMeans(body.sums), class: classRank?.(result) });
  const { concentrations: values } = body;
  const by = hj633InForce(dateAt(from));
  if ('running' in body) {
    const { aqi } = dailyAqi({ values, further: body.further }, by);
    return put(put(withAqi(isMissing(aqi) ? undefined : aqi), values), body.further);
  }
  const further = body.so2_24h && { further: { so2_24h: body.so2_24h.value } };
  const { aqi } = hourlyAqi({ values, ...further }, by);
  return put(withAqi(isMissing(aqi) ? undefined : aqi), values);
}
