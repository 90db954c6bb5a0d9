import type { Instant } from '@lanbi/standards';
import { bias, episode, hump, local, type SignalContext, winter } from './signal-context.ts';

/** Signal profile: the value of a parameter over time, in its canonical unit, never negative. */
export interface SignalProfile {
  /** Decimals that an instrument reports. */
  readonly decimals: number;
  at(context: SignalContext): number;
}

export interface Scaled {
  readonly mean: number;
  readonly decimals: number;
  /** Hour of the day, width in hours, rise as a share of the mean. */
  readonly peaks?: readonly (readonly [hour: number, width: number, rise: number])[];
  /** Rise in winter as a share of the mean; negative for what is highest in summer. */
  readonly winter?: number;
  /** Natural logarithm of the factor at full stagnation. */
  readonly episode?: number;
  /** Natural logarithm of the factor of the hourly variation. */
  readonly local?: number;
  /** Natural logarithm of the factor of the constant deviation. */
  readonly bias?: number;
  /** The mean of lakes, where it differs. */
  readonly lake?: number;
}

const peaksAt = (peaks: NonNullable<Scaled['peaks']>, at: Instant): number =>
  peaks.reduce((sum, [hour, width, rise]) => sum + rise * hump(at, hour, width), 1);

/** A profile as the product of a mean and factors of hour, season, weather and station: never negative. */
export const scaled = (of: Scaled): SignalProfile => ({
  decimals: of.decimals,
  at: (context) =>
    (context.place.waterBody === 'lake' ? (of.lake ?? of.mean) : of.mean) *
    peaksAt(of.peaks ?? [], context.at) *
    (1 + (of.winter ?? 0) * winter(context.at)) *
    Math.exp(
      (of.episode ?? 0) * episode(context) +
        (of.local ?? 0.08) * local(context) +
        (of.bias ?? 0.15) * bias(context),
    ),
});
