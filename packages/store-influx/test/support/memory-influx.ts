import { answerFlux, type InfluxRow, type Point, rowsOfFlux } from './memory-flux.ts';
import { answerInfluxql, type InfluxSeries, seriesOfInfluxql } from './memory-influxql.ts';
import type { Asked, Said, Script } from './scripted-server.ts';

/** Splits at a character that stands neither behind a backslash nor within quotes. */
function split(text: string, at: string): string[] {
  const parts: string[] = [];
  let [part, quoted] = ['', false];
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '\\') {
      part += char + text.charAt(i + 1);
      i += 1;
      continue;
    }
    if (char === '"') quoted = !quoted;
    if (char !== at || quoted) part += char;
    else {
      parts.push(part);
      part = '';
    }
  }
  return [...parts, part];
}

const MILLION = 1_000_000n;

const plain = (text: string): string => text.replace(/\\(.)/g, '$1');

const fieldValue = (text: string): number | string =>
  text.startsWith('"') ? plain(text.slice(1, -1)) : Number(text);

/** One line of line protocol without its fields, and the fields. */
function parseLine(line: string): Point {
  const [head = '', fields = '', time = ''] = split(line, ' ');
  const [measurement = '', ...tags] = split(head, ',');
  const pairs = (list: readonly string[]) =>
    list.map((pair) => {
      const [name = '', ...value] = split(pair, '=');
      return [plain(name), value.join('=')] as const;
    });
  return {
    measurement: plain(measurement),
    tags: Object.fromEntries(pairs(tags).map(([name, value]) => [name, plain(value)])),
    time: Number(BigInt(time) / MILLION),
    nth: Number(BigInt(time) % MILLION),
    fields: new Map(pairs(split(fields, ',')).map(([name, value]) => [name, fieldValue(value)])),
  };
}

const keyOf = ({ measurement, tags, time, nth }: Point): string =>
  JSON.stringify([measurement, tags, time, nth]);

/** An instant with nanoseconds as InfluxDB reads it: milliseconds, and the nanosecond of one. */
function instantOf(text: string): readonly [time: number, nth: number] {
  const [, nanoseconds = '0'] = /\.\d{3}(\d{6})Z$/.exec(text) ?? [];
  return [Date.parse(text), Number(nanoseconds)];
}

const isBefore = ([a, m]: readonly [number, number], [b, n]: readonly [number, number]): boolean =>
  a < b || (a === b && m < n);

/**
 * What an InfluxDB 2 does with the requests of this package, in memory: points of one series and time merge, a removal
 * takes points away, and Flux is answered as far as the texts of `queries.ts` use it. It passes the contract suite of
 * the store, and is there to hold each answer back as long as a test wants.
 */
export class MemoryInflux {
  readonly #buckets = new Map<string, Map<string, Point>>();

  /** Of buckets that were made; others are there without being named, as to a token that may not list them. */
  readonly #ids = new Map<string, string>();
  #made = 0;

  /** Rows that queries were answered with. */
  answered = 0;

  readonly script: Script = (asked) => this.answer(asked);

  answer({ path, body }: Asked): Said {
    const url = new URL(path, 'http://influx');
    const bucket = url.searchParams.get('bucket') ?? '';
    if (url.pathname === '/api/v2/write') return this.#write(bucket, body);
    if (url.pathname === '/api/v2/delete') return this.#remove(bucket, body);
    if (url.pathname === '/query') return this.#select(url, new URLSearchParams(body));
    const { query } = JSON.parse(body) as { readonly query: string };
    return { status: 200, headers: { 'content-type': 'text/csv' }, body: answerFlux(this.rows(query)) };
  }

  /** What a query answers. */
  rows(flux: string): readonly InfluxRow[] {
    if (flux.startsWith('buckets()')) return [...this.#ids].map(([name, id]) => ({ name, id }));
    const rows = rowsOfFlux(flux, (bucket) => this.points(bucket));
    this.answered += rows.length;
    return rows;
  }

  #select(url: URL, form: URLSearchParams): Said {
    const params = JSON.parse(form.get('params') ?? '{}') as Record<string, string>;
    const statements = this.series(url.searchParams.get('db') ?? '', form.get('q') ?? '', params);
    const headers = { 'content-type': 'application/json' };
    return { status: 200, headers, body: answerInfluxql(statements) };
  }

  /** What statements of InfluxQL select, by statement. */
  series(
    bucket: string,
    text: string,
    params: Readonly<Record<string, string>>,
  ): readonly (readonly InfluxSeries[])[] {
    const statements = seriesOfInfluxql(text, params, this.points(bucket));
    for (const series of statements) for (const { values } of series) this.answered += values.length;
    return statements;
  }

  /** Makes a bucket; one that was there is deleted first, with all that is in it. It has a new id. */
  make(bucket: string): void {
    this.#buckets.delete(bucket);
    this.#made += 1;
    this.#ids.set(
      bucket,
      this.#made
        .toString(16)
        .padStart(16, '0')
        .replace(/^0{3}(.*)/, '$1000'),
    );
  }

  points(bucket: string): readonly Point[] {
    return [...(this.#buckets.get(bucket)?.values() ?? [])];
  }

  #write(bucket: string, body: string): Said {
    if (body === '') return { status: 400, body: '{"message":"no points"}' };
    const points = this.#buckets.get(bucket) ?? new Map<string, Point>();
    this.#buckets.set(bucket, points);
    for (const line of split(body, '\n')) {
      const point = parseLine(line);
      const there = points.get(keyOf(point));
      const fields = new Map([...(there?.fields ?? []), ...point.fields]);
      points.set(keyOf(point), { ...point, fields });
    }
    return { status: 204 };
  }

  #remove(bucket: string, body: string): Said {
    const { start, stop, predicate } = JSON.parse(body) as Record<'start' | 'stop' | 'predicate', string>;
    const wanted = [...predicate.matchAll(/(\w+)="([^"]*)"/g)];
    const points = this.#buckets.get(bucket);
    const [first, last] = [instantOf(start), instantOf(stop)];
    for (const [key, { measurement, tags, time, nth }] of points ?? []) {
      const all: Readonly<Record<string, string>> = { _measurement: measurement, ...tags };
      const meant = wanted.every(([, name = '', value]) => all[name] === value);
      // InfluxDB removes what stands at the stop too.
      if (meant && !isBefore([time, nth], first) && !isBefore(last, [time, nth])) points?.delete(key);
    }
    return { status: 204 };
  }
}
