import { type LatestAir, type LatestSection, loadLakes, loadNames, loadRivers } from '../../core/data.ts';
import { loadLatestRegions, loadLatestSections, loadLatestStations } from '../../core/latest.ts';
import { useLoad } from '../../core/load.ts';
import { Panel } from '../../parts/panel.tsx';
import { While } from '../../parts/state.tsx';
import { editionsText } from '../../words/editions.ts';
import { type Name, words } from '../../words/words.ts';
import { Firing } from './alerts.tsx';
import { Completeness } from './completeness.tsx';
import { Districts, editionsOf } from './districts.tsx';
import { Legend } from './legend.tsx';
import { CityMap } from './map.tsx';
import { Rivers } from './rivers.tsx';

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

const places = (
  regions: readonly LatestAir[],
  stations: readonly LatestAir[],
  sections: readonly LatestSection[],
): ReadonlyMap<string, Name> =>
  new Map([
    ...regions.map(({ id, name }) => [`region ${id}`, name] as const),
    ...stations.map(({ id, name }) => [`station ${id}`, name] as const),
    ...sections.map(({ id, name }) => [`section ${id}`, name] as const),
  ]);

const isEmpty = (all: readonly { readonly lastSeen: string | null }[]): boolean =>
  all.every(({ lastSeen }) => lastSeen === null);

/** The city in one screen. */
export function Now() {
  const w = words.value;
  const names = useLoad('names', loadNames).value ?? NO_NAMES;
  const regions = useLoad('regions', loadLatestRegions, ['region.aqi.hour']);
  const stations = useLoad('stations', loadLatestStations, ['aqi.hour']);
  const sections = useLoad('sections', loadLatestSections, ['class.sample']);
  const rivers = useLoad('rivers', loadRivers);
  const lakes = useLoad('lakes', loadLakes);
  const [air, around, water] = [stations.value ?? [], regions.value ?? [], sections.value ?? []];
  const inflows = new Map(
    (rivers.value ?? []).flatMap(({ id, inflowOf }) =>
      inflowOf === undefined ? [] : [[id, inflowOf] as const],
    ),
  );
  const known = stations.value !== undefined && sections.value !== undefined;
  return (
    <div class="now">
      <h1 class="hidden">{w.now}</h1>
      {known && isEmpty([...air, ...water]) && (
        <p class="notice" role="status">
          {w.emptyStore}
        </p>
      )}
      <Panel id="map" title={w.map} about={w.mapAbout}>
        <While of={stations}>{() => <CityMap stations={air} sections={water} inflows={inflows} />}</While>
        <Legend stations={air} sections={water} />
      </Panel>
      <Panel id="districts" title={w.districts} about={editionsText(editionsOf(around))}>
        <While of={regions}>{(all) => <Districts regions={all} names={names} />}</While>
      </Panel>
      <Panel id="alerts" title={w.alerts}>
        <Firing places={places(around, air, water)} air={new Set(air.map(({ id }) => id))} />
      </Panel>
      <Panel id="completeness" title={w.completeness}>
        <While of={stations}>{() => <Completeness regions={around} stations={air} sections={water} />}</While>
      </Panel>
      <Panel id="rivers" title={w.rivers} about={w.riversAbout}>
        <While of={sections}>
          {(all) => (
            <Rivers sections={all} rivers={rivers.value ?? []} lakes={lakes.value ?? []} names={names} />
          )}
        </While>
      </Panel>
    </div>
  );
}
