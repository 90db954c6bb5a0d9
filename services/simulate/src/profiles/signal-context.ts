import { CIVIL_OFFSET, DAY, HOUR, type Instant } from '@lanbi/standards';
import { chance, Wave } from './noise.ts';

/** A station whose values are simulated. */
export interface SimulatedStation {
  readonly seed: number;
  readonly station: string;
  readonly waterBody: 'river' | 'lake';
}

/** What the value of a profile depends on: station, parameter and time. */
export interface SignalContext {
  readonly place: SimulatedStation;
  readonly parameter: string;
  readonly at: Instant;
}

const YEAR_DAYS = 365.25;
const COLDEST_DAY = 18;
const HOTTEST_DAY = COLDEST_DAY + YEAR_DAYS / 2;

/** Hour of the civil day, 0 to 24, with its fraction. */
export const hourOfDay = (at: Instant): number => ((at + CIVIL_OFFSET) % DAY) / HOUR;

/** Day of the year, 0 at the begin of January, with its fraction; a year has 365.25 days. */
const dayOfYear = (at: Instant): number => ((at + CIVIL_OFFSET) / DAY) % YEAR_DAYS;

/** 1 in the middle of January, -1 half a year later. */
export const winter = (at: Instant): number =>
  Math.cos((2 * Math.PI * ((at + CIVIL_OFFSET) / DAY - COLDEST_DAY)) / YEAR_DAYS);

/** 1 at `hour`, -1 half a day away. */
export const daily = (at: Instant, hour: number): number =>
  Math.cos((2 * Math.PI * (hourOfDay(at) - hour)) / 24);

/** A bell curve of height 1 at `hour`, `width` hours wide, periodic over the day. */
export function hump(at: Instant, hour: number, width: number): number {
  const away = Math.abs(hourOfDay(at) - hour);
  return Math.exp(-((Math.min(away, 24 - away) / width) ** 2));
}

/** A bell curve over the year around its hottest day, `width` days wide: the rainy season of the North China Plain. */
export const midsummer = (at: Instant, width: number): number =>
  Math.exp(-(((dayOfYear(at) - HOTTEST_DAY) / width) ** 2));

/** Noise signals of a station by name. */
class NoiseSources {
  readonly #common = new Map<string, Wave>();
  readonly #own = new Map<string, Wave>();
  readonly #biases = new Map<string, number>();
  readonly #place: SimulatedStation;

  constructor(place: SimulatedStation) {
    this.#place = place;
  }

  /** Noise shared by all stations. */
  common(name: string): Wave {
    const known = this.#common.get(name);
    if (known) return known;
    const made = new Wave(this.#place.seed, name);
    this.#common.set(name, made);
    return made;
  }

  own(parameter: string): Wave {
    const known = this.#own.get(parameter);
    if (known) return known;
    const made = new Wave(this.#place.seed, this.#place.station, parameter);
    this.#own.set(parameter, made);
    return made;
  }

  bias(parameter: string): number {
    const known = this.#biases.get(parameter);
    if (known !== undefined) return known;
    const made = 2 * chance(this.#place.seed, this.#place.station, parameter) - 1;
    this.#biases.set(parameter, made);
    return made;
  }
}

const noises = new WeakMap<SimulatedStation, NoiseSources>();
function noisesOf(place: SimulatedStation): NoiseSources {
  const known = noises.get(place) ?? new NoiseSources(place);
  noises.set(place, known);
  return known;
}

/** Stagnation of the air over days, shared by all stations: -1 clean to 1 stagnant. */
export const episode = ({ place, at }: SignalContext): number =>
  noisesOf(place)
    .common('episode')
    .at(at / (2 * DAY));

/** Sunshine over days, shared by all stations: -1 covered to 1 clear. */
export const sunshine = ({ place, at }: SignalContext): number =>
  noisesOf(place)
    .common('sunshine')
    .at(at / (1.7 * DAY));

/** Hourly variation of one parameter of one station, -1 to 1. */
export const local = ({ place, parameter, at }: SignalContext): number =>
  noisesOf(place)
    .own(parameter)
    .at(at / (2 * HOUR));

/** Constant deviation of one parameter of one station, -1 to 1. */
export const bias = ({ place, parameter }: SignalContext): number => noisesOf(place).bias(parameter);

/** First and last day of the dust season: March to the begin of May. */
const DUST_SEASON = [60, 126] as const;
const DUST_SHARE = 0.07;

/** Desert dust in spring, shared by all stations: 0 on most days, up to 1 in the afternoon of a dust day. */
export function dust({ place, at }: SignalContext): number {
  const day = dayOfYear(at);
  if (day < DUST_SEASON[0] || day > DUST_SEASON[1]) return 0;
  const date = Math.floor((at + CIVIL_OFFSET) / DAY);
  if (chance(place.seed, 'dust', date) >= DUST_SHARE) return 0;
  return (0.4 + 0.6 * chance(place.seed, 'dust strength', date)) * hump(at, 13, 5);
}

/** High water after rain in summer: 0 to 1. */
export const flood = ({ place, at }: SignalContext): number =>
  midsummer(at, 35) *
  Math.max(
    0,
    noisesOf(place)
      .common('rain')
      .at(at / (3 * DAY)),
  );
