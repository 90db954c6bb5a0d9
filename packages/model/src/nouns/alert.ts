import type { Instant } from '@lanbi/standards';
import type { Offset } from './offset.ts';
import type { Name } from './registry.ts';

/** Kinds of subject that a rule may have. */
export const ALERT_SUBJECT_KINDS = ['station', 'region', 'section', 'river', 'lake'] as const;

export type AlertSubjectKind = (typeof ALERT_SUBJECT_KINDS)[number];

/** Subject of an alert. */
export interface AlertSubject {
  readonly kind: AlertSubjectKind;
  readonly id: string;
}

export type ComparisonOperator = '>' | '>=' | '<' | '<=';
export type Severity = 'info' | 'warning' | 'critical';

/** How long a condition must hold before an alert fires: a time, or a number of successive values. */
export type HoldFor =
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'count'; readonly n: number };

/** Hours of the civil day (+08:00) in which a rule may raise: from `from`, before `to`; across midnight where from > to. */
export interface ActiveHours {
  readonly from: number;
  readonly to: number;
}

/** A valid alert rule. Limits of classes are ranks, I = 1 … worse than V = 6. */
export interface AlertRule {
  readonly id: string;
  readonly subject: {
    readonly kind: AlertSubjectKind;
    readonly medium?: 'air' | 'water';
    readonly ids: '*' | readonly string[];
  };
  readonly figure: string;
  readonly op: ComparisonOperator;
  readonly raise: number;
  /** A firing alert fires while its value is beyond this; equal to `raise` without hysteresis. */
  readonly clear: number;
  readonly for: HoldFor;
  /** Time without a value after which an alert is stale; absent: three periods of the figure. */
  readonly staleAfterMs?: number;
  readonly severity: Severity;
  readonly activeHours?: ActiveHours;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: Name;
  readonly enabled: boolean;
}

/**
 * State of an alert. `ok`: the condition is false, and did not fire since the last data gap or rule change. `pending`:
 * it is true, not yet for long enough. `resolved`: it fired and cleared. `stale`: there is no data, or there never was.
 */
export type AlertState = 'ok' | 'pending' | 'firing' | 'resolved' | 'stale';

/** A change of state at an instant of event time. */
export interface AlertTransition {
  readonly state: AlertState;
  /** When the state began, in event time. */
  readonly since: Instant;
  /** The value that caused it; absent where the absence of values did. */
  readonly value?: number;
}

/** A transition with the state from which the state machine continues. */
export interface Transition extends AlertTransition {
  /** Whether the alert fired and has not cleared since; a gap in the data does not end it. */
  readonly latched: boolean;
}

/**
 * Kind of a change of an alert. `current`: the alert is in this state now. `amended`: same state as before, but its
 * start, value or rule changed; no notification is sent. `historical`: late data show that the alert was in this state.
 * `retracted`: late data show that a transition notified earlier, at this `since`, did not take place.
 */
export type NotificationKind = 'current' | 'amended' | 'historical' | 'retracted';

/** One entry of the log of changes: a transition of the alert of one rule and subject, and when it became known. */
export interface AlertChange extends AlertTransition {
  /** Its offset in the log of changes; as text the cursor for polling. */
  readonly cursor: Offset;
  readonly ruleId: string;
  readonly subject: AlertSubject;
  readonly threshold: number;
  readonly severity: Severity;
  /** When it became known. */
  readonly changedAt: Instant;
  /** 1 at first; increased each time that late data change the transition at this `since`. */
  readonly revision: number;
  readonly notification: NotificationKind;
}
