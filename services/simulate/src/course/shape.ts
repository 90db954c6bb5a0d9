import type { Instant } from '@lanbi/standards';
import { character, episode, hump, local, type Moment, winter } from './moment.ts';

/** A parameter's value over time, in its canonical unit, never negative. */
export interface Course {
  /** Decimals that an instrument reports. */
  readonly decimals: number;
  at(moment: Moment): number;
}

export interface Scaled {
  readonly mean: number;
  readonly decimals: number;
  /** Hour of the day, width in hours, rise as a share of the mean. */
  readonly peaks?: readonly (readonly [hour: number, width: number, rise: number])[];
  /** Rise in winter as a share of the mean; negative for what is highest in summer. */
  readonly winter?: number;
  /** How much episodes multiply or divide by, as a natural logarithm; so the next two. */
  readonly episode?: number;
  readonly local?: number;
  readonly character?: number;
  /** The mean of a lake where it is another one. */
  readonly lake?: number;
}

const peaksAt = (peaks: NonNullable<Scaled['peaks']>, at: Instant): number =>
  peaks.reduce((sum, [hour, width, rise]) => sum + rise * hump(at, hour, width), 1);

/** A course as a mean that hours, seasons, weather and place multiply: never negative, however they meet. */
export const scaled = (of: Scaled): Course => ({
  decimals: of.decimals,
  at: (moment) =>
    (moment.place.waterBody === 'lake' ? (of.lake ?? of.mean) : of.mean) *
    peaksAt(of.peaks ?? [], moment.at) *
    (1 + (of.winter ?? 0) * winter(moment.at)) *
    Math.exp(
      (of.episode ?? 0) * episode(moment) +
        (of.local ?? 0.08) * local(moment) +
        (of.character ?? 0.15) * character(moment),
    ),
});
