import {
  type ByWaterItem,
  encodeRecord,
  type ItemSum,
  MISSING_REASONS,
  type RecordOf,
  type ResultKind,
  stationId,
  WATER_RECORD_ITEMS,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { AIR_POLLUTANTS, type AirPollutant } from '@lanbi/standards';
import * as z from 'zod';

// The audit trail of earlier versions holds whole figures as JSON; their records are parts of them.

const maybe = z.union([z.number(), z.object({ missing: z.enum(MISSING_REASONS) })]);
const six = <Value extends z.ZodType>(value: Value) =>
  z.record(z.enum(AIR_POLLUTANTS as readonly [AirPollutant, ...AirPollutant[]]), value);
const coverage = six(z.object({ expected: z.int().min(0), observed: z.int().min(0) }));
const minutes = z.partialRecord(z.enum(AIR_POLLUTANTS), z.int().min(0));
const rests = z.partialRecord(z.enum(AIR_POLLUTANTS), z.object({ num: z.int(), den: z.int().min(1) }));
const items = z.enum(WATER_RECORD_ITEMS);

const airHour = z.object({
  concentrations: six(maybe),
  coverage: coverage.exactOptional(),
  minutes: minutes.exactOptional(),
});

const airDay = z
  .object({
    concentrations: six(maybe),
    rests: rests.exactOptional(),
    further: z.object({ o3_1h: maybe }),
    coverage,
    provisional: z.boolean(),
  })
  .transform(({ provisional: running, ...rest }) => ({ ...rest, running }));

const waterSample = z
  .object({ values: z.partialRecord(items, maybe), stations: z.array(z.string()) })
  .transform(({ values, stations }) => ({ values, stations: stations.map(stationId), instant: false }));

/** A fraction in lowest terms whose denominator divides a power of ten. */
function sumOf(text: string, count: number): ItemSum {
  const [num = '', den = '1'] = text.split('/');
  let [unscaled, scale] = [BigInt(num), 0];
  const divisor = BigInt(den);
  for (; unscaled % divisor !== 0n; scale += 1) unscaled *= 10n;
  const exact = unscaled / divisor;
  return { unscaled: Number.isSafeInteger(Number(exact)) ? Number(exact) : exact, scale, count };
}

const decimal = z.string().regex(/^-?\d+\/[1-9]\d*$/);
/** Field of sums in results of an earlier version. */
const FORMER_SUMS = 'tally';
const sums = z.partialRecord(items, z.tuple([decimal, z.int().min(1)]));

const sumsOf = (all: z.infer<typeof sums>): ByWaterItem<ItemSum> =>
  Object.fromEntries(Object.entries(all).map(([item, [sum, count]]) => [item, sumOf(sum, count)]));

const waterDay = z
  .object({ [FORMER_SUMS]: sums.default({}), samples: z.int().default(0), covered: z.int().optional() })
  .transform((day) => ({
    sums: sumsOf(day[FORMER_SUMS]),
    samples: day.samples,
    covered: day.covered ?? day.samples,
  }));

const SHAPES: { readonly [Kind in ResultKind]: z.ZodType<RecordOf[Kind]> } = {
  'aqi.hour': airHour,
  'region.aqi.hour': airHour,
  'aqi.day': airDay,
  'region.aqi.day': airDay,
  'class.sample': waterSample,
  'class.day': waterDay,
};

interface Line {
  readonly id: number;
  readonly kind: ResultKind;
  readonly before: string | null;
  readonly after: string;
}

const lineOf = (row: Row): Line => ({ ...(row as unknown as Line) });

/** The record of a body; undefined where it is none. */
function encoded<Kind extends ResultKind>(kind: Kind, json: string): Uint8Array | undefined {
  const shape: z.ZodType<RecordOf[Kind]> | undefined = SHAPES[kind];
  const body = shape?.safeParse(JSON.parse(json));
  return body?.success ? encodeRecord(kind, body.data) : undefined;
}

/** Lines that are made records of in one transaction. */
const PART = 10_000;

function part(db: Connection): number {
  const lines = db.all(lineOf, `SELECT * FROM result_history WHERE "after" <> '' LIMIT ?`, PART);
  for (const { id, kind, before, after } of lines) {
    const record = encoded(kind, after);
    const earlier = before === null ? undefined : encoded(kind, before);
    if (record)
      db.run(
        `UPDATE result_history SET "after" = '', "before" = NULL, before_record = ?, after_record = ? WHERE id = ?`,
        earlier ?? null,
        record,
        id,
      );
    else db.run('DELETE FROM result_history WHERE id = ?', id);
  }
  return lines.length;
}

/** Set by the migration where there is anything to convert. */
const EARLIER = 'history.earlier';

/**
 * Makes records of the audit trail that an earlier version stored; lines of figures of which nothing is stored any more
 * are removed.
 */
export function convertEarlierHistory(db: Connection): void {
  if (!db.first(() => true, 'SELECT 1 FROM setting WHERE name = ?', EARLIER)) return;
  const failure = 'the audit trail of an earlier version could not be converted';
  while (db.transaction(failure, () => part(db)) > 0);
  db.transaction(failure, () => db.run('DELETE FROM setting WHERE name = ?', EARLIER));
}
