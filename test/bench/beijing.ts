import { deepStrictEqual } from 'node:assert';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { startTestApp } from '../support/app.ts';
import { asReference, BEIJING_2016, readBeijing, runBeijing, year2016 } from '../support/prsa.ts';
import { againstDuckdb } from './support/duckdb.ts';

const DEADLINE = 1_800_000;

export const bench = {
  name: 'Beijing 2013-03 to 2017-02: four years of 12 stations from the broker to the API',
  async run(): Promise<void> {
    if (sharedData === undefined) {
      console.log('not run: the published readings are not on this machine');
      process.exitCode = 1;
      return;
    }
    const beijing = readBeijing();
    const app = await startTestApp(beijing.file);
    try {
      const used = process.cpuUsage();
      const { observations, acknowledged, evaluated } = await runBeijing(app, beijing, /^20/, DEADLINE);
      const { user, system } = process.cpuUsage(used);
      const each = ((user + system) / observations).toFixed(0);
      console.log(
        `${observations} observations acknowledged in ${acknowledged.toFixed(1)} s, all figures evaluated in ${evaluated.toFixed(1)} s: ${Math.round(observations / evaluated)}/s, ${each} µs of CPU each`,
      );
      console.log(againstDuckdb(evaluated));
      const answer = await year2016(app);
      console.log(JSON.stringify(answer));
      // Fails the command where a figure is another than the reference says.
      deepStrictEqual(asReference(answer), BEIJING_2016);
      console.log('2016 agrees with the reference to its digits');
    } finally {
      await app.stop();
    }
  },
};
