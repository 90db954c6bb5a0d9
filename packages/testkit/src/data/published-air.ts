import type { AirPollutant } from '@lanbi/standards';
import { readShared } from './shared-data.ts';

/** One station's hour as the national network published it. */
export interface PublishedHour {
  readonly station: string;
  /** End of the hour, RFC 3339. */
  readonly ts: string;
  /** Absent where it was missing; not listed in `plan` where it was not monitored. */
  readonly values: Partial<Record<AirPollutant, number>>;
  readonly plan: readonly AirPollutant[];
  readonly aqi: number | null;
  readonly primary: ReadonlySet<AirPollutant>;
}

const NAMES: readonly (readonly [string, AirPollutant])[] = [
  ['PM2.5', 'pm2_5'],
  ['PM10', 'pm10'],
  ['二氧化硫', 'so2'],
  ['二氧化氮', 'no2'],
  ['一氧化碳', 'co'],
  ['臭氧', 'o3'],
];

const primaries = (text: string): Set<AirPollutant> =>
  new Set(NAMES.filter(([name]) => text.includes(name)).map(([, pollutant]) => pollutant));

const figure = (text: string | undefined): number | undefined =>
  text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);

const ALL: readonly AirPollutant[] = ['so2', 'no2', 'co', 'o3', 'pm10', 'pm2_5'];

function hourOf(
  row: Readonly<Record<string, string>>,
  columns: Readonly<Record<AirPollutant, string>>,
  ts: string,
): PublishedHour {
  const entries = ALL.flatMap((of) => {
    const value = figure(row[columns[of]]);
    return value === undefined ? [] : [[of, value] as const];
  });
  return {
    station: row['stationcode'] ?? '',
    ts,
    values: Object.fromEntries(entries),
    plan: ALL.filter((of) => row[columns[of]] !== '/'),
    aqi: figure(row['aqi']) ?? null,
    primary: primaries(row['primarypollutant'] ?? ''),
  };
}

const SAME = { so2: 'so2', no2: 'no2', co: 'co', o3: 'o3', pm10: 'pm10', pm2_5: 'pm2_5' } as const;

/** 2018-02-20 07:00. The fields are swapped at the source: the hour's ozone is `o3_24h`. */
export function hour2018(): PublishedHour[] {
  const { features } = JSON.parse(readShared('air/cnemc-2018-02-20T07.json.gz')) as {
    features: { properties: Record<string, string> }[];
  };
  return features.map(({ properties }) =>
    hourOf(properties, { ...SAME, o3: 'o3_24h' }, '2018-02-20T07:00:00+08:00'),
  );
}

/** The sample of 2026-04-01: 36 rows of several hours. */
export function sample2026(): PublishedHour[] {
  const [head = '', ...lines] = readShared('air/cnemc-2026-04-01T14-sample.csv').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    // A quoted cell holds the commas of several primary pollutants.
    const cells = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? '');
    const row = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
    return hourOf(row, SAME, `${row['timepoint']}:00+08:00`);
  });
}
