export type Medium = 'air' | 'water';

/** Parameters of air stations, by the codes of the contract; the six of the index first. */
export const AIR_PARAMETERS = [
  'pm2_5',
  'pm10',
  'so2',
  'no2',
  'co',
  'o3',
  'no',
  'nox',
  'temperature',
  'humidity',
  'pressure',
  'wind_speed',
  'wind_direction',
] as const;

/** Parameters of water stations, by the codes of the contract. */
export const WATER_PARAMETERS = [
  'water_temperature',
  'ph',
  'do',
  'conductivity',
  'turbidity',
  'codmn',
  'nh3n',
  'tp',
  'tn',
  'cod',
  'bod5',
  'cu',
  'zn',
  'fluoride',
  'se',
  'as',
  'hg',
  'cd',
  'cr6',
  'pb',
  'cyanide',
  'volatile_phenol',
  'petroleum',
  'las',
  'sulfide',
  'fecal_coliform',
  'chla',
  'algae_density',
  'transparency',
] as const;

export type AirParameter = (typeof AIR_PARAMETERS)[number];
export type WaterParameter = (typeof WATER_PARAMETERS)[number];
export type ParameterCode = AirParameter | WaterParameter;
