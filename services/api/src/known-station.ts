import { type ParameterCode, type Station, type StationId, stationId } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import type { ApiDeps } from './deps.ts';

/** A station, and whether the registry has it. */
export interface KnownStation {
  readonly station: Station;
  readonly registered: boolean;
}

/** A station that the registry has no more, as far as its readings tell. */
async function fromReadings({ store }: Pick<ApiDeps, 'store'>, id: StationId): Promise<Station | undefined> {
  const latest = await store.latest(id);
  const last = latest.reduce((most, { to }) => Math.max(most, to), -Infinity);
  if (!Number.isFinite(last)) return undefined;
  const [observation] = await store.range({
    station: id,
    after: instant(last - 1),
    to: instant(last),
    limit: 1,
  });
  if (!observation) return undefined;
  const { medium, region, period } = observation;
  const parameters: ParameterCode[] = latest.map(({ parameter }) => parameter);
  return {
    ...{ id, medium, region, period, parameters },
    name: { zh: id, en: id },
    role: 'other',
    stamp: 'end',
    units: {},
  };
}

/** A station of the registry, or one that is gone from it and left readings in the store. */
export async function knownStation(
  deps: Pick<ApiDeps, 'store' | 'registry'>,
  text: string,
): Promise<KnownStation | undefined> {
  const id = stationId(text);
  const registered = deps.registry.stations.get(id);
  if (registered) return { station: registered, registered: true };
  const station = await fromReadings(deps, id);
  return station && { station, registered: false };
}
