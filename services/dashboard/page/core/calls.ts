import type { Of } from './series.ts';
import { earlier } from './time.ts';

/** Calls of the API that figures of the page are from, as the drawer of explanations takes them. */

const queryOf = (query: Readonly<Record<string, string | undefined>>): string =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();

/** A path with its query; parameters without a value are left out. */
export const callOf = (path: string, query: Readonly<Record<string, string | undefined>> = {}): string => {
  const text = queryOf(query);
  return `/v1/${path}${text === '' ? '' : `?${text}`}`;
};

const idOf = encodeURIComponent;

/** The newest hourly index of a place. */
export const latestAirCall = (of: Of, id: string): string => callOf(`air/${of}/${idOf(id)}/aqi/latest`);

interface AirSpan {
  readonly of: Of;
  readonly id: string;
  readonly interval: 'hour' | 'day';
  readonly from: string;
  readonly to: string;
  readonly edition?: string | undefined;
}

/** Indices of a span; of one hour from its begin to its end, of days from the first to the last. */
export const airCall = ({ of, id, ...query }: AirSpan): string => callOf(`air/${of}/${idOf(id)}/aqi`, query);

/** The class of the newest sample of a section. */
export const latestClassCall = (id: string): string => callOf(`water/sections/${idOf(id)}/class/latest`);

/** The class of a section in a span of days or months. */
export const classCall = (id: string, interval: 'day' | 'month', from: string, to: string): string =>
  callOf(`water/sections/${idOf(id)}/class`, { interval, from, to });

/** The class of one sample, by its time: the begin of a span is not in it. */
export const sampleCall = (id: string, time: string): string =>
  callOf(`water/sections/${idOf(id)}/class`, { interval: 'sample', from: earlier(time, 1000), to: time });

/** What a station sent of a parameter, or its means, in a span. */
export const observedCall = (
  id: string,
  query: Readonly<Record<'parameter' | 'interval' | 'from' | 'to', string>>,
): string => callOf(`stations/${idOf(id)}/observations`, query);

/** The composite index of a region over a period; it says its changes and good days too. */
export const compositeCall = (id: string, query: Readonly<Record<string, string>>): string =>
  callOf(`air/regions/${idOf(id)}/composite-index`, query);

/** The ranking of a level over a period. */
export const rankingCall = (query: Readonly<Record<string, string>>): string => callOf('air/rankings', query);

interface Period {
  readonly period: string;
  readonly at: string;
}

export const summaryCall = ({ period, at }: Period): string => callOf('water/summary', { period, at });
export const riverCall = (id: string, { period, at }: Period): string =>
  callOf(`water/rivers/${idOf(id)}/class`, { period, at });
export const lakeCall = (id: string, { period, at }: Period): string =>
  callOf(`water/lakes/${idOf(id)}/class`, { period, at });

export const alertCall = (ruleId: string, subject: string): string => callOf('alerts', { ruleId, subject });
/** What came of what was expected of places and days. */
export const completenessCall = (
  query: Readonly<Partial<Record<'level' | 'regions' | 'stations' | 'from' | 'to' | 'interval', string>>>,
): string => callOf('air/completeness', query);

/** Why a section has no class, as annotations say. */
export const stateCall = (section: string): string =>
  callOf('annotations', { kind: 'section-state', subject: section, withdrawn: 'false' });

/** Targets of a year, and what is left until each. */
export const targetsCall = (region: string, year: string): string =>
  callOf(`air/regions/${idOf(region)}/targets`, { year });

/** Corrections of the figures of one kind of a place. */
export const auditCall = (subject: string, kind: string): string => callOf('audit', { subject, kind });
