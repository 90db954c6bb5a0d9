import type { Clock, SpoolState } from '@lanbi/model';
import { formatInstant, type Instant } from '@lanbi/standards';

export interface Health {
  /** False when neither the store nor the spool takes readings. */
  readonly ok: boolean;
  /** For people, when something is wrong. */
  readonly reason?: string;
}

export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Whether store and spool take readings, by their last answers. */
export class Availability {
  readonly #clock: Clock;
  #store: { readonly since: Instant; readonly message: string } | undefined;
  #spool: string | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  storeFailed(error: unknown): void {
    this.#store = { since: this.#store?.since ?? this.#clock.now(), message: errorMessage(error) };
  }

  storeSucceeded(): void {
    this.#store = undefined;
  }

  spoolFailed(error: unknown): void {
    this.#spool = errorMessage(error);
  }

  spoolSucceeded(): void {
    this.#spool = undefined;
  }

  /** When the store began to fail; undefined while it works. */
  storeUnavailableSince(): Instant | undefined {
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
