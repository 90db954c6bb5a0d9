import { countedEnd, isBetween, type StoredObservation } from '@lanbi/model';
import { DAY, type Instant, instant, startOfDay } from '@lanbi/standards';

type Timed = Pick<StoredObservation, 'to' | 'period'>;

/** Ends of observations that count to a day are not later than this after its end: a day's own stamp may be off. */
export const AFTER_DAY = DAY / 2;

/** The sampling time that an observation counts to: its end, or the full hour, minute or midnight that it is near. */
export const sampleTimeOf = ({ to, period }: Timed): Instant => countedEnd(to, period) ?? to;

/** Whether an observation counts to a sampling time: an hour exactly between two, and a day, does not. */
export const hasSampleTime = ({ to, period }: Timed): boolean => !isBetween(to, period);

/** Start of the civil day of an observation: one that ends at 00:00 belongs to the day before, an instant to its own. */
export const waterDayOf = (observation: Timed): Instant =>
  startOfDay(observation.period > 0 ? instant(sampleTimeOf(observation) - 1) : observation.to);
