import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AirPeriodBody } from '@lanbi/evaluation';
import type { Store } from '@lanbi/model';
import { civilDate, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { startEvaluator } from '../support/evaluation.ts';
import { readBeijing } from '../support/prsa.ts';
import { sharedData } from '../support/shared-data.ts';

/** Hours of all stations in one commit of the store. */
const HOURS = 48;

async function year2016(store: Store): Promise<AirPeriodBody | undefined> {
  const [from, to] = [startOfDate(civilDate('2016-01-01')), startOfDate(civilDate('2017-01-01'))];
  const found = await store.get({ kind: 'region.composite.year', subject: 'beijing', from, to });
  return found?.body as AirPeriodBody | undefined;
}

export const bench = {
  name: 'Beijing 2013-03 to 2017-02: 420,768 hours of 12 stations through store and evaluation',
  async run(): Promise<void> {
    if (sharedData === undefined) {
      console.log('not run: the published readings are not on this machine');
      return;
    }
    const { registry, hours } = readBeijing();
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-beijing-'));
    const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
    await store.open();
    const evaluator = await startEvaluator(store, registry);
    const start = performance.now();
    let written = 0;
    for (let i = 0; i < hours.length; i += HOURS) {
      const observations = hours.slice(i, i + HOURS).flat();
      await store.write({ observations, deadLetters: [] });
      written += observations.length;
      await evaluator.settled();
    }
    const elapsed = (performance.now() - start) / 1000;
    const body = await year2016(store);
    console.log(
      `${written} observations in ${elapsed.toFixed(1)} s, ${Math.round(written / elapsed)}/s, settled every ${HOURS} hours`,
    );
    console.log(`heap ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`);
    console.log(JSON.stringify(body));
    await evaluator.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  },
};
