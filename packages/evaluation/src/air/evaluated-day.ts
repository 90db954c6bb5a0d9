import type { AirDayRecord, DayRests } from '@lanbi/model';
import type { AirDay } from '@lanbi/standards';

/** A day of a subject: its values, from which its index is computed under any edition. */
export interface EvaluatedDay extends AirDay {
  readonly rests?: DayRests | undefined;
  readonly further: AirDayRecord['further'];
  /** Ids of the annotations that say what the day is left out of. */
  readonly annotations?: readonly number[] | undefined;
}
