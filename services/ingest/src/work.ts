import type { DeadLetter, Delivery, Medium, Observation, Refusal, Registry } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { decode } from '@lanbi/wire';

/** One delivery, decoded: what of it is to be stored and what is refused. */
export interface Work {
  readonly delivery: Delivery;
  readonly medium?: Medium;
  readonly station?: string;
  readonly observations: readonly Observation[];
  readonly refusals: readonly Refusal[];
  /** `message`: refused whole. `values`: taken but for the refused values. `none`: taken. */
  readonly scope: 'message' | 'values' | 'none';
}

export function workOf(delivery: Delivery, registry: Registry, now: Instant): Work {
  const decoded = decode(delivery, registry, now);
  if (decoded.kind === 'ignored') return { delivery, observations: [], refusals: [], scope: 'none' };
  const { refusals } = decoded;
  if (decoded.kind === 'refused') {
    const { medium, station } = decoded;
    return {
      delivery,
      ...(medium && { medium }),
      ...(station && { station }),
      observations: [],
      refusals,
      scope: 'message',
    };
  }
  const { id, medium } = decoded.station;
  return {
    delivery,
    medium,
    station: id,
    observations: decoded.observations,
    refusals,
    scope: refusals.length ? 'values' : 'none',
  };
}

/** The dead letter of a work with refusals; undefined for one without. */
export function deadLetterOf(work: Work, at: Instant): DeadLetter | undefined {
  const [first, ...rest] = work.refusals;
  if (!first || work.scope === 'none') return undefined;
  return {
    at,
    topic: work.delivery.topic,
    payload: work.delivery.payload,
    ...(work.station && { station: work.station }),
    scope: work.scope,
    refusals: [first, ...rest],
  };
}
