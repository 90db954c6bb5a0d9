import type { Checks } from './checks.ts';
import { createDigest, isPassword, NOBODY } from './passwords.ts';
import { CONNACK, Refusal } from './reasons.ts';
import type { User, Users } from './users.ts';

export interface Credentials {
  readonly name: string | undefined;
  readonly password: Uint8Array | undefined;
  readonly address: string;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
}

/** Wrong passwords that are remembered, so that a station that goes on with an old one costs no checks. */
const WRONG = 10_000;

const wrong = (): Refusal => new Refusal('bad-credentials', 'name or password is wrong', CONNACK.credentials);

/**
 * Finds the user of a name and password. A password that was right before in this process is known by a keyed digest and
 * costs no scrypt, also after a flood of wrong ones; a wrong password that comes again costs none either.
 */
export function createCredentials(users: Users, checks: Checks) {
  const digest = createDigest();
  const right = new Map<string, string>();
  const refused = new Set<string>();

  function remember(found: string): void {
    refused.add(found);
    const [oldest] = refused;
    if (refused.size > WRONG && oldest !== undefined) refused.delete(oldest);
  }

  /** Whether a password is that of a user: by what is remembered, else by scrypt. */
  async function matches(user: User | undefined, password: string, found: string): Promise<boolean> {
    if (refused.has(found)) return false;
    const known = user && right.get(user.name);
    if (user && known?.startsWith(`${user.hash} `)) return known === `${user.hash} ${found}`;
    return (await isPassword(password, user?.hash ?? NOBODY)) && user !== undefined;
  }

  /** @throws Refusal bad-credentials; busy */
  return async ({ name, password, address, signal }: Credentials): Promise<User> => {
    if (!name || !password) throw wrong();
    await users.look();
    const user = users.get(name);
    const text = Buffer.from(password).toString();
    const found = digest(name, text, user?.hash ?? NOBODY);
    if (refused.has(found)) throw wrong();
    if (user && right.get(name) === `${user.hash} ${found}` && !checks.paused(address, name)) {
      checks.succeeded(address, name);
      return user;
    }
    const verdict = await checks.ask({ address, name, signal, check: () => matches(user, text, found) });
    if (verdict === 'busy') throw new Refusal('busy', 'too many log-ins wait, try again later');
    if (verdict === 'wrong' || !user) {
      remember(found);
      throw wrong();
    }
    right.set(name, `${user.hash} ${found}`);
    return user;
  };
}
