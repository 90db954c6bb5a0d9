import type { Dated, Days } from '@lanbi/model';
import { type CivilDate, civilDate } from '@lanbi/standards';
import * as z from 'zod';

function isDate(text: string): boolean {
  try {
    civilDate(text);
    return true;
  } catch {
    return false;
  }
}

/** The schema of a civil day at +08:00. */
export const date = z.custom<CivilDate>(
  (value) => typeof value === 'string' && isDate(value),
  'a date such as 2025-06-30 is expected',
);

/** The schemas of first and last day, both inclusive. */
export const days = { from: date.optional(), until: date.optional() };

/** The schema of a value that is valid on all days, or of a list of values with their days. */
export const dated = <Value extends z.ZodType>(value: Value) =>
  z.union([value, z.array(z.strictObject({ is: value, ...days })).min(1)], {
    error: 'a text or a list of {is, from, until} is expected',
  });

type Written<Value> =
  | Value
  | readonly {
      readonly is: Value;
      readonly from?: CivilDate | undefined;
      readonly until?: CivilDate | undefined;
    }[];

/** Omits undefined members. */
export const definedDays = ({
  from,
  until,
}: {
  from?: CivilDate | undefined;
  until?: CivilDate | undefined;
}): Days => ({
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
});

/** Returns the list in the order of days; `undefined` for a value that is valid on all days. */
export function datedOf<Value extends string, Id extends string>(
  written: Written<Value> | undefined,
  id: (text: Value) => Id,
): readonly Dated<Id>[] | undefined {
  if (written === undefined || typeof written === 'string') return undefined;
  return written
    .map(({ is, ...of }) => ({ is: id(is), ...definedDays(of) }))
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}

/** Returns the value, or the last one of a list. */
export function lastOf<Value extends string, Id extends string>(
  written: Written<Value> | undefined,
  id: (text: Value) => Id,
): Id | undefined {
  if (typeof written === 'string') return id(written);
  return datedOf(written, id)?.at(-1)?.is;
}
