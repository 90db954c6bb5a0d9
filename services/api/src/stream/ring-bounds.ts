/** What is kept of a log in memory, at most. */
export interface RingBounds {
  readonly entries: number;
  readonly bytes: number;
}
