import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { windowOf } from '@lanbi/evaluation';
import { AirFigures, type AskedFigure, type AskedRanking } from '@lanbi/query';
import { civilDate, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { DISTRICTS, fillDistricts, registryOfDistricts } from './support/made-districts.ts';

const RUNS = 20;
const WARM_RUNS = 200;

/**
 * Milliseconds of processor time of this thread for one of several runs: what else runs on the machine does not lengthen
 * them, and a clock of some milliseconds does not matter.
 */
async function each(runs: number, work: () => Promise<unknown>): Promise<number> {
  const begin = process.threadCpuUsage();
  for (let run = 0; run < runs; run += 1) await work();
  const { user, system } = process.threadCpuUsage(begin);
  return (user + system) / 1000 / runs;
}

/** With no day in memory, each run in figures of its own, and with all days. */
async function coldAndWarm(figures: () => AirFigures, ask: (of: AirFigures) => Promise<unknown>) {
  let own = figures();
  const first = await each(1, () => ask(own));
  const cold = await each(RUNS, () => {
    own = figures();
    return ask(own);
  });
  const warm = await each(WARM_RUNS, () => ask(own));
  return `cold ${cold.toFixed(1)} ms (the first of the process ${first.toFixed(1)}), warm ${warm.toFixed(3)} ms`;
}

const window = windowOf('year', civilDate('2024-12-31'));

export const bench = {
  name: `period figures of air: ${DISTRICTS} districts, a year with its change against both earlier periods`,
  async run(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-ranking-'));
    const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
    await store.open();
    await fillDistricts(store);
    const clock = { now: () => instant(startOfDate(civilDate('2026-01-10'))) };
    const registry = registryOfDistricts();
    const figures = () => new AirFigures({ store, registry, clock });
    const ranking: AskedRanking = { level: 'district', period: 'year', window, compare: 'same-edition' };
    console.log(`a ranking: ${await coldAndWarm(figures, (of) => of.ranking(ranking))}`);
    const index: AskedFigure = { subject: { id: 'd0', region: true }, period: 'year', window };
    console.log(`a composite index: ${await coldAndWarm(figures, (of) => of.compared(index))}`);
    await store.close();
    await rm(folder, { recursive: true });
  },
};
