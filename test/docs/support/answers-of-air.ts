import { instant } from '@lanbi/standards';
import { expect } from 'vitest';
import { type AskedApi, apiOver } from '../../support/api.ts';
import {
  dailyAqi,
  dailyAqi2026,
  dateOfHour,
  daysOf,
  endText,
  firstHour,
  hourEnding,
  hourlyAqi,
  hourOfDay,
  isWholeMonth,
  LIMITS_2026,
  mean,
  monthsOf,
  type PlainAir,
  type PlainPeriod,
  type PlainWind,
  POLLUTANTS,
  type Pollutant,
  period,
  regionDay,
  regionHour,
  type Six,
  sixOf,
  stationDay,
  stationHour,
} from '../../support/plain-air.ts';
import { type PublishedYears, publishedYears } from '../../support/published-years.ts';
import { type Answer, near, two } from './answers.ts';

let years: PublishedYears;
let air: PlainAir;
let city: readonly string[];

/** Days of the city and of single stations are asked for often. */
const known = new Map<string, Six>();
function dayOf(place: string, date: string): Six {
  const key = `${place} ${date}`;
  const found =
    known.get(key) ??
    sixOf((of) => {
      if (place === 'beijing') return regionDay(air, city, of, date);
      const district = years.districts.get(place);
      return district ? regionDay(air, district, of, date) : stationDay(air, place, of, date);
    });
  known.set(key, found);
  return found;
}

const hasDay = (six: Six): boolean => POLLUTANTS.some((of) => six[of] !== null);
const periodOf = (
  place: string,
  text: string,
  limits?: typeof LIMITS_2026,
  aqiOf?: typeof dailyAqi,
): PlainPeriod =>
  period(
    daysOf(text).map((date) => dayOf(place, date)),
    limits,
    aqiOf,
  );

const hoursOfYear = (year: string): number[] => {
  const [first, end] = [firstHour(`${year}-01-01`), firstHour(`${Number(year) + 1}-01-01`)];
  return Array.from({ length: end - first }, (_, at) => first + at);
};
const citySix = (hour: number): Six => sixOf((of) => regionHour(air, city, of, hour));
const stationSix = (station: string, hour: number): Six => sixOf((of) => stationHour(air, station, of, hour));
const cityPm = (hour: number): number | null => regionHour(air, city, 'pm2_5', hour);

