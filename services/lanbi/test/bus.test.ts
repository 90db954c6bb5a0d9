import { parseRegistry } from '@lanbi/registry';
import { expect, it } from 'vitest';
import { errorsTopicOf, warningOf } from '../src/bus.ts';

const parsed = parseRegistry([
  {
    name: 'r.json',
    text: JSON.stringify({
      regions: [{ id: 'r', name: 'R', kind: 'city' }],
      stations: ['A3', 'B1'].map((id) => ({ id, medium: 'air', name: id, region: 'r' })),
    }),
  },
]);
if (!parsed.ok) throw new Error('the registry of the test has faults');
const { registry } = parsed;

it.each([
  [{ topic: 'env/v1/air/A3/diagnostics', clientId: 'x' }, 'env/v1/air/A3/errors'],
  [{ topic: 'diagnostics', clientId: 'B1' }, 'env/v1/air/B1/errors'],
  [{ topic: 'diagnostics', clientId: 'x' }, undefined],
  // With a name it is that of the station that sent it, never that of the one in the topic.
  [{ user: 'B1', topic: 'env/v1/air/A3/observations', clientId: 'A3' }, 'env/v1/air/B1/errors'],
  [{ user: 'wall', topic: 'env/v1/air/A3/observations', clientId: 'A3' }, undefined],
])('the sender of %j receives its error on %s', (sender, topic) => {
  expect(errorsTopicOf(registry, sender)).toBe(topic);
});

it('refused clients of MQTT 5 are remarked once there are some', () => {
  expect(warningOf({ mqtt5: { refused: 0 } })).toEqual({});
  expect(warningOf({ mqtt5: { refused: 3, lastAt: Date.parse('2026-04-01T00:00:00Z') } })).toEqual({
    warning:
      '3 connections of MQTT 5 were refused, the last at 2026-04-01T08:00:00+08:00; the embedded broker speaks 3.1 and 3.1.1',
  });
});
