import { connect, type Socket } from 'node:net';
import { hj212Crc } from '@lanbi/wire';
import mqtt, { type MqttClient } from 'mqtt';
import { generate } from 'mqtt-packet';

/** What hostile clients know of the program. */
export interface Target {
  readonly port: number;
  readonly brokerUrl: string;
  readonly apiUrl: string;
  /** A station that is allowed in, and misuses that. */
  readonly insider: { readonly name: string; readonly password: string };
  /** A station whose name is attacked. */
  readonly victim: string;
}

/** Begins an input that goes on until it is ended. */
export type Hostile = (target: Target) => () => void;

/** Runs `work` again and again, one at a time, until it is ended. */
function forEver(work: () => Promise<unknown>, pauseMs: number): () => void {
  let over = false;
  const run = async (): Promise<void> => {
    while (!over) {
      await work().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  void run();
  return () => {
    over = true;
  };
}

/** So many connections at all times; one that ends is renewed. */
function siege(port: number, count: number, say: (socket: Socket) => void): () => void {
  const sockets = new Set<Socket>();
  let over = false;
  const renew = (): void => {
    if (over) return;
    const socket = connect(port, '127.0.0.1');
    sockets.add(socket);
    socket
      .on('error', () => {})
      .on('connect', () => say(socket))
      .resume();
    socket.once('close', () => {
      sockets.delete(socket);
      renew();
    });
  };
  for (let i = 0; i < count; i++) renew();
  return () => {
    over = true;
    for (const socket of sockets) socket.destroy();
  };
}

function client({ brokerUrl, insider }: Target, clientId: string): MqttClient {
  const { name: username, password } = insider;
  return mqtt
    .connect(brokerUrl, { username, password, clientId, reconnectPeriod: 100 })
    .on('error', () => {});
}

/** A client of the insider that does something again and again. */
function misuse(target: Target, id: string, pauseMs: number, act: (client: MqttClient) => Promise<unknown>) {
  const own = client(target, id);
  const end = forEver(() => act(own), pauseMs);
  return () => {
    end();
    own.end(true);
  };
}

const connectPacket = (username: string, password: string): Buffer =>
  generate({
    ...{ cmd: 'connect', clientId: 'c', protocolId: 'MQTT', protocolVersion: 4, keepalive: 60 },
    username,
    password: Buffer.from(password),
  });

/** A frame of HJ 212 with one number of 9,800 digits and a letter behind it; its CRC is right. */
function longFrame(): string {
  const data = `QN=20260601080000000;ST=31;CN=2061;PW=123456;MN=X;Flag=4;CP=&&DataTime=20260601080000;a21026-Avg=${'9'.repeat(9_800)}x&&`;
  return `##${String(data.length).padStart(4, '0')}${data}${hj212Crc(Buffer.from(data))}\r\n`;
}

const unknownKeys = (): string =>
  JSON.stringify({
    ts: '2026-06-01T08:00:00+08:00',
    values: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, 1])),
  });

/** The inputs of issue 20, numbers 1 to 7. */
export const HOSTILE: Readonly<Record<string, Hostile>> = {
  'frames with a number of 9,800 digits': (target) => {
    const frame = longFrame();
    const topic = `env/v1/air/${target.insider.name}/hj212`;
    return misuse(target, 'frames', 20, (own) => own.publishAsync(topic, frame, { qos: 1 }));
  },
  'messages of 20,000 unknown keys': (target) => {
    const payload = unknownKeys();
    const topic = `env/v1/air/${target.insider.name}/observations`;
    return misuse(target, 'keys', 200, (own) => own.publishAsync(topic, payload, { qos: 1 }));
  },
  'connections that say nothing': ({ port }) => siege(port, 500, () => {}),
  'half of a CONNECT': ({ port, victim }) =>
    siege(port, 200, (socket) => socket.write(connectPacket(victim, 'x').subarray(0, 9))),
  'wrong passwords': ({ port, victim }) => {
    let count = 0;
    return siege(port, 200, (socket) => socket.write(connectPacket(victim, `wrong ${count++}`)));
  },
  'streams that are not read': ({ apiUrl }) =>
    siege(Number(new URL(apiUrl).port), 60, (socket) => {
      socket.pause();
      socket.write('GET /v1/stream HTTP/1.1\r\nhost: a\r\nlast-event-id: a0r0\r\n\r\n');
    }),
  '210,000 filters': (target) => {
    let count = 0;
    const filters = () =>
      Array.from({ length: 100 }, () => `env/v1/results/air/stations/x${count++ % 210_000}`);
    return misuse(target, 'filters', 10, (own) => own.subscribeAsync(filters()));
  },
  'a topic that is not ours': (target) => {
    const topic = `env/v1/air/${target.insider.name}/diagnostics`;
    const many = (own: MqttClient) =>
      Promise.all(Array.from({ length: 50 }, () => own.publishAsync(topic, 'x', { qos: 1 })));
    return misuse(target, 'stray', 5, many);
  },
};
