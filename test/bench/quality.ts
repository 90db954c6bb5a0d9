import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_QUALITY, qualityFlagsOf } from '@lanbi/evaluation';
import {
  offsetAt,
  type ParameterCode,
  type QualityFlags,
  regionId,
  type StoredObservation,
  stationId,
} from '@lanbi/model';
import { instant, parseInstant, seconds } from '@lanbi/standards';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { hebeiWeeks } from '../support/published-hebei.ts';

type Row = {
  readonly station: string;
  readonly ts: string;
  readonly values: Readonly<Record<string, number>>;
};

const stored = ({ station, ts, values }: Row, medium: 'air' | 'water'): StoredObservation => ({
  station: stationId(station),
  medium,
  region: regionId('r'),
  to: parseInstant(ts) ?? instant(0),
  period: seconds(3600),
  receivedAt: instant(0),
  position: offsetAt(1),
  readings: Object.entries(values).map(([parameter, value]) => ({
    parameter: parameter as ParameterCode,
    value,
    flag: 'N',
    revision: 1,
  })),
});

const PRSA = { 'PM2.5': 'pm2_5', PM10: 'pm10', SO2: 'so2', NO2: 'no2', CO: 'co', O3: 'o3' } as const;

/** The year 2016 of the twelve stations of Beijing. */
function beijing(root: string): Row[] {
  const folder = join(root, 'air/prsa-beijing');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv.gz'))
    .flatMap((name) => {
      const [head = '', ...lines] = gunzipSync(readFileSync(join(folder, name)))
        .toString('utf8')
        .trim()
        .split(/\r?\n/);
      const columns = head.replaceAll('"', '').split(',');
      return lines.flatMap((line): Row[] => {
        const cells = Object.fromEntries(
          line
            .replaceAll('"', '')
            .split(',')
            .map((cell, at) => [columns[at], cell]),
        );
        if (cells['year'] !== '2016') return [];
        const values = Object.entries(PRSA).flatMap(([column, code]) => {
          const value = Number(cells[column]);
          return Number.isFinite(value) && cells[column] !== ''
            ? [[code, code === 'co' ? value / 1000 : value]]
            : [];
        });
        const two = (text: string | undefined) => String(text).padStart(2, '0');
        const ts = `2016-${two(cells['month'])}-${two(cells['day'])}T${two(cells['hour'])}:00:00+08:00`;
        return [{ station: name, ts, values: Object.fromEntries(values) }];
      });
    });
}

function count(name: string, rows: readonly Row[], medium: 'air' | 'water'): void {
  const stations = new Map<string, StoredObservation[]>();
  for (const row of rows)
    stations.set(row.station, [...(stations.get(row.station) ?? []), stored(row, medium)]);
  const found = new Map<string, number>();
  let values = 0;
  const start = performance.now();
  for (const observations of stations.values()) {
    for (const { readings } of observations) values += readings.length;
    for (const flags of qualityFlagsOf(observations, DEFAULT_QUALITY).values()) countFlags(flags, found);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${values} values of ${stations.size} stations, ${seconds} s`);
  for (const [what, times] of [...found].sort()) console.log(`  ${what}: ${times}`);
}

function countFlags(flags: QualityFlags, found: Map<string, number>): void {
  for (const [parameter, rules] of Object.entries(flags))
    for (const rule of rules) found.set(`${rule} ${parameter}`, (found.get(`${rule} ${parameter}`) ?? 0) + 1);
}

/** How often the rules of data quality flag published readings. */
export const bench = {
  name: 'data quality: marks on published readings',
  run(): void {
    if (sharedData === undefined) throw new Error('needs the published readings');
    const hebei = hebeiWeeks().map(({ section, ts, values }) => ({ station: section, ts, values }));
    count('Hebei, six weeks', hebei, 'water');
    count('Beijing, 2016', beijing(sharedData), 'air');
  },
};
