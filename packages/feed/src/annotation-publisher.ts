import { allItems } from '@lanbi/flow';
import type { AnnotationReader, Clock, Publisher, StoredAnnotation } from '@lanbi/model';
import { type Follower, follow, type Logger } from '@lanbi/runtime';
import { encodeAnnotations } from './annotation-set.ts';
import { ANNOTATION_TOPIC } from './topics.ts';

/** Annotations that are read at once. */
const PAGE = 1_000;

export interface AnnotationPublisherDeps {
  readonly store: Pick<AnnotationReader, 'annotations' | 'annotationVersion' | 'onAnnotations'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Publishes all annotations that hold as one retained message, after a start and after each change: a process that
 * subscribes late has them at once, and needs no earlier message. A store that never had an annotation publishes nothing, so
 * that of several processes that answer figures the one with annotations is the one that publishes.
 */
export function createAnnotationPublisher({
  store,
  publisher,
  clock,
  log,
}: AnnotationPublisherDeps): Follower {
  let published = 0;

  async function round(): Promise<boolean> {
    const version = await store.annotationVersion();
    if (version === published) return false;
    const annotations = await allItems(PAGE, (last: StoredAnnotation | undefined) =>
      store.annotations({ withdrawn: false, behind: last?.id ?? 0, limit: PAGE }),
    );
    const payload = encodeAnnotations({ annotations, at: clock.now() });
    await publisher.publish({ topic: ANNOTATION_TOPIC, payload, retain: true });
    published = version;
    return true;
  }

  return follow({ name: 'annotations', round, listen: (wake) => store.onAnnotations(wake), log });
}