/** Of the hours of a year: each hour, weekday from Monday, or season with the hour. */
function profile(group: (hour: number) => string, value: (hour: number) => number | null) {
  const groups = new Map<string, number[]>();
  for (const hour of hoursOfYear('2016')) {
    const [own, number] = [group(hour), value(hour)];
    const values = groups.get(own) ?? [];
    groups.set(own, values);
    if (number !== null) values.push(number);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Half of the interval with the normal quantile; with so many values Student's differs in the third digit. */
const halfOf = (values: readonly number[]): number => {
  const own = mean(values);
  const variance = values.reduce((sum, each) => sum + (each - own) ** 2, 0) / (values.length - 1);
  return 1.96 * Math.sqrt(variance / values.length);
};

const weekdayOf = (hour: number): string =>
  String(((new Date(`${dateOfHour(hour)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);
const SEASONS = [
  'winter',
  'winter',
  'spring',
  'spring',
  'spring',
  'summer',
  'summer',
  'summer',
  'autumn',
  'autumn',
  'autumn',
  'winter',
];
const seasonOf = (hour: number): string => SEASONS[Number(dateOfHour(hour).slice(5, 7)) - 1] ?? '';

function longestRun(): { from: string; to: string; length: number } {
  let [best, begin] = [{ from: '', to: '', length: 0 }, ''];
  let length = 0;
  for (const date of daysOf('2016')) {
    length = (dayOf('beijing', date).pm2_5 ?? 0) > 75 ? length + 1 : 0;
    if (length === 1) begin = date;
    if (length > best.length)
      best = {
        from: `${begin}T00:00:00+08:00`,
        to: endText(firstHour(date) + 23),
        length,
      };
  }
  return best;
}

/** Places by index; equal indices share one, and a region without enough days comes last and has none. */
function ranking(month: string) {
  const all = [...years.districts.keys()].map((region) => ({ region, ...periodOf(region, month) }));
  const whole = all.filter((each) => isWholeMonth(month, each));
  const ranked = whole.map(({ region, index }) => {
    const rank = 1 + whole.filter((other) => other.index < index).length;
    return { rank, period: month, region, index: near(index) };
  });
  const others = all.filter((each) => !whole.includes(each));
  return [
    ...ranked.sort((a, b) => a.rank - b.rank || (a.region < b.region ? -1 : 1)),
    ...others.map(({ region }) => ({ rank: null, period: month, region, index: null })),
  ];
}

export const AIR: Readonly<Record<string, (rows: Answer) => void>> = {
  'Which were the ten worst days of the city in a year?'(rows) {
    const days = daysOf('2016').map((date) => ({ date, ...dailyAqi(dayOf('beijing', date)) }));
    const worst = days.sort((a, b) => (b.aqi ?? 0) - (a.aqi ?? 0)).slice(0, 10);
    expect(rows).toEqual(
      worst.map(({ date, aqi, primary }) => ({
        date,
        aqi,
        primary,
        pm2_5: near(dayOf('beijing', date).pm2_5),
      })),
    );
  },
  'In which hours was PM2.5 above 250?'(rows) {
    const hours = hoursOfYear('2016').filter((hour) => (cityPm(hour) ?? 0) > 250);
    expect(hours.length).toBeGreaterThan(100);
    expect(rows).toEqual(
      hours.map((hour) => ({
        to: endText(hour),
        pm2_5: near(cityPm(hour)),
        aqi: hourlyAqi(citySix(hour)).aqi,
      })),
    );
  },
  'What was the longest run of days above 75?'(rows) {
    expect(rows).toEqual([expect.objectContaining({ region: 'beijing', ...longestRun() })]);
  },
  'How does PM2.5 change over the day and the week?'(rows) {
    const of = (name: string, group: (hour: number) => string) =>
      [...profile(group, cityPm)].map(([key, values]) => ({
        ...{ region: 'beijing', profile: name, group: key },
        pm2_5: expect.closeTo(mean(values), 2),
        pm2_5_count: values.length,
        pm2_5_low: expect.closeTo(mean(values) - halfOf(values), 0),
        pm2_5_high: expect.closeTo(mean(values) + halfOf(values), 0),
      }));
    expect(rows).toEqual([...of('hour', (hour) => two(hourOfDay(hour))), ...of('weekday', weekdayOf)]);
  },
  'What were O3-90, good days and index of each month?'(rows) {
    expect(rows).toEqual(
      monthsOf('2016').map((month) => {
        const { values, good, valid, index } = periodOf('beijing', month);
        return { period: month, o3: near(values.o3), good, valid, index: near(index) };
      }),
    );
  },
  'How were the districts ranked in each of twelve months?'(rows) {
    expect(rows).toEqual(monthsOf('2016').flatMap(ranking));
    // September has a district with too few days.
    expect(rows.filter((row) => row['rank'] === null)).toHaveLength(1);
  },
  'What is the AQI of all stations now?'(rows) {
    const last = hourEnding('2017-01-01T00:00:00+08:00');
    expect(rows).toEqual(
      [...years.registry.stations.keys()].map((id) => ({
        ...{ id, to: '2017-01-01T00:00:00+08:00' },
        aqi: hourlyAqi(stationSix(id, last)).aqi,
      })),
    );
  },
  'What was the AQI of all stations at one past hour?'(rows) {
    const hour = hourEnding('2016-12-20T21:00:00+08:00');
    expect(rows).toEqual(
      [...years.registry.stations.keys()].map((id) => ({
        ...{ id, to: '2016-12-20T21:00:00+08:00' },
        aqi: hourlyAqi(stationSix(id, hour)).aqi,
      })),
    );
  },
  'Which station is the worst of the day?'(rows) {
    const all = air.stations.map((station) => ({
      station,
      aqi: dailyAqi(dayOf(station, '2016-12-31')).aqi ?? 0,
    }));
    const most = Math.max(...all.map(({ aqi }) => aqi));
    expect(rows).toHaveLength(1);
    expect(all.filter(({ aqi }) => aqi === most)).toContainEqual(rows[0]);
  },
  'One table of twelve stations and a year of hours'(rows) {
    const ids = [...years.registry.stations.keys()];
    // An hour that no station sent has no row.
    const hours = hoursOfYear('2016').filter((hour) => ids.some((id) => air.values.get(id)?.has(hour)));
    expect(rows.map((row) => row['to'])).toEqual(hours.map(endText));
    for (const [at, hour] of hours.entries())
      for (const id of ids) expect(rows[at]?.[id]).toBe(String(stationHour(air, id, 'pm2_5', hour) ?? ''));
  },
  'All hours of the city in a year'(rows) {
    const hours = hoursOfYear('2016');
    const byEnd = new Map(rows.map((row) => [row['to'], row]));
    expect(rows.length).toBeLessThanOrEqual(hours.length);
    for (const hour of hours) {
      const row = byEnd.get(endText(hour));
      const six = citySix(hour);
      if (!row) {
        expect(hasDay(six)).toBe(false);
        continue;
      }
      expect(row['aqi']).toBe(String(hourlyAqi(six).aqi ?? ''));
      for (const of of POLLUTANTS) {
        const value = six[of];
        if (value === null) expect(row[of]).toBe('');
        else expect(Number(row[of])).toBeCloseTo(value, 5);
      }
    }
  },
  'One table of the days of twelve stations'(rows) {
    const expected = daysOf('2016').flatMap((date) =>
      [...years.registry.stations.keys()].map((station) => ({ station, date, six: dayOf(station, date) })),
    );
    const found = new Map(rows.map((row) => [`${row['station']} ${row['date']}`, row]));
    for (const { station, date, six } of expected) {
      const row = found.get(`${station} ${date}`);
      if (!row) {
        expect([station, date, hasDay(six)]).toEqual([station, date, false]);
        continue;
      }
      expect([station, date, row['aqi']]).toEqual([station, date, String(dailyAqi(six).aqi ?? '')]);
      for (const of of POLLUTANTS) expect(row[of] === '' ? null : Number(row[of])).toEqual(near(six[of]));
    }
  },
  'How complete was each station in each month?'(rows) {
    const expected = monthsOf('2016').flatMap((month) =>
      [...years.registry.stations.keys()].map((station) => {
        const hours = daysOf(month).flatMap((date) =>
          Array.from({ length: 24 }, (_, at) => firstHour(date) + at),
        );
        const observed = (of: Pollutant) =>
          hours.filter((hour) => stationHour(air, station, of, hour) !== null).length;
        const all = POLLUTANTS.reduce((sum, of) => sum + observed(of), 0);
        return {
          ...{ station, period: month, expected: 6 * hours.length, observed: all },
          percent: expect.closeTo((100 * all) / (6 * hours.length), 1),
          pm2_5: expect.closeTo((100 * observed('pm2_5')) / hours.length, 1),
          no_data: 6 * hours.length - all,
        };
      }),
    );
    expect(rows).toEqual(expected.map((row) => expect.objectContaining(row)));
  },
  'By how much did each pollutant change against the year before?'(rows) {
    const quarter = (year: string) =>
      period(
        ['01', '02', '03']
          .flatMap((month) => daysOf(`${year}-${month}`))
          .map((date) => dayOf('beijing', date)),
      );
    const [now, before] = [quarter('2016'), quarter('2015')];
    const change = (a: number, b: number) => expect.closeTo((100 * (a - b)) / b, 1);
    expect(rows).toEqual([
      expect.objectContaining({
        index: near(now.index),
        index_earlier: near(before.index),
        index_change: change(now.index, before.index),
        ...Object.fromEntries(
          POLLUTANTS.flatMap((of) => [
            [`${of}_earlier`, near(before.values[of])],
            [`${of}_change`, change(now.values[of] ?? 0, before.values[of] ?? 1)],
          ]),
        ),
        good_earlier: before.good,
      }),
    ]);
  },
  'What would the year be under the limits of 2026, good days included?'(rows) {
    const { index, good, valid } = periodOf('beijing', '2016', LIMITS_2026, dailyAqi2026);
    expect(rows).toEqual([{ index: near(index), good, valid, edition: 'GB 3095-2026/transition' }]);
  },
  'What was corrected or came late in a month?'(rows) {
    const { corrected, late } = years;
    const own = ({ station, to }: typeof late) =>
      rows.find((row) => row['subject'] === station && row['to'] === to);
    const hour = hourEnding(corrected.to);
    const six = stationSix(corrected.station, hour);
    const before = { ...six, pm2_5: (six.pm2_5 ?? 0) - 100 };
    expect(own(corrected)).toMatchObject({
      ...{ change: ['corrected'], stations: [corrected.station], reading_to: corrected.to },
      ...{ aqi_before: hourlyAqi(before).aqi, aqi_after: hourlyAqi(six).aqi },
      changed_at: '2017-01-20T12:00:00+08:00',
    });
    expect(own(late)).toMatchObject({
      change: ['late'],
      aqi_after: hourlyAqi(stationSix(late.station, hourEnding(late.to))).aqi,
    });
    expect(new Set(rows.map((row) => row['kind']))).toEqual(new Set(['aqi.hour']));
  },
  'How do the stations rank by PM2.5 of a year?'(rows) {
    const values = air.stations.map(
      (station) => [station, periodOf(station, '2016').values.pm2_5 ?? 0] as const,
    );
    // A station without enough days of PM2.5 in the year has no value and no rank.
    const ranked = rows.filter((row) => row['rank'] !== null);
    expect(ranked.length).toBeGreaterThan(5);
    const shown = new Set(ranked.map((row) => row['station']));
    const sorted = values.filter(([station]) => shown.has(station)).sort((a, b) => b[1] - a[1]);
    expect(ranked).toEqual(
      sorted.map(([station, value], at) => ({ rank: at + 1, station, pm2_5: near(value) })),
    );
  },
  'On which days was a station heavily polluted?'(rows) {
    const days = daysOf('2016').filter((date) => (dailyAqi(dayOf('Dongsi', date)).aqi ?? 0) > 200);
    expect(days.length).toBeGreaterThan(20);
    expect(rows.map((row) => row['date'])).toEqual(days);
  },
  'How did the index of the last 30 days move?'(rows) {
    const all = [...daysOf('2016-05'), ...daysOf('2016-06')];
    expect(rows).toEqual(
      daysOf('2016-06')
        .slice(0, 10)
        .map((date) => {
          const end = all.indexOf(date) + 1;
          const { index } = period(all.slice(end - 30, end).map((day) => dayOf('beijing', day)));
          return { period: date, index: near(index) };
        }),
    );
  },
  'What was ozone in each quarter?'(rows) {
    expect(rows).toEqual(
      [1, 2, 3, 4].map((quarter) => {
        const months = monthsOf('2016').slice(quarter * 3 - 3, quarter * 3);
        const { values } = period(months.flatMap(daysOf).map((date) => dayOf('beijing', date)));
        return { period: `2016-Q${quarter}`, o3: near(values.o3) };
      }),
    );
  },
  'Which hours of a station are missing, and why?'(rows) {
    const hours = daysOf('2016-05').flatMap((date) =>
      Array.from({ length: 24 }, (_, at) => firstHour(date) + at),
    );
    const missing = hours.filter((hour) => !air.values.get('Wanliu')?.has(hour));
    expect(missing.length).toBeGreaterThan(0);
    expect(rows).toEqual(missing.map((hour) => ({ to: endText(hour), reason: 'no-data' })));
  },
  'How does ozone change over the day in each season?'(rows) {
    const groups = profile(
      (hour) => `${seasonOf(hour)}:${two(hourOfDay(hour))}`,
      (hour) => stationHour(air, 'Dingling', 'o3', hour),
    );
    expect(groups.size).toBe(96);
    expect(rows.map((row) => [row['group'], row['o3'], row['o3_count']])).toEqual(
      [...groups].map(([group, values]) => [group, expect.closeTo(mean(values), 2), values.length]),
    );
  },
  'How does PM2.5 depend on the wind?'(rows) {
    const winds = air.winds.get('Gucheng');
    const of = (name: string, order: readonly string[], group: (wind: PlainWind) => string) => {
      const values = (key: string) =>
        hoursOfYear('2016').flatMap((hour) => {
          const [wind, value] = [winds?.get(hour), stationHour(air, 'Gucheng', 'pm2_5', hour)];
          return wind && group(wind) === key && value !== null ? value : [];
        });
      return order.flatMap((key) => {
        const own = values(key);
        return own.length === 0 ? [] : [[name, key, expect.closeTo(mean(own), 2), own.length]];
      });
    };
    const sectors = 'N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW calm'.split(' ');
    const speeds = Array.from({ length: 11 }, (_, at) => two(at));
    const expected = [
      ...of('wind', sectors, ({ sector, speed }) => (speed === 0 ? 'calm' : sector)),
      ...of('wind_speed', speeds, ({ speed }) => two(Math.min(10, Math.floor(speed)))),
    ];
    expect(expected.length).toBeGreaterThan(20);
    // A group without a value of PM2.5 has a row with a count of 0.
    expect(
      rows
        .filter((row) => row['pm2_5_count'] !== 0)
        .map((row) => [row['profile'], row['group'], row['pm2_5'], row['pm2_5_count']]),
    ).toEqual(expected);
  },
  'On which days was ozone the primary pollutant?'(rows) {
    const days = daysOf('2016').filter((date) => dailyAqi(dayOf('beijing', date)).primary.includes('o3'));
    expect(days.length).toBeGreaterThan(20);
    expect(rows.map((row) => row['date'])).toEqual(days);
  },
};

/** The API over Beijing's readings of 2016 and the winter before; the answers above are of the same readings. */
export async function openBeijing(): Promise<{ readonly api: AskedApi; close(): Promise<void> }> {
  years = await publishedYears((month) => month.startsWith('2016') || /^2015-0[123]$/.test(month));
  air = years.air;
  city = air.stations;
  const api = await apiOver(years.store, years.registry, instant(Date.parse('2017-02-03T09:30:00+08:00')));
  return {
    api,
    async close() {
      await api.close();
      await years.close();
    },
  };
}
