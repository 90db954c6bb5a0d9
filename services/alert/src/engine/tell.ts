import type { Told } from '@lanbi/alerting';
import type { NewAlertChange } from '@lanbi/model';
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
