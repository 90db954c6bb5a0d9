import { type Annotation, duringDays, loadDust } from '../../core/annotated.ts';
import { airCall } from '../../core/calls.ts';
import { useLoad } from '../../core/load.ts';
import { hrefWith, param } from '../../core/route.ts';
import { type AirRow, loadAir, type Of } from '../../core/series.ts';
import { dayOf, daysInMonth, pad, today, weekdayOf } from '../../core/time.ts';
import { NoteList } from '../../parts/annotated.tsx';
import { AqiBadge } from '../../parts/badge.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Choice, Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Standing } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { marks } from '../../words/marks.ts';
import { standingText } from '../../words/standing.ts';
import { labelsOf, type Name, nameOf, words } from '../../words/words.ts';
import { askedEdition } from './edition.tsx';

interface CalendarProps {
  readonly of: Of;
  readonly id: string;
  readonly names: ReadonlyMap<string, Name>;
}
type Days = ReadonlyMap<string, AirRow>;

const NO_NOTES: readonly Annotation[] = [];

interface DayProps extends CalendarProps {
  /** Days of dust of the place. */
  readonly dust: readonly Annotation[];
  readonly day: string;
  readonly row: AirRow | undefined;
}

/** A day of the calendar: its number, or nothing; a click explains it. */
function Day({ of, id, day, row, names, dust }: DayProps) {
  const w = words.value;
  if (!row) return <span class="no-day" aria-hidden="true" />;
  const { category } = row;
  const primary = labelsOf(row.primary, names);
  const dusty = [...new Set(duringDays(dust, day, day).flatMap(({ pollutants = [] }) => pollutants))];
  const says = [
    day,
    // What is seen stands in what is heard as one text.
    `${row.aqi === null ? w.nothing : `AQI ${row.aqi}`}${dusty.length > 0 ? ` ${marks.value.dust}` : ''}`,
    category && nameOf(category),
    primary,
    standingText(row),
    dusty.length > 0 && `${marks.value.dustDays} ${labelsOf(dusty, names)}`,
  ];
  const text = says.filter(Boolean).join(' · ');
  return (
    <Figure
      path={airCall({ of, id, interval: 'day', from: day, to: day, edition: askedEdition() })}
      label={text}
      title={text}
    >
      <AqiBadge aqi={row.aqi} category={category} />
      {dusty.length > 0 && <small class="dusty"> {marks.value.dust}</small>}
    </Figure>
  );
}

interface MonthProps extends CalendarProps {
  readonly dust: readonly Annotation[];
  readonly year: number;
  readonly month: number;
  readonly days: Days;
}

function Month({ year, month, days, ...rest }: MonthProps) {
  const w = words.value;
  const count = daysInMonth(year, month);
  const first = weekdayOf(`${year}-${pad(month)}-01`);
  const weeks = Array.from({ length: Math.ceil((first + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => week * 7 + weekday - first + 1),
  );
  return (
    <table class="month">
      <caption class="hidden">{w.yearMonth(year, month)}</caption>
      <thead>
        <tr>
          {w.weekdays.map((day) => (
            <th scope="col" key={day}>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const date = `${year}-${pad(month)}-${pad(day)}`;
              return day < 1 || day > count ? (
                <td key={day} />
              ) : (
                <td key={day} class="day">
                  <span class="number">{day}</span>
                  <Day day={date} row={days.get(date)} {...rest} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
const DAYS = Array.from({ length: 31 }, (_, at) => at + 1);

function Year({ year, days, ...rest }: Omit<MonthProps, 'month'>) {
  const w = words.value;
  return (
    <Scroll label={`${w.calendar} ${year}`}>
      <table class="year">
        <caption class="hidden">{year}</caption>
        <thead>
          <tr>
            <td />
            {DAYS.map((day) => (
              <th scope="col" key={day}>
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MONTHS.map((month) => (
            <tr key={month}>
              <th scope="row">
                <a href={hrefWith({ calendar: `${year}-${pad(month)}` })}>{w.monthName(month)}</a>
              </th>
              {DAYS.map((day) => {
                const date = `${year}-${pad(month)}-${pad(day)}`;
                return (
                  <td key={day}>
                    {day <= daysInMonth(year, month) && <Day day={date} row={days.get(date)} {...rest} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The month or year of the address, else this month. */
function asked(): { readonly year: number; readonly month: number | undefined } {
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(param('calendar') ?? '') ?? [];
  const now = today();
  if (year === undefined) return { year: Number(now.slice(0, 4)), month: Number(now.slice(5, 7)) };
  return { year: Number(year), month: month === undefined ? undefined : Number(month) };
}

function neighbour(year: number, month: number | undefined, step: 1 | -1): string {
  if (month === undefined) return `${year + step}`;
  const at = year * 12 + month - 1 + step;
  return `${Math.floor(at / 12)}-${pad((at % 12) + 1)}`;
}

function Tools({ year, month }: ReturnType<typeof asked>) {
  const w = words.value;
  return (
    <div class="tools">
      <Choice
        label={w.calendar}
        options={[
          {
            text: w.month,
            href: hrefWith({ calendar: `${year}-${pad(month ?? 1)}` }),
            current: month !== undefined,
          },
          { text: w.year, href: hrefWith({ calendar: `${year}` }), current: month === undefined },
        ]}
      />
      <nav class="steps-to" aria-label={w.browse}>
        <a href={hrefWith({ calendar: neighbour(year, month, -1) })} aria-label={w.previous}>
          ‹
        </a>
        <b>{month === undefined ? year : w.yearMonth(year, month)}</b>
        <a href={hrefWith({ calendar: neighbour(year, month, 1) })} aria-label={w.next}>
          ›
        </a>
      </nav>
    </div>
  );
}

/** The daily index of a month or year, a number in each cell. */
export function Calendar({ of, id, names }: CalendarProps) {
  const w = words.value;
  const { year, month } = asked();
  const edition = askedEdition();
  const span = month === undefined ? `${year}` : `${year}-${pad(month)}`;
  const loaded = useLoad(
    `days ${of} ${id} ${span} ${edition}`,
    () => loadAir({ of, id, interval: 'day', from: span, to: span, edition }),
    [of === 'regions' ? 'region.aqi.day' : 'aqi.day'],
  );
  const loadedDust = useLoad(`dust ${of} ${id}`, () => loadDust(of, id), ['annotation']).value ?? NO_NOTES;
  const dust = duringDays(
    loadedDust,
    `${span}${month === undefined ? '-01' : ''}-01`,
    `${span}${month === undefined ? '-12' : ''}-31`,
  );
  return (
    <Panel
      id="calendar"
      title={w.calendar}
      about={w.calendarAbout}
      tools={<Tools year={year} month={month} />}
    >
      <While of={loaded}>
        {(rows) => {
          const days: Days = new Map(rows.map((row) => [dayOf(row.from), row]));
          const rest = { of, id, names, days, year, dust };
          return (
            <>
              {rows.every(({ aqi }) => aqi === null) && <p class="quiet">{w.nothing}</p>}
              {month === undefined ? <Year {...rest} /> : <Month {...rest} month={month} />}
              <Standing rows={rows} />
              <NoteList title={marks.value.dustDays} about={marks.value.dustAbout} of={dust} />
            </>
          );
        }}
      </While>
    </Panel>
  );
}
