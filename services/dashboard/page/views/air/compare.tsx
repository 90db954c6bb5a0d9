import { airCall } from '../../core/calls.ts';
import type { Bound } from '../../core/data.ts';
import { loadCategories, loadLatestRegions, loadLatestStations } from '../../core/latest.ts';
import { useLoad } from '../../core/load.ts';
import { meanOf } from '../../core/mean.ts';
import { go, hrefTo, hrefWith, param } from '../../core/route.ts';
import { type AirRow, loadAir, type Of } from '../../core/series.ts';
import { dayOf, plusDays, today } from '../../core/time.ts';
import { Chart } from '../../parts/chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Standing } from '../../parts/standing.tsx';
import { While } from '../../parts/state.tsx';
import { type Name, nameOf, words } from '../../words/words.ts';
import { categoryLimits } from './category-limits.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

interface Side {
  readonly of: Of;
  readonly id: string;
  /** First day. */
  readonly from: string;
}
interface Place {
  /** `regions/baoding`, as it stands in the address. */
  readonly key: string;
  readonly name: Name;
}

const loadPlaces = async (): Promise<readonly Place[]> => [
  ...(await loadLatestRegions()).map(({ id, name }) => ({ key: `regions/${id}`, name })),
  ...(await loadLatestStations()).map(({ id, name }) => ({ key: `stations/${id}`, name })),
];

function sideOf(name: 'a' | 'b', other: string, from: string): Side | undefined {
  const [, of, id] = /^(regions|stations)\/(.+)$/.exec(param(name) ?? other) ?? [];
  return of === undefined || id === undefined ? undefined : { of: of as Of, id, from };
}

const dateIn = (name: string, otherwise: string): string => {
  const text = param(name);
  return text !== undefined && DATE.test(text) ? text : otherwise;
};

/** The same date of the year before. */
const yearBefore = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

/** Days that are compared, 1 to 366. */
function askedDays(): number {
  const days = Number(param('days') ?? 30);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : 30;
}

const loadSide = ({ of, id, from }: Side, days: number): Promise<AirRow[]> =>
  loadAir({ of, id, interval: 'day', from, to: plusDays(from, days - 1) });

/** The row of each day of a side by the number of the day, from 0. */
const byNumber = (rows: readonly AirRow[], from: string): ReadonlyMap<number, AirRow> =>
  new Map(rows.map((row) => [Math.round((Date.parse(dayOf(row.from)) - Date.parse(from)) / DAY_MS), row]));

interface Both {
  readonly a: ReadonlyMap<number, AirRow>;
  readonly b: ReadonlyMap<number, AirRow>;
}

interface FieldsProps {
  readonly places: readonly Place[];
  readonly days: number;
  readonly from: string;
  readonly other: string;
}

