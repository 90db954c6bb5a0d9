import type { AirPollutant, Column } from '../../../src/air/index.ts';
import type { BreakpointYear } from '../golden/tables.ts';
import { literalSubIndex } from './sub-index.ts';

/** A concentration in decimal text, or missing, or not in the plan. */
export type Given = string | 'missing' | 'not-monitored';

const COLUMNS: Readonly<Record<'hourly' | 'daily', Readonly<Record<AirPollutant, Column>>>> = {
  hourly: { so2: 'so2.1h', no2: 'no2.1h', co: 'co.1h', o3: 'o3.1h', pm10: 'pm10.day', pm2_5: 'pm2_5.day' },
  daily: { so2: 'so2.day', no2: 'no2.day', co: 'co.day', o3: 'o3.8h', pm10: 'pm10.day', pm2_5: 'pm2_5.day' },
};

export interface LiteralAqi {
  readonly aqi: number | null;
  readonly primary: readonly string[];
  readonly subIndices: Readonly<Record<string, number | null>>;
}

/** The index of six values by each rule of the standard in turn. */
export function literalAqi(
  values: Readonly<Record<AirPollutant, Given>>,
  kind: 'hourly' | 'daily',
  year: BreakpointYear,
): LiteralAqi {
  const names = Object.keys(values) as AirPollutant[];
  const subIndices: Record<string, number | null> = {};
  for (const name of names) {
    const given = values[name];
    const isNumber = given !== 'missing' && given !== 'not-monitored';
    subIndices[name] = isNumber ? literalSubIndex(given, COLUMNS[kind][name], year) : null;
  }
  const there = names.filter((name) => subIndices[name] !== null);
  const largest = Math.max(...there.map((name) => subIndices[name] ?? 0));
  const lacks = names.some((name) => values[name] === 'missing');
  const none = there.length === 0 || (year === 2026 && lacks && largest <= 100);
  if (none) return { aqi: null, primary: [], subIndices };
  const aqi = year === 2026 && largest === 0 ? 1 : largest;
  const primary = aqi > 50 ? there.filter((name) => subIndices[name] === aqi) : [];
  return { aqi, primary, subIndices };
}
