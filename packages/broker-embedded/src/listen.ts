import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { LanbiError } from '@lanbi/model';
import type { Log } from './options.ts';

export interface Listening {
  readonly port: number;
  connections(): number;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly maxConnections: number;
  /** One connection more than there may be; it is closed. */
  readonly tooMany: () => void;
  readonly log?: Log | undefined;
}

/** A peer that vanished without a word and has no keepalive of its own is noticed by TCP. */
const TCP_KEEPALIVE_MS = 60_000;

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

function serverOf({ tls }: ListenOptions): Server {
  if (!tls) return createServer();
  try {
    return createTlsServer({ ...tls, minVersion: 'TLSv1.2' });
  } catch (cause) {
    throw new LanbiError('configuration-invalid', 'certificate and key of the broker do not fit together', {
      cause,
    });
  }
}

/** @throws LanbiError address-in-use; configuration-invalid for an address that this machine does not have */
export async function listen(handle: (socket: Socket) => void, options: ListenOptions): Promise<Listening> {
  const { host, port, tls, maxConnections, tooMany, log } = options;
  const sockets = new Set<Socket>();
  const server = serverOf(options);
  // Raw connections are bounded, before any handshake.
  server.on('connection', (socket: Socket) => {
    if (sockets.size >= maxConnections) {
      tooMany();
      socket.destroy();
      return;
    }
    socket.setKeepAlive(true, TCP_KEEPALIVE_MS);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (!tls) handle(socket);
  });
  if (tls)
    server
      .on('secureConnection', handle)
      .on('tlsClientError', (error: Error) => log?.warn({ reason: error.message }, 'no TLS connection'));
  server.listen(port, host);
  await once(server, 'listening').catch((cause) => Promise.reject(listenError(cause, `${host}:${port}`)));
  server.on('error', (error) => log?.error({ reason: error.message }, 'embedded broker'));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    connections: () => sockets.size,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
