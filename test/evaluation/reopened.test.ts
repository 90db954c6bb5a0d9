import type { ParameterCode, StoredResult } from '@lanbi/model';
import { civilDate, HOUR, instant, startOfDate } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it } from 'vitest';
import { withStore } from '../support/embedded.ts';
import { startEvaluator, storedResults } from '../support/evaluation.ts';

const registry = registryOf({
  regions: [
    { id: 'c', name: 'c', kind: 'city' },
    { id: 'd', name: 'd', kind: 'district', parent: 'c' },
  ],
  stations: [{ id: 'A', medium: 'air', name: 'A', region: 'd', role: 'evaluation' }],
});
const LOW = { so2: 6, no2: 20, pm10: 35, pm2_5: 14, co: 0.8, o3: 80 };
const HIGH = { so2: 7, no2: 22, pm10: 37, pm2_5: 16, co: 0.9, o3: 84 };
const FIRST = civilDate('2025-01-01');
const DAYS = 150;

/** What a correction of one parameter at noon of the 10th of January changes in May. */
async function changedBy(parameter: ParameterCode): Promise<readonly StoredResult[]> {
  let changed: readonly StoredResult[] = [];
  await withStore(async (store) => {
    const begin = startOfDate(FIRST);
    const observations = Array.from({ length: DAYS * 24 }, (_, hour) =>
      observationOf(registry, 'A', instant(begin + (hour + 1) * HOUR), hour % 2 === 0 ? LOW : HIGH),
    );
    await store.write({ observations, deadLetters: [] });
    const evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    const head = await store.resultHead();
    const corrected = observationOf(registry, 'A', instant(begin + (9 * 24 + 12) * HOUR), {
      [parameter]: 300,
    });
    await store.write({ observations: [corrected], deadLetters: [] });
    await evaluator.caughtUp();
    await evaluator.stop();
    changed = (await storedResults(store)).filter(({ position }) => position > head);
  });
  return changed;
}

/** Running means of later hours hold PM2.5, SO2 and ozone too, but are computed when they are asked for. */
const PARAMETERS = ['no2', 'pm2_5', 'so2', 'o3'] as const;

it.each(PARAMETERS)(
  'a corrected %s of January changes in May its hour and day, of the station and its regions',
  async (parameter) => {
    const changed = await changedBy(parameter);
    expect(changed.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual([
      'aqi.day A',
      'aqi.hour A',
      'region.aqi.day c',
      'region.aqi.day d',
      'region.aqi.hour c',
      'region.aqi.hour d',
    ]);
  },
);
