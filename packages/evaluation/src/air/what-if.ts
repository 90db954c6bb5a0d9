import type {
  ObservationReader,
  RegionId,
  Registry,
  Result,
  ResultKey,
  ResultStore,
  StationId,
  StoredObservation,
} from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import type { AirDayBody } from './air-day.ts';
import type { AirHourBody } from './air-hour.ts';
import type { AirPeriodBody } from './air-period.ts';
import { inBatches } from './batches.ts';
import { readObservations } from './read-observations.ts';
import { AirRecomputation, type RecomputeOptions } from './recompute.ts';

/** A span that is evaluated again, from its raw readings and without a change to what is stored. */
export interface RecomputeSpan {
  /** 00:00 of the first day. */
  readonly from: Instant;
  /** 00:00 after the last. */
  readonly to: Instant;
  /** Stations, districts or cities; all when left out. */
  readonly subjects?: readonly string[];
  readonly options?: RecomputeOptions;
}

/** What a figure says in short. */
export type ShortFigure = Readonly<Record<string, unknown>>;

export interface Recomputed {
  readonly key: ResultKey;
  /** `same`: body and all; `stored` is absent where nothing is stored. */
  readonly same: boolean;
  readonly stored?: ShortFigure;
  readonly recomputed: ShortFigure;
}

type RecomputeStore = Pick<ObservationReader, 'range'> & Pick<ResultStore, 'get'>;

/** A station's first hours look back a day. */
const BACK = 23 * HOUR;
/** The day after the span tells that its last day is over. */
const ON = 24 * HOUR;

export function shortFigure(body: unknown): ShortFigure {
  const { composite } = body as Partial<AirPeriodBody>;
  if (composite) {
    const { edition, method, index, terms, primary } = composite;
    return { index, terms, primary, edition, method };
  }
  const { aqi } = body as AirHourBody | AirDayBody;
  return {
    aqi: aqi.aqi,
    level: aqi.level ?? null,
    primary: aqi.primary,
    edition: aqi.edition,
    method: aqi.method,
  };
}

/** Whether two figures say the same but for the edition's name. */
export function saysTheSame(a: ShortFigure, b: ShortFigure): boolean {
  const figures = ({ edition: _edition, method: _method, ...rest }: ShortFigure) => JSON.stringify(rest);
  return figures(a) === figures(b);
}

/** The air stations that the subjects are made of. */
function stationsOf(registry: Registry, subjects: readonly string[] | undefined): StationId[] {
  const wanted = subjects && new Set(subjects);
  const inside = (id: RegionId | undefined): boolean => {
    const region = id === undefined ? undefined : registry.regions.get(id);
    return region !== undefined && (wanted?.has(region.id) || inside(region.parent));
  };
  return [...registry.stations.values()]
    .filter(({ medium, id, region }) => medium === 'air' && (!wanted || wanted.has(id) || inside(region)))
    .map(({ id }) => id);
}

/**
 * Evaluates a span again from the raw readings in the store and compares. Hours, days and those periods that lie
 * wholly within the span come out, one by one.
 */
export async function* recomputeAir(
  store: RecomputeStore,
  registry: Registry,
  { from, to, subjects, options }: RecomputeSpan,
): AsyncIterableIterator<Recomputed> {
  const observations = new Map<StationId, readonly StoredObservation[]>();
  await inBatches(stationsOf(registry, subjects), async (station) => {
    const after = instant(from - BACK);
    observations.set(station, await readObservations(store, { station, after, to: instant(to + ON) }));
  });
  const wanted = subjects && new Set(subjects);
  for (const result of new AirRecomputation(registry, options).results(observations)) {
    if (result.from < from || result.to > to || (wanted && !wanted.has(result.subject))) continue;
    yield await compared(store, result);
  }
}

async function compared(
  store: RecomputeStore,
  { body, kind, subject, from, to }: Result,
): Promise<Recomputed> {
  const key = { kind, subject, from, to };
  const stored = await store.get(key);
  const recomputed = shortFigure(body);
  if (!stored) return { key, same: false, recomputed };
  const same = JSON.stringify(stored.body) === JSON.stringify(body);
  return { key, same, stored: shortFigure(stored.body), recomputed };
}
