import { expect } from 'vitest';
import { endOf, isRefused, STATIONS, stationOf, valuesOf } from './readings.ts';
import type { Subject } from './subject.ts';

interface Page {
  readonly data: readonly { readonly ts: string; readonly value: number; readonly revision: number }[];
  readonly meta: { readonly cursor?: string };
}

const PARAMETER = 'pm2_5';

/** The whole series of a station as the API answers it, page by page. */
export async function seriesOf(
  { apiUrl }: Pick<Subject, 'apiUrl'>,
  station: string,
): Promise<Page['data'][number][]> {
  const path = `${apiUrl}/v1/stations/${station}/observations?parameter=${PARAMETER}&from=2009-01-01&limit=1000`;
  const rows: Page['data'][number][] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = (await (await fetch(cursor ? `${path}&cursor=${cursor}` : path)).json()) as Page;
    rows.push(...page.data);
    cursor = page.meta.cursor;
  }
  return rows;
}

/** The API answers each of the first `count` readings that was not refused: once, in order, with its value. */
export async function expectReadBack(subject: Pick<Subject, 'apiUrl'>, count: number): Promise<void> {
  for (let first = 0; first < STATIONS; first++) {
    const sent = [];
    for (let n = first; n < count; n += STATIONS)
      if (!isRefused(n)) sent.push({ ts: endOf(n), value: valuesOf(n)[PARAMETER], revision: 1 });
    const found = await seriesOf(subject, stationOf(first));
    expect(found.map(({ ts, value, revision }) => ({ ts: Date.parse(ts), value, revision }))).toEqual(sent);
  }
}
