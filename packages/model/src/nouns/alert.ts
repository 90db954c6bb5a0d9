import type { Instant } from '@lanbi/standards';
import type { Offset } from './offset.ts';
import type { Name } from './registry.ts';

/** What a rule watches over: one kind of subject, by its ids or all of them. */
export const ALERT_SUBJECT_KINDS = ['station', 'region', 'section', 'river', 'lake'] as const;

export type AlertSubjectKind = (typeof ALERT_SUBJECT_KINDS)[number];

/** One watched thing. Stations and regions have one figure per medium. */
export interface AlertSubject {
  readonly kind: AlertSubjectKind;
  readonly id: string;
}

export type Comparison = '>' | '>=' | '<' | '<=';
export type Severity = 'info' | 'warning' | 'critical';

/** How long a condition must hold before it counts: in time, or in values one after another. */
export type HoldFor =
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'count'; readonly n: number };

/** Hours of the civil day (+08:00) in which a rule may raise: from `from` on, before `to`; over midnight when from > to. */
export interface ActiveHours {
  readonly from: number;
  readonly to: number;
}

/** A rule, checked and whole. Limits of classes are ranks, I = 1 … worse than V = 6. */
export interface AlertRule {
  readonly id: string;
  readonly subject: {
    readonly kind: AlertSubjectKind;
    readonly medium?: 'air' | 'water';
    readonly ids: '*' | readonly string[];
  };
  readonly figure: string;
  readonly op: Comparison;
  readonly raise: number;
  /** Beyond it a firing alert goes on; the same as `raise` without hysteresis. */
  readonly clear: number;
  readonly for: HoldFor;
  /** After how long without a value there is no data; absent: three periods of the figure. */
  readonly staleAfterMs?: number;
  readonly severity: Severity;
  readonly activeHours?: ActiveHours;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: Name;
  readonly enabled: boolean;
}

/**
 * `ok`: the condition does not hold and has not fired since the last data gap or rule change. `pending`: it holds,
 * not yet for long enough. `resolved`: it fired and cleared. `stale`: there is no data, or there never was.
 */
export type AlertState = 'ok' | 'pending' | 'firing' | 'resolved' | 'stale';

/** A change of state at an instant of event time. */
export interface AlertTransition {
  readonly state: AlertState;
  /** When the state began, in event time. */
  readonly since: Instant;
  /** The value that brought it about; absent for silence. */
  readonly value?: number;
}

export type AlertTense = 'now' | 'still' | 'past' | 'void';

/** One entry of the log of changes: what became known of one rule and subject, and when. */
export interface AlertChange extends AlertTransition {
  /** Where it stands in the log of changes; as text the cursor of whoever polls. */
  readonly cursor: Offset;
  readonly ruleId: string;
  readonly subject: AlertSubject;
  readonly threshold: number;
  readonly severity: Severity;
  /** When it became known. */
  readonly changedAt: Instant;
  /** 1 for a transition first seen so; one more for each time late data changed the past at this place. */
  readonly revision: number;
  /**
   * `now`: the alert is in this state now. `still`: it is in it as before, but otherwise than was told (late data say
   * since another time or with another value, or the rule was changed); that rings nobody's bell. `past`: late data say
   * that it once was. `void`: late data say that a transition told earlier, at this `since`, did not take place.
   */
  readonly tense: AlertTense;
}
