import type { Clock, SpoolState } from '@lanbi/model';
import { formatInstant, type Instant } from '@lanbi/standards';

export interface Health {
  /** False when nothing is taken any more: neither the store nor the spool has room. */
  readonly ok: boolean;
  /** For a person, when something is amiss. */
  readonly reason?: string;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** How the store and the spool behave just now, out of their last answers. */
export class Condition {
  readonly #clock: Clock;
  #store: { readonly since: Instant; readonly message: string } | undefined;
  #spool: string | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  storeFailed(error: unknown): void {
    this.#store = { since: this.#store?.since ?? this.#clock.now(), message: messageOf(error) };
  }

  storeWorked(): void {
    this.#store = undefined;
  }

  spoolFailed(error: unknown): void {
    this.#spool = messageOf(error);
  }

  spoolWorked(): void {
    this.#spool = undefined;
  }

  /** When the store began to fail; undefined while it does not. */
  storeAwaySince(): Instant | undefined {
    return this.#store?.since;
  }

  health({ messages }: SpoolState): Health {
    const store = this.#store && `store unavailable since ${formatInstant(this.#store.since)}`;
    const why = this.#store ? ` (${this.#store.message})` : '';
    if (this.#spool !== undefined)
      return { ok: false, reason: `nothing is acknowledged: ${this.#spool}; ${store ?? 'draining'}${why}` };
    if (messages > 0 || store)
      return { ok: true, reason: `spooling: ${store ?? 'store back'}, ${messages} readings waiting${why}` };
    return { ok: true };
  }
}
