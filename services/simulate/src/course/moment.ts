import { CIVIL_OFFSET, DAY, HOUR, type Instant } from '@lanbi/standards';
import { chance, wave } from './noise.ts';

/** Whose value is asked for. */
export interface Place {
  readonly seed: number;
  readonly station: string;
  readonly waterBody: 'river' | 'lake';
}

/** A parameter in a place at a time, in the terms that courses are written in. */
export interface Moment {
  readonly place: Place;
  readonly parameter: string;
  readonly at: Instant;
}

const YEAR_DAYS = 365.25;
const COLDEST_DAY = 18;

/** Hour of the civil day, 0 to 24, with its fraction. */
export const hourOfDay = (at: Instant): number => ((at + CIVIL_OFFSET) % DAY) / HOUR;

/** 1 in the middle of January, -1 half a year later. */
export const winter = (at: Instant): number =>
  Math.cos((2 * Math.PI * ((at + CIVIL_OFFSET) / DAY - COLDEST_DAY)) / YEAR_DAYS);

/** 1 at `hour`, -1 half a day away. */
export const daily = (at: Instant, hour: number): number =>
  Math.cos((2 * Math.PI * (hourOfDay(at) - hour)) / 24);

/** A hump of height 1 at `hour` that is `width` hours wide, around midnight too. */
export function hump(at: Instant, hour: number, width: number): number {
  const away = Math.abs(hourOfDay(at) - hour);
  return Math.exp(-((Math.min(away, 24 - away) / width) ** 2));
}

/** Weather that comes and goes within days, the same for all stations: -1 clean to 1 stagnant. */
export const episode = ({ place, at }: Moment): number => wave(at / (2 * DAY), place.seed, 'episode');

/** What only this station sees of this parameter from hour to hour, -1 to 1. */
export const local = ({ place, parameter, at }: Moment): number =>
  wave(at / (2 * HOUR), place.seed, place.station, parameter);

/** What sets this station apart for good, -1 to 1. */
export const character = ({ place, parameter }: Moment): number =>
  2 * chance(place.seed, place.station, parameter) - 1;
