import { type AlertChange, type AlertRule, encodeOffset, type NotificationKind } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import * as z from 'zod';

export const alertState = z.enum(['ok', 'pending', 'firing', 'resolved', 'stale']);
export const alertSeverity = z.enum(['info', 'warning', 'critical']);

/** Deprecated field of the kind of notification, and its values. */
const FORMER_FIELD = 'tense';
const FORMER_KINDS: Readonly<Record<NotificationKind, 'now' | 'still' | 'past' | 'void'>> = {
  current: 'now',
  amended: 'still',
  historical: 'past',
  retracted: 'void',
};

/** A change of an alert as the API, the stream, MQTT and webhooks send it (contract 5). */
export const alertPayload = z.object({
  ruleId: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  state: alertState,
  since: z.string().describe('when the state began, in event time'),
  value: z.number().nullable().describe('the value that caused it; null where the absence of values did'),
  threshold: z.number(),
  severity: alertSeverity,
  changedAt: z.string().describe('when it became known'),
  revision: z.int().describe('one more each time that late data changed this transition'),
  notification: z
    .enum(['current', 'amended', 'historical', 'retracted'])
    .describe(
      'current: the alert is in this state; amended: same state, with another start, value or rule; historical: it was in this state; retracted: a transition notified earlier did not take place',
    ),
  [FORMER_FIELD]: z
    .enum(['now', 'still', 'past', 'void'])
    .describe('deprecated, use notification: now current, still amended, past historical, void retracted'),
  cursor: z.string().describe('of this change; the same change sent again has the same'),
  text: z.object({ zh: z.string(), en: z.string() }).optional().describe('absent when the rule is gone'),
  labels: z.record(z.string(), z.string()).optional(),
});

export type AlertPayload = z.infer<typeof alertPayload>;

export const alertPayloadOf = (change: AlertChange, rule: AlertRule | undefined): AlertPayload => ({
  ruleId: change.ruleId,
  subject: change.subject,
  state: change.state,
  since: formatInstant(change.since),
  value: change.value ?? null,
  threshold: change.threshold,
  severity: change.severity,
  changedAt: formatInstant(change.changedAt),
  revision: change.revision,
  notification: change.notification,
  [FORMER_FIELD]: FORMER_KINDS[change.notification],
  cursor: encodeOffset(change.cursor),
  ...(rule && { text: rule.text, labels: { ...rule.labels } }),
});
