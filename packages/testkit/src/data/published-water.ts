import { readShared } from './shared-data.ts';

/** One section's hourly row as the national network published it. */
export interface PublishedSample {
  /** Province and name. */
  readonly section: string;
  readonly ts: string;
  readonly values: Readonly<Record<string, number>>;
  /** 1 to 6 (worse than V), -1 for none. */
  readonly class: number;
}

const COLUMNS: Readonly<Record<string, string>> = {
  '水温(℃)': 'water_temperature',
  'pH(无量纲)': 'ph',
  '溶解氧(mg/L)': 'do',
  '电导率(μS/cm)': 'conductivity',
  '浊度(NTU)': 'turbidity',
  '高锰酸盐指数(mg/L)': 'codmn',
  '氨氮(mg/L)': 'nh3n',
  '总磷(mg/L)': 'tp',
  '总氮(mg/L)': 'tn',
  '叶绿素α(mg/L)': 'chla',
  '藻密度(cells/L)': 'algae_density',
};

type Row = Record<string, string>;

/** The rows of a published file, by the names of its columns. */
export function publishedTable(path: string): Row[] {
  const [head = '', ...lines] = readShared(path).trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

/** Rows as samples; what is no number was not published. */
export const samplesOf = (rows: readonly Row[]): PublishedSample[] =>
  rows.map((row) => {
    const values = Object.entries(COLUMNS).flatMap(([column, code]) => {
      const text = row[column] ?? '';
      return text === '' || Number.isNaN(Number(text)) ? [] : [[code, Number(text)] as const];
    });
    return {
      section: `${row['省份']} ${row['断面名称']}`,
      ts: `${row['监测时间']?.replace(' ', 'T')}:00+08:00`,
      values: Object.fromEntries(values),
      class: Number(row['水质类别']),
    };
  });

export const nationalDay = (): PublishedSample[] =>
  samplesOf(publishedTable('water/national-2026-07-25.csv.gz'));

/** River or lake by section, inferred from which limits fit the published class. */
export const waterBodies = (): Map<string, 'river' | 'lake'> =>
  new Map(
    publishedTable('water/section-type-inferred.csv').map((row) => [
      `${row['省份']} ${row['断面名称']}`,
      row['type'] === 'lake' ? 'lake' : 'river',
    ]),
  );
