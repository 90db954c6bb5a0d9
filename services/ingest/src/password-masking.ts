import type { DeadLetter, Refusal, Replay, StoredDeadLetter } from '@lanbi/model';
import { maskPassword, maskPasswordText } from '@lanbi/wire';

interface Quoting {
  readonly message: string;
  readonly parameter?: string;
}

/** A refusal or a warning, which may quote the message, without passwords of HJ 212. */
export const masked = <Text extends Quoting>(text: Text): Text => ({
  ...text,
  message: maskPasswordText(text.message),
  ...(text.parameter !== undefined && { parameter: maskPasswordText(text.parameter) }),
});

/** A replay without passwords of HJ 212. */
export const maskedReplay = <Kept extends Pick<Replay, 'refusals'>>(replay: Kept): Kept => ({
  ...replay,
  refusals: replay.refusals.map(masked<Refusal>),
});

/**
 * A dead letter without passwords of HJ 212 in anything that the sender wrote. It can still be replayed: the decoder needs
 * no password, and no station id contains the character `=`.
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
