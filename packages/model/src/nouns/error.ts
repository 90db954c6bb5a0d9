/** The codes of errors that lanbi throws. `retryable`: the same call may succeed later. */
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

/** An error with a code, thrown by ports and services; pure packages return failures as typed results. */
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

/**
 * Whether an error means that a store is unavailable; the watch of the store reports this once for all failing calls.
 */
export const isStoreAway = (error: unknown): boolean =>
  error instanceof LanbiError && error.code === 'store-unavailable';
