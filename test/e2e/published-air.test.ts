import { hour2018, type PublishedHour, sample2026 } from '@lanbi/testkit/data/published-air';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { ALL_PARTS } from '@lanbi/testkit/servers/parts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

interface Row {
  readonly to: string;
  readonly aqi: number | null;
  readonly primary: string[];
  readonly edition: string;
  readonly method: string;
}

const stations = (hours: readonly PublishedHour[]) =>
  [...new Map(hours.map((hour) => [hour.station, hour])).values()].map(({ station, plan }) => ({
    id: station,
    medium: 'air',
    name: station,
    region: 'china',
    parameters: plan,
  }));

async function publish(app: TestApp, hours: readonly PublishedHour[]): Promise<void> {
  const client = await app.connect();
  const send = ({ station, ts, values }: PublishedHour) =>
    client.publishAsync(`env/v1/air/${station}/observations`, JSON.stringify({ ts, values }), { qos: 1 });
  // A station without one value has nothing to say; the contract refuses an empty message.
  await Promise.all(hours.filter(({ values }) => Object.keys(values).length > 0).map(send));
}

async function answers(app: TestApp, hours: readonly PublishedHour[]) {
  const found = [];
  for (const hour of hours) {
    const series = await app.json<Series<object>>(
      `/v1/air/stations/${hour.station}/aqi?from=2018-01-01&to=2026-12-01&limit=1000`,
    );
    found.push({ hour, answer: wholeRows<Row>(series).find(({ to }) => to === hour.ts) });
  }
  return found;
}

const evaluated = (app: TestApp, count: number) =>
  until(
    async () =>
      (await metric(app, 'lanbi_evaluate_observations')) >= count &&
      // Observations are counted when they are applied; their records are written later.
      (await metric(app, 'lanbi_evaluate_lag')) === 0,
    `${count} observations evaluated`,
  );

for (const { name, absent, start } of ALL_PARTS) {
  describe.skipIf(sharedData === undefined || absent !== undefined)(`published air through ${name}`, () => {
    let app: TestApp;
    let stopParts: (() => Promise<void>) | undefined;

    beforeAll(async () => {
      const parts = await start();
      stopParts = parts.stop;
      const file = {
        regions: [{ id: 'china', name: '中国', kind: 'province' }],
        stations: stations([...hour2018(), ...sample2026()]),
      };
      app = await startTestApp(file, parts.env);
    });
    afterAll(async () => {
      await app?.stop();
      await stopParts?.();
    });

    it('agrees with all 1,475 indices and primary pollutants of 2018-02-20 07:00', {
      timeout: 300_000,
    }, async () => {
      const hours = hour2018();
      await publish(app, hours);
      await evaluated(app, hours.filter(({ values }) => Object.keys(values).length > 0).length);
      const published = (await answers(app, hours)).filter(({ hour }) => hour.aqi !== null);
      const agree = published.filter(
        ({ hour, answer }) =>
          answer?.aqi === hour.aqi &&
          answer.edition === 'HJ 633-2012' &&
          answer.method === 'live' &&
          answer.primary.length === hour.primary.size &&
          answer.primary.every((of) => (hour.primary as ReadonlySet<string>).has(of)),
      );
      expect(hours).toHaveLength(1495);
      expect(published).toHaveLength(1475);
      expect(agree).toHaveLength(1475);
    });

    it('agrees with the sample of 2026 but for the two that the text of 5.3.1 withholds', {
      timeout: 300_000,
    }, async () => {
      const before = await metric(app, 'lanbi_evaluate_observations');
      const hours = sample2026();
      await publish(app, hours);
      await evaluated(app, before + hours.length);
      const found = await answers(app, hours);
      expect(found.every(({ answer }) => answer?.edition === 'HJ 633-2026')).toBe(true);
      const differ = found.filter(({ hour, answer }) => answer?.aqi !== hour.aqi);
      // Published at 100 or below although PM10 was missing: practice, not in 5.3.1.
      expect(differ.map(({ hour, answer }) => [hour.station, hour.aqi, answer?.aqi])).toEqual([
        ['2220A', 36, null],
        ['1367A', 99, null],
      ]);
      const primaries = found.filter(
        ({ hour, answer }) =>
          hour.aqi !== null &&
          answer?.aqi !== null &&
          [...hour.primary].sort().join() !== [...(answer?.primary ?? [])].sort().join(),
      );
      expect(primaries).toEqual([]);
    });
  });
}
