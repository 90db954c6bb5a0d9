import { useLoad } from '../../core/load.ts';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { labelOf, type Name, words } from '../../words/words.ts';
import { loadTrend } from './water-data.ts';

type Items = Awaited<ReturnType<typeof loadTrend>>['items'];

interface TrendTableProps {
  readonly items: Items;
  readonly names: ReadonlyMap<string, Name>;
}

function TrendTable({ items, names }: TrendTableProps) {
  const w = words.value;
  const years = [...new Set(items.flatMap(({ values }) => Object.keys(values)))].sort();
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
                <td key={year}>{values[year] ?? '—'}</td>
              ))}
              <td>{coefficient ?? '—'}</td>
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
  const loaded = useLoad(`trend ${id}`, () => loadTrend(id));
  return (
    <Panel id="trend" title={w.trendTitle} about={w.trendAbout}>
      <While of={loaded}>
        {({ items, assessment }) =>
          items.length === 0 ? (
            <p class="quiet">{w.noYears}</p>
          ) : (
            <>
              <p class="quiet">{assessment}</p>
              <TrendTable items={items} names={names} />
            </>
          )
        }
      </While>
    </Panel>
  );
}
