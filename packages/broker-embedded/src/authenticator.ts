import { createCache } from '@lanbi/flow';
import type { PasswordChecks } from './password-checks.ts';
import { createDigest, isPassword, NOBODY } from './passwords.ts';
import { CONNACK, ConnectRefusal } from './reasons.ts';
import type { User, Users } from './users.ts';

export interface Credentials {
  readonly name: string | undefined;
  readonly password: Uint8Array | undefined;
  readonly address: string;
  /** Aborted when the client has disconnected. */
  readonly signal: AbortSignal;
}

/** Finds the user of a name and password. @throws Refusal bad-credentials; busy */
export type Authenticate = (credentials: Credentials) => Promise<User>;

/** Remembered wrong passwords, so that a station that keeps using an old one costs no checks. */
const WRONG = 10_000;

const wrong = (): ConnectRefusal =>
  new ConnectRefusal('bad-credentials', 'name or password is wrong', CONNACK.credentials);

/**
 * Authenticates by name and password. A password that was right before in this process is recognized by a keyed digest
 * without scrypt, also after a flood of wrong ones. So is a wrong password that comes again.
 */
export function createAuthenticator(users: Users, checks: PasswordChecks): Authenticate {
  const digest = createDigest();
  const right = new Map<string, string>();
  const refused = createCache<true>({ entries: WRONG });

  /** Whether a password is that of a user: by what is remembered, else by scrypt. */
  async function matches(user: User | undefined, password: string, found: string): Promise<boolean> {
    if (refused.has(found)) return false;
    const known = user && right.get(user.name);
    if (user && known?.startsWith(`${user.hash} `)) return known === `${user.hash} ${found}`;
    return (await isPassword(password, user?.hash ?? NOBODY)) && user !== undefined;
  }

  return async ({ name, password, address, signal }) => {
    if (!name || !password) throw wrong();
    await users.reload();
    const user = users.get(name);
    const text = Buffer.from(password).toString();
    const found = digest(name, text, user?.hash ?? NOBODY);
    if (refused.has(found)) throw wrong();
    if (user && right.get(name) === `${user.hash} ${found}` && !checks.isPaused({ address, name })) {
      checks.succeeded({ address, name });
      return user;
    }
    const check = (): Promise<boolean> => matches(user, text, found);
    const verdict = await checks.check({ address, name, signal, check });
    if (verdict === 'busy') throw new ConnectRefusal('busy', 'too many log-ins wait, try again later');
    if (verdict === 'wrong' || !user) {
      refused.set(found, true);
      throw wrong();
    }
    right.set(name, `${user.hash} ${found}`);
    return user;
  };
}
