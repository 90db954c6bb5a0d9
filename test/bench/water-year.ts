import { windowOf } from '@lanbi/evaluation';
import { LatestFigures, WaterFigures } from '@lanbi/query';
import { withStore } from '../support/embedded.ts';
import { FIRST, fillSections, NOW, registry, SECTIONS } from './support/made-sections.ts';

/** Milliseconds of the processor, which other programs on the machine do not lengthen. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 100) / 10;
}

/** A year of a river of 159 sections: when no day is in memory, again, and the latest class of all. */
async function run(): Promise<void> {
  await withStore(async (store) => {
    await fillSections(store);
    const clock = { now: () => NOW };
    const window = windowOf('year', FIRST);
    const year = (water: WaterFigures) => water.get('river.class.year', 'R', window);
    const times = { cold: [] as number[], warm: [] as number[], latest: [] as number[] };
    for (let round = 0; round < 5; round += 1) {
      const water = new WaterFigures({ store, registry, clock });
      times.cold.push(await cpuOf(() => year(water)));
      times.warm.push(await cpuOf(() => year(water)));
      const latest = new LatestFigures({ store, registry, clock });
      times.latest.push(
        await cpuOf(async () => {
          for (const { result } of (await latest.all('sections')).figures) if (result) water.sample(result);
        }),
      );
    }
    console.log(`a year of ${SECTIONS} sections, ms of the processor:`, times);
  });
}

export const bench = { name: 'water: a year of 159 sections', run };
