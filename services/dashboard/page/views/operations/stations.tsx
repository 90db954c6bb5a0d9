import { callOf } from '../../core/calls.ts';
import type { State } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { loadStations, type StationEntry } from '../../core/places.ts';
import { hrefTo } from '../../core/route.ts';
import { clockOf } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Age, stateText, While } from '../../parts/state.tsx';
import { nameOf, words } from '../../words/words.ts';
import { ops } from './words.ts';

const STATES: readonly State[] = ['live', 'late', 'silent', 'never-seen', 'out-of-service'];
const MEDIA = ['air', 'water'] as const;
const SHOWN = 100;

interface CountProps {
  readonly of: readonly StationEntry[];
  readonly medium: 'air' | 'water';
  readonly state: State;
}

function Count({ of, medium, state }: CountProps) {
  const count = of.filter((each) => each.medium === medium && each.staleness.state === state).length;
  return (
    <Figure path={callOf('stations')} label={`${ops.value.medium[medium]} ${stateText(state)} ${count}`}>
      {count}
    </Figure>
  );
}

function Counts({ stations }: { readonly stations: readonly StationEntry[] }) {
  const o = ops.value;
  const used = STATES.filter((state) => stations.some((each) => each.staleness.state === state));
  return (
    <table class="list">
      <thead>
        <tr>
          <td />
          {used.map((state) => (
            <th scope="col" key={state}>
              {stateText(state)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {MEDIA.map((medium) => (
          <tr key={medium} data-medium={medium}>
            <th scope="row">{o.medium[medium]}</th>
            {used.map((state) => (
              <td key={state} data-state={state}>
                <Count of={stations} medium={medium} state={state} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const pathOf = ({ id, medium, section }: StationEntry): string | undefined =>
  medium === 'air'
    ? `/air/stations/${encodeURIComponent(id)}`
    : section && `/water/sections/${encodeURIComponent(section)}`;

function Behind({ stations }: { readonly stations: readonly StationEntry[] }) {
  const w = words.value;
  const o = ops.value;
  const behind = stations
    .filter(({ staleness }) => staleness.state !== 'live' && staleness.state !== 'out-of-service')
    .toSorted((a, b) => a.staleness.since.localeCompare(b.staleness.since));
  if (behind.length === 0) return <p class="quiet">{o.allReport}</p>;
  return (
    <Scroll label={o.stations} tall>
      <table class="list stack behind">
        <thead>
          <tr>
            <th scope="col">{w.place}</th>
            <th scope="col">{w.state}</th>
            <th scope="col">{w.since}</th>
            <th scope="col">{o.lastSeen}</th>
          </tr>
        </thead>
        <tbody>
          {behind.slice(0, SHOWN).map((station) => {
            const path = pathOf(station);
            return (
              <tr key={station.id} data-id={station.id}>
                <th scope="row">
                  {path ? <a href={hrefTo(path)}>{nameOf(station.name)}</a> : nameOf(station.name)}{' '}
                  <small class="quiet">{station.id}</small>
                </th>
                <td class="warn">{stateText(station.staleness.state)}</td>
                <td data-label={w.since}>{clockOf(station.staleness.since)}</td>
                <td data-label={o.lastSeen}>
                  <Age time={station.lastSeen} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** How many stations report, and which do not. */
export function StationStates() {
  const o = ops.value;
  const loaded = useLoad('registered', loadStations, ['aqi.hour', 'class.sample', 'alert']);
  return (
    <Panel id="stations" title={o.stations} about={o.stationsAbout}>
      <While of={loaded} isEmpty={(stations) => stations.length === 0}>
        {(stations) => (
          <>
            <Counts stations={stations} />
            <Behind stations={stations} />
          </>
        )}
      </While>
    </Panel>
  );
}
