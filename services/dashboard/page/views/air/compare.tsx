import { colourOf, css } from '../../core/colour.ts';
import type { Bound } from '../../core/data.ts';
import { loadCategories, loadLatestRegions, loadLatestStations } from '../../core/latest.ts';
import { useLoad } from '../../core/load.ts';
import { meanOf } from '../../core/mean.ts';
import { go, hrefTo, hrefWith, param } from '../../core/route.ts';
import { type AirRow, loadAir, type Of } from '../../core/series.ts';
import { dayOf, plusDays, today } from '../../core/time.ts';
import { Chart } from '../../parts/chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { type Name, nameOf, words } from '../../words/words.ts';

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

function Fields({
  places,
  days,
  from,
  other,
}: {
  places: readonly Place[];
  days: number;
  from: string;
  other: string;
}) {
  const w = words.value;
  const set = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const text = (name: string): string | undefined => String(data.get(name) ?? '') || undefined;
    go(
      hrefWith({ a: text('a'), b: text('b'), from: text('from'), other: text('other'), days: text('days') }),
    );
  };
  const choose = (name: 'a' | 'b', label: string) => (
    <label>
      {label}
      <select name={name} value={param(name) ?? places[0]?.key}>
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
      {choose('a', `${w.place} A`)}
      <label>
        A {w.from}
        <input type="date" name="from" defaultValue={from} key={from} />
      </label>
      {choose('b', `${w.place} B`)}
      <label>
        B {w.from}
        <input type="date" name="other" defaultValue={other} key={other} />
      </label>
      <label>
        {w.days}
        <input type="number" name="days" min={1} max={MOST_DAYS} defaultValue={String(days)} key={days} />
      </label>
    </form>
  );
}

const limitsOf = (categories: readonly Bound[]) =>
  categories.flatMap(({ upTo, rgb, level, ...name }) => {
    const colour = colourOf(rgb, level);
    return upTo === null
      ? []
      : [{ value: upTo, text: `${nameOf(name)} ≤ ${upTo}`, ...(colour && { colour: css(colour) }) }];
  });

interface ResultProps extends Both {
  readonly days: number;
  readonly from: string;
  readonly other: string;
  readonly names: readonly [string, string];
  readonly categories: readonly Bound[];
}

function Result({ a, b, days, from, other, names, categories }: ResultProps) {
  const w = words.value;
  const numbers = Array.from({ length: days }, (_, at) => at);
  const points = (of: ReadonlyMap<number, AirRow>) =>
    numbers.map(
      (at) => [Date.parse(`${plusDays(from, at)}T00:00:00+08:00`), of.get(at)?.aqi ?? null] as const,
    );
  const means = [a, b].map((of) => meanOf(numbers.map((at) => of.get(at)?.aqi)));
  const shown = (value: number | undefined): string => (value === undefined ? '—' : value.toFixed(1));
  const good = [a, b].map((of) => [...of.values()].filter(({ aqi }) => aqi !== null && aqi <= 100).length);
  const valid = [a, b].map((of) => [...of.values()].filter(({ aqi }) => aqi !== null).length);
  return (
    <>
      <Chart
        label={`${w.compare}: ${names.join(' / ')}`}
        data={{
          unit: 'AQI',
          name: `A ${names[0]}`,
          points: points(a),
          other: { name: `B ${names[1]}`, points: points(b) },
          limits: limitsOf(categories),
        }}
      />
      <p class="quiet">{w.compareLines(names[0], names[1])}</p>
      <Scroll label={w.compare} tall>
        <table class="list compare">
          <thead>
            <tr>
              <th scope="col">A</th>
              <th scope="col">{names[0]}</th>
              <th scope="col">B</th>
              <th scope="col">{names[1]}</th>
              <th scope="col">A − B</th>
            </tr>
          </thead>
          <tbody>
            {numbers.map((at) => {
              const [x, y] = [a.get(at)?.aqi ?? null, b.get(at)?.aqi ?? null];
              return (
                <tr key={at}>
                  <th scope="row">{plusDays(from, at)}</th>
                  <td>{x ?? '—'}</td>
                  <td>{plusDays(other, at)}</td>
                  <td>{y ?? '—'}</td>
                  <td>{x === null || y === null ? '—' : x - y}</td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{w.mean}</th>
              <td>{shown(means[0])}</td>
              <td />
              <td>{shown(means[1])}</td>
              <td />
            </tr>
            <tr>
              <th scope="row">{w.goodDays}</th>
              <td>{w.goodDaysOf(good[0] ?? 0, valid[0] ?? 0)}</td>
              <td />
              <td>{w.goodDaysOf(good[1] ?? 0, valid[1] ?? 0)}</td>
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
  const other = dateIn('other', from);
  const first = places.value?.[0]?.key ?? '';
  const [a, b] = [sideOf('a', first, from), sideOf('b', first, other)];
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
        <p>
          <a href={hrefTo('/air')}>{w.backTo(w.ranking)}</a>
        </p>
        <While of={places}>
          {(all) => (
            <>
              <Fields places={all} days={days} from={from} other={other} />
              <While of={loaded}>
                {(both) => (
                  <Result {...both} {...{ days, from, other, categories }} names={[nameAt(a), nameAt(b)]} />
                )}
              </While>
            </>
          )}
        </While>
      </Panel>
    </>
  );
}
