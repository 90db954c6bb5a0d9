import { latestAirCall } from '../../core/calls.ts';
import type { LatestAir } from '../../core/data.ts';
import { hrefTo } from '../../core/route.ts';
import { AqiBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Age, Marks } from '../../parts/state.tsx';
import { labelsOf, type Name, nameOf, words } from '../../words/words.ts';

interface DistrictsProps {
  readonly regions: readonly LatestAir[];
  readonly names: ReadonlyMap<string, Name>;
}

const KINDS = ['city'];
/** Cities first, then from the highest index to those without one. */
const byIndex = (a: LatestAir, b: LatestAir): number =>
  Number(KINDS.includes(b.kind)) - Number(KINDS.includes(a.kind)) ||
  (b.aqi ?? -1) - (a.aqi ?? -1) ||
  a.id.localeCompare(b.id);

/** The editions that some figures are under, each once. */
export const editionsOf = (of: readonly Pick<LatestAir, 'edition'>[]): string[] => [
  ...new Set(of.flatMap(({ edition }) => edition ?? [])),
];

/** The latest hourly index of each district, with its pollutant and age. */
export function Districts({ regions, names }: DistrictsProps) {
  const w = words.value;
  const shown = regions.filter(({ state, aqi }) => aqi !== null || state !== 'never-seen').toSorted(byIndex);
  if (shown.length === 0) return <p class="quiet">{w.nothing}</p>;
  const editions = editionsOf(shown);
  // Said once above the table, as long as all are under one.
  const common = editions.length === 1 ? editions[0] : undefined;
  return (
    <Scroll label={w.districts}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{w.place}</th>
            <th scope="col">AQI</th>
            <th scope="col">{w.category}</th>
            <th scope="col">{w.primary}</th>
            <th scope="col">{w.age}</th>
            <th scope="col">{w.state}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((region) => (
            <tr key={region.id} class={region.kind} data-id={region.id}>
              <th scope="row">
                <a href={hrefTo(`/air/regions/${encodeURIComponent(region.id)}`)}>{nameOf(region.name)}</a>
              </th>
              <td>
                <Figure
                  path={latestAirCall('regions', region.id)}
                  label={`${nameOf(region.name)} AQI ${region.aqi ?? w.nothing}`}
                >
                  <AqiBadge aqi={region.aqi} category={region.category} />
                </Figure>
              </td>
              <td>{region.category ? nameOf(region.category) : '—'}</td>
              <td>{region.aqi === null ? '—' : labelsOf(region.primary, names) || w.none}</td>
              <td>
                <Age time={region.to} />
              </td>
              <td>
                <Marks of={common === undefined ? region : { ...region, edition: undefined }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
