import { didYouMean, type Medium, type ParameterCode } from '@lanbi/model';
import { PARAMETERS, parameterOf } from './parameters.ts';
import { quoted } from './show.ts';

/** Other names and abbreviations of parameters, with the parameter that each means. */
const PRINTED: Readonly<Record<string, ParameterCode>> = {
  pm25: 'pm2_5',
  'pm2.5': 'pm2_5',
  fineparticles: 'pm2_5',
  o38h: 'o3',
  o31h: 'o3',
  temp: 'temperature',
  airtemp: 'temperature',
  rh: 'humidity',
  pa: 'pressure',
  ws: 'wind_speed',
  wd: 'wind_direction',
  wt: 'water_temperature',
  watertemp: 'water_temperature',
  ec: 'conductivity',
  cond: 'conductivity',
  turb: 'turbidity',
  imn: 'codmn',
  permanganate: 'codmn',
  nh3: 'nh3n',
  nh4n: 'nh3n',
  ammonia: 'nh3n',
  codcr: 'cod',
  bod: 'bod5',
  f: 'fluoride',
  'cr6+': 'cr6',
  crvi: 'cr6',
  cn: 'cyanide',
  phenol: 'volatile_phenol',
  phenols: 'volatile_phenol',
  oil: 'petroleum',
  s2: 'sulfide',
  ecoli: 'fecal_coliform',
  fcoliform: 'fecal_coliform',
  chlorophyll: 'chla',
  algae: 'algae_density',
  sd: 'transparency',
  电导率: 'conductivity',
  温度: 'temperature',
  湿度: 'humidity',
  气压: 'pressure',
};

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** Removes case, blanks and punctuation: `NH₃-N` and `nh3 n` become equal. */
const folded = (name: string): string =>
  [...name.toLowerCase()]
    .map((char) => (SUBSCRIPTS.includes(char) ? String(SUBSCRIPTS.indexOf(char)) : char))
    .filter((char) => !' _-.()（）³⁻'.includes(char))
    .join('');

const KNOWN: ReadonlyMap<string, ParameterCode> = new Map(
  Object.values(PARAMETERS)
    .flatMap(({ code, name: { zh, en } }) => [code, zh, en].map((name) => [folded(name), code] as const))
    .concat(Object.entries(PRINTED).map(([name, code]) => [folded(name), code] as const)),
);

const codesOf = (medium: Medium): ParameterCode[] =>
  Object.values(PARAMETERS)
    .filter((parameter) => parameter.medium === medium)
    .map(({ code }) => code);

/** Most characters of a name that is compared with known names. */
const LONGEST = 64;

/** Says why a name is no parameter of a medium, and which parameter is probably meant. */
export function nameFault(name: string, medium: Medium): string {
  const other = parameterOf(name);
  if (other) return `${quoted(name)} is a parameter of ${other.medium} stations; this is one of ${medium}`;
  const unknown = `${quoted(name)} is no parameter`;
  if (name.length > LONGEST) return unknown;
  const code = KNOWN.get(folded(name));
  if (code && PARAMETERS[code].medium === medium) return `${unknown}; write "${code}"`;
  const codes = codesOf(medium);
  return `${unknown}${didYouMean(name, codes) || `; ${medium} stations have ${codes.slice(0, 9).join(', ')}, …`}`;
}
