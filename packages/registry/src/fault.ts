/** One fault of the registry: where, and what is wrong. */
export interface Fault {
  readonly file: string;
  /** Such as `stations[3].medium`. */
  readonly place: string;
  readonly message: string;
}

/** A line a fault. */
export const formatFaults = (faults: readonly Fault[]): string =>
  faults.map(({ file, place, message }) => `  ${file}${place ? `: ${place}` : ''}: ${message}`).join('\n');
