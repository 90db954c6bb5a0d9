import { afterAll, beforeAll, describe } from 'vitest';
import { storeContract } from '../../../test/contract/store.ts';
import { type Influxd, influxSource, startInfluxd } from '../../../test/support/influxd.ts';
import { influxAdapter } from './support/stores.ts';

describe.skipIf(influxSource === undefined)(`InfluxDB of ${influxSource ?? 'nowhere'}`, () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.stop());

  storeContract(
    'influx',
    influxAdapter(() => influxd),
  );
  // As years later: whatever is asked for or corrected is to be read back from InfluxDB first.
  storeContract(
    'influx, all of it long ago',
    influxAdapter(() => influxd, { longAgo: true }),
  );
});
