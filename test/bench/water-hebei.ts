import { parseInstant } from '@lanbi/standards';
import { waterBodies } from '@lanbi/testkit/data/published-water';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { observationOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';
import { hebeiRegistry, hebeiWeeks } from '../support/published-hebei.ts';

const WHAT = [
  'lakes/baiyangdian/class?period=month&at=2026-07',
  'lakes/baiyangdian/class?period=month&at=2026-08',
  'lakes/baiyangdian/class?period=rolling-30d&at=2026-08-23',
  'rivers/fuhe/class?period=month&at=2026-07',
  'rivers/fuhe/class?period=month&at=2026-08',
  'summary?scope=inflow-of:baiyangdian&period=month&at=2026-08',
  'summary?period=quarter&at=2026-08',
];

/** What a person looks at first; the rest of an answer is long. */
const SHOWN = ['class', 'level', 'mainItems', 'validity', 'totalNitrogen', 'trophic', 'shares', 'sections'];

/** Six weeks of published readings: how long they take, and what comes out for Baiyangdian, to be looked at. */
export const bench = {
  name: 'water: six weeks of Hebei',
  async run(): Promise<void> {
    if (sharedData === undefined) return console.log('needs the published readings');
    const samples = hebeiWeeks();
    const { ids, registry } = hebeiRegistry(samples, waterBodies());
    const observations = samples.flatMap(({ section, ts, values }) => {
      const to = parseInstant(ts);
      const id = ids.get(section);
      return to === undefined || id === undefined || Object.keys(values).length === 0
        ? []
        : [observationOf(registry, `W-${id}`, to, values)];
    });
    await withStore(async (store) => {
      const run = new WaterRun(store, registry);
      for (let at = 0; at < observations.length; at += 1_000)
        await run.write(observations.slice(at, at + 1_000));
      const start = performance.now();
      await run.finish();
      const seconds = (performance.now() - start) / 1000;
      console.log(`${observations.length} samples of ${ids.size} sections: ${seconds.toFixed(1)} s`);
      const api = await apiOver(store, registry, parseInstant('2026-08-24T08:00:00+08:00') ?? (0 as never));
      for (const path of WHAT) {
        const answer = await api.get<Record<string, unknown>>(`/v1/water/${path}`);
        const shown = SHOWN.flatMap((key) => (key in answer ? [[key, answer[key]]] : []));
        console.log(
          `\n${path}\n${JSON.stringify({ ...Object.fromEntries(shown), change: answer['change'] })}`,
        );
      }
      await api.close();
    });
  },
};
