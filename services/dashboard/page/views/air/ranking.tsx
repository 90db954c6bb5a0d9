import { loadNames } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { hrefTo, param } from '../../core/route.ts';
import { dayOf, lastDayOf } from '../../core/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { While } from '../../parts/state.tsx';
import { editionsText } from '../../words/editions.ts';
import { standingText } from '../../words/standing.ts';
import { type Name, words } from '../../words/words.ts';
import { EditionChoice } from './edition.tsx';
import { LastHours } from './hours.tsx';
import { type Asked, askedPeriod, PeriodForm, queryText } from './periods.tsx';
import { type Ranking as Loaded, loadRanking } from './ranking-data.ts';
import { RankingTable } from './ranking-table.tsx';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

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
        {dayOf(of.from)} – {lastDayOf(of.to)}
        {of.rows.length > 0 && ` · ${standingText(of)}`}
        {of.editions.length > 0 && ` · ${editionsText(of.editions)}`}
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
