import type { Evaluation } from '@lanbi/evaluation';
import type { Result } from '@lanbi/model';

/** Records of one commit, about: what a store writes without holding up packets and requests for long. */
const SLICE = 1_000;

/** Records that are committed together; with the last ones the checkpoint moves. */
export interface FlushSlice {
  readonly records: readonly Result[];
  readonly isLast: boolean;
}

/**
 * The dirty records of all evaluations in slices of about one commit. The last slice may be empty.
 * @param pause called between parts, so that packets and requests are handled meanwhile
 */
export async function* flushSlices(
  evaluations: readonly Evaluation[],
  pause: () => Promise<void>,
): AsyncGenerator<FlushSlice, undefined> {
  let records: Result[] = [];
  for (const evaluation of evaluations)
    for await (const part of evaluation.flush()) {
      await pause();
      if (records.length > 0 && records.length + part.length > SLICE) {
        yield { records, isLast: false };
        records = [];
      }
      for (const record of part) records.push(record);
    }
  yield { records, isLast: true };
}
