import type { ConnectPacket } from 'aedes';
import { type Packet, parser } from 'mqtt-packet';
import { CONNACK } from './reasons.ts';

/** A parsed CONNECT, or why it cannot be parsed. */
export type Connect = { readonly packet: ConnectPacket } | { readonly fault: string };

export function parseConnect(bytes: Buffer): Connect {
  let found: Connect = { fault: 'the CONNECT is not complete' };
  parser()
    .on('packet', (packet: Packet) => {
      found = packet.cmd === 'connect' ? { packet } : { fault: `${packet.cmd} before CONNECT` };
    })
    .on('error', (error: Error) => {
      found = { fault: error.message };
    })
    .parse(bytes);
  return found;
}

/** A refusing CONNACK of MQTT 3.1 and 3.1.1 (3.2.2.3). */
export const connack = (returnCode: number): Uint8Array => Uint8Array.of(0x20, 2, 0, returnCode);

/** A CONNACK of MQTT 5 with "Unsupported Protocol Version" (3.2.2.2). */
export const CONNACK_5: Uint8Array = Uint8Array.of(0x20, 3, 0, 0x84, 0);

/** The CONNACK for a protocol level that is not supported. */
export const refuseVersion = (version: number): Uint8Array =>
  version === 5 ? CONNACK_5 : connack(CONNACK.version);
