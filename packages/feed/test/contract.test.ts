import { logContract } from '@lanbi/testkit/contract/store/log';
import { recordLogContract } from '@lanbi/testkit/contract/store/record-log';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { type Mosquitto, mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { afterAll, beforeAll, describe } from 'vitest';
import { createDeployment } from './support/deployment.ts';

// The same contract that the stores pass for their own log: what is written here is read there.
describe.skipIf(influxSource === undefined || !mosquittoBinary)('a log that came over a topic', () => {
  let influxd: Influxd;
  let broker: Mosquitto;
  beforeAll(async () => {
    [influxd, broker] = await Promise.all([startInfluxd(), startMosquitto()]);
  });
  afterAll(async () => {
    await broker?.stop();
    await influxd?.stop();
  });

  logContract({
    async create() {
      const deployment = await createDeployment(influxd, broker.url);
      const [reader, writer] = [await deployment.reader(), await deployment.writer()];
      return {
        store: {
          async write(batch) {
            const outcomes = await writer.store.write(batch);
            await reader.caughtUp(writer);
            return outcomes;
          },
          read: (after, limit) => reader.store.read(after, limit),
          head: () => reader.store.head(),
          onAppend: (listener) => reader.store.onAppend(listener),
          ping: () => reader.store.ping(),
        },
        dispose: () => deployment.dispose(),
      };
    },
  });

  recordLogContract({
    async create() {
      const deployment = await createDeployment(influxd, broker.url);
      const [reader, writer] = [await deployment.reader(), await deployment.writer()];
      return {
        store: {
          async commit(...commit) {
            const changed = await writer.store.commit(...commit);
            await reader.caughtUp(writer, 'results');
            return changed;
          },
          changedResults: (after, limit) => reader.store.changedResults(after, limit),
          resultHead: () => reader.store.resultHead(),
          onResults: (listener) => reader.store.onResults(listener),
        },
        dispose: () => deployment.dispose(),
      };
    },
  });
});
