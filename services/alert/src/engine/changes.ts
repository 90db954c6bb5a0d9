import type { Notification } from '@lanbi/alerting';
import type { NewAlertChange, PresentAlert } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { AlertInstance } from './alert-instance.ts';

/** The log entry of a notification. */
export const newAlertChange = (
  { rule, subject }: AlertInstance,
  { transition, kind }: Notification,
  changedAt: Instant,
): NewAlertChange => ({
  ruleId: rule.id,
  subject,
  state: transition.state,
  since: transition.since,
  ...(transition.value !== undefined && { value: transition.value }),
  latched: transition.latched,
  threshold: rule.raise,
  severity: rule.severity,
  changedAt,
  notification: kind,
});

/**
 * Final change of an alert that ended: a latched one becomes `resolved`, `pending` and `stale` become `ok`. None where it
 * is `ok` or `resolved` already.
 */
export function finalChangesOf({ change, last }: PresentAlert, at: Instant): NewAlertChange[] {
  const { ruleId, subject, threshold, severity } = change;
  if (last.state === 'ok' || last.state === 'resolved') return [];
  const state = last.latched ? 'resolved' : 'ok';
  const of = { ruleId, subject, threshold, severity };
  return [{ ...of, state, since: at, changedAt: at, latched: false, notification: 'current' }];
}
