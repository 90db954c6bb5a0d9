import { Buffer, isUtf8 } from 'node:buffer';
import {
  type DeadLetterSummary,
  MESSAGE_REFUSALS,
  type Refused,
  refusalCounts,
  type StoredDeadLetter,
  totalOf,
  VALUE_REFUSALS,
} from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import { maskPassword } from '@lanbi/wire';
import * as z from 'zod';
import { optionalMembers } from './members.ts';

export const refusalReason = z.enum([...MESSAGE_REFUSALS, ...VALUE_REFUSALS]);

const refusal = z.object({
  reason: refusalReason,
  message: z.string(),
  index: z.number().optional().describe('which observation of an array, from 0'),
  parameter: z.string().optional(),
});

const refused = {
  refusals: z.array(refusal).describe('the first 20'),
  refused: z.int().describe('the number of all refusals'),
  reasons: optionalMembers([...MESSAGE_REFUSALS, ...VALUE_REFUSALS], z.int()).describe(
    'their numbers by reason',
  ),
};

export const deadLetterRow = z
  .object({
    id: z.number(),
    at: z.string().describe('when the message reached us'),
    station: z.string().optional().describe('the station id of the topic'),
    topic: z.string().describe('cut in a list where it has more than 256 characters'),
    scope: z.enum(['message', 'values']).describe('`values`: the rest of the message is stored'),
    ...refused,
    bytes: z.number().describe('length of the payload'),
    replay: z
      .object({
        at: z.string(),
        outcome: z.enum(['stored', 'partly', 'refused']),
        ...refused,
      })
      .optional()
      .describe('its last replay; after `stored` it is settled'),
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

const refusedOf = (all: Refused): Pick<z.infer<typeof deadLetterRow>, keyof typeof refused> => ({
  refusals: [...all.refusals],
  refused: totalOf(all),
  reasons: { ...refusalCounts(all) },
});

function answerOf(letter: Omit<DeadLetterSummary, 'bytes'>, bytes: number): z.infer<typeof deadLetterRow> {
  const { id, at, station, topic, scope, replay } = letter;
  return {
    id,
    at: formatInstant(at),
    ...(station !== undefined && { station }),
    topic,
    scope,
    ...refusedOf(letter),
    bytes,
    ...(replay && {
      replay: { at: formatInstant(replay.at), outcome: replay.outcome, ...refusedOf(replay) },
    }),
  };
}

/** Characters of a topic in a list; MQTT allows 65,535. */
const LONGEST_TOPIC = 256;

export function deadLetterRowOf(letter: DeadLetterSummary): z.infer<typeof deadLetterRow> {
  const { topic } = letter;
  const shown = topic.length > LONGEST_TOPIC ? `${topic.slice(0, LONGEST_TOPIC)}…` : topic;
  return answerOf({ ...letter, topic: shown }, letter.bytes);
}

function payloadOf(payload: Uint8Array): Pick<z.infer<typeof deadLetterAnswer>, 'payload' | 'encoding'> {
  // Letters that an earlier version kept have the password until they are rewritten after the start.
  const bytes = Buffer.from(maskPassword(payload));
  if (isUtf8(bytes)) return { payload: bytes.toString('utf8'), encoding: 'utf-8' };
  return { payload: bytes.toString('base64'), encoding: 'base64' };
}

export const letterOf = (letter: StoredDeadLetter): z.infer<typeof deadLetterAnswer> => ({
  ...answerOf(letter, letter.payload.byteLength),
  ...payloadOf(letter.payload),
});
