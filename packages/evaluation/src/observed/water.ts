import type { Station, StoredObservation } from '@lanbi/model';
import {
  HOUR,
  type Instant,
  isMissing,
  type Maybe,
  missing,
  sharedReason,
  type Trace,
  type WaterMeasurand,
} from '@lanbi/standards';
import { coveredTimes, expectedPerDay } from '../water/coverage.ts';
import { CARRIED, dayResults } from '../water/day.ts';
import { type ItemSums, itemCounts, itemMeans, itemSumsOf } from '../water/item-sums.ts';
import { readingRulesOf, readingValue } from '../water/reading-value.ts';
import { hasSampleTime, sampleTimeOf } from '../water/sample-time.ts';
import { sampleRow, sampleValues } from '../water/section-sample.ts';
import { markedValidity, type Observed, type ObservedMean } from './observed.ts';

type Readings = readonly StoredObservation[];

const HOUR_SECONDS = 3600;
/** Number of results of a carried item in a day: one in each slot of four hours. */
const SLOTS = 6;

/** Returns the values of an item in an observation, or the reason why it has none. */
function valuesOf(observation: StoredObservation, item: WaterMeasurand, station: Station): Maybe<number>[] {
  const own = observation.readings.filter(({ parameter }) => parameter === item);
  if (!hasSampleTime(observation)) return own.map(() => missing('stamp-off'));
  return own.map((reading) => readingValue(reading, readingRulesOf(station)));
}

/** Returns why there is no result: the reason of the readings of the item, or that there is no reading. */
function reasonOf(item: WaterMeasurand, station: Station, readings: Readings) {
  const values = readings.flatMap((observation) => valuesOf(observation, item, station));
  return sharedReason(values.filter(isMissing));
}

function observedOf(
  item: WaterMeasurand,
  sums: Readonly<ItemSums>,
  coverage: Observed,
  none: () => ReturnType<typeof reasonOf>,
  trace?: Trace,
): ObservedMean {
  const statistic = item === 'ph' ? 'ions' : 'mean';
  const value = itemMeans(sums)[item];
  const count = itemCounts(sums)[item] ?? 0;
  if (value === undefined) {
    const why = none();
    return { value: why, validity: { kind: 'missing', reason: why.missing }, coverage, statistic };
  }
  trace?.step({
    quantity: `${statistic}.${item}`,
    edition: 'none',
    clause: item === 'ph' ? 'the pH of the mean of the hydrogen ions' : 'arithmetic mean of the results',
    inputs: { count, covered: coverage.observed, expected: coverage.expected },
    arithmetic: `mean of ${count} results`,
    result: value,
  });
  return { value, validity: markedValidity(coverage), coverage, statistic };
}

/** Returns the values of an item by sampling time; of several stamps near one time the nearest counts. */
function resultsOf(item: WaterMeasurand, station: Station, readings: Readings) {
  const rules = readingRulesOf(station);
  const timed = readings.filter(hasSampleTime);
  return [...Map.groupBy(timed, sampleTimeOf)].flatMap(([at, own]) => {
    const rows = own.map((observation) => sampleRow({ observation, ...rules }));
    const value = sampleValues(rows)[item] ?? missing('no-data');
    return isMissing(value) ? [] : [{ at, value, isInstant: own.every(({ period }) => period === 0) }];
  });
}

/** Computes a measurand of a water station over a clock hour from the observations that count for it. */
export function waterHour(
  item: WaterMeasurand,
  station: Station,
  readings: Readings,
  begin: Instant,
  trace?: Trace,
): ObservedMean {
  const results = resultsOf(item, station, readings);
  const { period } = station;
  const expected = period > 0 && period < HOUR_SECONDS ? Math.round(HOUR_SECONDS / period) : 1;
  const covered = coveredTimes(results, begin, expected, HOUR);
  const sums = itemSumsOf(results.map(({ value }) => [item, value] as const));
  const coverage = { expected, observed: Math.min(covered, expected) };
  return observedOf(item, sums, coverage, () => reasonOf(item, station, readings), trace);
}

/**
 * Computes the same over a civil day; items that are analysed every four hours have one result per slot, as in the
 * section's day.
 */
export function waterDay(
  item: WaterMeasurand,
  station: Station,
  readings: Readings,
  begin: Instant,
  trace?: Trace,
): ObservedMean {
  const rules = readingRulesOf(station);
  const { sums } = dayResults(
    readings.map((observation) => ({ observation, ...rules })),
    begin,
  );
  const perDay = Math.max(1, expectedPerDay(station.period) ?? 1);
  const expected = CARRIED.has(item) ? Math.min(SLOTS, perDay) : perDay;
  const covered = coveredTimes(resultsOf(item, station, readings), begin, expected);
  const coverage = { expected, observed: Math.min(covered, expected) };
  return observedOf(item, sums, coverage, () => reasonOf(item, station, readings), trace);
}
