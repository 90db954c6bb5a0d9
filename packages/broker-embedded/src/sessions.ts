import { randomUUID } from 'node:crypto';
import type { ConnectPacket } from 'aedes';
import { CONNACK, Refusal } from './reasons.ts';

const CLIENT_ID = 128;

const taken = (message: string): Refusal => new Refusal('client-id-taken', message, CONNACK.identifier);

/**
 * The id of a session. With users each has ids of its own, so that nobody can end another's connection, which MQTT
 * does when an id comes twice (3.1.4-2). Without users ids are what clients say, and coming back under one's own id is
 * how a station gets rid of a connection that hangs.
 * @throws Refusal client-id-taken
 */
export function sessionId(
  { clientId, username }: Pick<ConnectPacket, 'clientId' | 'username'>,
  users: { has(name: string): boolean } | undefined,
): string {
  if (clientId.length > CLIENT_ID) throw taken(`a client id has at most ${CLIENT_ID} characters`);
  if (clientId.startsWith('lanbi-')) throw taken('ids of lanbi- are not for clients');
  if (clientId === '') return `unnamed-${randomUUID()}`;
  if (!users) return clientId;
  if (clientId !== username && users.has(clientId)) throw taken(`the client id is another's name`);
  return `${username}/${clientId}`;
}
