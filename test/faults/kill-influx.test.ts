import { influxEnvironment } from '@lanbi/testkit/servers/influx-buckets';
import { ownInfluxd, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it, onTestFinished } from 'vitest';
import { finishAndAudit } from './support/audit.ts';
import { createInfluxLedger } from './support/influx-ledger.ts';
import { killRound } from './support/kill-round.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { withMosquitto } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

it.skipIf(!ownInfluxd || !mosquittoBinary)(
  'kill -9 under load, into InfluxDB: what we acknowledged is there, all the rest comes again',
  async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const env = await influxEnvironment(influxd);
    const behind = await withMosquitto({ subject: { env } });
    const bucket = env['INFLUX_BUCKET'] ?? '';
    const dataDirs = [behind.subject.dataDir];
    const scenario = { ...behind, ledger: createInfluxLedger({ influxd, bucket, dataDirs }) };
    for (const { seed, random } of seeded(ROUNDS)) await killRound(scenario, seed, random);
    const counts = await finishAndAudit(scenario);
    tell('kill -9, into InfluxDB', { rounds: ROUNDS, 'first seed': firstSeed, ...counts });
    expect(counts.acknowledged).toBe(counts.published);
  },
  timeoutMs(ROUNDS),
);
