import { type AirParameter, type Observation, type Registry, regionId, stationId } from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { HOUR, instant, parseInstant, seconds } from '@lanbi/standards';
import { readBeijing } from '../../support/prsa.ts';

/** The published hours of twelve stations as observations, in the order of time, with their registry. */
export interface BeijingHours {
  readonly registry: Registry;
  readonly observations: readonly Observation[];
}

/** @param years of the begin of the hour */
export function beijingHours(years: RegExp): BeijingHours {
  const { file, stations } = readBeijing();
  const parsed = parseRegistry([{ name: 'beijing.json', text: JSON.stringify(file) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const observations: Observation[] = [];
  for (const [id, hours] of stations)
    for (const { ts, values } of hours) {
      if (!years.test(ts) || Object.keys(values).length === 0) continue;
      const to = instant((parseInstant(ts) ?? 0) + HOUR);
      observations.push({
        station: stationId(id),
        medium: 'air',
        region: regionId('beijing'),
        to,
        period: seconds(3600),
        receivedAt: to,
        readings: Object.entries(values).map(([name, value]) => ({
          parameter: name as AirParameter,
          value: name === 'co' ? value / 1000 : value,
          flag: 'N',
        })),
      });
    }
  return { registry: parsed.registry, observations: observations.sort((a, b) => a.to - b.to) };
}
