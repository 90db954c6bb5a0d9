/** One fault of a file: its location and a message. */
export interface Fault {
  readonly file: string;
  /** Line and column of the file, from 1; absent if the fault has no position in the text. */
  readonly line?: number;
  readonly column?: number;
  /** Path within the file, such as `stations[3].medium`. */
  readonly place: string;
  readonly message: string;
}

const whereOf = ({ file, line, column }: Fault): string =>
  [file, ...(line === undefined ? [] : [line]), ...(column === undefined ? [] : [column])].join(':');

const inOrder = (a: Fault, b: Fault): number =>
  (a.file < b.file ? -1 : Number(a.file > b.file)) ||
  (a.line ?? 0) - (b.line ?? 0) ||
  (a.column ?? 0) - (b.column ?? 0);

/** Formats faults, one per line, sorted by file and position. */
export const formatFaults = (faults: readonly Fault[]): string =>
  [...faults]
    .sort(inOrder)
    .map((fault) => `  ${[whereOf(fault), ...(fault.place ? [fault.place] : []), fault.message].join(': ')}`)
    .join('\n');
