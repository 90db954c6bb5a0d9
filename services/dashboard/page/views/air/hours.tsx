import { useState } from 'preact/hooks';
import { each } from '../../core/api.ts';
import { airCall } from '../../core/calls.ts';
import type { Bound, LatestAir } from '../../core/data.ts';
import { loadCategories, loadLatestStations } from '../../core/latest.ts';
import { useLoad } from '../../core/load.ts';
import { hrefTo } from '../../core/route.ts';
import { type IndexRow, loadIndices } from '../../core/series.ts';
import { clockOf, hourBefore, plusDays, today } from '../../core/time.ts';
import { AqiBadge } from '../../parts/badge.tsx';
import { ChartTable } from '../../parts/chart-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Standing } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { nameOf, words } from '../../words/words.ts';
import { Categories } from '../now/legend.tsx';
import { CityMap } from '../now/map.tsx';

const HOURS = 48;
/** Stations of which the hours are loaded, a call each. */
const MOST = 60;

interface Hours {
  /** Ends of the hours, the oldest first. */
  readonly ends: readonly string[];
  /** By station and end of the hour. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, IndexRow>>;
}

async function loadHours(ids: readonly string[]): Promise<Hours> {
  const to = today();
  const asked = { of: 'stations', interval: 'hour', from: plusDays(to, -2), to } as const;
  const series = await each(ids, async (id) => [id, await loadIndices({ ...asked, id })] as const);
  const ends = [...new Set(series.flatMap(([, rows]) => rows.map((row) => row.to)))].sort();
  return {
    ends: ends.filter((end) => Date.parse(end) <= Date.now()).slice(-HOURS),
    rows: new Map(series.map(([id, rows]) => [id, new Map(rows.map((row) => [row.to, row]))])),
  };
}

interface AtHourProps {
  readonly stations: readonly LatestAir[];
  readonly hours: Hours;
  readonly categories: readonly Bound[];
}

/** A station as it stood at the end of an hour. */
function stationAt(station: LatestAir, row: IndexRow | undefined, categories: readonly Bound[]): LatestAir {
  const category = categories.find(({ level }) => level === row?.level);
  return { ...station, state: 'live', to: row?.to ?? null, aqi: row?.aqi ?? null, category };
}

function Shown({ stations, hours, categories }: AtHourProps) {
  const w = words.value;
  const last = hours.ends.length - 1;
  const [at, setAt] = useState(last);
  const end = hours.ends[Math.min(at, last)] ?? '';
  const shown = stations.map((each) => stationAt(each, hours.rows.get(each.id)?.get(end), categories));
  const rows = stations.flatMap(({ id }) => hours.rows.get(id)?.get(end) ?? []);
  const callOfStation = (id: string): string =>
    airCall({ of: 'stations', id, interval: 'hour', from: hourBefore(end), to: end });
  const move = (event: { readonly currentTarget: HTMLInputElement }): void =>
    setAt(Number(event.currentTarget.value));
  return (
    <>
      <label class="slider">
        {w.hourEnding} <b>{clockOf(end)}</b>
        <input
          type="range"
          min={0}
          max={last}
          value={Math.min(at, last)}
          onInput={move}
          aria-valuetext={clockOf(end)}
        />
      </label>
      <Standing rows={rows} />
      <CityMap stations={shown} sections={[]} inflows={new Map()} callOfStation={callOfStation} />
      <div class="legend">
        <Categories stations={shown} />
      </div>
      <ChartTable label={w.lastHours} head={[w.place, 'AQI', w.category]} class="hours">
        {shown.map(({ id, name, aqi, category }) => (
          <tr key={id} data-id={id}>
            <th scope="row">
              <a href={hrefTo(`/air/stations/${encodeURIComponent(id)}`)}>{nameOf(name)}</a>
            </th>
            <td>
              <Figure
                path={callOfStation(id)}
                label={`${nameOf(name)} ${clockOf(end)} AQI ${aqi ?? w.nothing}`}
              >
                <AqiBadge aqi={aqi} category={category} />
              </Figure>
            </td>
            <td>{category ? nameOf(category) : '—'}</td>
          </tr>
        ))}
      </ChartTable>
    </>
  );
}

/** The index of each station in the last two days, hour by hour. */
export function LastHours() {
  const w = words.value;
  const stations = useLoad('stations', loadLatestStations, ['aqi.hour']);
  const categories = useLoad('categories', loadCategories).value ?? [];
  const known = (stations.value ?? []).slice(0, MOST);
  const ids = known.map(({ id }) => id);
  const loaded = useLoad(`hours ${ids.join(' ')}`, () => loadHours(ids), ['aqi.hour']);
  return (
    <Panel id="hours" title={w.lastHours} about={w.lastHoursAbout}>
      <While of={stations}>
        {(all) => (
          <>
            {all.length > MOST && <p class="quiet">{w.firstStations(MOST, all.length)}</p>}
            <While of={loaded} isEmpty={(hours) => hours.ends.length === 0}>
              {(hours) => <Shown key={hours.ends.length} {...{ stations: known, hours, categories }} />}
            </While>
          </>
        )}
      </While>
    </Panel>
  );
}
