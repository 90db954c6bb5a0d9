import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import { LanbiError } from '@lanbi/model';
import type { ClientConnection, Connections } from './connections.ts';

export interface Listening {
  readonly port: number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly connectMs: number;
  readonly connections: Connections;
  /** A TLS handshake that failed. */
  readonly noTls: (address: string, error: Error) => void;
  readonly failed: (error: Error) => void;
}

/** TCP notices a peer that vanished without closing and has no MQTT keepalive. */
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

function tlsServer({ tls, connectMs }: ListenOptions): TlsServer | undefined {
  if (!tls) return undefined;
  try {
    return createTlsServer({ ...tls, minVersion: 'TLSv1.2', handshakeTimeout: connectMs });
  } catch (cause) {
    throw new LanbiError('configuration-invalid', 'certificate and key of the broker do not fit together', {
      cause,
    });
  }
}

/** Both ends of a connection: unique among open connections. */
const endsOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

type Handle = (socket: Socket, connection: ClientConnection) => void;

/** Hands sockets on when their TLS handshake is done, with the connection of their TCP socket. */
function behindTls(server: TlsServer, { noTls }: ListenOptions, handle: Handle): Handle {
  const connections = new Map<string, ClientConnection>();
  server.on('secureConnection', (secure: TLSSocket) => {
    const connection = connections.get(endsOf(secure));
    if (connection) handle(secure, connection);
    else secure.destroy();
  });
  server.on('tlsClientError', (error: Error, socket: Socket) =>
    noTls(connections.get(endsOf(socket))?.address ?? 'unknown', error),
  );
  return (socket, connection) => {
    const ends = endsOf(socket);
    connections.set(ends, connection);
    socket.once('close', () => connections.delete(ends));
    server.emit('connection', socket);
  };
}

/** @throws LanbiError address-in-use; configuration-invalid for an address that this machine does not have */
export async function listen(handle: Handle, options: ListenOptions): Promise<Listening> {
  const { host, port, connections } = options;
  const tls = tlsServer(options);
  const accept = tls ? behindTls(tls, options, handle) : handle;
  const server: Server = createServer((socket) => {
    socket.setKeepAlive(true, TCP_KEEPALIVE_MS);
    socket.on('error', () => {});
    accept(socket, connections.add(socket));
  });
  server.listen(port, host);
  await once(server, 'listening').catch((cause) => Promise.reject(listenError(cause, `${host}:${port}`)));
  server.on('error', options.failed);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      connections.closeAll();
      await closed;
    },
  };
}
