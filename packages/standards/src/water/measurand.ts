import type { WaterItem } from './item.ts';

/** What is measured in water: the items of table 1, and what the trophic index and the digits of rounding need. */
export type WaterMeasurand =
  | WaterItem
  | 'conductivity'
  | 'turbidity'
  | 'chla'
  | 'algae_density'
  | 'transparency';

export interface MeasurandName {
  readonly zh: string;
  readonly en: string;
  /** Canonical unit; empty where there is none. */
  readonly unit: string;
}

const named = (zh: string, en: string, unit = 'mg/L'): MeasurandName => ({ zh, en, unit });

/** Names as in GB 3838-2002 table 1, in its order, then the others. */
export const MEASURANDS: Readonly<Record<WaterMeasurand, MeasurandName>> = {
  water_temperature: named('水温', 'water temperature', 'degC'),
  ph: named('pH值', 'pH', ''),
  do: named('溶解氧', 'dissolved oxygen'),
  codmn: named('高锰酸盐指数', 'permanganate index'),
  cod: named('化学需氧量', 'chemical oxygen demand'),
  bod5: named('五日生化需氧量', 'five-day biochemical oxygen demand'),
  nh3n: named('氨氮', 'ammonia nitrogen'),
  tp: named('总磷', 'total phosphorus'),
  tn: named('总氮', 'total nitrogen'),
  cu: named('铜', 'copper'),
  zn: named('锌', 'zinc'),
  fluoride: named('氟化物', 'fluoride'),
  se: named('硒', 'selenium'),
  as: named('砷', 'arsenic'),
  hg: named('汞', 'mercury'),
  cd: named('镉', 'cadmium'),
  cr6: named('六价铬', 'chromium VI'),
  pb: named('铅', 'lead'),
  cyanide: named('氰化物', 'cyanide'),
  volatile_phenol: named('挥发酚', 'volatile phenol'),
  petroleum: named('石油类', 'petroleum'),
  las: named('阴离子表面活性剂', 'anionic surfactant'),
  sulfide: named('硫化物', 'sulfide'),
  fecal_coliform: named('粪大肠菌群', 'fecal coliform', '1/L'),
  conductivity: named('电导率', 'conductivity', 'uS/cm'),
  turbidity: named('浊度', 'turbidity', 'NTU'),
  chla: named('叶绿素a', 'chlorophyll-a'),
  algae_density: named('藻密度', 'algae density', 'cells/L'),
  transparency: named('透明度', 'transparency', 'm'),
};
