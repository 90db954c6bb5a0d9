import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Metrics } from '@lanbi/runtime';
import type { FastifyInstance } from 'fastify';

/**
 * Closes connections on which nothing has moved for `ms`: those with bytes that the client does not read, which are
 * counted, and those without a request. One whose answer is still being made stays. `ms` is the server's
 * `connectionTimeout`; what the kernel takes of an answer counts as movement.
 */
export function useUnreadCut(app: FastifyInstance, metrics: Metrics, ms: number): void {
  const cut = metrics.counter(
    'lanbi_http_unread_cut',
    'Connections that were closed since their client did not read its answer',
  );
  const answering = new Map<Socket, number>();
  app.addHook('onRequest', async ({ raw: { socket } }, reply) => {
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    reply.raw.once('close', () => {
      const left = (answering.get(socket) ?? 1) - 1;
      if (left > 0) answering.set(socket, left);
      else answering.delete(socket);
    });
  });
  (app.server as Server).on('timeout', (socket) => {
    if (socket.writableLength > 0) {
      cut.add(1);
      socket.destroy();
    } else if (answering.has(socket)) socket.setTimeout(ms);
    else socket.destroy();
  });
}
