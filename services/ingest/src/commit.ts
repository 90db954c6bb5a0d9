import { type DeadLetter, LanbiError, type Store, type WriteBatch, type WriteOutcome } from '@lanbi/model';
import { afterStore, deadLetterOf, type Work } from './work.ts';

/** One message after its commit: what became of it and of each of its observations. */
export interface Settled {
  readonly work: Work;
  readonly outcomes: readonly WriteOutcome[];
}

/**
 * Commits works in one transaction of the store: observations, dead letters, and the dead letters of what the store
 * refuses for good. @throws whatever the store fails with, or `store-unavailable` when it keeps something for later
 */
export async function commit(
  store: Pick<Store, 'write'>,
  works: readonly Work[],
  place?: WriteBatch['place'],
): Promise<readonly Settled[]> {
  const outcomes = await store.write({
    observations: works.flatMap(({ observations }) => observations),
    deadLetters: works.flatMap((work) => deadLetterOf(work) ?? []),
    letterOf: rejectedLetters(works),
    ...(place && { place }),
  });
  const kept = outcomes.find((outcome) => outcome.kind === 'kept');
  if (kept?.kind === 'kept') throw new LanbiError('store-unavailable', kept.message);
  let next = 0;
  return works.map((work) => {
    const own = outcomes.slice(next, next + work.observations.length);
    next += work.observations.length;
    return { work: afterStore(work, own), outcomes: own };
  });
}

/** One letter a message, with the whole of it, however many of its observations are rejected. */
function rejectedLetters(works: readonly Work[]): (index: number, message: string) => DeadLetter | undefined {
  const lettered = new Set<Work>();
  return (index, message) => {
    const found = workAt(works, index);
    if (!found || lettered.has(found.work)) return undefined;
    lettered.add(found.work);
    const refusals = [{ reason: 'store-rejected', message, index: index - found.first }] as const;
    const observations = found.work.observations.slice(1);
    const { counts: _, ...work } = found.work;
    return deadLetterOf({ ...work, observations, refusals });
  };
}

/** The work whose observations hold the one at `index` of all. */
function workAt(works: readonly Work[], index: number): { work: Work; first: number } | undefined {
  let first = 0;
  for (const work of works) {
    if (index < first + work.observations.length) return { work, first };
    first += work.observations.length;
  }
  return undefined;
}
