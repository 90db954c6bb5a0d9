import type { AirParameter } from '@lanbi/model';
import {
  bias,
  daily,
  dust,
  episode,
  hump,
  local,
  type SignalContext,
  sunshine,
  winter,
} from './signal-context.ts';
import { type SignalProfile, scaled } from './signal-profile.ts';

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

const as = (parameter: AirParameter, context: SignalContext): SignalContext => ({ ...context, parameter });

/** Molar mass of NO2 over that of NO: nitrogen oxides are given as NO2. */
const NO_AS_NO2 = 46.0055 / 30.0061;

/** PM10 that the strongest dust adds, in µg/m³; a small part of it is PM2.5. */
const DUST = 620;
const FINE_SHARE = 0.14;

const pm2_5: SignalProfile = {
  decimals: 0,
  at: (context) => fine.at(as('pm2_5', context)) + FINE_SHARE * DUST * dust(context),
};

const temperature = (context: SignalContext): number =>
  13 - 15 * winter(context.at) + 5 * daily(context.at, 15) + 3 * local(context) + bias(context);

/** Rise of ozone by sunshine on a mean afternoon in spring, as a share of its mean. */
const OZONE_RISE = 2.6;
const ozone = scaled({ mean: 42, decimals: 0, winter: -0.45, episode: 0.1 });

/** Plausible profiles of a city on the North China Plain; they are not data of a station. */
export const AIR_PROFILES: Readonly<Record<AirParameter, SignalProfile>> = {
  pm2_5,
  // Fine dust is a part of coarse dust, so the one is never above the other.
  pm10: {
    decimals: 0,
    at: (context) =>
      fine.at(as('pm2_5', context)) * (1.65 + 0.25 * local(context) + 0.1 * bias(context)) +
      DUST * dust(context),
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
    at: (context) =>
      ozone.at(context) * (1 + OZONE_RISE * hump(context.at, 15, 3.5) * Math.exp(0.4 * sunshine(context))),
  },
  no,
  nox: { decimals: 0, at: (context) => no2.at(as('no2', context)) + NO_AS_NO2 * no.at(as('no', context)) },
  temperature: { decimals: 1, at: temperature },
  humidity: {
    decimals: 0,
    at: (context) =>
      58 - 8 * winter(context.at) - 14 * daily(context.at, 15) + 14 * episode(context) + 4 * local(context),
  },
  pressure: {
    decimals: 1,
    at: (context) => 1_014 + 11 * winter(context.at) - 6 * episode(context) + daily(context.at, 10),
  },
  wind_speed: scaled({ mean: 1.8, decimals: 1, peaks: [[15, 4, 0.8]], episode: -0.5, local: 0.3 }),
  wind_direction: { decimals: 0, at: (context) => 180 + 120 * episode(context) + 50 * local(context) },
};
