import { createHash, randomBytes } from 'node:crypto';
import { createCache } from '@lanbi/flow';
import type { Clock } from '@lanbi/model';

const HOUR_MS = 3_600_000;
/** A session that was not used for so long has ended. */
const IDLE_MS = 12 * HOUR_MS;
/** Sessions that are kept; the one unused for the longest time goes first. */
const MOST = 1_000;
const COOKIE = 'lanbi_session';

interface Session {
  readonly key: string;
  usedAt: number;
}

/** Who is logged in: a random name in a cookie stands for the key, which stays in this process. */
export interface Sessions {
  /** The key of the session that a cookie header names. */
  keyOf(cookies: string | undefined): string | undefined;
  /** Begins a session; answers the `Set-Cookie` header. */
  begin(key: string, secure: boolean): string;
  /** Ends the session of a cookie header; answers the `Set-Cookie` header that removes it. */
  end(cookies: string | undefined): string;
}

const nameOf = (cookies: string | undefined): string | undefined =>
  (cookies ?? '')
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);

/** Sessions are found by a digest, so that the time of a search says nothing of a name. */
const digestOf = (name: string): string => createHash('sha256').update(name).digest('base64url');

const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${COOKIE}=${value}; Path=/page; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

export function createSessions(clock: Clock): Sessions {
  const sessions = createCache<Session>({ entries: MOST });

  function find(cookies: string | undefined): Session | undefined {
    const name = nameOf(cookies);
    const id = name === undefined ? '' : digestOf(name);
    const session = sessions.get(id);
    if (session === undefined) return undefined;
    sessions.delete(id);
    if (clock.now() - session.usedAt > IDLE_MS) return undefined;
    session.usedAt = clock.now();
    sessions.set(id, session);
    return session;
  }

  return {
    keyOf: (cookies) => find(cookies)?.key,
    begin(key, secure) {
      const name = randomBytes(32).toString('base64url');
      sessions.set(digestOf(name), { key, usedAt: clock.now() });
      return cookie(name, IDLE_MS / 1000, secure);
    },
    end(cookies) {
      const name = nameOf(cookies);
      if (name !== undefined) sessions.delete(digestOf(name));
      return cookie('', 0, false);
    },
  };
}
