import { waterBodies } from '@lanbi/testkit/data/published-water';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';
import { hebeiRegistry, hebeiWeeks } from '../support/published-hebei.ts';

const CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];

interface LakeAnswer {
  readonly class: string | null;
  readonly validity: object;
  readonly sections: string[];
  readonly trophic: {
    readonly index: number;
    readonly grade: { readonly zh: string };
    readonly without: string[];
  };
  readonly change: {
    readonly periodBefore: { readonly change: { readonly zh: string } | null; readonly compared: number };
  };
}

interface SummaryAnswer {
  readonly sections: {
    readonly evaluated: number;
    readonly good: number;
    readonly counts: Record<string, number>;
  };
  readonly rivers: { readonly counts: Record<string, number>; readonly byProportion: number };
}

describe.skipIf(sharedData === undefined)('six weeks of the sections of Hebei', () => {
  let app: TestApp;
  const samples = sharedData === undefined ? [] : hebeiWeeks();
  const known = sharedData === undefined ? undefined : hebeiRegistry(samples, waterBodies());
  const ids = known?.ids ?? new Map<string, string>();
  const month = (path: string, at: string) => `/v1/water/${path}period=month&at=${at}`;

  beforeAll(async () => {
    app = await startTestApp(known?.file ?? {});
  });
  afterAll(() => app?.stop());

  it('run through: 24,771 of 24,776 real-time classes agree', { timeout: 400_000 }, async () => {
    const client = await app.connect();
    const said = new Map<string, object[]>();
    for (const { section, ts, values } of samples) {
      if (Object.keys(values).length === 0) continue;
      said.set(section, [...(said.get(section) ?? []), { ts, period: 3600, values }]);
    }
    await Promise.all(
      [...said].map(([section, observations]) =>
        client.publishAsync(`env/v1/water/W-${ids.get(section)}/observations`, JSON.stringify(observations), {
          qos: 1,
        }),
      ),
    );
    const count = [...said.values()].flat().length;
    await until(
      async () => (await metric(app, 'lanbi_evaluate_observations')) >= count,
      `${count} observations evaluated`,
      300_000,
    );
    const computed = new Map<string, string | null>();
    for (const [section, id] of ids) {
      const path = `/v1/water/sections/${id}/class?from=2026-07-08&to=2026-08-25&limit=1000`;
      const { data } = await app.json<{ data: { ts: string; class: string | null }[] }>(path);
      for (const sample of data) computed.set(section + sample.ts, sample.class);
    }
    const published = samples.filter(({ class: of }) => of >= 1);
    const agree = published.filter(
      (sample) => computed.get(sample.section + sample.ts) === CLASSES[sample.class - 1],
    );
    expect(published).toHaveLength(24_776);
    // The other five carry ammonia nitrogen that lost its exponent.
    expect(agree).toHaveLength(24_771);
  });

  it('give the lake and the rivers of Baiyangdian', { timeout: 300_000 }, async () => {
    const isEvaluated = async () => (await metric(app, 'lanbi_evaluate_lag')) === 0;
    await until(isEvaluated, 'days and periods are evaluated', 100_000);
    const lake = await app.json<LakeAnswer>(month('lakes/baiyangdian/class?', '2026-08'));
    expect(CLASSES).toContain(lake.class);
    expect(lake.sections).toHaveLength(5);
    // Transparency is not measured by these stations, and the index says so.
    expect(lake.trophic.without).toEqual(['transparency']);
    expect(lake.trophic.index).toBeGreaterThan(30);
    expect(lake.change.periodBefore.compared).toBe(5);
    const river = await app.json<LakeAnswer>(month('rivers/fuhe/class?', '2026-08'));
    expect(CLASSES).toContain(river.class);
    const inflow = await app.json<SummaryAnswer>(month('summary?scope=inflow-of:baiyangdian&', '2026-08'));
    expect(inflow.sections.evaluated).toBe(1);
    const all = await app.json<SummaryAnswer>(month('summary?', '2026-08'));
    expect(all.sections.evaluated).toBe(ids.size);
    expect(all.rivers.byProportion).toBe(1);
    expect(Object.values(all.sections.counts).reduce((a, b) => a + b)).toBe(ids.size);
  });
});
