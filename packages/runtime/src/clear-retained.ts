import type { Publisher } from '@lanbi/model';
import type { Logger } from './log.ts';

interface Deps {
  readonly publisher: Publisher;
  readonly log: Logger;
}

/**
 * Clears the retained messages of an external broker under a filter of ours whose subject has ended, such as after a
 * restart with another registry. Where the broker cannot be reached, the next start does it.
 * @param hasEnded called for each topic with a message; false for every topic that is not ours
 */
export async function clearRetained(
  { publisher, log }: Deps,
  filter: string,
  hasEnded: (topic: string) => boolean | Promise<boolean>,
): Promise<number> {
  if (!publisher.retained) return 0;
  try {
    const ended: string[] = [];
    for (const topic of await publisher.retained(filter)) if (await hasEnded(topic)) ended.push(topic);
    for (const topic of ended) await publisher.publish({ topic, payload: '', retain: true });
    if (ended.length > 0)
      log.info({ topics: ended.length, filter }, 'retained messages of what has ended were cleared');
    return ended.length;
  } catch (error) {
    log.warn(
      { err: error, filter },
      'retained messages of what has ended are not cleared; the next start tries again',
    );
    return 0;
  }
}
