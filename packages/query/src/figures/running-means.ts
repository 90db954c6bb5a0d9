import {
  dayOfHour,
  Points,
  plannedParameters,
  RUNNING_HOURS,
  type RunningValues,
  regionRunning,
  runningMeansOf,
  type Subject,
} from '@lanbi/evaluation';
import { regionId, type Station, type StoredResult, stationId } from '@lanbi/model';
import { type AirPollutant, HOUR, type Instant, instant, missing } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import type { FigureFamily } from './family.ts';

/** Hours that are read at once. */
const PAGE = 1_000;

type StationHour = StoredResult<'aqi.hour'>;

/** The running means that end with an hour; how often the hours before it changed, and one; and when last. */
export interface RunningFigure {
  readonly values: RunningValues;
  readonly revision: number;
  readonly computedAt: Instant;
}

/** What finds the value of an hour some hours before the end. */
type HourAgo = Parameters<typeof runningMeansOf>[0];

/** The hours up to an hour of a station. */
export interface HoursUpTo {
  readonly hourAgo: HourAgo;
  readonly end: Instant;
}

/**
 * Running means of 8 and 24 hours of a station; those of a region are means of those of its points.
 * @source GB 3095, averaging times
 */
export const runningMeanFigures: FigureFamily<HoursUpTo, never, RunningValues> = {
  name: 'running-means',
  title: { zh: '滑动平均值', en: 'Running means of 8 and 24 hours' },
  subjects: ['station', 'region'],
  span: 'hour',
  version: 1,
  inputs: ['aqi.hour'],
  compute: ({ hourAgo, end }) => runningMeansOf(hourAgo, end),
  alertValues: [],
  tables: [],
};

/** Hours of one station in memory, as long as an answer is made. */
class StationHours {
  readonly #hours: ReadonlyMap<Instant, StationHour>;
  readonly #isPlanned: (pollutant: AirPollutant) => boolean;

  /** @param station undefined where the registry does not have it any more */
  constructor(station: Station | undefined, hours: readonly StationHour[]) {
    this.#hours = new Map(hours.map((hour) => [hour.to, hour]));
    this.#isPlanned = (pollutant) => !station || plannedParameters(station).has(pollutant);
  }

  running(end: Instant): RunningFigure {
    let [revision, computedAt] = [1, 0];
    for (let ago = 1; ago < RUNNING_HOURS; ago += 1) {
      const hour = this.#hours.get(instant(end - ago * HOUR));
      revision += (hour?.revision ?? 1) - 1;
      computedAt = Math.max(computedAt, hour?.computedAt ?? 0);
    }
    const hourAgo: HourAgo = (of, ago) => this.#valueOf(of, instant(end - ago * HOUR));
    const values = runningMeanFigures.compute({ hourAgo, end });
    return { values, revision, computedAt: instant(computedAt) };
  }

  #valueOf(of: AirPollutant, end: Instant) {
    const body = this.#hours.get(end)?.body;
    if (!body) return { value: missing(this.#isPlanned(of) ? 'no-data' : 'not-monitored') };
    return { value: body.concentrations[of], rest: body.rests?.[of] };
  }
}

/** Running means of hours, out of the records of the 24 hours up to each. They are not stored. */
export class RunningMeansReader {
  readonly #deps: Pick<QueryDeps, 'store' | 'registry' | 'yieldNow'>;
  readonly #points: Points;

  constructor(deps: Pick<QueryDeps, 'store' | 'registry' | 'yieldNow'>, points = new Points(deps.registry)) {
    this.#deps = deps;
    this.#points = points;
  }

  /**
   * The running means that end with some hours of a subject; those of a region are means of those of its points. Each
   * hour between the first and the last is read once: the hours asked for should be close to each other.
   */
  async of(subject: Subject, ends: readonly Instant[]): Promise<ReadonlyMap<Instant, RunningFigure>> {
    if (ends.length === 0) return new Map();
    if (subject.region) return this.#ofRegion(subject.id, ends);
    const station = this.#deps.registry.stations.get(stationId(subject.id));
    const own = new StationHours(station, await this.#read(subject.id, ends));
    return new Map(ends.map((end) => [end, own.running(end)]));
  }

  async #ofRegion(id: string, ends: readonly Instant[]): Promise<ReadonlyMap<Instant, RunningFigure>> {
    const region = regionId(id);
    const days = [Math.min(...ends), Math.max(...ends)].map((end) => dayOfHour(instant(end)));
    const [first = 0, last = 0] = days;
    const hours = new Map<string, StationHours>();
    for (const station of this.#points.during(region, first, last)) {
      await this.#deps.yieldNow?.();
      hours.set(station.id, new StationHours(station, await this.#read(station.id, ends)));
    }
    const figures = new Map<Instant, RunningFigure>();
    for (const end of ends) {
      await this.#deps.yieldNow?.();
      const day = dayOfHour(end);
      const points = this.#points.of(region, day).flatMap((point) => hours.get(point.id)?.running(end) ?? []);
      figures.set(end, regionFigure(points, day));
    }
    return figures;
  }

  /** All hours from 24 h before the first end to the last one. */
  async #read(subject: string, ends: readonly Instant[]): Promise<readonly StationHour[]> {
    const to = instant(Math.max(...ends));
    const all: StationHour[] = [];
    let after = instant(Math.min(...ends) - RUNNING_HOURS * HOUR);
    for (;;) {
      const page = await this.#deps.store.results({ kind: 'aqi.hour', subject, after, to, limit: PAGE });
      all.push(...page);
      const last = page.at(-1);
      if (page.length < PAGE || !last) return all;
      after = last.to;
    }
  }
}

/**
 * An hour whose figure includes running means. Its revision is one plus the corrections of all hours that it is computed
 * from, and its time is that of their latest change.
 */
export const madeWith = <Hour extends Pick<StoredResult, 'revision' | 'computedAt'>>(
  hour: Hour,
  { revision, computedAt }: RunningFigure,
): Hour => ({
  ...hour,
  revision: hour.revision + revision - 1,
  computedAt: instant(Math.max(hour.computedAt, computedAt)),
});

function regionFigure(points: readonly RunningFigure[], day: number): RunningFigure {
  return {
    values: regionRunning(
      points.map(({ values }) => values),
      day,
    ),
    revision: points.reduce((sum, { revision }) => sum + revision - 1, 1),
    computedAt: instant(Math.max(0, ...points.map(({ computedAt }) => computedAt))),
  };
}
