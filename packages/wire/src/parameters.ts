import { AIR_PARAMETERS, type Medium, type Name, type ParameterCode, WATER_PARAMETERS } from '@lanbi/model';

export interface Parameter {
  readonly code: ParameterCode;
  readonly medium: Medium;
  readonly name: Name;
  /** The canonical unit; empty for pH. */
  readonly unit: string;
  /** Factor codes of HJ 212, lower case. */
  readonly aliases: readonly string[];
  /** The measuring range in the canonical unit. A reading outside it is stored as invalid. Wide; our choice [M]. */
  readonly range: { readonly min: number; readonly max: number };
}

/** zh, en, unit, factor codes, min, max */
type Row = readonly [string, string, string, readonly string[], number, number];

const ROWS: Readonly<Record<ParameterCode, Row>> = {
  pm2_5: ['细颗粒物', 'PM2.5', 'ug/m3', ['a34004'], 0, 10_000],
  pm10: ['可吸入颗粒物', 'PM10', 'ug/m3', ['a34002'], 0, 10_000],
  so2: ['二氧化硫', 'sulfur dioxide', 'ug/m3', ['a21026'], 0, 5_000],
  no2: ['二氧化氮', 'nitrogen dioxide', 'ug/m3', ['a21004'], 0, 5_000],
  co: ['一氧化碳', 'carbon monoxide', 'mg/m3', ['a21005'], 0, 200],
  o3: ['臭氧', 'ozone', 'ug/m3', ['a05024'], 0, 2_000],
  no: ['一氧化氮', 'nitric oxide', 'ug/m3', ['a21003'], 0, 5_000],
  nox: ['氮氧化物', 'nitrogen oxides', 'ug/m3', ['a21002'], 0, 10_000],
  temperature: ['气温', 'air temperature', 'degC', ['a01001'], -60, 60],
  humidity: ['相对湿度', 'relative humidity', '%', ['a01002'], 0, 100],
  pressure: ['气压', 'air pressure', 'hPa', ['a01006'], 400, 1_100],
  wind_speed: ['风速', 'wind speed', 'm/s', ['a01007'], 0, 100],
  wind_direction: ['风向', 'wind direction', 'deg', ['a01008'], 0, 360],
  water_temperature: ['水温', 'water temperature', 'degC', ['w01010'], -5, 60],
  ph: ['pH值', 'pH', '', ['w01001'], 0, 14],
  do: ['溶解氧', 'dissolved oxygen', 'mg/L', ['w01009'], 0, 60],
  conductivity: ['电导率', 'conductivity', 'uS/cm', ['w01014'], 0, 200_000],
  turbidity: ['浊度', 'turbidity', 'NTU', ['w01003'], 0, 20_000],
  codmn: ['高锰酸盐指数', 'permanganate index', 'mg/L', ['w01019'], 0, 1_000],
  nh3n: ['氨氮', 'ammonia nitrogen', 'mg/L', ['w21003'], 0, 500],
  tp: ['总磷', 'total phosphorus', 'mg/L', ['w21011'], 0, 200],
  tn: ['总氮', 'total nitrogen', 'mg/L', ['w21001'], 0, 1_000],
  cod: ['化学需氧量', 'chemical oxygen demand', 'mg/L', ['w01018'], 0, 10_000],
  bod5: ['五日生化需氧量', 'five-day biochemical oxygen demand', 'mg/L', ['w01017'], 0, 5_000],
  cu: ['铜', 'copper', 'mg/L', ['w20122'], 0, 100],
  zn: ['锌', 'zinc', 'mg/L', ['w20123'], 0, 100],
  fluoride: ['氟化物', 'fluoride', 'mg/L', ['w21017'], 0, 1_000],
  se: ['硒', 'selenium', 'mg/L', ['w20128'], 0, 10],
  as: ['砷', 'arsenic', 'mg/L', ['w20119'], 0, 100],
  hg: ['汞', 'mercury', 'mg/L', ['w20111'], 0, 10],
  cd: ['镉', 'cadmium', 'mg/L', ['w20115'], 0, 100],
  cr6: ['六价铬', 'chromium VI', 'mg/L', ['w20117'], 0, 100],
  pb: ['铅', 'lead', 'mg/L', ['w20120'], 0, 100],
  cyanide: ['氰化物', 'cyanide', 'mg/L', ['w21016'], 0, 100],
  volatile_phenol: ['挥发酚', 'volatile phenol', 'mg/L', ['w23002'], 0, 1_000],
  petroleum: ['石油类', 'petroleum', 'mg/L', ['w22001'], 0, 1_000],
  las: ['阴离子表面活性剂', 'anionic surfactant', 'mg/L', ['w19002'], 0, 1_000],
  sulfide: ['硫化物', 'sulfide', 'mg/L', ['w21019'], 0, 1_000],
  fecal_coliform: ['粪大肠菌群', 'fecal coliform', '1/L', ['w02003'], 0, 1e10],
  chla: ['叶绿素a', 'chlorophyll-a', 'mg/L', ['w01016'], 0, 100],
  algae_density: ['藻密度', 'algae density', 'cells/L', ['w19011'], 0, 1e12],
  transparency: ['透明度', 'transparency', 'm', [], 0, 100],
};

const entryOf =
  (medium: Medium) =>
  (code: ParameterCode): [ParameterCode, Parameter] => {
    const [zh, en, unit, aliases, min, max] = ROWS[code];
    return [code, { code, medium, name: { zh, en }, unit, aliases, range: { min, max } }];
  };

/** All parameters of the contract, with the factor codes of HJ 212 (hj212.md). */
export const PARAMETERS = Object.freeze(
  Object.fromEntries([...AIR_PARAMETERS.map(entryOf('air')), ...WATER_PARAMETERS.map(entryOf('water'))]),
) as Readonly<Record<ParameterCode, Parameter>>;

const byName = new Map<string, Parameter>(
  Object.values(PARAMETERS).flatMap((parameter) =>
    [parameter.code, ...parameter.aliases].map((name) => [name, parameter] as const),
  ),
);

/** Most characters of a name that is looked up. */
const LONGEST_NAME = 64;

/** Finds a parameter by its code or its HJ 212 factor code, in any case of letters. */
export const parameterOf = (name: string): Parameter | undefined =>
  byName.get(name) ?? (name.length > LONGEST_NAME ? undefined : byName.get(name.toLowerCase()));
