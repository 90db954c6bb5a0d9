export interface Point {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly time: number;
  /** The nanosecond of it. */
  readonly nth: number;
  readonly fields: ReadonlyMap<string, number | string>;
}

type Cell = number | string;
export type InfluxRow = Record<string, Cell>;

const TEXT = '"((?:[^"\\\\]|\\\\.)*)"';
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, char: string) => ({ n: '\n', r: '\r', t: '\t' })[char] ?? char);

const timeOf = (row: InfluxRow): number => Date.parse(String(row['_time']));

/** One comparison of a filter. */
function holds(condition: string, row: InfluxRow): boolean {
  const [, exists] = new RegExp(`^exists r\\[${TEXT}\\]$`).exec(condition) ?? [];
  if (exists !== undefined) return row[unescaped(exists)] !== undefined;
  const [, column = '', sign, value = ''] = /^r\.(\w+) (==|!=|>) (.*)$/s.exec(condition) ?? [];
  const [, quoted] = new RegExp(`^${TEXT}$`, 's').exec(value) ?? [];
  if (sign === '==') return String(row[column] ?? '') === unescaped(quoted ?? value);
  if (sign === '!=') return String(row[column] ?? '') !== unescaped(quoted ?? value);
  if (sign === '>')
    return column === '_time' ? timeOf(row) > Date.parse(value) : Number(row[column]) > Number(value);
  throw new Error(`the Flux of a test does not know ${condition}`);
}

/** Splits at a pattern that stands for one text, outside of quoted texts. */
function splitAt(text: string, word: string): string[] {
  const parts = ['']; // quoted texts are taken whole, so that words in them count for nothing
  for (const [piece] of text.matchAll(new RegExp(`${TEXT}|${word}|[^"]`, 'gs')))
    if (piece === word.replaceAll('\\', '')) parts.push('');
    else parts[parts.length - 1] += piece;
  return parts;
}

const passes = (filter: string, row: InfluxRow): boolean =>
  splitAt(filter, ' or ').some((any) => splitAt(any, ' and ').every((each) => holds(each.trim(), row)));

const rowsOf = (points: readonly Point[]): InfluxRow[] =>
  points.flatMap(({ measurement, tags, time, fields }) =>
    [...fields].map(([field, value]) => ({
      _measurement: measurement,
      ...tags,
      _time: new Date(time).toISOString(),
      _field: field,
      _value: value,
    })),
  );

/** The columns that tell tables apart: all but time and value. */
function tableOf(row: InfluxRow, but: readonly string[]): string {
  const entries = Object.entries(row).filter(([name]) => !but.includes(name));
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function pivoted(rows: readonly InfluxRow[]): InfluxRow[] {
  const made = new Map<string, InfluxRow>();
  for (const { _field, _value, ...rest } of rows) {
    const key = tableOf(rest, []);
    const row = made.get(key) ?? { ...rest };
    row[String(_field)] = _value ?? '';
    made.set(key, row);
  }
  return [...made.values()];
}

function last(rows: readonly InfluxRow[]): InfluxRow[] {
  const found = new Map<string, InfluxRow>();
  for (const row of rows) {
    const key = tableOf(row, ['_time', '_value']);
    const before = found.get(key);
    if (!before || timeOf(before) <= timeOf(row)) found.set(key, row);
  }
  return [...found.values()];
}

const within = (rows: readonly InfluxRow[], step: string): InfluxRow[] => {
  const [, start = '', stop = ''] = /start: (\S+), stop: (\S+)\)$/.exec(step) ?? [];
  return rows.filter((row) => timeOf(row) >= Date.parse(start) && timeOf(row) < Date.parse(stop));
};

function keep(rows: readonly InfluxRow[], step: string): InfluxRow[] {
  const names = [...step.matchAll(/"(\w+)"/g)].map(([, name = '']) => name);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name))));
}

const inOrder = (a: InfluxRow, b: InfluxRow): number =>
  timeOf(a) - timeOf(b) || Number(a['seconds'] ?? 0) - Number(b['seconds'] ?? 0);

