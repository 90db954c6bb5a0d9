import type { Clock, ObservationReader } from '@lanbi/model';
import type { Config } from '@lanbi/runtime';
import type { Past } from '@lanbi/simulate';
import { type CivilDate, dateAt, shift, startOfDate } from '@lanbi/standards';

/** So many months before this one are made: the last whole month, too, has one a year earlier to be compared with. */
const MONTHS = 13;

function monthBefore(date: CivilDate, months: number): CivilDate {
  const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01` as CivilDate;
}

interface DemoParts {
  readonly config: Config;
  readonly store: Pick<ObservationReader, 'range'>;
  readonly clock: Clock;
}

/**
 * The past that the demo brings at a start: thirteen months and the running one of the shipped sample, less the days that are
 * stored. Undefined with a registry or an InfluxDB of one's own: then the fleet replays three days.
 */
export function demoPast({ config, store, clock }: DemoParts): Past | undefined {
  if (config.registry !== undefined || config.influx !== undefined) return undefined;
  return {
    from: startOfDate(monthBefore(dateAt(clock.now()), MONTHS)),
    isStored: async (station, to) =>
      (await store.range({ station, after: shift(to, -1), to, limit: 1 })).length > 0,
  };
}
