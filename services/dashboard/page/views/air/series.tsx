import { airCall } from '../../core/calls.ts';
import type { ChartData } from '../../core/draw.ts';
import { loadCategories } from '../../core/latest.ts';
import { useLoad } from '../../core/load.ts';
import { hrefWith, param } from '../../core/route.ts';
import { type AirRow, loadAir, type Of } from '../../core/series.ts';
import { clockOf, dayOf, plusDays, today } from '../../core/time.ts';
import { Chart } from '../../parts/chart.tsx';
import { ChartTable } from '../../parts/chart-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Choice, Panel } from '../../parts/panel.tsx';
import { Standing } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { standingText } from '../../words/standing.ts';
import { labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import { categoryLimits } from './category-limits.ts';
import { askedEdition } from './edition.tsx';

const HOUR_MS = 3_600_000;
const RANGES = { '48h': 2, '7d': 7, '30d': 30 } as const;
type Range = keyof typeof RANGES;
type Interval = 'hour' | 'day';

/** Where a row stands on the axis: an hour at its end, a day at its date. */
const timeOfRow = ({ from, to }: AirRow, interval: Interval): string => (interval === 'hour' ? to : from);

/** A point an hour or day; null where there is no figure, so that the line breaks. */
function pointsOf(rows: readonly AirRow[], interval: Interval): ChartData['points'] {
  const stepMs = interval === 'hour' ? HOUR_MS : 24 * HOUR_MS;
  const values = new Map(rows.map((row) => [Date.parse(timeOfRow(row, interval)), row.aqi]));
  const times = [...values.keys()];
  if (times.length === 0) return [];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const count = Math.round((last - first) / stepMs) + 1;
  return Array.from({ length: count }, (_, at) => {
    const time = first + at * stepMs;
    return [time, values.get(time) ?? null] as const;
  });
}

interface RowsProps {
  readonly rows: readonly AirRow[];
  readonly names: ReadonlyMap<string, Name>;
  readonly interval: Interval;
  /** The call that a row is from. */
  readonly pathOf: (row: AirRow) => string;
}

function Rows({ rows, names, interval, pathOf }: RowsProps) {
  const w = words.value;
  const timeOf = (row: AirRow): string => (interval === 'hour' ? clockOf(row.to) : dayOf(row.from));
  return (
    <ChartTable label={w.series} head={[w.time, 'AQI', w.category, w.primary, w.state]}>
      {rows.toReversed().map((row) => (
        <tr key={row.to}>
          <th scope="row">{timeOf(row)}</th>
          <td>
            <Figure path={pathOf(row)} label={`${timeOf(row)} AQI ${row.aqi ?? w.nothing}`}>
              {row.aqi ?? '—'}
            </Figure>
          </td>
          <td>{row.category ? nameOf(row.category) : '—'}</td>
          <td>{labelsOf(row.primary, names) || w.none}</td>
          <td>
            {standingText(row)}
            {row.revision > 1 && ` · ${w.revision} ${row.revision}`}
          </td>
        </tr>
      ))}
    </ChartTable>
  );
}

interface SeriesProps {
  readonly of: Of;
  readonly id: string;
  readonly names: ReadonlyMap<string, Name>;
}

/** The index of the last hours or days as a line, with the bounds of the categories. */
export function Series({ of, id, names }: SeriesProps) {
  const w = words.value;
  const categories = useLoad('categories', loadCategories).value ?? [];
  const range: Range = (Object.keys(RANGES) as Range[]).find((each) => each === param('range')) ?? '48h';
  const interval: Interval = range === '30d' ? 'day' : 'hour';
  const edition = askedEdition();
  const to = today();
  const from = plusDays(to, -RANGES[range]);
  const kind = `${of === 'regions' ? 'region.' : ''}aqi.${interval}`;
  const loaded = useLoad(
    `series ${of} ${id} ${interval} ${from} ${to} ${edition}`,
    () => loadAir({ of, id, interval, from, to, edition }),
    [kind],
  );
  const pathOf = (row: AirRow): string =>
    interval === 'hour'
      ? airCall({ of, id, interval, from: row.from, to: row.to, edition })
      : airCall({ of, id, interval, from: dayOf(row.from), to: dayOf(row.from), edition });
  const texts: Readonly<Record<Range, string>> = { '48h': w.last48h, '7d': w.last7d, '30d': w.last30d };
  const options = (Object.keys(RANGES) as Range[]).map((each) => ({
    text: texts[each],
    href: hrefWith({ range: each }),
    current: each === range,
  }));
  return (
    <Panel
      id="series"
      title={w.series}
      about={w.spanAbout(from, to, w.seriesAbout)}
      tools={<Choice label={w.range} options={options} />}
    >
      <While of={loaded} isEmpty={(rows) => rows.length === 0}>
        {(rows) => (
          <>
            <Chart
              label={`${w.series} ${dayOf(from)} – ${to}`}
              data={{
                unit: 'AQI',
                points: pointsOf(rows, interval),
                limits: categoryLimits(categories),
              }}
            />
            <Standing rows={rows} />
            <Rows rows={rows} names={names} interval={interval} pathOf={pathOf} />
          </>
        )}
      </While>
    </Panel>
  );
}
