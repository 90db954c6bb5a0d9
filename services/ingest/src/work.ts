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
import { maskedLetter } from './masked.ts';

/** One message, decoded: what of it is to be stored and what is refused. */
export interface Work extends Refused {
  readonly message: SpoolMessage;
  readonly medium?: Medium;
  readonly station?: string;
  readonly observations: readonly Observation[];
  /** The command of HJ 212, where it carries no data. */
  readonly command?: string;
}

/** `none`: taken. `values`: taken but for what was refused of it. `message`: nothing of it is in the store. */
export type Scope = DeadLetter['scope'] | 'none';

const NOTHING: readonly never[] = [];

const asRetained = (observation: Observation): Observation => ({ ...observation, retained: true });

export function workOf(message: SpoolMessage, registry: Registry): Work {
  const decoded = decode(message, registry, message.receivedAt);
  if (decoded.kind === 'ignored') {
    const { command } = decoded;
    return { message, observations: NOTHING, refusals: NOTHING, ...(command !== undefined && { command }) };
  }
  const refused: Refused = { refusals: decoded.refusals, ...(decoded.counts && { counts: decoded.counts }) };
  if (decoded.kind === 'taken') {
    const { id: station, medium } = decoded.station;
    const observations = message.retained ? decoded.observations.map(asRetained) : decoded.observations;
    return { message, medium, station, observations, ...refused };
  }
  const { medium, station } = decoded;
  return {
    message,
    ...(medium && { medium }),
    ...(station && { station }),
    observations: NOTHING,
    ...refused,
  };
}

export const scopeOf = ({ observations, refusals }: Work): Scope => {
  if (refusals.length === 0) return 'none';
  return observations.length === 0 ? 'message' : 'values';
};

/** The dead letter of a work with refusals, without passwords of HJ 212 in it; undefined for one without refusals. */
export function deadLetterOf(work: Work): DeadLetter | undefined {
  const [first, ...rest] = work.refusals;
  const scope = scopeOf(work);
  if (!first || scope === 'none') return undefined;
  const { message, station, counts } = work;
  return maskedLetter({
    at: message.receivedAt,
    topic: message.topic,
    payload: message.payload,
    ...(message.retained && { retained: true }),
    ...(station && { station }),
    scope,
    refusals: [first, ...rest],
    ...(counts && { counts }),
  });
}

/** What is left of a work when the store refused some of its observations for good: they are refusals now. */
export function afterStore(work: Work, outcomes: readonly WriteOutcome[]): Work {
  if (!outcomes.some(({ kind }) => kind === 'rejected')) return work;
  const list = new RefusalList();
  list.addAll(work);
  for (const [index, outcome] of outcomes.entries())
    if (outcome.kind === 'rejected') list.add('store-rejected', () => ({ message: outcome.message, index }));
  const observations = work.observations.filter((_, index) => outcomes[index]?.kind === 'accepted');
  return { ...work, observations, ...list.refused() };
}