function limited(rows: InfluxRow[], most: number, bySubject: boolean): InfluxRow[] {
  if (!bySubject) return rows.slice(0, most);
  return [...Map.groupBy(rows, (row) => row['subject']).values()].flatMap((some) => some.slice(0, most));
}

function stepped(rows: InfluxRow[], step: string, _index: number, all: readonly string[]): InfluxRow[] {
  const [, name] = /^(\w+)\(/.exec(step) ?? [];
  if (name === 'range') return within(rows, step);
  if (name === 'filter') {
    const [, filter = ''] = /^filter\(fn: \(r\) => (.*)\)$/s.exec(step) ?? [];
    return rows.filter((row) => passes(filter, row));
  }
  if (name === 'pivot') return pivoted(rows);
  if (name === 'last') return last(rows);
  if (name === 'keep') return keep(rows, step);
  if (name === 'group') return rows;
  if (name === 'sort') return rows.toSorted(inOrder);
  if (name === 'limit')
    return limited(rows, Number(/\d+/.exec(step)?.[0]), all.includes('group(columns: ["subject"])'));
  if (name !== 'map') throw new Error(`the Flux of a test does not know ${step}`);
  const [, column = ''] = /seconds: int\(v: r\.(\w+)\)/.exec(step) ?? [];
  return rows.map((row) => ({ ...row, seconds: Number(row[column]) }));
}

/** The steps of a pipe, with the indentation that stands before each. */
const stepsOf = (text: string): string[] => splitAt(text, '\\|>').map((step) => step.trim());

function piped(text: string, points: (bucket: string) => readonly Point[]): InfluxRow[] {
  const [source = '', ...steps] = stepsOf(text);
  const [, bucket = ''] = new RegExp(`^from\\(bucket: ${TEXT}\\)$`).exec(source) ?? [];
  return steps.reduce(stepped, rowsOf(points(unescaped(bucket))));
}

/** `union(tables: [a, b]) |> …`, or one pipe. */
function rowsFor(flux: string, points: (bucket: string) => readonly Point[]): InfluxRow[] {
  const [, sources, rest = ''] = /^union\(tables: \[\n(.*?)\n\]\)\s*(.*)$/s.exec(flux) ?? [];
  if (sources === undefined) return piped(flux, points);
  const rows = sources.split(',\nfrom').map((one, i) => (i === 0 ? one : `from${one}`));
  const [, ...steps] = stepsOf(rest);
  return steps.reduce(
    stepped,
    rows.flatMap((one) => piped(one, points)),
  );
}

const cell = (value: Cell): string =>
  typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;

const typeOf = (name: string, value: Cell): string => {
  if (name === '_time') return 'dateTime:RFC3339';
  return typeof value === 'number' ? 'double' : 'string';
};

/** A table of one row with its own header, since rows of other fields have other columns. */
function tableText(row: InfluxRow, index: number): string {
  const names = Object.keys(row);
  const types = names.map((name) => typeOf(name, row[name] ?? ''));
  return [
    `#datatype,string,long,${types.join()}`,
    `#group,false,false,${names.map(() => 'false').join()}`,
    `#default,_result,,${names.map(() => '').join()}`,
    `,result,table,${names.join()}`,
    `,,${index},${names.map((name) => cell(row[name] ?? '')).join()}`,
    '',
  ].join('\r\n');
}

/** The rows that answer a query over the points of buckets. */
export function rowsOfFlux(flux: string, points: (bucket: string) => readonly Point[]): readonly InfluxRow[] {
  const [, bucket] = new RegExp(`schema\\.measurements\\(bucket: ${TEXT}`).exec(flux) ?? [];
  if (bucket === undefined) return rowsFor(flux, points);
  const names = new Set(points(unescaped(bucket)).map(({ measurement }) => measurement));
  return [...names].map((_value) => ({ _value }));
}

/** Rows as annotated CSV. */
export const answerFlux = (rows: readonly InfluxRow[]): string => rows.map(tableText).join('\r\n');
