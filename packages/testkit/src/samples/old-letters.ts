import { copyFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { STORE_MIGRATIONS } from '@lanbi/store-embedded';
import { hj212Crc } from '@lanbi/wire';

/** The password in every letter of `oldLetters`. */
export const SECRET = 'SECRET123';

/** An hourly frame, right in length and CRC, with an end of any length. */
export function frame(password: string, more = ''): string {
  const segment = `QN=1;ST=22;CN=2061;${password};MN=M;CP=&&DataTime=20260401070000;a34004-Avg=35,a34004-Flag=N&&`;
  return `##${String(segment.length).padStart(4, '0')}${segment}${hj212Crc(Buffer.from(segment))}\r\n${more}`;
}

/** The versions of the file before letters were masked: with payloads in the table of letters, and in one of their own. */
export const VERSIONS = {
  'payloads beside the letters': STORE_MIGRATIONS.findIndex((step) =>
    step.includes('TABLE dead_letter_payload'),
  ),
  'payloads in a table of their own': STORE_MIGRATIONS.findIndex((step) =>
    step.includes("'letters.unmasked'"),
  ),
} as const;

const STATION = 'N1';

/** Rows that a version of before wrote: what a sender had in his message stands in the letter as it came. */
function rowOf(n: number) {
  const field = n % 2 === 0 ? `PW=${SECRET}` : `pw=${SECRET}`;
  const wrongTopic = n % 5 === 4;
  const station = wrongTopic ? `${field};MN=M` : STATION;
  const topic = `env/v1/air/${station}/hj212`;
  const message = `no station ${station}, found "ST=22;${field};MN=M"`;
  const refusals = JSON.stringify([{ reason: 'unknown-station', message, parameter: field }]);
  const replay =
    n % 3 === 0 ? JSON.stringify({ at: n, outcome: 'refused', refusals: JSON.parse(refusals) }) : null;
  // Small ones stand in the page of the row, large ones on pages of their own.
  const payload = Buffer.from(frame(field, n % 4 === 3 ? 'x'.repeat(20_000) + field : ''));
  return { id: n + 1, at: Date.UTC(2026, 3, 1) + n, topic, payload, station, refusals, replay };
}

type Row = ReturnType<typeof rowOf>;

function putBeside(db: DatabaseSync, rows: readonly Row[]): void {
  const put = db.prepare(
    `INSERT INTO dead_letter (id, at_ms, topic, payload, station, scope, refusals, replay)
     VALUES (?, ?, ?, ?, ?, 'message', ?, ?)`,
  );
  for (const { id, at, topic, payload, station, refusals, replay } of rows)
    put.run(id, at, topic, payload, station, refusals, replay);
}

function putApart(db: DatabaseSync, rows: readonly Row[]): void {
  const put = db.prepare(
    `INSERT INTO dead_letter (id, at_ms, station, reason, share, reasons, size, bytes, scope, topic, refusals, replay)
     VALUES (?, ?, ?, 'unknown-station', '', ' unknown-station ', ?, ?, 'message', ?, ?, ?)`,
  );
  const payloadOf = db.prepare('INSERT INTO dead_letter_payload VALUES (?, ?)');
  for (const { id, at, topic, payload, station, refusals, replay } of rows) {
    const size = payload.length + topic.length + refusals.length + (replay?.length ?? 0);
    put.run(id, at, station, size, payload.length, topic, refusals, replay);
    payloadOf.run(id, payload);
  }
  db.exec(`INSERT INTO dead_letter_share
    SELECT reason, share, count(*), sum(size) FROM dead_letter GROUP BY reason, share`);
}

/**
 * Makes a file as an earlier version left it: `count` letters with the password in payload, topic, refusals and replay,
 * of which every seventh was removed, so that its bytes stand in free room; ended by a kill, with its log beside it.
 * Answers the ids that are left.
 */
export function oldLetters(path: string, version: keyof typeof VERSIONS, count: number): readonly number[] {
  const steps = VERSIONS[version];
  const building = `${path}.building`;
  const db = new DatabaseSync(building);
  db.exec('PRAGMA journal_mode = WAL');
  for (const step of STORE_MIGRATIONS.slice(0, steps)) db.exec(step);
  db.exec(`PRAGMA user_version = ${steps}; PRAGMA application_id = ${0x6c620001}`);
  const rows = Array.from({ length: count }, (_, n) => rowOf(n));
  db.exec('BEGIN');
  if (version === 'payloads beside the letters') putBeside(db, rows);
  else putApart(db, rows);
  db.exec('COMMIT');
  db.exec('DELETE FROM dead_letter WHERE id % 7 = 0');
  if (version !== 'payloads beside the letters') {
    db.exec('DELETE FROM dead_letter_payload WHERE id % 7 = 0; DELETE FROM dead_letter_share');
    db.exec(`INSERT INTO dead_letter_share
      SELECT reason, share, count(*), sum(size) FROM dead_letter GROUP BY reason, share`);
  }
  for (const end of ['', '-wal']) copyFileSync(`${building}${end}`, `${path}${end}`);
  db.close();
  rmSync(building);
  return rows.map(({ id }) => id).filter((id) => id % 7 !== 0);
}
