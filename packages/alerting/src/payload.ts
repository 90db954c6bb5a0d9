import { type AlertChange, type AlertRule, encodeOffset } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import * as z from 'zod';

export const alertState = z.enum(['ok', 'pending', 'firing', 'resolved', 'stale']);
export const alertSeverity = z.enum(['info', 'warning', 'critical']);

/** A change of an alert as every way out says it (contract 5): API, stream, MQTT and webhooks alike. */
export const alertPayload = z.object({
  ruleId: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  state: alertState,
  since: z.string().describe('when the state began, in event time'),
  value: z.number().nullable().describe('the value that brought it about; null where none did'),
  threshold: z.number(),
  severity: alertSeverity,
  changedAt: z.string().describe('when it became known'),
  revision: z.int().describe('one more each time late data changed the past at this place'),
  tense: z
    .enum(['now', 'still', 'past', 'void'])
    .describe(
      'now: it is so; still: as before, since another time or with another value or rule; past: it once was; void: it was told and was not so',
    ),
  cursor: z.string().describe('of this change, for good: the same change told again has the same'),
  text: z.object({ zh: z.string(), en: z.string() }).optional().describe('absent when the rule is gone'),
  labels: z.record(z.string(), z.string()).optional(),
});

export type AlertPayload = z.infer<typeof alertPayload>;

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
  tense: change.tense,
  cursor: encodeOffset(change.cursor),
  ...(rule && { text: rule.text, labels: { ...rule.labels } }),
});
