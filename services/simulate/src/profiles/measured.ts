import type { ParameterCode } from '@lanbi/model';
import { type Instant, MINUTE, SECOND, type Seconds, shift } from '@lanbi/standards';
import { AIR_PROFILES } from './air.ts';
import type { SimulatedStation } from './signal-context.ts';
import { WATER_PROFILES } from './water.ts';

export type { SimulatedStation } from './signal-context.ts';

const PROFILES = { ...AIR_PROFILES, ...WATER_PROFILES };

/** Points over which the mean of a period is computed: profiles change over hours. */
const POINTS = 4;

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/**
 * The value of a simulated station, in the canonical unit of the parameter: the mean of its profile over the period that
 * ends at `to`. The same arguments always give the same value.
 * @example measuredAt({ seed: 1, station: 'BD01', waterBody: 'river' }, 'o3', instant(0), seconds(3600))
 */
export function measuredAt(
  place: SimulatedStation,
  parameter: ParameterCode,
  to: Instant,
  period: Seconds,
): number {
  const profile = PROFILES[parameter];
  const span = period * SECOND;
  const points = Math.max(1, Math.min(POINTS, Math.floor(span / MINUTE)));
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const at = shift(to, (span * (i + 0.5)) / points - span);
    sum += profile.at({ place, parameter, at });
  }
  return round(sum / points, profile.decimals);
}
