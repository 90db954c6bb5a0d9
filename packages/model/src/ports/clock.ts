import type { Instant } from '@lanbi/standards';

/** The only source of the present. Rings that compute take instants as arguments instead. */
export interface Clock {
  now(): Instant;
}
