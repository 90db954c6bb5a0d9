import { escape as escaped } from '@influxdata/influxdb-client';
import type { ObservationMarks, QualitySettings, StationNote } from '@lanbi/model';
import { timeOf } from './lines.ts';

const textField = (name: string, value: string): string => `${name}=${escaped.quoted(value)}`;

/** Notes that are of no time stand at one, so that the same again overwrites itself. */
const NOTE_TIME = 0;

/** The marks of an observation. Station, period and end are its identity: the same again overwrites itself. */
export const marksLine = ({ station, to, period, marks }: ObservationMarks): string =>
  `quality_marks,station=${escaped.tag(station)},period=${period} ${textField('marks', JSON.stringify(marks))} ${timeOf(to)}`;

/** Since when a station is named, and what its records stand under. */
export const stationNoteLine = ({ station, since, under }: StationNote): string =>
  `station_note,station=${escaped.tag(station)} since=${since},${textField('under', JSON.stringify(under))} ${NOTE_TIME}`;

/** The rules of data quality that records stand under. */
export const rulesLine = (rules: readonly QualitySettings[]): string =>
  `quality_rules ${textField('rules', JSON.stringify(rules))} ${NOTE_TIME}`;
