import type { ApiDeps } from '@lanbi/api';

/** The work of a test holds the loop that it shares with the API: that must not turn its own requests away. */
export const NO_LOAD_SHEDDING: NonNullable<ApiDeps['access']> = { pressure: { delayMs: 600_000 } };
