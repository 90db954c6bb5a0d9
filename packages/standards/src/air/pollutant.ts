/** The six pollutants of the index. Concentrations are µg/m³, CO mg/m³. */
export type AirPollutant = 'so2' | 'no2' | 'co' | 'o3' | 'pm10' | 'pm2_5';

/** In the order of the tables of HJ 633. */
export const AIR_POLLUTANTS: readonly AirPollutant[] = ['so2', 'no2', 'co', 'o3', 'pm10', 'pm2_5'];
