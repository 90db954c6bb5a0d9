import type { Sample } from '@lanbi/alerting';
import { allItems } from '@lanbi/flow';
import {
  type AlertSubject,
  type Offset,
  type Station,
  type StoredObservation,
  type StoredResult,
  stationId,
  wholeRange,
} from '@lanbi/model';
import { type IndexAt, isComputedWater, resultKindOf, type ValueKind, type ValueSource } from '@lanbi/query';
import { type Instant, instant, isMissing } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { createDayCompleteness, type DayCompleteness } from './day-completeness.ts';
import { completenessSamples, completenessSpan, readingSample } from './readings.ts';
import { sampleOf } from './result-sample.ts';

/** Rows read from the store in one call. */
const PAGE = 1_000;

/** Reads the stored values of figures, over which alerts are replayed. */
export interface SampleSource {
  /** Samples of a subject that end in (after, to], ascending, one for each time. */
  samples(source: ValueSource, subject: AlertSubject, after: Instant, to: Instant): Promise<Sample[]>;
  /** The end of the log that the values come from: the store holds all of them up to there. */
  head(source: ValueSource): Promise<Offset>;
  readonly days: DayCompleteness;
}

/** At most one sample per time; if two results end together, the shorter period wins. */
const onePerTime = (samples: readonly Sample[]): Sample[] => [
  ...new Map(samples.map((sample) => [sample.at, sample])).values(),
];

/** The sample of an index; undefined where too few days make it up, which raises nothing. */
export const indexSample = ({ at, index }: IndexAt): Sample | undefined =>
  isMissing(index) ? undefined : { at, value: index };

export function createSampleSource({
  store,
  registry,
  air,
  water,
}: Pick<AlertDeps, 'store' | 'registry' | 'air' | 'water'>): SampleSource {
  const observations = (station: Station, after: Instant, to: Instant): Promise<StoredObservation[]> =>
    wholeRange(store, { station: station.id, after, to, limit: PAGE });

  async function results(kind: ValueKind, subject: string, after: Instant, to: Instant) {
    if (isComputedWater(kind)) return water.results(kind, subject, { after, to, limit: Infinity });
    return allItems(PAGE, (last: StoredResult | undefined) =>
      store.results({ kind, subject, after: last?.to ?? after, to, limit: PAGE }),
    );
  }

  /** Samples of the observations of a station; none of sources of results. */
  async function ofReadings(
    source: ValueSource,
    station: Station,
    after: Instant,
    to: Instant,
  ): Promise<Sample[]> {
    if (source.from === 'expected-readings') {
      const before = instant(after - completenessSpan(station));
      return completenessSamples(await observations(station, before, to), station, after);
    }
    const found = await observations(station, after, to);
    if (source.from === 'arrivals') return onePerTime(found.map((entry) => ({ at: entry.to, value: 0 })));
    if (source.from !== 'readings') return [];
    return found.flatMap((entry) => readingSample(source, entry, station) ?? []);
  }

  return {
    head: (source) => (resultKindOf(source) ? store.resultHead() : store.head()),
    days: createDayCompleteness(registry, observations),
    async samples(source, subject, after, to) {
      if (source.from === 'days') {
        const of = { id: subject.id, region: subject.kind === 'region' };
        const found = await air.indices(of, source.period, { after, to });
        return found.flatMap((each) => indexSample(each) ?? []);
      }
      if (source.from === 'results') {
        const found = await results(source.kind, subject.id, after, to);
        return onePerTime(found.flatMap((result) => sampleOf(source, result, { registry, water }) ?? []));
      }
      const station = registry.stations.get(stationId(subject.id));
      return station ? ofReadings(source, station, after, to) : [];
    },
  };
}
