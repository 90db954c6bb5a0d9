import { compositeCall, rankingCall } from '../../core/calls.ts';
import { loadNames } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { hrefTo, hrefWith, param } from '../../core/route.ts';
import { dayOf, lastDayOf } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import { EditionChoice } from './edition.tsx';
import { LastHours } from './hours.tsx';
import { type Asked, askedPeriod, PeriodForm, queryText } from './periods.tsx';
import { type Ranking as Loaded, loadRanking, type RankingRow } from './ranking-data.ts';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

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

function RankingTable({ rows, asked, names, caption }: TableProps) {
  const w = words.value;
  const by = param('sort') ?? 'index';
  const rankingPath = rankingCall({ ...asked, level: param('level') === 'city' ? 'city' : 'district' });
  const callOf = (region: string): string => compositeCall(region, { ...asked });
  return (
    <Scroll label={caption}>
      <table class="list ranking">
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
            ({ region, name, rank, index, before, year, primary, good, valid, dust, reason, why }) => (
              <tr key={region} data-id={region}>
                <td>
                  <Figure path={rankingPath} label={`${nameOf(name)} ${w.rank} ${rank ?? '—'}`}>
                    {rank ?? '—'}
                  </Figure>
                </td>
                <th scope="row">
                  <a href={hrefTo(`/air/regions/${encodeURIComponent(region)}`)}>{nameOf(name)}</a>
                </th>
                <td>
                  <Figure
                    path={callOf(region)}
                    label={`${nameOf(name)} ${w.compositeIndex} ${shownIndex(index)}`}
                  >
                    {shownIndex(index)}
                  </Figure>
                  {dust && <small class="quiet dust"> {nameOf(dust)}</small>}
                </td>
                <td>
                  <Figure
                    path={callOf(region)}
                    label={`${nameOf(name)} ${w.changeBefore} ${changeText(before)}`}
                  >
                    <Change of={before} />
                  </Figure>
                </td>
                <td>
                  <Figure path={callOf(region)} label={`${nameOf(name)} ${w.changeYear} ${changeText(year)}`}>
                    <Change of={year} />
                  </Figure>
                </td>
                <td>{labelsOf(primary, names) || w.none}</td>
                <td>
                  <Figure
                    path={callOf(region)}
                    label={`${nameOf(name)} ${w.goodDays} ${w.goodDaysOf(good, valid)}`}
                  >
                    {w.goodDaysOf(good, valid)}
                  </Figure>
                </td>
                {rank === undefined && (
                  <td>
                    {why ? (
                      <details>
                        <summary>{w.insufficient}</summary>
                        {nameOf(why)}
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

function Tables({
  of,
  asked,
  names,
}: {
  readonly of: Loaded;
  readonly asked: Asked;
  readonly names: ReadonlyMap<string, Name>;
}) {
  const w = words.value;
  const ranked = of.rows.filter(({ rank }) => rank !== undefined);
  const unranked = of.rows.filter(({ rank }) => rank === undefined);
  return (
    <>
      <p class="quiet">
        {dayOf(of.from)} – {lastDayOf(of.to)} · {of.provisional ? w.provisional : w.final} ·{' '}
        {of.editions.join(w.semicolon)}
      </p>
      {of.rows.length === 0 && <p class="quiet">{w.nothing}</p>}
      {ranked.length > 0 && <RankingTable rows={ranked} asked={asked} names={names} caption={w.ranking} />}
      {unranked.length > 0 && (
        <>
          <h3>{w.unranked}</h3>
          <RankingTable rows={unranked} asked={asked} names={names} caption={w.unranked} />
        </>
      )}
    </>
  );
}

/** Districts or cities by the composite index of a period. */
export function Ranking() {
  const w = words.value;
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const asked = askedPeriod();
  const level = param('level') === 'city' ? 'city' : 'district';
  const loaded = useLoad(`ranking ${level} ${queryText(asked)}`, () => loadRanking(asked, level), [
    'region.aqi.day',
  ]);
  return (
    <>
      <h1 class="hidden">{w.air}</h1>
      <Panel id="ranking" title={w.ranking} about={w.rankingAbout} tools={<EditionChoice />}>
        <PeriodForm asked={asked}>
          <label>
            {w.level}
            <select name="level" value={level}>
              <option value="district">{w.levelDistrict}</option>
              <option value="city">{w.levelCity}</option>
            </select>
          </label>
        </PeriodForm>
        <While of={loaded}>{(of) => <Tables of={of} asked={asked} names={names} />}</While>
        <p class="to-compare">
          <a href={hrefTo('/air/compare')}>{w.compare}</a>
        </p>
      </Panel>
      <LastHours />
    </>
  );
}
