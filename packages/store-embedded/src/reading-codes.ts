import type { InvalidReason, ParameterCode } from '@lanbi/model';

/** Number of each parameter in stored readings. A number is never given to another parameter. */
const CODES: Readonly<Record<ParameterCode, number>> = {
  pm2_5: 1,
  pm10: 2,
  so2: 3,
  no2: 4,
  co: 5,
  o3: 6,
  no: 7,
  nox: 8,
  temperature: 9,
  humidity: 10,
  pressure: 11,
  wind_speed: 12,
  wind_direction: 13,
  water_temperature: 20,
  ph: 21,
  do: 22,
  conductivity: 23,
  turbidity: 24,
  codmn: 25,
  nh3n: 26,
  tp: 27,
  tn: 28,
  cod: 29,
  bod5: 30,
  cu: 31,
  zn: 32,
  fluoride: 33,
  se: 34,
  as: 35,
  hg: 36,
  cd: 37,
  cr6: 38,
  pb: 39,
  cyanide: 40,
  volatile_phenol: 41,
  petroleum: 42,
  las: 43,
  sulfide: 44,
  fecal_coliform: 45,
  chla: 46,
  algae_density: 47,
  transparency: 48,
};

const PARAMETERS: readonly (ParameterCode | undefined)[] = Array.from(
  { length: Math.max(...Object.values(CODES)) + 1 },
  (_, code) => (Object.keys(CODES) as ParameterCode[]).find((parameter) => CODES[parameter] === code),
);

/** Reasons by their number. */
export const INVALID_REASONS: readonly InvalidReason[] = ['flag', 'negative', 'out-of-range', 'suspect'];

/** @throws TypeError for a text that is no parameter */
export function codeOf(parameter: ParameterCode): number {
  const code = CODES[parameter];
  if (code === undefined) throw new TypeError(`${parameter} is no parameter`);
  return code;
}

export const parameterWithCode = (code: number): ParameterCode | undefined => PARAMETERS[code];
