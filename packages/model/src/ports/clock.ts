import type { Instant } from '@lanbi/standards';

/** The only source of the present time. Pure packages take instants as arguments instead. */
export interface Clock {
  now(): Instant;
}
