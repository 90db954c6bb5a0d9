import type { DeadLetter, Refusal, Replay, StoredDeadLetter } from '@lanbi/model';
import { maskPassword, maskPasswordText } from '@lanbi/wire';

interface Said {
  readonly message: string;
  readonly parameter?: string;
}

/** A refusal or a warning without passwords of HJ 212: it may quote what was sent. */
export const masked = <Text extends Said>(said: Text): Text => ({
  ...said,
  message: maskPasswordText(said.message),
  ...(said.parameter !== undefined && { parameter: maskPasswordText(said.parameter) }),
});

/** A replay without them. */
export const maskedReplay = <Kept extends Pick<Replay, 'refusals'>>(replay: Kept): Kept => ({
  ...replay,
  refusals: replay.refusals.map(masked<Refusal>),
});

/**
 * A letter without passwords of HJ 212 in anything that a sender wrote. It is replayed as before: the decoder needs no
 * password, and no id of a station has the character `=`.
 */
export function maskedLetter<Letter extends DeadLetter | StoredDeadLetter>(letter: Letter): Letter {
  const { station, topic, payload, refusals } = letter;
  const [first, ...rest] = refusals;
  return {
    ...letter,
    topic: maskPasswordText(topic),
    payload: maskPassword(payload),
    ...(station !== undefined && { station: maskPasswordText(station) }),
    refusals: [masked(first), ...rest.map(masked<Refusal>)],
    ...('replay' in letter && letter.replay && { replay: maskedReplay(letter.replay) }),
  };
}
