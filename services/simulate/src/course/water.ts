import type { WaterParameter } from '@lanbi/model';
import { character, daily, flood, local, type Moment, winter } from './moment.ts';
import { type Course, scaled } from './shape.ts';

/** Rivers freeze over, they do not get colder; the sample's freeze in winter. */
const temperature = (moment: Moment): number =>
  Math.max(
    0.5,
    14 - 13 * winter(moment.at) + 0.8 * daily(moment.at, 16) + 0.5 * local(moment) + character(moment),
  );

/** Oxygen that water holds at a temperature in °C, in mg/L, at sea level. */
const saturation = (celsius: number): number => 468 / (31.6 + celsius);

/** Saturated by algae in the afternoon, breathed away by night. */
const oxygen = (moment: Moment): number =>
  saturation(temperature({ ...moment, parameter: 'water_temperature' })) *
  (0.82 + 0.1 * daily(moment.at, 16) + 0.04 * local(moment) + 0.06 * character(moment));

/** A course that high water after rain multiplies: what it washes in from fields. */
const washed = (rise: number, of: Course): Course => ({
  decimals: of.decimals,
  at: (moment) => of.at(moment) * (1 + (moment.place.waterBody === 'river' ? rise * flood(moment) : 0)),
});

const trace = (mean: number, decimals: number): Course => scaled({ mean, decimals, character: 0.3 });

/** Plausible courses around class II and III of rivers and of a shallow lake; no station's own data. */
export const WATER_COURSES: Readonly<Record<WaterParameter, Course>> = {
  water_temperature: { decimals: 1, at: temperature },
  ph: {
    decimals: 2,
    at: (moment) => 7.9 + 0.15 * daily(moment.at, 16) + 0.1 * local(moment) + 0.2 * character(moment),
  },
  do: { decimals: 2, at: oxygen },
  conductivity: scaled({ mean: 780, decimals: 1, winter: 0.1, character: 0.25 }),
  turbidity: washed(3, scaled({ mean: 18, decimals: 1, winter: -0.3, episode: 0.3, character: 0.4 })),
  codmn: washed(0.9, scaled({ mean: 3.9, decimals: 2, winter: -0.1, episode: 0.15, character: 0.4 })),
  nh3n: scaled({ mean: 0.42, decimals: 3, winter: 0.35, episode: 0.3, character: 0.8, lake: 0.2 }),
  tp: washed(
    1.2,
    scaled({ mean: 0.1, decimals: 3, winter: -0.15, episode: 0.25, character: 0.6, lake: 0.04 }),
  ),
  tn: scaled({ mean: 3.2, decimals: 2, winter: 0.2, episode: 0.15, character: 0.4, lake: 0.95 }),
  cod: scaled({ mean: 15, decimals: 1, episode: 0.15, character: 0.25 }),
  bod5: scaled({ mean: 2.4, decimals: 1, episode: 0.15, character: 0.25 }),
  cu: trace(0.003, 5),
  zn: trace(0.01, 5),
  fluoride: trace(0.55, 3),
  se: trace(0.0006, 5),
  as: trace(0.002, 5),
  hg: trace(0.00002, 6),
  cd: trace(0.0001, 6),
  cr6: trace(0.002, 5),
  pb: trace(0.001, 5),
  cyanide: trace(0.001, 5),
  volatile_phenol: trace(0.0008, 5),
  petroleum: trace(0.015, 4),
  las: trace(0.03, 4),
  sulfide: trace(0.008, 4),
  fecal_coliform: scaled({ mean: 1_500, decimals: 0, winter: -0.4, character: 0.6, local: 0.3 }),
  chla: scaled({ mean: 0.009, decimals: 4, winter: -0.5, character: 0.4 }),
  algae_density: scaled({ mean: 4e6, decimals: 0, winter: -0.6, character: 0.5 }),
  transparency: scaled({ mean: 0.8, decimals: 2, episode: -0.2, character: 0.25 }),
};