function Fields({ places, days, from, other }: FieldsProps) {
  const a = param('a') ?? places[0]?.key;
  const b = param('b') ?? a;
  const w = words.value;
  const set = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const text = (name: string): string | undefined => String(data.get(name) ?? '') || undefined;
    go(
      hrefWith({ a: text('a'), b: text('b'), from: text('from'), other: text('other'), days: text('days') }),
    );
  };
  const choose = (name: 'a' | 'b', label: string, chosen: string | undefined) => (
    <label>
      {label}
      <select name={name} value={chosen}>
        {places.map(({ key, name: place }) => (
          <option key={key} value={key}>
            {nameOf(place)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      class="choose"
      onSubmit={(event) => event.preventDefault()}
      onChange={(event) => set(event.currentTarget as HTMLFormElement)}
    >
      {choose('a', `${w.place} A`, a)}
      <label>
        {w.firstDayOf('A')}
        <input type="date" name="from" defaultValue={from} key={from} />
      </label>
      {choose('b', `${w.place} B`, b)}
      <label>
        {w.firstDayOf('B')}
        <input type="date" name="other" defaultValue={other} key={other} />
      </label>
      <label>
        {w.days}
        <input type="number" name="days" min={1} max={MOST_DAYS} defaultValue={String(days)} key={days} />
      </label>
    </form>
  );
}

/** A difference with its sign. */
const signed = (value: number): string => `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value)}`;

interface ResultProps extends Both {
  readonly sides: readonly [Side, Side];
  readonly days: number;
  readonly names: readonly [string, string];
  readonly categories: readonly Bound[];
}

/** The index of one day of a side. */
function DayCell({
  side,
  at,
  row,
}: {
  readonly side: Side;
  readonly at: number;
  readonly row: AirRow | undefined;
}) {
  const day = plusDays(side.from, at);
  const aqi = row?.aqi ?? null;
  return (
    <td>
      <Figure
        path={airCall({ of: side.of, id: side.id, interval: 'day', from: day, to: day })}
        label={`${day} AQI ${aqi ?? words.value.nothing}`}
      >
        {aqi ?? '—'}
      </Figure>
    </td>
  );
}

/** The call of all days of a side, which its mean and its good days are from. */
const callOfSide = ({ of, id, from }: Side, days: number): string =>
  airCall({ of, id, interval: 'day', from, to: plusDays(from, days - 1) });

function Result({ a, b, sides, days, names, categories }: ResultProps) {
  const w = words.value;
  const [{ from }, { from: other }] = sides;
  const numbers = Array.from({ length: days }, (_, at) => at);
  const points = (of: ReadonlyMap<number, AirRow>) =>
    numbers.map(
      (at) => [Date.parse(`${plusDays(from, at)}T00:00:00+08:00`), of.get(at)?.aqi ?? null] as const,
    );
  const means = [a, b].map((of) => meanOf(numbers.map((at) => of.get(at)?.aqi)));
  const shown = (value: number | undefined): string => (value === undefined ? '—' : value.toFixed(1));
  const good = [a, b].map((of) => [...of.values()].filter(({ aqi }) => aqi !== null && aqi <= 100).length);
  const valid = [a, b].map((of) => [...of.values()].filter(({ aqi }) => aqi !== null).length);
  const lines = sides.map((side, at) => w.fromDay(names[at] ?? '', side.from)) as [string, string];
  const whole = (at: 0 | 1, text: string) => (
    <td>
      <Figure path={callOfSide(sides[at], days)} label={`${names[at]} ${text}`}>
        {text}
      </Figure>
    </td>
  );
  return (
    <>
      <Chart
        label={`${w.compare}: ${names.join(' / ')}`}
        data={{
          unit: 'AQI',
          name: `A ${names[0]}`,
          points: points(a),
          other: { name: `B ${names[1]}`, points: points(b) },
          limits: categoryLimits(categories),
        }}
      />
      <p class="quiet">{w.compareLines(...lines)}</p>
      <Standing rows={[...a.values(), ...b.values()]} />
      <Scroll label={w.compare} tall>
        <table class="list compare">
          <thead>
            <tr>
              <th scope="col">{w.day} A</th>
              <th scope="col">A · {names[0]}</th>
              <th scope="col">{w.day} B</th>
              <th scope="col">B · {names[1]}</th>
              <th scope="col">A − B</th>
            </tr>
          </thead>
          <tbody>
            {numbers.map((at) => {
              const [x, y] = [a.get(at)?.aqi ?? null, b.get(at)?.aqi ?? null];
              return (
                <tr key={at}>
                  <th scope="row">{plusDays(from, at)}</th>
                  <DayCell side={sides[0]} at={at} row={a.get(at)} />
                  <td>{plusDays(other, at)}</td>
                  <DayCell side={sides[1]} at={at} row={b.get(at)} />
                  <td class="difference">{x === null || y === null ? '—' : signed(x - y)}</td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{w.mean}</th>
              {whole(0, shown(means[0]))}
              <td />
              {whole(1, shown(means[1]))}
              <td />
            </tr>
            <tr>
              <th scope="row">{w.goodDays}</th>
              {whole(0, w.goodDaysOf(good[0] ?? 0, valid[0] ?? 0))}
              <td />
              {whole(1, w.goodDaysOf(good[1] ?? 0, valid[1] ?? 0))}
              <td />
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </>
  );
}

/** Two places over the same days, or one place over the days of two periods, day beside day. */
export function Compare() {
  const w = words.value;
  const places = useLoad('places', loadPlaces);
  const categories = useLoad('categories', loadCategories).value ?? [];
  const days = askedDays();
  const from = dateIn('from', plusDays(today(), -days));
  // One place against itself a year earlier, until somebody chooses.
  const other = dateIn('other', param('b') === undefined ? yearBefore(from) : from);
  const first = places.value?.[0]?.key ?? '';
  const [a, b] = [sideOf('a', first, from), sideOf('b', param('a') ?? first, other)];
  const loaded = useLoad(
    `compare ${a?.of} ${a?.id} ${from} ${b?.of} ${b?.id} ${other} ${days}`,
    async (): Promise<Both> => ({
      a: byNumber(a ? await loadSide(a, days) : [], from),
      b: byNumber(b ? await loadSide(b, days) : [], other),
    }),
    ['aqi.day', 'region.aqi.day'],
  );
  const nameAt = (side: Side | undefined): string => {
    const found = places.value?.find(({ key }) => key === `${side?.of}/${side?.id}`);
    return found ? nameOf(found.name) : (side?.id ?? '');
  };
  return (
    <>
      <h1 class="hidden">{w.compare}</h1>
      <Panel id="compare" title={w.compare} about={w.compareAbout}>
        <p class="back">
          <a href={hrefTo('/air')}>{w.backTo(w.ranking)}</a>
        </p>
        <While of={places}>
          {(all) => (
            <>
              <Fields places={all} days={days} from={from} other={other} />
              <While of={loaded}>
                {(both) =>
                  a &&
                  b && (
                    <Result
                      {...both}
                      {...{ days, categories }}
                      sides={[a, b]}
                      names={[nameAt(a), nameAt(b)]}
                    />
                  )
                }
              </While>
            </>
          )}
        </While>
      </Panel>
    </>
  );
}
