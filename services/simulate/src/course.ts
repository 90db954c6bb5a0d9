import type { ParameterCode, Station } from '@lanbi/model';
import { CIVIL_OFFSET, DAY, HOUR, type Instant, roundHalfEven } from '@lanbi/standards';

/** The plausible course of one parameter: mean, daily swing with the hour of its peak, slow episodes, noise, decimals. */
interface Course {
  readonly mean: number;
  readonly daily: number;
  readonly peak: number;
  readonly episode: number;
  readonly noise: number;
  readonly digits: number;
}

const course = (
  mean: number,
  daily: number,
  peak: number,
  episode: number,
  noise: number,
  digits: number,
): Course => ({
  mean,
  daily,
  peak,
  episode,
  noise,
  digits,
});

const COURSES: Readonly<Partial<Record<ParameterCode, Course>>> = {
  pm2_5: course(42, 0.25, 1, 0.6, 0.15, 0),
  pm10: course(78, 0.25, 21, 0.5, 0.15, 0),
  so2: course(9, 0.2, 10, 0.3, 0.1, 0),
  no2: course(33, 0.45, 20, 0.3, 0.1, 0),
  co: course(0.7, 0.3, 8, 0.4, 0.1, 1),
  o3: course(75, 0.75, 15, 0.25, 0.08, 0),
  water_temperature: course(16, 0.08, 16, 0.1, 0.01, 1),
  ph: course(7.9, 0.02, 15, 0.02, 0.005, 2),
  do: course(8, 0.12, 16, 0.12, 0.03, 2),
  conductivity: course(640, 0.03, 12, 0.15, 0.02, 1),
  turbidity: course(18, 0.1, 6, 0.5, 0.2, 1),
  codmn: course(4.1, 0.05, 12, 0.35, 0.04, 2),
  nh3n: course(0.32, 0.15, 5, 0.7, 0.1, 3),
  tp: course(0.11, 0.1, 6, 0.5, 0.08, 3),
  tn: course(2.6, 0.05, 5, 0.35, 0.05, 2),
};

/** A fraction in [0, 1) that is always the same for the same seed and texts (FNV-1a, then a mixing round). */
export function chance(seed: number, ...parts: readonly (string | number)[]): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const char of parts.join('|')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

const wave = (phase: number): number => Math.cos(2 * Math.PI * phase);

/**
 * What a station measures at an instant, in the canonical unit: a function of seed, station, parameter and time
 * alone. Undefined for a parameter without a course.
 */
export function measured(
  seed: number,
  station: Station,
  parameter: ParameterCode,
  at: Instant,
): number | undefined {
  const of = COURSES[parameter];
  if (!of) return undefined;
  const hour = ((at + CIVIL_OFFSET) % DAY) / HOUR;
  const level = 0.8 + 0.4 * chance(seed, station.id, parameter);
  const episodes = wave(at / (5.3 * DAY) + chance(seed, station.region)) * 0.6 + wave(at / (2.1 * DAY)) * 0.4;
  const noise = 2 * chance(seed, station.id, parameter, at) - 1;
  const value =
    of.mean *
    level *
    (1 + of.daily * wave((hour - of.peak) / 24) + of.episode * episodes * 0.7 + of.noise * noise);
  return roundHalfEven(Math.max(value, of.mean * 0.05), of.digits);
}
