import type { AirDayRecord, DayRests } from '@lanbi/model';
import type { AirDay } from '@lanbi/standards';

/** A day of a subject: the values from which its index is computed under any edition. */
export interface EvaluatedDay extends AirDay {
  readonly rests?: DayRests | undefined;
  readonly further: AirDayRecord['further'];
  /** Ids of the annotations that make it a dust day. */
  readonly annotations?: readonly number[] | undefined;
}
