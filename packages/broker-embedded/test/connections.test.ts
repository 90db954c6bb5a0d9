import { describe, expect, it, onTestFinished } from 'vitest';
import { Connections } from '../src/connections.ts';
import { bench, tcp } from './stations.ts';

describe('sessions', () => {
  it('of one user are bounded: one more ends the oldest', async () => {
    const ended: string[] = [];
    const connections = new Connections(
      {
        maxConnections: 9,
        maxConnectionsPerAddress: 9,
        maxPending: 9,
        maxPendingPerAddress: 9,
        connectMs: 60_000,
      },
      (connection, why) => ended.push(`${connection.session?.id} ${why}`),
    );
    onTestFinished(() => connections.closeAll());
    const { port } = await bench();
    for (const id of ['A/1', 'A/2', 'A/1', 'A/3']) {
      const { socket } = await tcp(port);
      const connection = connections.add(socket);
      connections.beginLogin(connection);
      connections.completeLogin(connection, { id, user: 'A', maxSessions: 2 });
    }
    expect(ended).toEqual(['A/1 sessions']);
  });
});
