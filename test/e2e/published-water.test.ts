import { nationalDay, waterBodies } from '@lanbi/testkit/data/published-water';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { ALL_PARTS } from '@lanbi/testkit/servers/parts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];

// Twice is enough for water: on what is shipped, and on what is deployed.
for (const { name, absent, start } of ALL_PARTS.filter((parts) => parts.name !== 'mosquitto')) {
  describe.skipIf(sharedData === undefined || absent !== undefined)(`published water through ${name}`, () => {
    let app: TestApp;
    let stopParts: (() => Promise<void>) | undefined;
    const samples = sharedData === undefined ? [] : nationalDay();
    const ids = new Map(
      [...new Set(samples.map(({ section }) => section))].map((section, i) => [section, `S${i}`]),
    );

    beforeAll(async () => {
      const bodies = waterBodies();
      const sections = [...ids].map(([section, id]) =>
        bodies.get(section) === 'lake'
          ? { id, name: section, region: 'china', lake: 'any-lake', waterBody: 'lake' }
          : { id, name: section, region: 'china', river: 'any-river', waterBody: 'river' },
      );
      const parts = await start();
      stopParts = parts.stop;
      const file = {
        regions: [{ id: 'china', name: '中国', kind: 'province' }],
        rivers: [{ id: 'any-river', name: '河' }],
        lakes: [{ id: 'any-lake', name: '湖' }],
        sections,
        stations: sections.map(({ id, name }) => ({
          id: `W-${id}`,
          medium: 'water',
          name,
          region: 'china',
          section: id,
        })),
      };
      app = await startTestApp(file, parts.env);
    });
    afterAll(async () => {
      await app?.stop();
      await stopParts?.();
    });

    it('agrees with 27,237 of the 27,249 published classes', { timeout: 300_000 }, async () => {
      const client = await app.connect();
      const said = new Map<string, object[]>();
      for (const { section, ts, values } of samples) {
        if (Object.keys(values).length === 0) continue;
        said.set(section, [...(said.get(section) ?? []), { ts, period: 3600, values }]);
      }
      const publish = ([section, observations]: [string, object[]]) =>
        client.publishAsync(`env/v1/water/W-${ids.get(section)}/observations`, JSON.stringify(observations), {
          qos: 1,
        });
      await Promise.all([...said].map(publish));
      const count = new Set(
        samples.filter(({ values }) => Object.keys(values).length > 0).map(({ section, ts }) => section + ts),
      ).size;
      await until(
        async () => (await metric(app, 'lanbi_evaluate_observations')) >= count,
        `${count} observations evaluated`,
        240_000,
      );

      const computed = new Map<string, string | null>();
      for (const [section, id] of ids) {
        const path = `/v1/water/sections/${id}/class?from=2026-07-24&to=2026-07-27&limit=1000`;
        const { data } = await app.json<{ data: { ts: string; class: string | null }[] }>(path);
        for (const sample of data) computed.set(section + sample.ts, sample.class);
      }
      const published = samples.filter(({ class: of }) => of >= 1);
      const agree = published.filter(
        (sample) => computed.get(sample.section + sample.ts) === CLASSES[sample.class - 1],
      );
      expect(published).toHaveLength(27_249);
      // The other twelve carry a value that lost its exponent.
      expect(agree).toHaveLength(27_237);
    });
  });
}
