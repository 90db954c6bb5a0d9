import { influxEnvironment } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, ownInfluxd, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it, onTestFinished } from 'vitest';
import { until } from './support/accounting.ts';
import { caughtUp, stopped } from './support/audit.ts';
import { expectReadBack } from './support/read-back.ts';
import { isRefused, numberAt, valuesOf } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { withMosquitto } from './support/scenario.ts';
import { tell, tellRound } from './support/tell.ts';

const ROUNDS = rounds(2);

/** What InfluxDB itself has, by number of the message. */
async function valuesIn({ url, org, token }: Influxd, bucket: string): Promise<Map<number, number>> {
  const answer = await fetch(`${url}/api/v2/query?org=${org}`, {
    method: 'POST',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/vnd.flux', accept: 'text/csv' },
    body: `from(bucket: "${bucket}") |> range(start: 2009-01-01T00:00:00Z)
      |> filter(fn: (r) => r._measurement == "air" and r._field == "pm2_5")
      |> keep(columns: ["station", "_time", "_value"]) |> group()`,
  });
  const [head = '', ...lines] = (await answer.text()).trim().split(/\r?\n/);
  const columns = head.split(',');
  const at = (cells: readonly string[], name: string): string => cells[columns.indexOf(name)] ?? '';
  return new Map(
    lines.map((line) => {
      const cells = line.split(',');
      return [numberAt(at(cells, 'station'), Date.parse(at(cells, '_time'))), Number(at(cells, '_value'))];
    }),
  );
}

it.skipIf(!ownInfluxd || !mosquittoBinary)(
  'kill -9 of influxd under load, or it hangs: what we acknowledged is in InfluxDB or in the spool, and all of it in the end',
  async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const env = await influxEnvironment(influxd);
    const scenario = await withMosquitto({ subject: { env } });
    const { subject, load, acknowledged, moments } = scenario;
    for (const { seed, random } of seeded(ROUNDS)) {
      const moment = random.pick(moments);
      const reached = moment.reached(moment.count + random.between(1, 500));
      const sent = load.send(random.between(500, 2_000));
      await reached;
      const hangs = random.next() < 0.3;
      await influxd.kill(hangs ? 'SIGSTOP' : 'SIGKILL');
      // Half of the rounds kill the program too, while nothing answers it.
      if (random.next() < 0.5) {
        subject.signal('SIGKILL');
        await subject.ended();
        expect(await subject.start(), subject.said()).toBe('running');
      }
      await load.send(random.between(100, 500));
      await (hangs ? influxd.kill('SIGCONT') : influxd.restart());
      await sent;
      tellRound(`seed ${seed}`, { published: load.published, acknowledged: acknowledged.size });
    }
    await caughtUp(scenario);
    await until(
      subject,
      ({ spooled, waiting }) => spooled + waiting === 0,
      'all of the spool is in the store',
    );
    expect(acknowledged.size).toBe(load.published);
    await expectReadBack(subject, load.published);
    await stopped(subject);
    const sound = Array.from({ length: load.published }, (_, n) => n).filter((n) => !isRefused(n));
    const found = await valuesIn(influxd, env['INFLUX_BUCKET'] ?? '');
    expect(found.size).toBe(sound.length);
    expect(sound.filter((n) => found.get(n) !== valuesOf(n)['pm2_5'])).toEqual([]);
    tell('kill -9 of influxd', {
      rounds: ROUNDS,
      'first seed': firstSeed,
      published: load.published,
      acknowledged: acknowledged.size,
    });
  },
  timeoutMs(ROUNDS) * 2,
);
