import type { Told } from '@lanbi/alerting';
import type { NewAlertChange, PresentAlert } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { Track } from './track.ts';

/** What the log keeps of a turn that is told. */
export const changeOf = (
  { rule, subject }: Track,
  { turn, tense }: Told,
  changedAt: Instant,
): NewAlertChange => ({
  ruleId: rule.id,
  subject,
  state: turn.state,
  since: turn.since,
  ...(turn.value !== undefined && { value: turn.value }),
  latched: turn.latched,
  threshold: rule.raise,
  severity: rule.severity,
  changedAt,
  tense,
});

/**
 * The last word on an alert that is no more, for whoever still holds it for more than calm: what fired is resolved,
 * the rest is ok.
 */
export function lastWordOn({ change, last }: PresentAlert, at: Instant): NewAlertChange[] {
  const { ruleId, subject, threshold, severity } = change;
  if (last.state === 'ok' || last.state === 'resolved') return [];
  const state = last.latched ? 'resolved' : 'ok';
  return [
    { ruleId, subject, threshold, severity, state, since: at, changedAt: at, latched: false, tense: 'now' },
  ];
}
