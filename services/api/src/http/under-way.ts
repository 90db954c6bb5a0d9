import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    underWay: UnderWay;
  }
  interface FastifyContextConfig {
    /** The call may take long and counts as a download. */
    long?: true;
  }
}

/** What one key, or one address where no key is asked for, may have under way at one time. */
export interface UnderWayBounds {
  readonly streams: number;
  readonly downloads: number;
  /** Bytes of answers that the client has not read yet. */
  readonly unreadBytes: number;
}
export type Kind = 'streams' | 'downloads';

export const UNDER_WAY: UnderWayBounds = { streams: 50, downloads: 8, unreadBytes: 32 * 1024 * 1024 };
/** Of all together. */
const ALL = { streams: 500, downloads: 64 } as const;
const AFTER_S = '5';

/** Whose request it is. */
const callerOf = ({ caller, ip }: FastifyRequest): string =>
  caller ? `key ${caller.name}` : `address ${ip}`;

/** Counts by caller, without those that are back at nothing. */
class CallerCounts {
  readonly #counts = new Map<string, number>();
  all = 0;

  of(caller: string): number {
    return this.#counts.get(caller) ?? 0;
  }

  /** Adds to a caller's count; answers how to take it back, once. */
  add(caller: string, count: number): () => void {
    let taken = true;
    this.#change(caller, count);
    return () => {
      if (taken) this.#change(caller, -count);
      taken = false;
    };
  }

  #change(caller: string, by: number): void {
    this.all += by;
    const count = this.of(caller) + by;
    if (count === 0) this.#counts.delete(caller);
    else this.#counts.set(caller, count);
  }
}

/** Streams, downloads and unread answers of each caller. */
export class UnderWay {
  readonly #bounds: UnderWayBounds;
  readonly #counts = { streams: new CallerCounts(), downloads: new CallerCounts() };
  readonly #unread = new CallerCounts();

  constructor(bounds: UnderWayBounds) {
    this.#bounds = bounds;
  }

  /** Counts a stream or download until its answer is over. @throws Problem too-many-under-way, unavailable */
  take(request: FastifyRequest, reply: FastifyReply, kind: Kind): void {
    const caller = callerOf(request);
    const counts = this.#counts[kind];
    const most = this.#bounds[kind];
    if (most > 0 && counts.of(caller) >= most) throw tooMany(reply, `at most ${most} ${kind} at one time`);
    if (counts.all >= ALL[kind]) throw new Problem('unavailable', `too many ${kind} are under way`);
    over(reply, counts.add(caller, 1));
  }

  /** @throws Problem too-many-under-way */
  checkUnread(request: FastifyRequest, reply: FastifyReply): void {
    const most = this.#bounds.unreadBytes;
    if (this.#unread.of(callerOf(request)) > most)
      throw tooMany(reply, `more than ${most} bytes of answers are not read yet`);
  }

  /** Checks and counts an answer that is about to be sent. @throws Problem too-many-under-way */
  count(request: FastifyRequest, reply: FastifyReply, bytes: number): void {
    if (request.routeOptions.config?.scope !== 'open') this.checkUnread(request, reply);
    if (bytes >= SMALL) this.#addUnread(request, reply, bytes);
  }

  /** Counts the bytes of an answer until the client has taken them. */
  #addUnread(request: FastifyRequest, reply: FastifyReply, bytes: number): void {
    over(reply, this.#unread.add(callerOf(request), bytes));
  }
}

function tooMany(reply: FastifyReply, detail: string): Problem {
  reply.header('retry-after', AFTER_S);
  return new Problem('too-many-under-way', detail);
}

function over({ raw }: FastifyReply, release: () => void): void {
  raw.once('finish', release);
  raw.once('close', release);
}

/** Small answers are never refused: who watches must see why. */
const SMALL = 4 * 1024;

/** Bounds what one caller may have under way, so that it can't take what others need. */
export function useUnderWay(app: FastifyInstance, bounds: Partial<UnderWayBounds> = {}): void {
  const underWay = new UnderWay({ ...UNDER_WAY, ...bounds });
  app.decorate('underWay', underWay);
  app.addHook('preHandler', async (request, reply) => {
    const { scope, long } = request.routeOptions.config ?? {};
    if (scope === undefined || scope === 'open') return;
    underWay.checkUnread(request, reply);
    if (long) underWay.take(request, reply, 'downloads');
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload === 'string' && payload.length >= SMALL)
      underWay.count(request, reply, Buffer.byteLength(payload));
    return payload;
  });
}
