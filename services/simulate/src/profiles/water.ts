import type { WaterParameter } from '@lanbi/model';
import { bias, daily, flood, local, type SignalContext, winter } from './signal-context.ts';
import { type SignalProfile, scaled } from './signal-profile.ts';

/** Water temperature in °C, at least 0.5: below ice water does not get colder. */
const temperature = (context: SignalContext): number =>
  Math.max(
    0.5,
    14 - 13 * winter(context.at) + 0.8 * daily(context.at, 16) + 0.5 * local(context) + bias(context),
  );

/** Saturation of dissolved oxygen at a temperature in °C, in mg/L, at sea level. */
const saturation = (celsius: number): number => 468 / (31.6 + celsius);

/** Dissolved oxygen: algae raise it in the afternoon, respiration lowers it at night. */
const oxygen = (context: SignalContext): number =>
  saturation(temperature({ ...context, parameter: 'water_temperature' })) *
  (0.82 + 0.1 * daily(context.at, 16) + 0.04 * local(context) + 0.06 * bias(context));

/** A profile multiplied by high water, which carries in runoff from fields. */
const withRunoff = (rise: number, of: SignalProfile): SignalProfile => ({
  decimals: of.decimals,
  at: (context) => of.at(context) * (1 + (context.place.waterBody === 'river' ? rise * flood(context) : 0)),
});

const trace = (mean: number, decimals: number): SignalProfile => scaled({ mean, decimals, bias: 0.3 });

/** Plausible profiles around class II and III of rivers and of a shallow lake; they are not data of a station. */
export const WATER_PROFILES: Readonly<Record<WaterParameter, SignalProfile>> = {
  water_temperature: { decimals: 1, at: temperature },
  ph: {
    decimals: 2,
    at: (context) => 7.9 + 0.15 * daily(context.at, 16) + 0.1 * local(context) + 0.2 * bias(context),
  },
  do: { decimals: 2, at: oxygen },
  conductivity: scaled({ mean: 780, decimals: 1, winter: 0.1, bias: 0.25 }),
  turbidity: withRunoff(3, scaled({ mean: 18, decimals: 1, winter: -0.3, episode: 0.3, bias: 0.4 })),
  codmn: withRunoff(0.9, scaled({ mean: 3.9, decimals: 2, winter: -0.1, episode: 0.15, bias: 0.4 })),
  nh3n: scaled({ mean: 0.42, decimals: 3, winter: 0.35, episode: 0.3, bias: 0.8, lake: 0.2 }),
  tp: withRunoff(
    1.2,
    scaled({ mean: 0.1, decimals: 3, winter: -0.15, episode: 0.25, bias: 0.6, lake: 0.04 }),
  ),
  tn: scaled({ mean: 3.2, decimals: 2, winter: 0.2, episode: 0.15, bias: 0.4, lake: 0.95 }),
  cod: scaled({ mean: 15, decimals: 1, episode: 0.15, bias: 0.25 }),
  bod5: scaled({ mean: 2.4, decimals: 1, episode: 0.15, bias: 0.25 }),
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
  fecal_coliform: scaled({ mean: 1_500, decimals: 0, winter: -0.4, bias: 0.6, local: 0.3 }),
  chla: scaled({ mean: 0.009, decimals: 4, winter: -0.5, bias: 0.4 }),
  algae_density: scaled({ mean: 4e6, decimals: 0, winter: -0.6, bias: 0.5 }),
  transparency: scaled({ mean: 0.8, decimals: 2, episode: -0.2, bias: 0.25 }),
};
