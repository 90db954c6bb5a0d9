import {
  type DeadLetter,
  LanbiError,
  type ObservationWriter,
  type WriteBatch,
  type WriteOutcome,
} from '@lanbi/model';
import { afterCommit, type DecodedMessage, deadLetterOf } from './decoded-message.ts';

/** A message after its commit, with the outcome of each of its observations. */
export interface Committed {
  readonly message: DecodedMessage;
  readonly outcomes: readonly WriteOutcome[];
}

/**
 * Commits messages in one transaction of the store: observations, dead letters, and dead letters of what the store rejects.
 * @throws whatever the store fails with; LanbiError store-unavailable when it keeps something for later
 */
export async function commit(
  store: ObservationWriter,
  messages: readonly DecodedMessage[],
  checkpoint?: WriteBatch['checkpoint'],
): Promise<readonly Committed[]> {
  const outcomes = await store.write({
    observations: messages.flatMap(({ observations }) => observations),
    deadLetters: messages.flatMap((message) => deadLetterOf(message) ?? []),
    letterOf: rejectedLetters(messages),
    ...(checkpoint && { checkpoint }),
  });
  const kept = outcomes.find((outcome) => outcome.kind === 'kept');
  if (kept?.kind === 'kept') throw new LanbiError('store-unavailable', kept.message);
  let next = 0;
  return messages.map((message) => {
    const own = outcomes.slice(next, next + message.observations.length);
    next += message.observations.length;
    return { message: afterCommit(message, own), outcomes: own };
  });
}

/** One letter for each message with rejected observations. It holds the whole message. */
function rejectedLetters(
  messages: readonly DecodedMessage[],
): (index: number, message: string) => DeadLetter | undefined {
  const lettered = new Set<DecodedMessage>();
  return (index, message) => {
    const found = messageAt(messages, index);
    if (!found || lettered.has(found.decoded)) return undefined;
    lettered.add(found.decoded);
    const refusals = [{ reason: 'store-rejected', message, index: index - found.first }] as const;
    const observations = found.decoded.observations.slice(1);
    const { counts: _, ...decoded } = found.decoded;
    return deadLetterOf({ ...decoded, observations, refusals });
  };
}

/** The message of the observation at `index` of all, and the index of its first observation. */
function messageAt(
  messages: readonly DecodedMessage[],
  index: number,
): { decoded: DecodedMessage; first: number } | undefined {
  let first = 0;
  for (const decoded of messages) {
    if (index < first + decoded.observations.length) return { decoded, first };
    first += decoded.observations.length;
  }
  return undefined;
}
