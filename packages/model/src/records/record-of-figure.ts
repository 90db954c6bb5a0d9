import type { BodyOf } from '../nouns/result.ts';
import type { AirDayRecord } from './air-day.ts';
import type { AirHourRecord } from './air-hour.ts';
import type { RecordKind } from './codec/record-codec.ts';

/** The figure of an hour or day as earlier versions stored it, of which the record is a part. */
export type StoredFigure = AirHourRecord & Omit<AirDayRecord, 'running'> & { readonly provisional: boolean };

function hourOf({ concentrations, coverage, minutes }: StoredFigure): AirHourRecord {
  return { concentrations, ...(coverage && { coverage }), ...(minutes && { minutes }) };
}

/** The record of a figure that an earlier version stored. */
export function recordOfFigure<Kind extends RecordKind>(kind: Kind, figure: StoredFigure): BodyOf<Kind> {
  if (kind.endsWith('.hour')) return hourOf(figure) as BodyOf<Kind>;
  const { concentrations, rests, further, coverage, provisional: running } = figure;
  return { concentrations, ...(rests && { rests }), further, coverage, running } as unknown as BodyOf<Kind>;
}
