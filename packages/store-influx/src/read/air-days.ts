import { AirDayColumns, type AirDaysRange, type ResultStore } from '@lanbi/model';
import { CIVIL_OFFSET, DAY, instant } from '@lanbi/standards';

const PAGE = 1_000;

/** The days of one subject as columns. */
export async function airDaysOf(
  store: Pick<ResultStore, 'results'>,
  { kind, first, last }: AirDaysRange,
  subject: string,
): Promise<AirDayColumns> {
  const columns = new AirDayColumns(first, last);
  const to = instant((last + 1) * DAY - CIVIL_OFFSET);
  let after = instant(first * DAY - CIVIL_OFFSET);
  for (;;) {
    const page = await store.results({ kind, subject, after, to, limit: PAGE });
    for (const { from, body, revision, computedAt } of page)
      columns.put(Math.floor((from + CIVIL_OFFSET) / DAY), body, { revision, computedAt });
    if (page.length < PAGE) return columns;
    after = page.at(-1)?.to ?? to;
  }
}
