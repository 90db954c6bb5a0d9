import { randomUUID } from 'node:crypto';
import type { ConnectPacket } from 'aedes';
import { CONNACK, ConnectRefusal } from './reasons.ts';

const CLIENT_ID = 128;

const taken = (message: string): ConnectRefusal =>
  new ConnectRefusal('client-id-taken', message, CONNACK.identifier);

/**
 * The id of a session. With users, each user has its own ids, so that no user can end another's connection, which MQTT
 * does when an id comes twice (3.1.4-2). Without users, ids are taken from the clients: a station replaces a connection
 * that hangs by connecting under its own id.
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
