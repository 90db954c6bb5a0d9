import type {
  AirIndexBody,
  AirPeriodBody,
  AirPeriodOptions,
  PeriodName,
  Subject,
  Window,
} from '@lanbi/evaluation';
import type { Instant, Trace, Validity } from '@lanbi/standards';

/** A period that may be requested. */
export type AskedPeriod = Exclude<PeriodName, 'day'>;

/** A request for the figures of a period. */
export interface AskedFigure {
  readonly subject: Subject;
  readonly period: AskedPeriod;
  readonly window: Window;
  /** Another edition, stage or method than those in force at the end of the window. */
  readonly options?: AirPeriodOptions | undefined;
  /** Records the derivation. */
  readonly trace?: Trace | undefined;
}

/** The figures of a period with the fields of every computed answer. */
export interface PeriodFigure<Body extends AirIndexBody = AirPeriodBody> extends Window {
  readonly subject: Subject;
  readonly period: AskedPeriod;
  readonly body: Body;
  /** Validity at the time of the answer: a current period is decided by its days so far. */
  readonly validity: Validity;
  /** One plus the number of corrections of its days; 0 where there is no day. */
  readonly revision: number;
  /** When the last of its days changed; the begin of the window where there is no day. */
  readonly computedAt: Instant;
}
