import type { Observation } from '@lanbi/model';
import { civilDate, HOUR, instant, parseInstant, startOfDate } from '@lanbi/standards';
import { expect, it } from 'vitest';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';
import { observationOf, registryOf, WaterRun } from '../support/water-run.ts';

/*
 * MADE READINGS. Only the outcome is Baoding's, as its statement for 2023 gives it: of the eight rivers with water
 * into Baiyangdian five are class II and three class III, and 49 of 49 national and provincial sections are class III
 * or better. Which river has which class, the sections' names and every value are invented.
 */
const RIVERS = {
  fuhe: 'III',
  xiaoyihe: 'III',
  puhe: 'II',
  caohe: 'II',
  pinghe: 'III',
  baigouyinhe: 'II',
  tanghe: 'II',
  zhulonghe: 'II',
} as const;
const PER_RIVER = 4;
const LAKE = 8;
/** Sections on rivers that do not reach the lake: 8 × 4 + 8 + 9 = 49. */
const ELSEWHERE = 9;
const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));

interface Made {
  readonly id: string;
  readonly water: { readonly river: string } | { readonly lake: string };
  readonly class: 'II' | 'III' | 'IV';
  readonly control: 'national' | 'provincial' | 'municipal';
}

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const control = (at: number) => (at % 2 === 0 ? 'national' : 'provincial');

const SECTIONS: readonly Made[] = [
  ...Object.entries(RIVERS).flatMap(([river, of]) =>
    times(
      PER_RIVER,
      (at): Made => ({ id: `${river}-${at}`, water: { river }, class: of, control: control(at) }),
    ),
  ),
  ...times(
    LAKE,
    (at): Made => ({
      id: `baiyangdian-${at}`,
      water: { lake: 'baiyangdian' },
      class: 'III',
      control: control(at),
    }),
  ),
  ...times(
    ELSEWHERE,
    (at): Made => ({
      id: `jumahe-${at}`,
      water: { river: 'jumahe' },
      class: 'II',
      control: control(at),
    }),
  ),
  // A municipal section beyond class III, which the 49 do not count.
  { id: 'ditch', water: { river: 'jumahe' }, class: 'IV', control: 'municipal' },
];

const registry = registryOf({
  regions: [{ id: 'baoding', name: '保定市', kind: 'city' }],
  lakes: [{ id: 'baiyangdian', name: '白洋淀' }],
  rivers: [
    ...Object.keys(RIVERS).map((id) => ({ id, name: id, inflowOf: 'baiyangdian' })),
    { id: 'jumahe', name: 'jumahe' },
  ],
  sections: SECTIONS.map(({ id, water, control }) => ({
    id,
    name: id,
    region: 'baoding',
    ...water,
    waterBody: 'lake' in water ? 'lake' : 'river',
    target: 'III',
    control,
  })),
  stations: SECTIONS.map(({ id }) => ({
    id: `W-${id}`,
    medium: 'water',
    name: id,
    region: 'baoding',
    section: id,
    period: 14_400,
  })),
});

/** Means that the made readings of a class swing about, well inside of it. */
const LEVELS = {
  II: { do: 8, codmn: 3.2, nh3n: 0.3, tp: 0.07 },
  III: { do: 7, codmn: 4.9, nh3n: 0.6, tp: 0.15 },
  IV: { do: 5, codmn: 7.5, nh3n: 1.2, tp: 0.25 },
} as const;
/** Lakes have stricter limits of phosphorus. */
const LAKE_TP = 0.04;

function readings({ id, water, class: of }: Made, month: number, slot: number): Record<string, number> {
  const swing = 1 + 0.08 * Math.sin((month * 6 + slot + id.length) / 3);
  const means = { ...LEVELS[of], ...('lake' in water && { tp: LAKE_TP, tn: 0.9 }) };
  const made = Object.entries(means).map(([item, mean]) => [item, Number((mean * swing).toFixed(3))]);
  return { ...Object.fromEntries(made), ph: 7.8 };
}

const MADE: readonly Observation[] = SECTIONS.flatMap((section) =>
  MONTHS.flatMap((month, at) =>
    times(6, (slot) => {
      const to = instant(startOfDate(civilDate(`2023-${month}-15`)) + (slot + 1) * 4 * HOUR);
      return observationOf(registry, `W-${section.id}`, to, readings(section, at, slot), 14_400);
    }),
  ),
);

interface Summary {
  readonly sections: { readonly evaluated: number; readonly good: number; readonly attainment: number };
  readonly byControl: Record<string, { readonly evaluated: number; readonly good: number }>;
  readonly rivers: { readonly evaluated: number; readonly counts: Record<string, number> };
  readonly validity: object;
  readonly provisional: boolean;
}

it('has the shape of the statement of Baoding for 2023: five rivers II, three III, 49 of 49 sections III or better', {
  timeout: 120_000,
}, async () => {
  await withStore(async (store) => {
    const run = new WaterRun(store, registry);
    await run.write(MADE);
    await run.finish();
    const now = parseInstant('2024-01-20T08:00:00+08:00') ?? instant(0);
    const api = await apiOver(store, registry, now);
    const summary = (query: string) => api.get<Summary>(`/v1/water/summary?period=year&at=2023&${query}`);

    const inflows = await summary('scope=inflow-of:baiyangdian');
    expect(inflows.rivers).toMatchObject({ evaluated: 8, counts: { I: 0, II: 5, III: 3, IV: 0, V: 0 } });

    const own = await summary('scope=baoding&control=national,provincial');
    expect(own.sections).toMatchObject({ evaluated: 49, good: 100, attainment: 100 });
    expect(own.byControl).toMatchObject({ national: { good: 100 }, provincial: { good: 100 } });
    expect(own).toMatchObject({
      provisional: false,
      validity: { kind: 'valid', expected: 49, observed: 49 },
    });

    const all = await summary('scope=baoding');
    expect(all.sections).toMatchObject({ evaluated: 50, good: 98 });

    const river = await api.get<object>('/v1/water/rivers/fuhe/class?period=year&at=2023');
    expect(river).toMatchObject({ class: 'III', basis: 'mean', level: { zh: '良好' }, mainItems: [] });
    const lake = await api.get<object>('/v1/water/lakes/baiyangdian/class?period=year&at=2023');
    expect(lake).toMatchObject({ class: 'III', totalNitrogen: 'III' });
    await api.close();
  });
});
