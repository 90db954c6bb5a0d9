import type {
  ObservationRange,
  Offset,
  QualityFlags,
  QualitySettings,
  StationId,
  StoredObservation,
} from '@lanbi/model';
import { instant } from '@lanbi/standards';
import type { EvaluationStore } from '../evaluation.ts';
import { observationKey, qualityFlagsOf } from './quality-flags.ts';
import { lookOf } from './series.ts';
import { excludes } from './settings.ts';

const PAGE = 5_000;

/** Returns the same readings, with those that a rule excludes marked as invalid. */
export function without(
  observation: StoredObservation,
  flags: QualityFlags,
  settings: QualitySettings,
): StoredObservation {
  const out = (parameter: keyof QualityFlags): boolean =>
    flags[parameter]?.some((rule) => settings[rule] === 'exclude') ?? false;
  if (!observation.readings.some(({ parameter }) => out(parameter))) return observation;
  const readings = observation.readings.map((reading) =>
    reading.invalid === undefined && out(reading.parameter)
      ? { ...reading, invalid: 'suspect' as const }
      : reading,
  );
  return { ...observation, readings };
}

/** Returns a text of the excluded readings of an observation with their reasons, for comparison. */
export const exclusionsOf = ({ readings }: StoredObservation): string =>
  readings.map(({ invalid }) => invalid ?? '').join();

/**
 * Reads all observations of a station and period that end in [from, to] and are in the log up to an offset.
 */
export async function stretch(
  store: Pick<EvaluationStore, 'range'>,
  station: StationId,
  period: StoredObservation['period'],
  [from, to]: readonly [number, number],
  upTo?: Offset,
): Promise<StoredObservation[]> {
  const found: StoredObservation[] = [];
  const span = { after: instant(from - 1), to: instant(to) };
  const all = { station, period, ...span, ...(upTo !== undefined && { upTo }), limit: PAGE };
  for (;;) {
    const last = found.at(-1);
    const behind = last && { behind: { to: last.to, period: last.period } };
    const page = await store.range({ ...all, ...behind });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

/**
 * Wraps the store for rules that exclude: suspect readings are returned as invalid. Without such a rule it returns the
 * store itself.
 */
export function excluding(store: EvaluationStore, settings: QualitySettings): EvaluationStore {
  if (!excludes(settings)) return store;
  async function range(query: ObservationRange): Promise<readonly StoredObservation[]> {
    const found = await store.range(query);
    const cleaned = new Map<string, StoredObservation>();
    for (const period of new Set(found.map((each) => each.period))) {
      const own = found.filter((each) => each.period === period);
      const times = own.map(({ to }) => to);
      const look = lookOf(period);
      const around = [Math.min(...times) - look, Math.max(...times) + look] as const;
      const flags = qualityFlagsOf(await stretch(store, query.station, period, around), settings);
      for (const each of own)
        cleaned.set(observationKey(each), without(each, flags.get(observationKey(each)) ?? {}, settings));
    }
    return found.map((each) => cleaned.get(observationKey(each)) ?? each);
  }
  return {
    range,
    latest: (station) => store.latest(station),
    activity: () => store.activity(),
    get: (key) => store.get(key),
    latestResult: (kind, subject) => store.latestResult(kind, subject),
    results: (query) => store.results(query),
  };
}
