import { connect } from 'node:net';
import { generate } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { bench } from './stations.ts';

/** What a broker answers to bytes before it ends the connection. */
const answerTo = (port: number, bytes: Uint8Array): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('close', () => resolve(Buffer.concat(chunks)));
    socket.write(bytes);
  });

describe('MQTT 5', () => {
  it('is refused in its own words, and the log says who it was', async () => {
    const said: object[] = [];
    const log = { info() {}, error() {}, warn: (context: object) => said.push(context) };
    const clock = { now: () => Date.parse('2026-04-01T08:00:00+08:00') as never };
    const { port, broker, station } = await bench({ log, clock });
    const packet = generate({
      ...{ cmd: 'connect', clientId: 'logger-7', protocolId: 'MQTT', protocolVersion: 5, keepalive: 60 },
      properties: { sessionExpiryInterval: 3_600, userProperties: { model: 'X' } },
      username: 'BD01',
      password: Buffer.from('secret'),
    });
    // CONNACK, three bytes: no session, 0x84 "Unsupported Protocol Version", no properties (MQTT 5, 3.2.2).
    expect(await answerTo(port, packet)).toEqual(Buffer.from([0x20, 3, 0, 0x84, 0]));
    expect(said).toEqual([
      expect.objectContaining({ client: 'logger-7', user: 'BD01', address: '127.0.0.1', version: 5 }),
    ]);
    expect(broker.state()).toMatchObject({
      mqtt5: { refused: 1, lastAt: Date.parse('2026-04-01T00:00:00Z') },
      closed: { 'mqtt-version': 1 },
    });
    await expect(station({ protocolVersion: 5 })).rejects.toMatchObject({ code: 132 });
    await expect(station({ protocolVersion: 3, protocolId: 'MQIsdp' })).resolves.toBeDefined();
  });

  it('and any other version is refused: 1 of MQTT 3.1.1', async () => {
    const { port } = await bench();
    const packet = generate({
      cmd: 'connect',
      clientId: 'x',
      protocolId: 'MQTT',
      protocolVersion: 4,
      keepalive: 1,
    });
    packet[8] = 6;
    expect(await answerTo(port, packet)).toEqual(Buffer.from([0x20, 2, 0, 1]));
  });
});
