import type {
  ObservationFlags,
  Offset,
  QualityFlags,
  QualitySettings,
  StationId,
  StoredObservation,
} from '@lanbi/model';
import type { EvaluationInput } from '../cause.ts';
import type { EvaluationStore } from '../evaluation.ts';
import { stationPages } from '../station-pages.ts';
import { exclusionsOf, stretch, without } from './excluding.ts';
import { observationKey, qualityFlagsOf } from './quality-flags.ts';
import { lookOf } from './series.ts';

/** The effect of changed rules on some observations. */
export interface Reopened {
  /** Flags that are new, and none where they are gone. */
  readonly flags: readonly ObservationFlags[];
  /** Observations of which a value comes to count or ceases to. */
  readonly inputs: readonly EvaluationInput[];
}

interface Rules {
  /** Rules under which stored records may have been computed. */
  readonly before: readonly QualitySettings[];
  readonly now: QualitySettings;
}

type ReopeningStore = Pick<EvaluationStore, 'range'>;
type FlagsOf = (observation: StoredObservation) => QualityFlags;

/** Compares the marks of an observation by the present rules with those by earlier rules. */
function compared(
  observation: StoredObservation,
  now: readonly [FlagsOf, QualitySettings],
  before: readonly (readonly [FlagsOf, QualitySettings])[],
): Reopened {
  const { station, to, period } = observation;
  const flags = now[0](observation);
  const changed = before.some(([of]) => JSON.stringify(of(observation)) !== JSON.stringify(flags));
  const seenBy = ([of, rules]: typeof now) => without(observation, of(observation), rules);
  const seen = seenBy(now);
  const same = before.every((each) => exclusionsOf(seenBy(each)) === exclusionsOf(seen));
  return {
    flags: changed ? [{ station, to, period, flags: flags }] : [],
    inputs: same ? [] : [{ ...seen, judged: true }],
  };
}

/** Checks observations of one station and one length of period by all rules, with their neighbours. */
async function checkedByAll(
  store: ReopeningStore,
  own: readonly StoredObservation[],
  { before, now }: Rules,
  offset: Offset,
): Promise<readonly Reopened[]> {
  const [first] = own;
  if (!first) return [];
  const { station, period } = first;
  const times = own.map(({ to }) => to);
  const look = lookOf(period);
  const span = [Math.min(...times) - look, Math.max(...times) + look] as const;
  const around = await stretch(store, station, period, span, offset);
  const keys = new Set(own.map(observationKey));
  const check = (rules: QualitySettings) => {
    const flags = qualityFlagsOf(around, rules, (each) => keys.has(observationKey(each)));
    return [(each: StoredObservation) => flags.get(observationKey(each)) ?? {}, rules] as const;
  };
  const [by, earlier] = [check(now), before.map(check)];
  return own.map((each) => compared(each, by, earlier));
}

/**
 * Finds, part by part, the effect of changed rules on all stored observations. It is a function of the readings, so
 * that it may be started again.
 * @param offset returns the offset up to which the log is applied, called for each part; later entries are checked when
 * they are applied
 */
export async function* reopenedBy(
  store: ReopeningStore,
  stations: Iterable<StationId>,
  rules: Rules,
  offset: () => Offset,
): AsyncIterableIterator<Reopened> {
  for (const station of stations)
    for await (const { observations, upTo } of stationPages(store, station, offset)) {
      const parts: Reopened[] = [];
      for (const period of new Set(observations.map((each) => each.period))) {
        const own = observations.filter((each) => each.period === period);
        parts.push(...(await checkedByAll(store, own, rules, upTo)));
      }
      const flags = parts.flatMap((part) => part.flags);
      const inputs = parts.flatMap((part) => part.inputs);
      if (flags.length > 0 || inputs.length > 0) yield { flags, inputs };
    }
}
