import { compositeCall, rankingCall } from '../../core/calls.ts';
import { hrefTo, hrefWith, param } from '../../core/route.ts';
import { Figure } from '../../parts/figure.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { editionText } from '../../words/editions.ts';
import { marks } from '../../words/marks.ts';
import { labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import type { Asked } from './periods.tsx';
import type { RankingRow } from './ranking-data.ts';

/** What a column sorts by; rows without a value stand last. */
const SORTS: Readonly<Record<string, (row: RankingRow) => number | string | null>> = {
  index: ({ index }) => index,
  name: ({ name }) => nameOf(name),
  before: ({ before }) => before,
  year: ({ year }) => year,
  good: ({ good, valid }) => (valid === 0 ? null : good / valid),
};

function sorted(rows: readonly RankingRow[], by: string): RankingRow[] {
  const turned = by.startsWith('-');
  const of = SORTS[turned ? by.slice(1) : by] ?? (({ index }: RankingRow) => index);
  return rows.toSorted((a, b) => {
    const [x, y] = [of(a), of(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order =
      typeof x === 'string' ? x.localeCompare(String(y), document.documentElement.lang) : x - Number(y);
    return turned ? -order : order;
  });
}

function Head({
  by,
  column,
  children,
}: {
  readonly by: string;
  readonly column: string;
  readonly children: string;
}) {
  const is = by === column ? 'ascending' : by === `-${column}` ? 'descending' : undefined;
  return (
    <th scope="col" aria-sort={is}>
      <a
        href={hrefWith({ sort: by === column ? `-${column}` : column })}
        title={words.value.sortBy(children)}
      >
        {children}
        <span aria-hidden="true">{is === 'ascending' ? ' ▲' : is === 'descending' ? ' ▼' : ''}</span>
      </a>
    </th>
  );
}

/** An index with the two decimals that rankings print. */
const shownIndex = (index: number | null): string => (index === null ? '—' : index.toFixed(2));

/** A change in per cent, with its sign. */
function changeText(of: number | null): string {
  if (of === null) return '—';
  const mark = of > 0 ? '↑' : of < 0 ? '↓' : '→';
  return `${mark} ${Math.abs(of).toFixed(1)} %`;
}

/** A change in per cent; a rise of the index is worse. */
function Change({ of }: { readonly of: number | null }) {
  const name = of === null ? 'quiet' : of > 0 ? 'worse' : of < 0 ? 'better' : '';
  return <span class={name}>{changeText(of)}</span>;
}

interface TableProps {
  readonly rows: readonly RankingRow[];
  readonly asked: Asked;
  readonly names: ReadonlyMap<string, Name>;
  readonly caption: string;
}

interface GoodDaysProps extends Pick<RankingRow, 'good' | 'valid' | 'withoutDust'> {
  readonly path: string;
  readonly name: string;
}

/** Good days of the valid ones; where there was dust also without its days. */
function GoodDays({ path, name, good, valid, withoutDust }: GoodDaysProps) {
  const w = words.value;
  const days = valid === 0 ? '—' : w.goodDaysOf(good, valid);
  const rest = withoutDust && marks.value.withoutDustOf(w.goodDaysOf(withoutDust.good, withoutDust.valid));
  return (
    <>
      <Figure path={path} label={`${name} ${w.goodDays} ${days}`}>
        {days}
      </Figure>
      {rest && (
        <small class="quiet dust">
          {' '}
          <Figure path={path} label={`${name} ${w.goodDays} ${rest}`}>
            {rest}
          </Figure>
        </small>
      )}
    </>
  );
}

/** Regions with what stands beside each place; a click on a head sorts them. */
export function RankingTable({ rows, asked, names, caption }: TableProps) {
  const w = words.value;
  const by = param('sort') ?? 'index';
  const rankingPath = rankingCall({ ...asked, level: param('level') === 'city' ? 'city' : 'district' });
  const callOf = (region: string): string => compositeCall(region, { ...asked });
  return (
    <Scroll label={caption}>
      <table class="list stack ranking">
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{w.rank}</th>
            <Head by={by} column="name">
              {w.place}
            </Head>
            <Head by={by} column="index">
              {w.compositeIndex}
            </Head>
            <Head by={by} column="before">
              {w.changeBefore}
            </Head>
            <Head by={by} column="year">
              {w.changeYear}
            </Head>
            <th scope="col">{w.primary}</th>
            <Head by={by} column="good">
              {w.goodDays}
            </Head>
            {rows.some(({ rank }) => rank === undefined) && <th scope="col">{w.reason}</th>}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, by).map(
            ({ region, name, rank, index, before, year, primary, dust, dataState, reason, why, ...row }) => (
              <tr key={region} data-id={region}>
                <td>
                  <Figure path={rankingPath} label={`${nameOf(name)} ${w.rank} ${rank ?? '—'}`}>
                    {rank ?? '—'}
                  </Figure>
                </td>
                <th scope="row">
                  <a href={hrefTo(`/air/regions/${encodeURIComponent(region)}`)}>{nameOf(name)}</a>
                </th>
                <td data-label={w.compositeIndex}>
                  <Figure
                    path={callOf(region)}
                    label={`${nameOf(name)} ${w.compositeIndex} ${shownIndex(index)}`}
                  >
                    {shownIndex(index)}
                  </Figure>
                  {dust && index !== null && (
                    <small class="quiet dust" title={nameOf(dust)}>
                      {' '}
                      {marks.value.withoutDust}
                    </small>
                  )}
                  {dataState && <small class="quiet checked"> {marks.value.data[dataState]}</small>}
                </td>
                <td data-label={w.changeBefore}>
                  <Figure
                    path={callOf(region)}
                    label={`${nameOf(name)} ${w.changeBefore} ${changeText(before)}`}
                  >
                    <Change of={before} />
                  </Figure>
                </td>
                <td data-label={w.changeYear}>
                  <Figure path={callOf(region)} label={`${nameOf(name)} ${w.changeYear} ${changeText(year)}`}>
                    <Change of={year} />
                  </Figure>
                </td>
                <td data-label={w.primary}>{index === null ? '—' : labelsOf(primary, names) || w.none}</td>
                <td data-label={w.goodDays}>
                  <GoodDays path={callOf(region)} name={nameOf(name)} {...row} />
                </td>
                {rank === undefined && (
                  <td>
                    {why ? (
                      <details>
                        <summary>{w.insufficient}</summary>
                        {editionText(nameOf(why))}
                      </details>
                    ) : (
                      reason
                    )}
                  </td>
                )}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </Scroll>
  );
}
