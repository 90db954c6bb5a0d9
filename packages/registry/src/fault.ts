/** One fault of the registry: where, and what is wrong. */
export interface Fault {
  readonly file: string;
  /** Line of the file, from 1; absent where the text has none to point at. */
  readonly line?: number;
  /** Such as `stations[3].medium`. */
  readonly place: string;
  readonly message: string;
}

/** A line a fault. */
export const formatFaults = (faults: readonly Fault[]): string =>
  faults
    .map(({ file, line, place, message }) =>
      [`  ${file}${line === undefined ? '' : `:${line}`}`, ...(place ? [place] : []), message].join(': '),
    )
    .join('\n');
