import { createServer } from 'node:net';
import { Aedes, type AedesOptions } from 'aedes';

export interface Heard {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** A broker that records all messages under `env/`. */
export interface ListeningBroker {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** Settled once the condition holds of what was heard. */
  when(condition: (heard: readonly Heard[]) => boolean): Promise<void>;
  /** Cuts all connections, as a fallen network does. */
  cutAll(): void;
  close(): Promise<void>;
}

export async function startBroker(options: AedesOptions = {}): Promise<ListeningBroker> {
  const aedes = await Aedes.createBroker({ concurrency: 1_000, ...options });
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  const sockets = new Set<{ destroy(): void }>();
  aedes.on('publish', ({ topic, payload, retain }) => {
    if (!topic.startsWith('env/')) return;
    heard.push({ topic, payload: payload.toString(), retain });
    for (const look of waiting) look();
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    aedes.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    heard,
    when: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition(heard)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    cutAll,
    async close() {
      await new Promise<void>((resolve) => aedes.close(resolve));
      cutAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
