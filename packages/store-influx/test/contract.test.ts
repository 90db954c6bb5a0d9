import { storeContract } from '@lanbi/testkit/contract/store';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { afterAll, beforeAll, describe } from 'vitest';
import { MemoryInflux } from './support/memory-influx.ts';
import { startScriptedServer } from './support/scripted-server.ts';
import { adapterOf, influxAdapter, memoryOptions } from './support/stores.ts';

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

/** The InfluxDB of tests that hold answers back is held to the same. */
describe('InfluxDB in memory', () => {
  const fresh = async () => memoryOptions((await startScriptedServer(new MemoryInflux().script)).url);
  storeContract('influx in memory', adapterOf(fresh));
  storeContract('influx in memory, all of it long ago', adapterOf(fresh, { longAgo: true }));
});
