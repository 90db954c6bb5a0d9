import { sampleCall } from '../../core/calls.ts';
import { loadUnits } from '../../core/data.ts';
import type { ChartData } from '../../core/draw.ts';
import { useLoad } from '../../core/load.ts';
import { rankOf } from '../../core/rank.ts';
import { hrefWith, param } from '../../core/route.ts';
import { loadClasses, type WaterRow } from '../../core/series.ts';
import { clockOf, plusDays, today } from '../../core/time.ts';
import { Chart } from '../../parts/chart.tsx';
import { ChartTable } from '../../parts/chart-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Choice, Panel } from '../../parts/panel.tsx';
import { Standing } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { classText, labelOf, type Name, unitOf, words } from '../../words/words.ts';
import { limitsOf } from './limits.ts';
import type { Sample } from './water-data.ts';

const HOUR_MS = 3_600_000;
const DAY_RANGES = { '7d': 7, '30d': 30 } as const;
type Range = keyof typeof DAY_RANGES;

/** Of sections that are sampled at changing steps the usual one is among the longer ones. */
const USUAL_SHARE = 0.8;

/** Values in the order of time; a null where more than one and a half of the usual steps are missing. */
function pointsOf(rows: readonly WaterRow[], code: string): ChartData['points'] {
  const times = rows.map((row) => Date.parse(row.to));
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length * USUAL_SHARE)] ?? 4 * HOUR_MS;
  return rows.flatMap((row, at) => {
    const time = times[at] ?? 0;
    const before = times[at - 1];
    const gap = before !== undefined && time - before > usual * 1.5 ? [[before + usual, null] as const] : [];
    return [...gap, [time, row.items[code]?.value ?? null] as const];
  });
}

interface ItemSeriesProps {
  readonly id: string;
  readonly sample: Sample;
  readonly names: ReadonlyMap<string, Name>;
}

/** The samples of one item with the limit of the target. */
export function ItemSeries({ id, sample, names }: ItemSeriesProps) {
  const w = words.value;
  const codes = Object.keys(sample.items);
  const code = codes.find((each) => each === param('item')) ?? sample.determining?.[0] ?? codes[0] ?? '';
  const range: Range = param('range') === '30d' ? '30d' : '7d';
  const to = today();
  const from = plusDays(to, -DAY_RANGES[range]);
  const units = useLoad('units', loadUnits).value;
  const loaded = useLoad(`samples ${id} ${from} ${to}`, () => loadClasses(id, 'sample', from, to), [
    'class.sample',
  ]);
  const limit = limitsOf(sample).get(code)?.each[rankOf(sample.target) - 1];
  const limits =
    limit === undefined ? [] : [{ value: limit, text: `${w.target} ${sample.target}: ${limit}` }];
  const unit = unitOf(units?.get(code) ?? '');
  const ranges = [
    { text: w.last7d, href: hrefWith({ range: '7d' }), current: range === '7d' },
    { text: w.last30d, href: hrefWith({ range: '30d' }), current: range === '30d' },
  ];
  const items = codes.map((each) => ({
    text: labelOf(each, names),
    href: hrefWith({ item: each }),
    current: each === code,
  }));
  return (
    <Panel
      id="item"
      title={`${w.itemSeries}${w.colon}${labelOf(code, names)}`}
      about={w.spanAbout(from, to, w.itemSeriesAbout)}
      tools={<Choice label={w.range} options={ranges} />}
    >
      <Choice label={w.item} options={items} />
      <While of={loaded} isEmpty={(rows) => rows.length === 0}>
        {(rows) => (
          <>
            <Chart
              label={`${labelOf(code, names)} ${from} – ${to}`}
              data={{ unit, points: pointsOf(rows, code), limits }}
            />
            <Standing rows={rows} />
            <ChartTable
              label={w.itemSeries}
              head={[w.sampledAt, `${labelOf(code, names)} ${unit}`, w.waterClass]}
            >
              {rows.toReversed().map((row) => (
                <tr key={row.to}>
                  <th scope="row">{clockOf(row.to)}</th>
                  <td>
                    <Figure
                      path={sampleCall(id, row.to)}
                      label={`${labelOf(code, names)} ${clockOf(row.to)} ${row.items[code]?.value ?? w.nothing}`}
                    >
                      {row.items[code]?.value ?? '—'}
                    </Figure>
                  </td>
                  <td>{classText(row.items[code]?.class ?? '—')}</td>
                </tr>
              ))}
            </ChartTable>
          </>
        )}
      </While>
    </Panel>
  );
}
