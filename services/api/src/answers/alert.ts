import { alertPayload, alertPayloadOf, alertState } from '@lanbi/alerting';
import {
  type AlertChange,
  type AlertRule,
  type DryRun,
  encodeOffset,
  type StoredNote,
  type StoredUndelivered,
} from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import * as z from 'zod';

const noteAnswer = z.object({
  id: z.int(),
  reason: z.string(),
  by: z.string().optional(),
  author: z.string().optional().describe('name of the API key that it came with'),
  until: z.string().optional(),
});

export const alertAnswer = alertPayload
  .extend({ acknowledged: noteAnswer.optional(), silenced: noteAnswer.optional() })
  .meta({ id: 'Alert' });

/** What stands beside a change: its rule, and what people noted on it. */
export interface Beside {
  readonly rule?: AlertRule | undefined;
  readonly acknowledged?: StoredNote | undefined;
  readonly silenced?: StoredNote | undefined;
}

export const noteAnswerOf = ({ id, reason, by, author, until }: StoredNote): z.infer<typeof noteAnswer> => ({
  id,
  reason,
  ...(by !== undefined && { by }),
  ...(author !== undefined && { author }),
  ...(until !== undefined && { until: formatInstant(until) }),
});

export const alertOf = (
  change: AlertChange,
  { rule, acknowledged, silenced }: Beside = {},
): z.infer<typeof alertAnswer> => ({
  ...alertPayloadOf(change, rule),
  ...(acknowledged && { acknowledged: noteAnswerOf(acknowledged) }),
  ...(silenced && { silenced: noteAnswerOf(silenced) }),
});

export const silenceAnswer = z
  .object({
    id: z.int(),
    ruleId: z.string(),
    subjectId: z.string().optional(),
    reason: z.string(),
    by: z.string().optional(),
    author: z.string().optional().describe('name of the API key that it came with'),
    from: z.string(),
    until: z.string(),
  })
  .meta({ id: 'AlertSilence' });

export const silenceAnswerOf = (note: StoredNote): z.infer<typeof silenceAnswer> => ({
  id: note.id,
  ruleId: note.ruleId,
  ...(note.subject && { subjectId: note.subject.id }),
  reason: note.reason,
  ...(note.by !== undefined && { by: note.by }),
  ...(note.author !== undefined && { author: note.author }),
  from: formatInstant(note.from),
  until: formatInstant(note.until ?? note.from),
});

export const dryRunAnswer = z
  .object({
    subject: z.object({ kind: z.string(), id: z.string() }),
    values: z.int().describe('values of the figure in the span'),
    transitions: z.array(z.object({ state: alertState, since: z.string(), value: z.number().nullable() })),
  })
  .meta({ id: 'AlertDryRun' });

export const dryRunOf = ({ subject, values, transitions }: DryRun): z.infer<typeof dryRunAnswer> => ({
  subject,
  values,
  transitions: transitions.map(({ state, since, value }) => ({
    state,
    since: formatInstant(since),
    value: value ?? null,
  })),
});

export const undeliveredAnswer = z.object({
  id: z.int(),
  target: z.string(),
  cursor: z.string(),
  at: z.string(),
  error: z.string(),
});

export const undeliveredAnswerOf = ({
  id,
  consumer,
  cursor,
  at,
  error,
}: StoredUndelivered): z.infer<typeof undeliveredAnswer> => ({
  id,
  target: consumer,
  cursor: encodeOffset(cursor),
  at: formatInstant(at),
  error,
});
