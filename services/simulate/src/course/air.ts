import type { AirParameter } from '@lanbi/model';
import { character, daily, dust, episode, hump, local, type Moment, sunshine, winter } from './moment.ts';
import { type Course, scaled } from './shape.ts';

const fine = scaled({
  mean: 33,
  decimals: 0,
  peaks: [
    [2, 5, 0.4],
    [8, 2, 0.2],
  ],
  winter: 0.5,
  episode: 0.85,
});
const no2 = scaled({
  mean: 22,
  decimals: 0,
  peaks: [
    [8, 1.8, 0.9],
    [20, 2.5, 1.1],
  ],
  winter: 0.35,
  episode: 0.4,
});
const no = scaled({ mean: 6, decimals: 0, peaks: [[8, 1.8, 2]], winter: 0.6, episode: 0.6 });

const as = (parameter: AirParameter, moment: Moment): Moment => ({ ...moment, parameter });

/** Molar mass of NO2 over that of NO: nitrogen oxides are given as NO2. */
const NO_AS_NO2 = 46.0055 / 30.0061;

/** Concentration of PM10 that the strongest dust adds, in µg/m³; a small part of it is fine. */
const DUST = 620;
const FINE_SHARE = 0.14;

const pm2_5: Course = {
  decimals: 0,
  at: (moment) => fine.at(as('pm2_5', moment)) + FINE_SHARE * DUST * dust(moment),
};

const temperature = (moment: Moment): number =>
  13 - 15 * winter(moment.at) + 5 * daily(moment.at, 15) + 3 * local(moment) + character(moment);

/** Share of its mean that the sun makes of ozone on a middling afternoon in spring. */
const OZONE_RISE = 2.6;
const ozone = scaled({ mean: 42, decimals: 0, winter: -0.45, episode: 0.1 });

/** Plausible courses of a city on the North China Plain; no station's own data. */
export const AIR_COURSES: Readonly<Record<AirParameter, Course>> = {
  pm2_5,
  // Fine dust is a part of coarse dust, so the one is never above the other.
  pm10: {
    decimals: 0,
    at: (moment) =>
      fine.at(as('pm2_5', moment)) * (1.65 + 0.25 * local(moment) + 0.1 * character(moment)) +
      DUST * dust(moment),
  },
  so2: scaled({ mean: 8, decimals: 0, peaks: [[10, 2.5, 0.6]], winter: 0.4, episode: 0.3 }),
  no2,
  co: scaled({
    mean: 0.6,
    decimals: 1,
    peaks: [
      [8, 2, 0.4],
      [21, 3, 0.4],
    ],
    winter: 0.4,
    episode: 0.4,
  }),
  // Made by sunlight: highest in the afternoon and in summer, lower under clouds and at night.
  o3: {
    decimals: 0,
    at: (moment) =>
      ozone.at(moment) * (1 + OZONE_RISE * hump(moment.at, 15, 3.5) * Math.exp(0.4 * sunshine(moment))),
  },
  no,
  nox: { decimals: 0, at: (moment) => no2.at(as('no2', moment)) + NO_AS_NO2 * no.at(as('no', moment)) },
  temperature: { decimals: 1, at: temperature },
  humidity: {
    decimals: 0,
    at: (moment) =>
      58 - 8 * winter(moment.at) - 14 * daily(moment.at, 15) + 14 * episode(moment) + 4 * local(moment),
  },
  pressure: {
    decimals: 1,
    at: (moment) => 1_014 + 11 * winter(moment.at) - 6 * episode(moment) + daily(moment.at, 10),
  },
  wind_speed: scaled({ mean: 1.8, decimals: 1, peaks: [[15, 4, 0.8]], episode: -0.5, local: 0.3 }),
  wind_direction: { decimals: 0, at: (moment) => 180 + 120 * episode(moment) + 50 * local(moment) },
};
