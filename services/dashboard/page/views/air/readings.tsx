import { observedCall } from '../../core/calls.ts';
import { loadUnits } from '../../core/data.ts';
import type { ChartData, Point } from '../../core/draw.ts';
import { useLoad } from '../../core/load.ts';
import { loadObserved, type Observed } from '../../core/observed.ts';
import { clockOf, hourBefore, plusDays, today } from '../../core/time.ts';
import { Chart } from '../../parts/chart.tsx';
import { ChartTable } from '../../parts/chart-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { askedPollutant, PollutantChoice } from '../../parts/pollutant.tsx';
import { StandingOfDays } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { labelOf, type Name, unitOf, words } from '../../words/words.ts';

const DAYS = 3;
const HOUR_MS = 3_600_000;

/** Values of the hour, in the order of time; what is invalid is a gap, and so is an hour without a value. */
function pointsOf(rows: readonly Observed[]): ChartData['points'] {
  return rows.flatMap(({ to, value, invalid, suspect, revision }, at): Point[] => {
    const time = Date.parse(to);
    const before = rows[at - 1];
    const gap = before && time - Date.parse(before.to) > 1.5 * HOUR_MS;
    const mark = suspect.length > 0 ? 'suspect' : revision > 1 ? 'corrected' : undefined;
    const point: Point = [time, invalid === undefined ? value : null, mark];
    return gap ? [[time - HOUR_MS, null], point] : [point];
  });
}

function marksOf({ suspect, invalid, revision }: Observed): string {
  const w = words.value;
  const rule = (name: string): string => w.suspectRules[name as keyof typeof w.suspectRules] ?? name;
  return [
    ...suspect.map((each) => `▲ ${w.suspect}${w.colon}${rule(each)}`),
    ...(invalid === undefined ? [] : [`${w.invalid}${w.colon}${invalid}`]),
    ...(revision > 1 ? [`◆ ${w.corrected} (${w.revision} ${revision})`] : []),
  ].join(w.semicolon);
}

interface RowsProps {
  readonly rows: readonly Observed[];
  readonly quantity: string;
  /** The call that a row is from. */
  readonly pathOf: (row: Observed) => string;
}

function Rows({ rows, quantity, pathOf }: RowsProps) {
  const w = words.value;
  return (
    <ChartTable label={w.readings} head={[w.time, quantity, w.state]}>
      {rows.toReversed().map((row) => (
        <tr key={row.to}>
          <th scope="row">{clockOf(row.to)}</th>
          <td>
            <Figure path={pathOf(row)} label={`${clockOf(row.to)} ${quantity} ${row.value ?? w.nothing}`}>
              {row.value ?? '—'}
            </Figure>
          </td>
          <td>{marksOf(row)}</td>
        </tr>
      ))}
    </ChartTable>
  );
}

interface ReadingsProps {
  readonly id: string;
  readonly parameters: readonly string[];
  readonly names: ReadonlyMap<string, Name>;
}

/** What a station sent of one pollutant, with what is suspect and what was corrected. */
export function Readings({ id, parameters, names }: ReadingsProps) {
  const w = words.value;
  const code = askedPollutant(parameters);
  const to = today();
  const from = plusDays(to, -DAYS);
  const units = useLoad('units', loadUnits).value;
  const loaded = useLoad(
    `readings ${id} ${code} ${from} ${to}`,
    async () => (await loadObserved(id, code, 'raw', from, to)).filter(({ period }) => period === 3600),
    ['aqi.hour'],
  );
  const pathOf = (row: Observed): string =>
    observedCall(id, { parameter: code, interval: 'raw', from: hourBefore(row.to), to: row.to });
  const unit = unitOf(units?.get(code) ?? '');
  const quantity = `${labelOf(code, names)} ${unit}`;
  return (
    <Panel
      id="readings"
      title={`${w.readings}${w.colon}${labelOf(code, names)}`}
      about={w.readingsAbout}
      tools={<PollutantChoice label={w.readings} of={parameters} names={names} />}
    >
      <While of={loaded} isEmpty={(rows) => rows.length === 0}>
        {(rows) => (
          <>
            <Chart
              label={`${w.readings} ${quantity} ${from} – ${to}`}
              data={{ unit, points: pointsOf(rows), limits: [] }}
            />
            <p class="quiet">
              {w.suspectOf(rows.filter(({ suspect }) => suspect.length > 0).length, rows.length)}
            </p>
            <StandingOfDays of="stations" {...{ id, from, to }} />
            <Rows rows={rows} quantity={quantity} pathOf={pathOf} />
          </>
        )}
      </While>
    </Panel>
  );
}
