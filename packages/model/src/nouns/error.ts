/** Every way in which lanbi fails on purpose. `retryable`: the same call may succeed later. */
export const ERRORS = {
  'configuration-invalid': { retryable: false },
  'registry-invalid': { retryable: false },
  'store-unavailable': { retryable: true },
  'store-full': { retryable: true },
  'store-corrupt': { retryable: false },
  'spool-unavailable': { retryable: true },
  'spool-full': { retryable: true },
  'spool-corrupt': { retryable: false },
  'alerts-unavailable': { retryable: true },
  'alerts-full': { retryable: true },
  'alerts-corrupt': { retryable: false },
  'broker-unavailable': { retryable: true },
  'broker-refused': { retryable: false },
  'address-in-use': { retryable: false },
  'stopped-late': { retryable: false },
  closed: { retryable: false },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** Thrown at the borders; inside the pure rings failures are returned as typed results. */
export class LanbiError extends Error {
  override readonly name = 'LanbiError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }
}

/** Whether a store, such as a server, is away: whoever watches the store says so once for all that it fails. */
export const isStoreAway = (error: unknown): boolean =>
  error instanceof LanbiError && error.code === 'store-unavailable';
