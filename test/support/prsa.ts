import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Observation,
  type ParameterCode,
  type Reading,
  type Registry,
  regionId,
  stationId,
} from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { HOUR, instant, seconds } from '@lanbi/standards';
import { readShared, sharedData } from './shared-data.ts';

const FOLDER = 'air/prsa-beijing';
const COLUMNS: readonly (readonly [string, ParameterCode])[] = [
  ['PM2.5', 'pm2_5'],
  ['PM10', 'pm10'],
  ['SO2', 'so2'],
  ['NO2', 'no2'],
  ['CO', 'co'],
  ['O3', 'o3'],
];

/** Hourly readings of twelve stations of Beijing, 2013-03 to 2017-02. The hour stands at its begin; CO is in µg/m³. */
export interface Beijing {
  readonly registry: Registry;
  /** Of all stations, in the order of time. */
  readonly hours: readonly (readonly Observation[])[];
}

function readingsOf(cells: ReadonlyMap<string, string>): Reading[] {
  return COLUMNS.flatMap(([column, parameter]) => {
    const text = cells.get(column) ?? 'NA';
    if (text === 'NA') return [];
    const value = parameter === 'co' ? Number(text) / 1000 : Number(text);
    return [{ parameter, value, flag: 'N' }];
  });
}

function stationHours(file: string): Observation[] {
  const [head = '', ...lines] = readShared(join(FOLDER, file)).trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.replaceAll('"', ''));
  return lines.map((line) => {
    const row = line.split(',').map((cell) => cell.replaceAll('"', ''));
    const cells = new Map(names.map((name, i) => [name, row[i] ?? 'NA']));
    const at = (name: string): number => Number(cells.get(name));
    const begin = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour')) - 8 * HOUR;
    return {
      station: stationId(cells.get('station') ?? ''),
      medium: 'air',
      region: regionId('beijing'),
      to: instant(begin + HOUR),
      period: seconds(3600),
      receivedAt: instant(begin + HOUR),
      readings: readingsOf(cells),
    };
  });
}

export function readBeijing(): Beijing {
  const files = readdirSync(join(sharedData ?? '', FOLDER)).filter((file) => file.endsWith('.csv.gz'));
  const all = files.map(stationHours);
  const stations = all.map(([first]) => ({
    id: first?.station ?? '',
    medium: 'air',
    name: first?.station ?? '',
    region: 'beijing',
    role: 'evaluation',
  }));
  const file = { regions: [{ id: 'beijing', name: '北京市', kind: 'city' }], stations };
  const parsed = parseRegistry([{ name: 'beijing.json', text: JSON.stringify(file) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const hours = Array.from({ length: all[0]?.length ?? 0 }, (_, i) =>
    all.flatMap((station) => station[i] ?? []),
  );
  return { registry: parsed.registry, hours };
}
