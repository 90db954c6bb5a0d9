import { type Marks, observationKey, type QualityBody } from '@lanbi/evaluation';
import type { StationId, StoredObservation } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import type { ApiDeps } from './deps.ts';

type Named = Pick<StoredObservation, 'to' | 'period'>;

/** The suspect values of observations of one station, by `observationKey`; those without any are absent. */
export async function marksOf(
  { store }: Pick<ApiDeps, 'store'>,
  station: StationId,
  observations: readonly Named[],
): Promise<ReadonlyMap<string, Marks>> {
  const named = new Map(observations.map((each) => [observationKey(each), each]));
  const found = [...named].map(async ([key, { to, period }]) => {
    const from = instant(to - period * 1000);
    const stored = await store.get({ kind: 'quality', subject: station, from, to });
    return stored ? [[key, (stored.body as QualityBody).marks] as const] : [];
  });
  return new Map((await Promise.all(found)).flat());
}
