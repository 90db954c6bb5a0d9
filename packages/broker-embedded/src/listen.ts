import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import { LanbiError } from '@lanbi/model';
import type { Place, Places } from './places.ts';

export interface Listening {
  readonly port: number;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly connectMs: number;
  readonly places: Places;
  /** A TLS handshake that failed. */
  readonly noTls: (address: string, error: Error) => void;
  readonly failed: (error: Error) => void;
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

/** Both ends of a connection: two that stand at the same time differ in it. */
const endsOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

type Handle = (socket: Socket, place: Place) => void;

/** Hands connections on when their TLS handshake is done; their place is that of the TCP connection. */
function behindTls(server: TlsServer, { noTls }: ListenOptions, handle: Handle): Handle {
  const places = new Map<string, Place>();
  server.on('secureConnection', (secure: TLSSocket) => {
    const place = places.get(endsOf(secure));
    if (place) handle(secure, place);
    else secure.destroy();
  });
  server.on('tlsClientError', (error: Error, socket: Socket) =>
    noTls(places.get(endsOf(socket))?.address ?? 'unknown', error),
  );
  return (socket, place) => {
    const ends = endsOf(socket);
    places.set(ends, place);
    socket.once('close', () => places.delete(ends));
    server.emit('connection', socket);
  };
}

/** @throws LanbiError address-in-use; configuration-invalid for an address that this machine does not have */
export async function listen(handle: Handle, options: ListenOptions): Promise<Listening> {
  const { host, port, places } = options;
  const tls = tlsServer(options);
  const take = tls ? behindTls(tls, options, handle) : handle;
  const server: Server = createServer((socket) => {
    socket.setKeepAlive(true, TCP_KEEPALIVE_MS);
    socket.on('error', () => {});
    take(socket, places.arrive(socket));
  });
  server.listen(port, host);
  await once(server, 'listening').catch((cause) => Promise.reject(listenError(cause, `${host}:${port}`)));
  server.on('error', options.failed);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      places.closeAll();
      await closed;
    },
  };
}
