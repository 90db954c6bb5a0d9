import { airCall } from '../../core/calls.ts';
import { meanOf } from '../../core/mean.ts';
import type { AirRow } from '../../core/series.ts';
import { plusDays } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { words } from '../../words/words.ts';
import { type Both, callOfSide, type Side } from './compared.ts';

/** A difference with its sign. */
const signed = (value: number): string => `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value)}`;

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

export interface ComparedProps extends Both {
  readonly sides: readonly [Side, Side];
  readonly days: number;
  readonly names: readonly [string, string];
}

const numbersOf = (days: number): readonly number[] => Array.from({ length: days }, (_, at) => at);

/** Mean and good days of each side. */
function Sums({ a, b, sides, days, names }: ComparedProps) {
  const w = words.value;
  const means = [a, b].map((of) => meanOf(numbersOf(days).map((at) => of.get(at)?.aqi)));
  const shown = (value: number | undefined): string => (value === undefined ? '—' : value.toFixed(1));
  const good = [a, b].map((of) => [...of.values()].filter(({ aqi }) => aqi !== null && aqi <= 100).length);
  const valid = [a, b].map((of) => [...of.values()].filter(({ aqi }) => aqi !== null).length);
  const whole = (at: 0 | 1, text: string) => (
    <td>
      <Figure path={callOfSide(sides[at], days)} label={`${names[at]} ${text}`}>
        {text}
      </Figure>
    </td>
  );
  return (
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
  );
}

/** The days of both sides beside each other, with their differences. */
export function ComparedDays({ a, b, sides, days, names }: ComparedProps) {
  const w = words.value;
  const [{ from }, { from: other }] = sides;
  return (
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
          {numbersOf(days).map((at) => {
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
        <Sums {...{ a, b, sides, days, names }} />
      </table>
    </Scroll>
  );
}
