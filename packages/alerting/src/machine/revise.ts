import type { NotificationKind, Transition } from '@lanbi/model';

/** A transition to be notified, and how it relates to what was notified before. */
export interface Notification {
  readonly transition: Transition;
  readonly kind: NotificationKind;
}

const isSame = (a: Transition, b: Transition | undefined): boolean =>
  b !== undefined && a.state === b.state && a.value === b.value && a.latched === b.latched;

/** Whether the last state is the one notified before, with another start or value. */
const isAmended = (before: Transition, last: Transition, holds: Transition | undefined): boolean =>
  before.state === last.state && (last.since <= before.since || holds?.state !== before.state);

/**
 * Compares the transitions of a span as computed now (`fresh`) with those notified before (`known`), both ascending.
 * Answers the notifications: `retracted` for transitions that did not take place, `historical` for new ones of the past,
 * and one for the last: `current` where the state is another than before, `amended` where only its start or value is.
 * @param base the transition before the span: the state of the alert where a list is empty
 */
export function revise(
  base: Transition,
  known: readonly Transition[],
  fresh: readonly Transition[],
): Notification[] {
  const knownAt = new Map(known.map((transition) => [transition.since, transition]));
  const freshAt = new Map(fresh.map((transition) => [transition.since, transition]));
  // Without any sample the base itself may have been notified.
  const retracted = known.filter(
    ({ since }) => !freshAt.has(since) && (fresh.length > 0 || since !== base.since),
  );
  const changed = fresh.filter((transition) => !isSame(transition, knownAt.get(transition.since)));
  const before = known.at(-1) ?? base;
  const last = fresh.at(-1) ?? base;
  const notifications: Notification[] = [
    ...retracted.map((transition) => ({ transition, kind: 'retracted' as const })),
    ...changed
      .filter((transition) => transition !== last)
      .map((transition) => ({ transition, kind: 'historical' as const })),
  ];
  if (last.since === before.since && isSame(last, before)) return notifications;
  const holds = known.length === 0 ? base : freshAt.get(before.since);
  return [
    ...notifications,
    { transition: last, kind: isAmended(before, last, holds) ? 'amended' : 'current' },
  ];
}
