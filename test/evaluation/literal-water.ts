import type { Observation } from '@lanbi/model';
import { type Instant, instant, startOfDay } from '@lanbi/standards';

/** The mean and count of one item, worked out anew from the raw readings. */
export interface LiteralMean {
  readonly mean: number;
  readonly count: number;
}

export interface LiteralPeriod {
  readonly samples: number;
  readonly means: Readonly<Record<string, LiteralMean>>;
}

const HOUR = 3_600_000;
const CARRIED = ['codmn', 'nh3n', 'tp', 'tn'];
/** Every made reading has at most so many decimals, and one more for half of a limit. */
const THOUSANDTHS = 10_000;

interface Result {
  readonly item: string;
  readonly value: number;
}

function meanOf(item: string, values: readonly number[]): LiteralMean {
  const count = values.length;
  if (item === 'ph') {
    const ions = values.reduce((total, ph) => total + 10 ** -ph, 0) / count;
    return { mean: -Math.log10(ions), count };
  }
  const whole = values.reduce((total, value) => total + Math.round(value * THOUSANDTHS), 0);
  return { mean: whole / (THOUSANDTHS * count), count };
}

/** The full hour that an end is near; instants keep theirs. */
const timeOf = ({ to, period }: Observation): Instant =>
  period > 0 ? instant(Math.round(to / HOUR) * HOUR) : to;

/** One value of each item of one time: valid ones only, the shorter period, later station and nearer stamp win. */
function valuesAt(observations: readonly Observation[]): Map<string, number> {
  const values = new Map<string, number>();
  const distance = (each: Observation): number => Math.abs(each.to - timeOf(each));
  const order = observations.toSorted(
    (a, b) =>
      b.period - a.period ||
      (a.station < b.station ? -1 : a.station > b.station ? 1 : distance(b) - distance(a) || a.to - b.to),
  );
  for (const { readings } of order)
    for (const { parameter, value, invalid, flag } of readings)
      if (flag === 'L' && (!invalid || invalid === 'flag')) values.set(parameter, value / 2);
      else if (!invalid) values.set(parameter, value);
  return values;
}

/** The results of one day in words: all rows of the hourly items, of the others the last row of each four hours. */
export function literalDay(observations: readonly Observation[], day: Instant) {
  const own = observations.filter(
    (each) => startOfDay(each.period > 0 ? instant(timeOf(each) - 1) : each.to) === day,
  );
  const times = [...new Set(own.map(timeOf))].sort((a, b) => a - b);
  const results: Result[] = [];
  const slots = new Map<string, Result>();
  let samples = 0;
  for (const to of times) {
    const rows = own.filter((observation) => timeOf(observation) === to);
    const values = valuesAt(rows);
    if (values.size > 0) samples += 1;
    const instantSample = rows.every(({ period }) => period === 0);
    for (const [item, value] of values) {
      const hours = (to - day) / (4 * HOUR);
      const slot = instantSample ? Math.floor(hours) + 1 : Math.ceil(hours);
      if (CARRIED.includes(item)) slots.set(`${item} ${slot}`, { item, value });
      else results.push({ item, value });
    }
  }
  return { samples, results: [...results, ...slots.values()] };
}

/** A period out of its results. */
export function literalPeriod(days: readonly ReturnType<typeof literalDay>[]): LiteralPeriod {
  const results = days.flatMap((day) => day.results);
  const items = [...new Set(results.map(({ item }) => item))].sort();
  const means = items.map((item) => {
    const values = results.filter((result) => result.item === item).map(({ value }) => value);
    return [item, meanOf(item, values)] as const;
  });
  return {
    samples: days.reduce((total, day) => total + day.samples, 0),
    means: Object.fromEntries(means),
  };
}
