import type { Figure, Sample } from '@lanbi/alerting';
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
import { type IndexAt, isComputedWater } from '@lanbi/query';
import { type Instant, instant, isMissing } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { createDayCompleteness, type DayCompleteness } from './day-completeness.ts';
import { aboveSample, completenessSamples, completenessSpan, readingSample } from './readings.ts';
import { type FigureKind, resultKindOf, sampleOf } from './result-sample.ts';

/** Rows read from the store in one call. */
const PAGE = 1_000;

/** Reads the stored values of figures, over which alerts are replayed. */
export interface SampleSource {
  /** Samples that end in (after, to], ascending, one for each time. */
  samples(figure: Figure, subject: AlertSubject, after: Instant, to: Instant): Promise<Sample[]>;
  /** The end of the log that a figure comes from: the store holds all values up to there. */
  head(figure: Figure, subject: AlertSubject): Promise<Offset>;
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

  async function results(kind: FigureKind, subject: string, after: Instant, to: Instant) {
    if (isComputedWater(kind)) return water.results(kind, subject, { after, to, limit: Infinity });
    return allItems(PAGE, (last: StoredResult | undefined) =>
      store.results({ kind, subject, after: last?.to ?? after, to, limit: PAGE }),
    );
  }

  async function ofReadings(
    figure: Figure,
    station: Station,
    after: Instant,
    to: Instant,
  ): Promise<Sample[]> {
    if (figure.kind === 'completeness') {
      const before = instant(after - completenessSpan(station));
      return completenessSamples(await observations(station, before, to), station, after);
    }
    const found = await observations(station, after, to);
    if (figure.kind === 'no-data') return onePerTime(found.map((entry) => ({ at: entry.to, value: 0 })));
    if (figure.kind === 'pm2_5-above-pm10')
      return found.flatMap((entry) => aboveSample(entry, station) ?? []);
    if (figure.kind !== 'parameter') return [];
    return found.flatMap((entry) => readingSample(entry, station, figure.parameter) ?? []);
  }

  return {
    head: (figure, { kind }) => (resultKindOf(figure, kind) ? store.resultHead() : store.head()),
    days: createDayCompleteness(registry, observations),
    async samples(figure, subject, after, to) {
      if (figure.kind === 'composite-index') {
        const of = { id: subject.id, region: subject.kind === 'region' };
        const found = await air.indices(of, figure.period, { after, to });
        return found.flatMap((each) => indexSample(each) ?? []);
      }
      const kind = resultKindOf(figure, subject.kind);
      if (kind) {
        const found = await results(kind, subject.id, after, to);
        return onePerTime(found.flatMap((result) => sampleOf(figure, result, { registry, water }) ?? []));
      }
      const station = registry.stations.get(stationId(subject.id));
      return station ? ofReadings(figure, station, after, to) : [];
    },
  };
}
