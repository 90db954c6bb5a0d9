import type { Maybe } from '../figure/missing.ts';

/** The six pollutants of the index. Concentrations are µg/m³, CO mg/m³. */
export type AirPollutant = 'so2' | 'no2' | 'co' | 'o3' | 'pm10' | 'pm2_5';

/** In the order of the tables of HJ 633. */
export const AIR_POLLUTANTS: readonly AirPollutant[] = ['so2', 'no2', 'co', 'o3', 'pm10', 'pm2_5'];

/** A figure for each of the six: a concentration in µg/m³ (CO mg/m³), or why there is none. */
export type AirValues = Readonly<Record<AirPollutant, Maybe<number>>>;

export interface AirPollutantName {
  readonly zh: string;
  readonly en: string;
  /** As the standards print it. */
  readonly symbol: string;
  readonly unit: 'µg/m³' | 'mg/m³';
}

/** @source GB 3095 table 1 [P] */
export const AIR_POLLUTANT_NAMES: Readonly<Record<AirPollutant, AirPollutantName>> = {
  so2: { zh: '二氧化硫', en: 'sulfur dioxide', symbol: 'SO2', unit: 'µg/m³' },
  no2: { zh: '二氧化氮', en: 'nitrogen dioxide', symbol: 'NO2', unit: 'µg/m³' },
  co: { zh: '一氧化碳', en: 'carbon monoxide', symbol: 'CO', unit: 'mg/m³' },
  o3: { zh: '臭氧', en: 'ozone', symbol: 'O3', unit: 'µg/m³' },
  pm10: { zh: '可吸入颗粒物', en: 'inhalable particles', symbol: 'PM10', unit: 'µg/m³' },
  pm2_5: { zh: '细颗粒物', en: 'fine particles', symbol: 'PM2.5', unit: 'µg/m³' },
};

/** One entry for each pollutant, in the order of the tables. */
export const eachPollutant = <T>(of: (pollutant: AirPollutant) => T): Record<AirPollutant, T> => ({
  so2: of('so2'),
  no2: of('no2'),
  co: of('co'),
  o3: of('o3'),
  pm10: of('pm10'),
  pm2_5: of('pm2_5'),
});

/**
 * Passes a concentration on, µg/m³ or mg/m³. Readings are checked before they come here, so anything else is a
 * fault of the caller.
 * @throws RangeError when it is negative or not finite.
 */
export function concentration(value: number): number {
  if (value >= 0 && value < Infinity) return value;
  throw new RangeError(`not a concentration: ${value}`);
}
