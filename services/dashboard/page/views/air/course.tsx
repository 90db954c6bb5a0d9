import { loadUnits } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { meansBy } from '../../core/mean.ts';
import { type AirRow, loadAir, type Of } from '../../core/series.ts';
import { dayOf, plusDays, today, weekdayOf } from '../../core/time.ts';
import { Bars, BarsTable } from '../../parts/bars.tsx';
import { Panel } from '../../parts/panel.tsx';
import { askedPollutant, POLLUTANTS, PollutantChoice } from '../../parts/pollutant.tsx';
import { While } from '../../parts/state.tsx';
import { labelOf, type Name, unitOf, words } from '../../words/words.ts';

const DAYS = 30;
const HOURS = Array.from({ length: 24 }, (_, at) => at + 1);

/** Carbon monoxide is in mg/m³, all others in µg/m³. */
const decimalsOf = (code: string): number => (code === 'co' ? 1 : 0);

/** The hour of the day that a row ends, 1 to 24. */
const hourOf = ({ to }: AirRow): number => Number(to.slice(11, 13)) || 24;

interface Shown {
  readonly rows: readonly AirRow[];
  readonly code: string;
  readonly quantity: string;
}

function ByHour({ rows, code, quantity }: Shown) {
  const w = words.value;
  const means = meansBy(rows, hourOf, ({ concentrations }) => concentrations[code]);
  const bars = HOURS.map((hour) => ({ label: String(hour), value: means.get(hour) }));
  const all = { label: `${w.byHour}: ${quantity}`, bars, decimals: decimalsOf(code) };
  return (
    <figure class="course-hours">
      <figcaption>{w.byHour}</figcaption>
      <Bars {...all} />
      <details>
        <summary>{w.seriesTable}</summary>
        <BarsTable {...all} head={[w.hourEnding, quantity]} />
      </details>
    </figure>
  );
}

function ByWeekday({ rows, code, quantity }: Shown) {
  const w = words.value;
  const means = meansBy(
    rows,
    ({ from }) => weekdayOf(dayOf(from)),
    ({ concentrations }) => concentrations[code],
  );
  const bars = w.weekdays.map((label, at) => ({ label, value: means.get(at) }));
  const all = { label: `${w.byWeekday}: ${quantity}`, bars, decimals: decimalsOf(code) };
  return (
    <figure class="course-weekdays">
      <figcaption>{w.byWeekday}</figcaption>
      <Bars {...all} />
      <details>
        <summary>{w.seriesTable}</summary>
        <BarsTable {...all} head={[w.weekday, quantity]} />
      </details>
    </figure>
  );
}

interface CourseProps {
  readonly of: Of;
  readonly id: string;
  readonly names: ReadonlyMap<string, Name>;
}

/** How a pollutant runs over the hours of the day and the days of the week: means of the hours of thirty days. */
export function Course({ of, id, names }: CourseProps) {
  const w = words.value;
  const code = askedPollutant();
  const to = plusDays(today(), -1);
  const from = plusDays(to, 1 - DAYS);
  const units = useLoad('units', loadUnits).value;
  const loaded = useLoad(`course ${of} ${id} ${from} ${to}`, () =>
    loadAir({ of, id, interval: 'hour', from, to }),
  );
  const quantity = `${labelOf(code, names)} ${unitOf(units?.get(code) ?? '')}`;
  return (
    <Panel
      id="course"
      title={w.course}
      about={w.courseAbout(from, to)}
      tools={<PollutantChoice label={w.course} of={POLLUTANTS} names={names} />}
    >
      <While of={loaded}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="quiet">{w.nothing}</p>
          ) : (
            <div class="courses">
              <ByHour {...{ rows, code, quantity }} />
              <ByWeekday {...{ rows, code, quantity }} />
            </div>
          )
        }
      </While>
    </Panel>
  );
}
