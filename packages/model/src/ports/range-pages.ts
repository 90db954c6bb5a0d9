import { allItems, pagesOf } from '@lanbi/flow';
import type { StoredObservation } from '../nouns/observation.ts';
import type { ObservationRange, ObservationReader } from './observation-reader.ts';

type Range = Omit<ObservationRange, 'behind'>;
type Reader = Pick<ObservationReader, 'range'>;

const readPage = (reader: Reader, range: Range) => (last: StoredObservation | undefined) =>
  reader.range({ ...range, ...(last && { behind: { to: last.to, period: last.period } }) });

/** Yields the observations of a range page by page, in order: `limit` in each, fewer only in the last. */
export const rangePages = (
  reader: Reader,
  range: Range,
): AsyncIterableIterator<readonly StoredObservation[]> => pagesOf(range.limit, readPage(reader, range));

/** Returns all observations of a range, in order; one call reads `limit` of them. */
export const wholeRange = (reader: Reader, range: Range): Promise<StoredObservation[]> =>
  allItems(range.limit, readPage(reader, range));
