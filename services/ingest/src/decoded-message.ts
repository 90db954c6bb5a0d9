import {
  type DeadLetter,
  type Medium,
  type Observation,
  RefusalList,
  type Refused,
  type Registry,
  type SpoolMessage,
  type WriteOutcome,
} from '@lanbi/model';
import { decode } from '@lanbi/wire';
import { maskedLetter } from './password-masking.ts';

/** A decoded message: the observations to be stored, and what was refused. */
export interface DecodedMessage extends Refused {
  /** As it came. */
  readonly raw: SpoolMessage;
  readonly medium?: Medium;
  readonly station?: string;
  readonly observations: readonly Observation[];
  /** The command of HJ 212, where it carries no data. */
  readonly command?: string;
}

/** What was refused of a message: nothing, some values, or the whole message. */
export type RefusalScope = DeadLetter['scope'] | 'none';

const NOTHING: readonly never[] = [];

const asRetained = (observation: Observation): Observation => ({ ...observation, retained: true });

export function decodeMessage(raw: SpoolMessage, registry: Registry): DecodedMessage {
  const decoded = decode(raw, registry, raw.receivedAt);
  if (decoded.kind === 'ignored') {
    const { command } = decoded;
    return { raw, observations: NOTHING, refusals: NOTHING, ...(command !== undefined && { command }) };
  }
  const refused: Refused = { refusals: decoded.refusals, ...(decoded.counts && { counts: decoded.counts }) };
  if (decoded.kind === 'taken') {
    const { id: station, medium } = decoded.station;
    const observations = raw.retained ? decoded.observations.map(asRetained) : decoded.observations;
    return { raw, medium, station, observations, ...refused };
  }
  const { medium, station } = decoded;
  return {
    raw,
    ...(medium && { medium }),
    ...(station && { station }),
    observations: NOTHING,
    ...refused,
  };
}

export const scopeOf = ({ observations, refusals }: DecodedMessage): RefusalScope => {
  if (refusals.length === 0) return 'none';
  return observations.length === 0 ? 'message' : 'values';
};

/** The dead letter of a message with refusals, without passwords of HJ 212; undefined where nothing was refused. */
export function deadLetterOf(decoded: DecodedMessage): DeadLetter | undefined {
  const [first, ...rest] = decoded.refusals;
  const scope = scopeOf(decoded);
  if (!first || scope === 'none') return undefined;
  const { raw, station, counts } = decoded;
  return maskedLetter({
    at: raw.receivedAt,
    topic: raw.topic,
    payload: raw.payload,
    ...(raw.retained && { retained: true }),
    ...(station && { station }),
    scope,
    refusals: [first, ...rest],
    ...(counts && { counts }),
  });
}

/** A message after its commit: observations that the store rejected are refusals now. */
export function afterCommit(decoded: DecodedMessage, outcomes: readonly WriteOutcome[]): DecodedMessage {
  if (!outcomes.some(({ kind }) => kind === 'rejected')) return decoded;
  const list = new RefusalList();
  list.addAll(decoded);
  for (const [index, outcome] of outcomes.entries())
    if (outcome.kind === 'rejected') list.add('store-rejected', () => ({ message: outcome.message, index }));
  const observations = decoded.observations.filter((_, index) => outcomes[index]?.kind === 'accepted');
  return { ...decoded, observations, ...list.refused() };
}
