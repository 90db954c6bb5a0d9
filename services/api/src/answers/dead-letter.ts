import { Buffer, isUtf8 } from 'node:buffer';
import { MESSAGE_REFUSALS, type Refusal, type StoredDeadLetter, VALUE_REFUSALS } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import * as z from 'zod';

export const refusalReason = z.enum([...MESSAGE_REFUSALS, ...VALUE_REFUSALS]);

const refusal = z.object({
  reason: refusalReason,
  message: z.string(),
  index: z.number().optional().describe('which observation of an array, from 0'),
  parameter: z.string().optional(),
});

export const deadLetterRow = z
  .object({
    id: z.number(),
    at: z.string().describe('when the message reached us'),
    station: z.string().optional().describe('the station id of the topic'),
    topic: z.string(),
    scope: z.enum(['message', 'values']).describe('`values`: the rest of the message is stored'),
    refusals: z.array(refusal),
    bytes: z.number().describe('length of the payload'),
    replay: z
      .object({
        at: z.string(),
        outcome: z.enum(['stored', 'partly', 'refused']),
        refusals: z.array(refusal),
      })
      .optional()
      .describe('its last replay; `stored` settles it'),
  })
  .meta({ id: 'DeadLetterRow' });

export const deadLetterAnswer = deadLetterRow
  .extend({
    payload: z.string().describe('as it came; the password of HJ 212 is masked'),
    encoding: z.enum(['utf-8', 'base64']).describe('base64 when the payload is no UTF-8'),
  })
  .meta({ id: 'DeadLetter' });

const refusalsOf = (refusals: readonly Refusal[]): z.infer<typeof refusal>[] => [...refusals];

export function rowOf(letter: StoredDeadLetter): z.infer<typeof deadLetterRow> {
  const { id, at, station, topic, scope, refusals, payload, replay } = letter;
  return {
    id,
    at: formatInstant(at),
    ...(station !== undefined && { station }),
    topic,
    scope,
    refusals: refusalsOf(refusals),
    bytes: payload.byteLength,
    ...(replay && {
      replay: {
        at: formatInstant(replay.at),
        outcome: replay.outcome,
        refusals: refusalsOf(replay.refusals),
      },
    }),
  };
}

/** PW is a password (hj212.md: never log it); the letter itself keeps it, so that a replay has the CRC right. */
const masked = (topic: string, text: string): string =>
  topic.endsWith('/hj212') ? text.replace(/\bPW=[^;&]*/g, 'PW=***') : text;

function payloadOf(
  topic: string,
  payload: Uint8Array,
): Pick<z.infer<typeof deadLetterAnswer>, 'payload' | 'encoding'> {
  const bytes = Buffer.from(payload);
  if (isUtf8(bytes)) return { payload: masked(topic, bytes.toString('utf8')), encoding: 'utf-8' };
  const safe = topic.endsWith('/hj212')
    ? Buffer.from(masked(topic, bytes.toString('latin1')), 'latin1')
    : bytes;
  return { payload: safe.toString('base64'), encoding: 'base64' };
}

export const letterOf = (letter: StoredDeadLetter): z.infer<typeof deadLetterAnswer> => ({
  ...rowOf(letter),
  ...payloadOf(letter.topic, letter.payload),
});
