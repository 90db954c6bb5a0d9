import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import { AIR_POLLUTANTS, type AirPollutant } from '../pollutant.ts';
import { type AqiCategory, categoryOf } from './category.ts';
import type { Column, Hj633Edition } from './edition.ts';
import { subIndex } from './sub-index.ts';

export type AirValues = Readonly<Record<AirPollutant, Maybe<number>>>;

/** An air quality index with all that is published beside it. */
export interface Aqi {
  readonly edition: string;
  readonly method: string;
  /** 0 or 1 to 500, or why none is published. */
  readonly aqi: Maybe<number>;
  readonly category?: AqiCategory;
  /** Those with the largest sub-index when the index is above 50; ties stand together. */
  readonly primary: readonly AirPollutant[];
  readonly subIndices: Readonly<Record<AirPollutant, Maybe<number>>>;
}

export interface HourlyAqiInput {
  /** One-hour means. */
  readonly values: AirValues;
  /** For method `text` of 2012: the sliding means that end with the hour. */
  readonly sliding?: {
    readonly o3_8h: Maybe<number>;
    readonly pm10_24h: Maybe<number>;
    readonly pm2_5_24h: Maybe<number>;
  };
}

export interface AqiOptions {
  /** Hourly, 2012: `live` (what the national platform publishes, the default) or `text` (sliding means). */
  readonly method?: 'live' | 'text' | undefined;
  /** 2026: publish at 100 or below when only PM10 is missing; practice, not in 5.3.1; off by default. */
  readonly publishWithoutPm10?: boolean;
}

const HOURLY: Readonly<Record<AirPollutant, Column>> = {
  so2: 'so2.1h',
  no2: 'no2.1h',
  co: 'co.1h',
  o3: 'o3.1h',
  pm10: 'pm10.day',
  pm2_5: 'pm2_5.day',
};
const DAILY: Readonly<Record<AirPollutant, Column>> = {
  so2: 'so2.day',
  no2: 'no2.day',
  co: 'co.day',
  o3: 'o3.8h',
  pm10: 'pm10.day',
  pm2_5: 'pm2_5.day',
};

type SubIndices = Record<AirPollutant, Maybe<number>>;

function subIndices(
  values: AirValues,
  columns: typeof HOURLY,
  edition: Hj633Edition,
  trace?: Trace,
): SubIndices {
  const of = (pollutant: AirPollutant): Maybe<number> => {
    const value = values[pollutant];
    return isMissing(value) ? value : subIndex(value, columns[pollutant], edition, trace);
  };
  return { so2: of('so2'), no2: of('no2'), co: of('co'), o3: of('o3'), pm10: of('pm10'), pm2_5: of('pm2_5') };
}

const largest = (indices: SubIndices): number =>
  AIR_POLLUTANTS.reduce((max, pollutant) => {
    const index = indices[pollutant];
    return isMissing(index) || index < max ? max : index;
  }, -1);

/** Pollutants of the plan without a value (5.3.1); one beyond the scale has a value. */
const absent = (values: AirValues): AirPollutant[] =>
  AIR_POLLUTANTS.filter((pollutant) => {
    const value = values[pollutant];
    return isMissing(value) && value.missing !== 'not-monitored';
  });

function withheld(
  max: number,
  lacking: readonly AirPollutant[],
  edition: Hj633Edition,
  options: AqiOptions,
): boolean {
  if (edition.incomplete === 'left-out' || lacking.length === 0 || max > 100) return false;
  return !(options.publishWithoutPm10 && lacking.length === 1 && lacking[0] === 'pm10');
}

function indexOf(
  indices: SubIndices,
  values: AirValues,
  edition: Hj633Edition,
  options: AqiOptions,
): Maybe<number> {
  const max = largest(indices);
  if (max < 0) return missing(absent(values).length > 0 ? 'no-data' : 'not-monitored');
  if (withheld(max, absent(values), edition, options)) return missing('incomplete');
  return Math.max(max, edition.lowest);
}

function assemble(
  values: AirValues,
  indices: SubIndices,
  edition: Hj633Edition,
  method: string,
  options: AqiOptions,
  trace?: Trace,
): Aqi {
  const aqi = indexOf(indices, values, edition, options);
  const category = isMissing(aqi) ? undefined : categoryOf(aqi);
  const primary =
    !isMissing(aqi) && aqi > 50 ? AIR_POLLUTANTS.filter((pollutant) => indices[pollutant] === aqi) : [];
  trace?.step({
    quantity: 'aqi',
    edition: edition.id,
    clause: edition.incomplete === 'left-out' ? '4.3' : '4.3, 5.3.1',
    inputs: Object.fromEntries(
      Object.entries(indices).map(([name, index]) => [name, isMissing(index) ? null : index]),
    ),
    arithmetic: 'the largest of the sub-indices',
    result: isMissing(aqi) ? null : aqi,
  });
  return { edition: edition.id, method, aqi, ...(category && { category }), primary, subIndices: indices };
}

/** Method `text` of 2012: PM by the 24 h mean; O3 by the worse of 1 h and 8 h (the 8 h one ends at 800). */
function textIndices({ values, sliding }: HourlyAqiInput, edition: Hj633Edition, trace?: Trace): SubIndices {
  const {
    o3_8h = missing('incomplete'),
    pm10_24h = missing('incomplete'),
    pm2_5_24h = missing('incomplete'),
  } = sliding ?? {};
  const indices = subIndices({ ...values, pm10: pm10_24h, pm2_5: pm2_5_24h }, HOURLY, edition, trace);
  const eight = isMissing(o3_8h) ? o3_8h : subIndex(o3_8h, 'o3.8h', edition, trace);
  const o3 = isMissing(eight) ? indices.o3 : isMissing(indices.o3) ? eight : Math.max(eight, indices.o3);
  return { ...indices, o3 };
}

/**
 * The index of an hour, from one-hour means in µg/m³ (CO mg/m³). A value is a number or why there is none;
 * `not-monitored` means not in the plan.
 * @throws RangeError when a concentration is negative or not finite.
 * @source HJ 633-2012 4.1 [P] with the national platform's live practice [1]; HJ 633-2026 4.1, 5.3 [P]
 */
export function hourlyAqi(
  input: HourlyAqiInput,
  edition: Hj633Edition,
  options: AqiOptions = {},
  trace?: Trace,
): Aqi {
  if (options.method === 'text')
    return assemble(input.values, textIndices(input, edition, trace), edition, 'text', options, trace);
  const indices = subIndices(input.values, HOURLY, edition, trace);
  return assemble(
    input.values,
    indices,
    edition,
    options.method ?? edition.defaultMethod.hourly,
    options,
    trace,
  );
}

/**
 * The index of a day, from five day means and the ozone daily maximum 8 h (`o3`).
 * @throws RangeError when a concentration is negative or not finite.
 * @source HJ 633-2012 4.1 (practice: without the ozone 1 h); HJ 633-2026 4.1 [P]
 */
export function dailyAqi(
  input: { readonly values: AirValues },
  edition: Hj633Edition,
  options: AqiOptions = {},
  trace?: Trace,
): Aqi {
  const indices = subIndices(input.values, DAILY, edition, trace);
  return assemble(input.values, indices, edition, edition.defaultMethod.daily, options, trace);
}
