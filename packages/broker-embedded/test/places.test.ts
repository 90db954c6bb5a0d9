import { describe, expect, it, onTestFinished } from 'vitest';
import { createPlaces } from '../src/places.ts';
import { bench, tcp } from './stations.ts';

describe('sessions', () => {
  it('of one user are bounded: one more ends the oldest', async () => {
    const ended: string[] = [];
    const places = createPlaces(
      {
        maxConnections: 9,
        maxConnectionsPerAddress: 9,
        maxPending: 9,
        maxPendingPerAddress: 9,
        connectMs: 60_000,
      },
      (place, why) => ended.push(`${place.session?.id} ${why}`),
    );
    onTestFinished(() => places.closeAll());
    const { port } = await bench();
    for (const id of ['A/1', 'A/2', 'A/1', 'A/3']) {
      const { socket } = await tcp(port);
      const place = places.arrive(socket);
      places.connecting(place);
      places.open(place, { id, user: 'A', maxSessions: 2 });
    }
    expect(ended).toEqual(['A/1 sessions']);
  });
});
