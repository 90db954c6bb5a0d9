import { readFileSync } from 'node:fs';
import { parseInstant } from '@lanbi/standards';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
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
} from '../support/plain-air.ts';
import {
  assessed,
  bySection,
  CLASSES,
  ITEMS,
  meanOf,
  multipleOf,
  rankOf,
  trophicIndex,
  type Values,
  worstOf,
} from '../support/plain-water.ts';
import {
  type PublishedWeeks,
  type PublishedYears,
  publishedWeeks,
  publishedYears,
} from '../support/published-years.ts';
import { questionsOf } from './support/recipes.ts';

const page = readFileSync(new URL('../../docs/cookbook.md', import.meta.url), 'utf8');
const questions = questionsOf(page.split('\n# Thirty-six')[1] ?? '');

type Row = Readonly<Record<string, unknown>>;
type Answer = readonly Row[];

/** What the page says is asked: answers as rows, CSV and NDJSON too. */
const rowsOf = (type: string, body: string): Answer => {
  if (type === 'text/csv') {
    const [head = '', ...lines] = body.replace('\uFEFF', '').trim().split('\n');
    const names = head.split(',');
    return lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
    });
  }
  if (type === 'application/x-ndjson')
    return body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
  return (JSON.parse(body) as { readonly data: Answer }).data;
};

/** Numbers are told to a millionth. */
const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 5));

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

const two = (number: number): string => String(number).padStart(2, '0');
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

