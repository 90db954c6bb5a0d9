import type { AuthenticateHandler, Client, ConnectPacket } from 'aedes';
import { ANYONE, type Identity, mayWill } from './access.ts';
import { Refusal } from './reasons.ts';
import type { Users } from './users.ts';

/** Who may come in, and under which id. */
export interface Door {
  /** Before anything else: names the session. @throws Refusal client-id-taken */
  announce(client: Client, packet: ConnectPacket): void;
  readonly authenticate: AuthenticateHandler;
  who(client: Client): Identity | undefined;
}

/**
 * The id of a session. With users each has ids of its own, so that nobody can end another's connection, which MQTT
 * does when an id comes twice (3.1.4-2). Without users ids are what clients say, and coming back under one's own id is
 * how a station gets rid of a connection that hangs.
 */
function sessionId({ clientId, username }: ConnectPacket, users: Users | undefined): string {
  if (clientId.startsWith('lanbi-'))
    throw new Refusal('client-id-taken', 'ids of lanbi- are not for clients', 2);
  if (!users || clientId === '') return clientId;
  if (clientId !== username && users.has(clientId))
    throw new Refusal('client-id-taken', `the client id is another's name`, 2);
  return `${username}/${clientId}`;
}

export function createDoor(users: Users | undefined): Door {
  const known = new WeakMap<Client, Identity>();
  const wills = new WeakMap<Client, string>();
  const refused = new WeakMap<Client, Refusal>();

  async function identify(client: Client, name = '', password: Buffer | undefined): Promise<Identity> {
    const already = refused.get(client);
    if (already) throw already;
    if (!users) return ANYONE;
    const user = name && password ? await users.find(name, password.toString()) : undefined;
    if (!user) throw new Refusal('bad-credentials', 'name or password is wrong', 4);
    return user;
  }

  async function enter(
    client: Client,
    name: string | undefined,
    password: Buffer | undefined,
  ): Promise<void> {
    const who = await identify(client, name, password);
    const will = wills.get(client);
    if (will !== undefined && !mayWill(who, will))
      throw new Refusal('not-authorized', `a last will on ${will} is not allowed`);
    known.set(client, who);
  }

  return {
    announce(client, packet) {
      // MQTT allows it (3.2.2.2): no session outlives its connection, so that absent ones cost no memory.
      packet.clean = true;
      if (packet.will) wills.set(client, packet.will.topic);
      try {
        packet.clientId = sessionId(packet, users);
      } catch (error) {
        // Told by authenticate, which can say why; until then under an id of its own.
        packet.clientId = '';
        if (error instanceof Refusal) refused.set(client, error);
      }
    },
    authenticate(client, name, password, done) {
      enter(client, name, password).then(
        () => done(null, true),
        (error) => done(error, false),
      );
    },
    who: (client) => known.get(client),
  };
}
