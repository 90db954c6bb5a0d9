import { FairScheduler } from '@lanbi/flow';
import type { Delivery } from '@lanbi/model';

/** The station of `env/v1/{medium}/{station}/{kind}`; one key for all topics without a station. */
function stationOf(topic: string): string {
  const start = topic.indexOf('/', 7) + 1;
  const end = topic.indexOf('/', start);
  return start > 0 && end > start ? topic.slice(start, end) : '';
}

/** Deliveries that wait for a commit; stations are served in turn. The window of the inbox bounds their number. */
export const createDeliveryQueue = (): FairScheduler<Delivery> =>
  new FairScheduler({
    keyOf: ({ topic }) => stationOf(topic),
    bytesOf: ({ payload }) => payload.byteLength,
  });
