import type { LogPosition, ParameterCode, StationId, StoredObservation } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { EvaluationStore } from '../evaluation.ts';
import { type Marks, marksOf } from './marks.ts';
import { limitsOf, touchesEarlier } from './rules.ts';
import { appendTo, LOOK, type Series, type SeriesByParameter, seriesOf, unitOf } from './series.ts';
import type { QualityRule } from './settings.ts';

/** A spike ends at most so many hours before the newest reading, with the value before it: all that is held beyond LOOK. */
const BEYOND = 12;
/** Series held at once, by station and length of period; those not used for longest are read again. */
const HELD = 20_000;
/** Later observations, of those taken already, that are looked through to find where the end is. */
const THROUGH = 2_000;

interface Tail {
  /** End of the newest observation, as far as known. */
  newest: Instant;
  /** Undefined where the end of the series was too far away to be looked for. */
  readonly series?: Map<ParameterCode, Series>;
}

/** Observations of one station and one length of period. */
export interface SeriesKey {
  readonly station: StationId;
  readonly period: StoredObservation['period'];
}

const keyOf = ({ station, period }: SeriesKey): string => `${station} ${period}`;

const heldOf = (period: number): number => (LOOK + BEYOND) * unitOf(period);

/**
 * The newest readings of each station as far back as a rule looks, up to the place in the log: a reading that comes
 * in order, which nearly all do, is judged without a look into the store. A bounded copy, which may be dropped.
 */
export class Recent {
  readonly #store: Pick<EvaluationStore, 'range' | 'latest'>;
  readonly #tails = new Map<string, Tail>();

  constructor(store: Pick<EvaluationStore, 'range' | 'latest'>) {
    this.#store = store;
  }

  /** Forgets everything. */
  clear(): void {
    this.#tails.clear();
  }

  /** Whether what was touched up to a time makes up the end of the series, or may do so. */
  isEnd(of: SeriesKey, to: number): boolean {
    const tail = this.#tails.get(keyOf(of));
    return tail === undefined || to >= tail.newest - heldOf(of.period);
  }

  /**
   * The marks of an observation that is new and later than all of its series; undefined where it is not, or where it
   * may change the marks of earlier ones: then it must be judged with its neighbours.
   */
  judge(entry: StoredObservation, on: readonly QualityRule[]): Marks | undefined {
    const key = keyOf(entry);
    const tail = this.#tails.get(key);
    if (!tail?.series || entry.to <= tail.newest || entry.readings.some(({ revision }) => revision > 1))
      return undefined;
    this.#tails.delete(key);
    const { series } = tail;
    for (const each of series.values()) each.forgetBefore(entry.to - heldOf(entry.period));
    appendTo(series, entry);
    if (changesEarlier(entry, series)) return undefined;
    this.#hold(key, { newest: entry.to, series });
    return marksOf(entry, series, on);
  }

  /**
   * Takes up a series whose newest observations were read: those that stand in the log up to `place`. Later ones come
   * as entries of their own.
   * @param read all observations of the series in a span that ends with `end`
   */
  async take(
    of: SeriesKey,
    read: readonly StoredObservation[],
    end: Instant,
    place: LogPosition,
  ): Promise<void> {
    const latest = Math.max(...(await this.#store.latest(of.station)).map(({ to }) => to), end);
    const rest = { ...of, after: end, to: instant(latest), upTo: place, limit: THROUGH };
    const later = latest > end ? await this.#store.range(rest) : [];
    if (later.length === THROUGH) return this.#hold(keyOf(of), { newest: instant(latest) });
    const taken = [...read, ...later].filter(({ position }) => position <= place);
    const newest = Math.max(...taken.map(({ to }) => to));
    const near = taken.filter(({ to }) => to >= newest - heldOf(of.period));
    if (near.length > 0) this.#hold(keyOf(of), { newest: instant(newest), series: seriesOf(near) });
  }

  #hold(key: string, tail: Tail): void {
    this.#tails.delete(key);
    this.#tails.set(key, tail);
    const [oldest] = this.#tails.keys();
    if (this.#tails.size > HELD && oldest !== undefined) this.#tails.delete(oldest);
  }
}

/** Whether an observation at the end of its series may change the marks of those before it. */
function changesEarlier({ readings, period }: StoredObservation, all: SeriesByParameter): boolean {
  return readings.some(({ parameter, invalid }) => {
    const series = all.get(parameter);
    return (
      invalid === undefined && series !== undefined && touchesEarlier(series, period, limitsOf(parameter))
    );
  });
}
