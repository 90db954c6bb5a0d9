import { Buffer, isUtf8 } from 'node:buffer';
import { MESSAGE_REFUSALS, type Refusal, type StoredDeadLetter, VALUE_REFUSALS } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import { maskPassword } from '@lanbi/wire';
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
    payload: z
      .string()
      .describe(
        'as it came, but for the password of HJ 212, which is masked, and the CRC that follows from it',
      ),
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

function payloadOf(payload: Uint8Array): Pick<z.infer<typeof deadLetterAnswer>, 'payload' | 'encoding'> {
  // Letters that an earlier version kept still have the password.
  const bytes = Buffer.from(maskPassword(payload));
  if (isUtf8(bytes)) return { payload: bytes.toString('utf8'), encoding: 'utf-8' };
  return { payload: bytes.toString('base64'), encoding: 'base64' };
}

export const letterOf = (letter: StoredDeadLetter): z.infer<typeof deadLetterAnswer> => ({
  ...rowOf(letter),
  ...payloadOf(letter.payload),
});
