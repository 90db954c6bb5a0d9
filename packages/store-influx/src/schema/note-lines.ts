import { escape as escaped } from '@influxdata/influxdb-client';
import type { ObservationFlags, QualitySettings, StationNote } from '@lanbi/model';
import { timeOf } from './lines.ts';

const textField = (name: string, value: string): string => `${name}=${escaped.quoted(value)}`;

/** The time of notes that have none, so that writing one again overwrites it. */
const NOTE_TIME = 0;

/** The quality flags of an observation. Station, period and end are its identity: writing them again overwrites them. */
export const flagsLine = ({ station, to, period, flags }: ObservationFlags): string =>
  `quality_marks,station=${escaped.tag(station)},period=${period} ${textField('marks', JSON.stringify(flags))} ${timeOf(to)}`;

/** Since when a station is registered, and the settings that its records were computed under. */
export const stationNoteLine = ({ station, since, under }: StationNote): string =>
  `station_note,station=${escaped.tag(station)} since=${since},${textField('under', JSON.stringify(under))} ${NOTE_TIME}`;

/** The rules of data quality that records were computed under. */
export const rulesLine = (rules: readonly QualitySettings[]): string =>
  `quality_rules ${textField('rules', JSON.stringify(rules))} ${NOTE_TIME}`;
