import type { Delivery } from '@lanbi/model';
import { expect, it } from 'vitest';
import { createDeliveryQueue } from '../src/intake.ts';

const delivery = (topic: string): Delivery => ({
  topic,
  payload: Buffer.alloc(10),
  duplicate: false,
  acknowledge: () => undefined,
});

it('takes turns by the station of a topic, whatever its medium and kind; topics of no station share a turn', () => {
  const queue = createDeliveryQueue();
  const topics = [
    'env/v1/air/A/observations',
    'env/v1/air/A/hj212',
    'env/v1/water/A/status',
    'env/v1/air/B/observations',
    'env/v1',
    'other',
    '',
  ];
  for (const topic of topics) queue.push(delivery(topic));
  const taken = [1, 2, 3].flatMap(() => queue.takeBatch(3, 1e9).map(({ topic }) => topic));
  expect(taken).toEqual([
    ...['env/v1/air/A/observations', 'env/v1/air/B/observations', 'env/v1'],
    ...['env/v1/air/A/hj212', 'other', 'env/v1/water/A/status'],
    '',
  ]);
});

it('holds to the bytes of a batch', () => {
  const queue = createDeliveryQueue();
  for (let i = 0; i < 5; i += 1) queue.push(delivery('env/v1/air/A/observations'));
  expect(queue.takeBatch(9, 15)).toHaveLength(2);
  expect(queue.size).toBe(3);
});
