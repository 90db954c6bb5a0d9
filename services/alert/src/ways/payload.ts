import type { AlertChange, AlertRule } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';

/** A change as every way out says it (contract 5). */
export interface AlertPayload {
  readonly ruleId: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly state: string;
  readonly since: string;
  readonly value: number | null;
  readonly threshold: number;
  readonly severity: string;
  readonly changedAt: string;
  readonly revision: number;
  readonly cursor: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: { readonly zh: string; readonly en: string } | null;
}

export const payloadOf = (change: AlertChange, rule: AlertRule | undefined): AlertPayload => ({
  ruleId: change.ruleId,
  subject: change.subject,
  state: change.state,
  since: formatInstant(change.since),
  value: change.value ?? null,
  threshold: change.threshold,
  severity: change.severity,
  changedAt: formatInstant(change.changedAt),
  revision: change.revision,
  cursor: String(change.cursor),
  labels: rule?.labels ?? {},
  text: rule?.text ?? null,
});
