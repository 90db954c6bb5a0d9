import type { Observation, Registry } from '@lanbi/model';
import { civilDate, HOUR, instant, startOfDate } from '@lanbi/standards';
import { observationOf } from '@lanbi/testkit/samples/water-run';

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

/** Lakes, rivers, sections and their stations; the region is the caller's. */
export const MADE_WATER = {
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
};

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

/** Six sampling times on the fifteenth of each month of 2023. */
export const madeWater = (registry: Registry): readonly Observation[] =>
  SECTIONS.flatMap((section) =>
    MONTHS.flatMap((month, at) =>
      times(6, (slot) => {
        const to = instant(startOfDate(civilDate(`2023-${month}-15`)) + (slot + 1) * 4 * HOUR);
        return observationOf(registry, `W-${section.id}`, to, readings(section, at, slot), 14_400);
      }),
    ),
  );
