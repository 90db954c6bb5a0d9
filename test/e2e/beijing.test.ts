import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '../support/house.ts';
import {
  asReference,
  BEIJING_2016,
  type Beijing,
  readBeijing,
  runBeijing,
  year2016,
} from '../support/prsa.ts';
import { sharedData } from '../support/shared-data.ts';

describe.skipIf(sharedData === undefined)('2016 of the twelve stations of Beijing', () => {
  let beijing: Beijing;
  let house: House;

  beforeAll(async () => {
    beijing = readBeijing();
    house = await startHouse(beijing.file);
  }, 120_000);
  afterAll(() => house?.stop());

  it('from the broker to the API: the statistics and the composite index of the reference', {
    timeout: 400_000,
  }, async () => {
    // `npm run bench beijing` takes all four years.
    const { observations, settled } = await runBeijing(house, beijing, /^2016|^2017-01-01/, 300_000);
    process.stdout.write(`${observations} observations settled in ${settled.toFixed(1)} s\n`);
    const answer = await year2016(house);
    expect(asReference(answer)).toEqual(BEIJING_2016);
    expect(answer).toMatchObject({ edition: expect.stringMatching('^GB 3095-2012'), provisional: false });
    expect(answer.days['pm2_5']).toBeGreaterThanOrEqual(324);
  });
});