const AIR: Readonly<Record<string, (rows: Answer) => void>> = {
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

let weeks: PublishedWeeks;
let sections: Map<string, Map<string, Values>>;

const bodyOf = (name: string): 'river' | 'lake' => {
  const isOfLake = [...weeks.registry.sections.values()].find(({ id }) => id === weeks.ids.get(name));
  return isOfLake?.waterBody ?? 'river';
};
const idOf = (name: string): string => weeks.ids.get(name) ?? '';
const samplesIn = (name: string, begin: string, end = begin): [string, Values][] =>
  [...(sections.get(name) ?? [])]
    .filter(([ts]) => ts > `${begin}T00:00:00+08:00` && ts <= dayAfter(end))
    .sort(([a], [b]) => (a < b ? -1 : 1));
const dayAfter = (date: string): string =>
  `${new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)}T00:00:00+08:00`;
const nameOf = (id: string): string => [...weeks.ids].find(([, own]) => own === id)?.[0] ?? '';
const onWater = (water: string): string[] =>
  [...weeks.registry.sections.values()]
    .filter(({ river, lake }) => river === water || lake === water)
    .map(({ id }) => nameOf(id));

/** What each station sends. */
const ITEMS_SENT = [
  'water_temperature',
  'ph',
  'do',
  'conductivity',
  'turbidity',
  'codmn',
  'nh3n',
  'tp',
  'tn',
] as const;

const civilText = (at: number): string => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** The end of the hour that a stamp is in. */
const hourOf = (ts: string): string => civilText(Math.ceil(Date.parse(ts) / 3_600_000) * 3_600_000);

/** Counts of an item over samples. */
function exceedances(item: (typeof ITEMS)[number], samples: readonly (readonly [string, Values])[]) {
  const values = samples.flatMap(([name, own]) => {
    const value = own[item];
    return value === undefined ? [] : [{ value, body: bodyOf(name) }];
  });
  const beyond = values.filter(({ value, body }) => rankOf(item, value, body) > 3);
  const multiples = beyond.flatMap(({ value, body }) => multipleOf(item, value, body) ?? []);
  return {
    ...{ item, evaluated: values.length, exceeded: beyond.length },
    multiple_max: multiples.length > 0 ? expect.closeTo(Math.max(...multiples), 5) : null,
  };
}

/** The means of a month, and what they come to. */
function monthOf(name: string) {
  const samples = samplesIn(name, '2026-08-01', '2026-08-31');
  const values = Object.fromEntries(
    ITEMS.flatMap((item) => {
      const own = meanOf(item, samples);
      return own === null ? [] : [[item, own] as const];
    }),
  );
  const rounded = Object.fromEntries(
    ITEMS.flatMap((item) =>
      values[item] === undefined ? [] : [[item, assessed(item, values[item])] as const],
    ),
  );
  return { samples, values, rounded, rank: worstOf(rounded, bodyOf(name)) };
}

const WATER: Readonly<Record<string, (rows: Answer) => void>> = {
  'Which item fails most often at a section?'(rows) {
    const name = nameOf('S10');
    const samples = [...(sections.get(name) ?? [])].map(([, values]) => [name, values] as const);
    const counts = ITEMS.map((item) => exceedances(item, samples));
    const most = counts.toSorted((a, b) => b.exceeded - a.exceeded)[0];
    expect(most?.exceeded).toBeGreaterThan(100);
    expect(rows[0]).toMatchObject({ section: 'S10', ...most });
    for (const count of counts)
      expect(rows).toContainEqual(expect.objectContaining({ section: 'S10', ...count }));
    expect(rows).toHaveLength(ITEMS.length);
  },
  'What is the latest class of all sections?'(rows) {
    const latest = [...sections].map(([name, own]) => {
      const [ts = ''] = [...own.keys()].sort().slice(-1);
      const rank = worstOf(own.get(ts) ?? {}, bodyOf(name));
      return { id: idOf(name), ts, class: CLASSES[rank - 1] ?? null };
    });
    expect(rows.toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1))).toEqual(
      latest.sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  },
  'What were the means of each item at all sections in a month?'(rows) {
    const expected = [...sections.keys()].filter((name) => monthOf(name).samples.length > 0);
    expect(rows).toHaveLength(expected.length);
    for (const name of expected) {
      const { values, samples } = monthOf(name);
      expect(rows).toContainEqual(
        expect.objectContaining({
          ...{
            section: idOf(name),
            period: '2026-08',
            samples: samples.filter(([, own]) => Object.keys(own).length > 0).length,
          },
          ...Object.fromEntries(ITEMS.map((item) => [item, near(values[item] ?? null)])),
        }),
      );
    }
  },
  'How did the trophic index of the lake change in a week?'(rows) {
    const dates = Array.from({ length: 7 }, (_, at) => `2026-08-0${at + 1}`);
    expect(rows).toEqual(
      dates.map((date) => {
        const points = onWater('baiyangdian').map((name) => samplesIn(name, date));
        // The mean of each point first, then of the points.
        const over = (item: string) => {
          const means = points.flatMap((samples) => meanOf(item, samples) ?? []);
          return means.length > 0 ? mean(means) : null;
        };
        const tli = trophicIndex({
          chla: over('chla'),
          tp: over('tp'),
          tn: over('tn'),
          codmn: over('codmn'),
        });
        return expect.objectContaining({
          lake: 'baiyangdian',
          period: date,
          tli: tli && expect.closeTo(tli, 2),
        });
      }),
    );
  },
  'Which sections missed their target in a month?'(rows) {
    const missed = [...sections.keys()].filter((name) => monthOf(name).rank > 3);
    expect(missed.length).toBeGreaterThan(2);
    expect(rows.map((row) => row['section']).sort()).toEqual(missed.map(idOf).sort());
    for (const row of rows) {
      const { rank, rounded } = monthOf(nameOf(String(row['section'])));
      const body = bodyOf(nameOf(String(row['section'])));
      expect(row).toMatchObject({ class: CLASSES[rank - 1], target: 'III', beyond: rank - 3 });
      expect(row['exceeding']).toEqual(
        ITEMS.filter((item) => rounded[item] !== undefined && rankOf(item, rounded[item], body) > 3),
      );
    }
    const beyond = rows.map((row) => Number(row['beyond']));
    expect(beyond).toEqual(beyond.toSorted((a, b) => b - a));
  },
  'Which samples of a day were worse than V?'(rows) {
    const worst = [...sections.keys()].flatMap((name) =>
      samplesIn(name, '2026-08-10').flatMap(([ts, values]) =>
        worstOf(values, bodyOf(name)) === 6 ? [`${idOf(name)} ${ts}`] : [],
      ),
    );
    expect(worst.length).toBeGreaterThan(10);
    expect(rows.map((row) => `${row['section']} ${row['to']}`).sort()).toEqual(worst.sort());
  },
  'How often was each item of a river beyond III, by month?'(rows) {
    const all = onWater('fuhe').flatMap((name) =>
      samplesIn(name, '2026-07-09', '2026-08-23').map(([ts, values]) => ({ ts, name, values })),
    );
    for (const month of ['2026-07', '2026-08']) {
      // A sample counts to the day before where it ends at midnight; none of these does on the first of a month.
      const own = all
        .filter(({ ts }) => ts.startsWith(month))
        .map(({ name, values }) => [name, values] as const);
      for (const item of ITEMS) {
        const count = exceedances(item, own);
        if (count.evaluated > 0) expect(rows).toContainEqual(expect.objectContaining({ month, ...count }));
      }
    }
  },
  'Which samples of a section are missing?'(rows) {
    const name = nameOf('S10');
    const seen = new Set([...(sections.get(name)?.keys() ?? [])].map(hourOf));
    const expected = Array.from({ length: 7 * 24 }, (_, at) => {
      const from = Date.parse('2026-08-01T00:00:00+08:00') + at * 3_600_000;
      return { from: civilText(from), to: civilText(from + 3_600_000), reason: 'no-data' };
    }).filter(({ to }) => !seen.has(to));
    expect(expected.length).toBeGreaterThan(20);
    expect(rows).toEqual(expected);
  },
  'How complete were the samples of each section in August?'(rows) {
    // Until the last hour that is over when it is asked, 24 August 09:30.
    const hours = Array.from({ length: 23 * 24 + 9 }, (_, at) =>
      civilText(Date.parse('2026-08-01T01:00:00+08:00') + at * 3_600_000),
    );
    const expected = [...sections].map(([name, own]) => {
      const [first = ''] = [...own.keys()].sort();
      const times = hours.filter((ts) => ts >= hourOf(first));
      // A few stamps are within the hour that they count to.
      const observed = (item: string) => {
        const stamps = [...own].filter(([, values]) => values[item] !== undefined).map(([ts]) => hourOf(ts));
        return new Set(stamps.filter((ts) => times.includes(ts))).size;
      };
      const all = ITEMS_SENT.reduce((sum, item) => sum + observed(item), 0);
      return {
        ...{ section: idOf(name), period: '2026-08', expected: 9 * times.length, observed: all },
        tp: expect.closeTo((100 * observed('tp')) / times.length, 1),
        conductivity: expect.closeTo((100 * observed('conductivity')) / times.length, 1),
        no_data: 9 * times.length - all,
      };
    });
    expect(expected.length).toBeGreaterThan(40);
    expect(rows).toHaveLength(expected.length);
    for (const row of expected) expect(rows).toContainEqual(expect.objectContaining(row));
  },
  'How did a section change over the last seven days of each day?'(rows) {
    const name = nameOf('S10');
    expect(rows).toEqual(
      Array.from({ length: 10 }, (_, at) => {
        const last = `2026-08-${two(at + 1)}`;
        const first = civilText(Date.parse(`${last}T00:00:00+08:00`) - 6 * 24 * 3_600_000).slice(0, 10);
        const samples = samplesIn(name, first, last);
        const means = Object.fromEntries(ITEMS.map((item) => [item, meanOf(item, samples)]));
        const rounded = Object.fromEntries(
          ITEMS.flatMap((item) => {
            const value = means[item] ?? null;
            return value === null ? [] : [[item, assessed(item, value)] as const];
          }),
        );
        return {
          ...{ period: last, class: CLASSES[worstOf(rounded, bodyOf(name)) - 1] ?? null },
          codmn: near(means['codmn'] ?? null),
          nh3n: near(means['nh3n'] ?? null),
          tp: near(means['tp'] ?? null),
        };
      }),
    );
  },
  'Which class had each river in a month, and how many of its sections were good?'(rows) {
    const rivers = [...weeks.registry.rivers.keys()];
    expect(rows).toEqual(
      rivers.map((river) => {
        const ranks = onWater(river).flatMap((name) => {
          const { rank, samples } = monthOf(name);
          return samples.length > 0 ? [rank] : [];
        });
        const share = (of: (rank: number) => boolean) =>
          expect.closeTo((100 * ranks.filter(of).length) / ranks.length, 1);
        // One section: the mean is its own. Five and more are judged by proportion and have no class.
        const [only = 0] = ranks;
        return {
          ...{ river, class: ranks.length === 1 ? CLASSES[only - 1] : null },
          ...{ basis: ranks.length < 5 ? 'mean' : 'proportion', sections: ranks.length },
          ...{ good: share((rank) => rank <= 3), worse: share((rank) => rank === 6) },
          attainment: share((rank) => rank <= 3),
        };
      }),
    );
  },
  'All samples of the points of a lake, a line each'(rows) {
    const expected = onWater('baiyangdian').flatMap((name) =>
      samplesIn(name, '2026-08-01', '2026-08-02').map(([to, values]) => ({
        ...{ section: idOf(name), to, tp: values['tp'] ?? null },
        class: CLASSES[worstOf(values, 'lake') - 1] ?? null,
      })),
    );
    const key = (row: Row) => `${row['to']} ${row['section']}`;
    expect(expected.length).toBeGreaterThan(50);
    expect(rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
      expected.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    );
  },
};

