import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { LanbiError } from '@lanbi/model';
import type { Log } from './options.ts';

export interface Listening {
  readonly port: number;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

function listenError(cause: unknown, at: string): LanbiError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'EADDRINUSE'
    ? new LanbiError('address-in-use', `${at} for the embedded broker is in use; set LANBI_MQTT_PORT`, {
        cause,
      })
    : new LanbiError('configuration-invalid', `the embedded broker cannot listen on ${at}: ${String(code)}`, {
        cause,
      });
}

/** @throws LanbiError address-in-use; configuration-invalid for an address that this machine does not have */
export async function listen(
  handle: (socket: Socket) => void,
  { host, port, log }: { readonly host: string; readonly port: number; readonly log?: Log | undefined },
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    handle(socket);
  });
  server.listen(port, host);
  await once(server, 'listening').catch((cause) => Promise.reject(listenError(cause, `${host}:${port}`)));
  server.on('error', (error) => log?.error({ reason: error.message }, 'embedded broker'));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
