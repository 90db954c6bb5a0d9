import { callOf } from '../../core/calls.ts';
import { useLoad } from '../../core/load.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { labelOf, type Name, words } from '../../words/words.ts';
import { loadTrend } from './water-data.ts';

type Items = Awaited<ReturnType<typeof loadTrend>>['items'];

interface TrendTableProps {
  readonly id: string;
  readonly items: Items;
  readonly names: ReadonlyMap<string, Name>;
}

function TrendTable({ id, items, names }: TrendTableProps) {
  const w = words.value;
  const years = [...new Set(items.flatMap(({ values }) => Object.keys(values)))].sort();
  const path = callOf(`water/sections/${encodeURIComponent(id)}/trend`);
  return (
    <Scroll label={w.trend}>
      <table class="list trend">
        <thead>
          <tr>
            <th scope="col">{w.item}</th>
            {years.map((year) => (
              <th scope="col" key={year}>
                {year}
              </th>
            ))}
            <th scope="col">{w.coefficient}</th>
            <th scope="col">{w.critical}</th>
            <th scope="col">{w.trend}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ item, values, coefficient, critical, direction, reason }) => (
            <tr key={item} data-item={item}>
              <th scope="row">{labelOf(item, names)}</th>
              {years.map((year) => (
                <td key={year}>
                  <Figure path={path} label={`${labelOf(item, names)} ${year} ${values[year] ?? w.nothing}`}>
                    {values[year] ?? '—'}
                  </Figure>
                </td>
              ))}
              <td>
                <Figure
                  path={path}
                  label={`${labelOf(item, names)} ${w.coefficient} ${coefficient ?? w.nothing}`}
                >
                  {coefficient ?? '—'}
                </Figure>
              </td>
              <td>{critical ?? '—'}</td>
              <td>
                {direction === null ? <span class="quiet">{w.noTrend(reason)}</span> : w.trends[direction]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Whether the yearly means of a section rise or fall, by the test of the assessment. */
export function Trend({ id, names }: { readonly id: string; readonly names: ReadonlyMap<string, Name> }) {
  const w = words.value;
  const loaded = useLoad(`trend ${id}`, () => loadTrend(id), ['annotation']);
  return (
    <Panel id="trend" title={w.trendTitle} about={w.trendAbout}>
      <While of={loaded} isEmpty={({ items }) => items.length === 0} empty={w.noYears}>
        {({ items, assessment }) => (
          <>
            <p class="quiet">{assessment}</p>
            <TrendTable id={id} items={items} names={names} />
          </>
        )}
      </While>
    </Panel>
  );
}