const ask = async (api: AskedApi, question: string): Promise<Answer> => {
  const found = questions.find((each) => each.question === question);
  if (!found) throw new Error(`not on the page: ${question}`);
  const type = found.call.headers['accept'] ?? 'application/json';
  return rowsOf(type, await api.text(found.call.url, type));
};

describe('the questions of published readings', () => {
  it('stand on the page, and each is answered here', () => {
    expect(questions.map(({ question }) => question).sort()).toEqual(
      [...Object.keys(AIR), ...Object.keys(WATER)].sort(),
    );
    expect(questions.length).toBe(36);
  });
});

describe.skipIf(sharedData === undefined)('Beijing 2016', () => {
  let api: AskedApi;
  beforeAll(async () => {
    years = await publishedYears((month) => month.startsWith('2016') || /^2015-0[123]$/.test(month));
    air = years.air;
    city = air.stations;
    const now = parseInstant('2017-02-03T09:30:00+08:00');
    if (now) api = await apiOver(years.store, years.registry, now);
  }, 900_000);
  afterAll(async () => {
    await api?.close();
    await years?.close();
  });

  it.each(Object.entries(AIR))('%s', async (question, check) => check(await ask(api, question)));
});

describe.skipIf(sharedData === undefined)('Hebei, six weeks of 2026', () => {
  let api: AskedApi;
  beforeAll(async () => {
    weeks = await publishedWeeks();
    sections = bySection(weeks.samples);
    const now = parseInstant('2026-08-24T09:30:00+08:00');
    if (now) api = await apiOver(weeks.store, weeks.registry, now);
  }, 300_000);
  afterAll(async () => {
    await api?.close();
    await weeks?.close();
  });

  it.each(Object.entries(WATER))('%s', async (question, check) => check(await ask(api, question)));
});
