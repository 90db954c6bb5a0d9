/** The migrations from an empty file to the present tables. */
export const SPOOL_MIGRATIONS: readonly string[] = [
  `
  -- The name of this file for a store that keeps how far it was drained: ids of another file mean nothing here.
  CREATE TABLE spool (id TEXT NOT NULL) STRICT;
  INSERT INTO spool VALUES (lower(hex(randomblob(16))));
  CREATE TABLE message (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL, topic TEXT NOT NULL, payload BLOB NOT NULL
  ) STRICT;
  `,
  `
  -- Whether a broker had kept the message (RETAIN).
  ALTER TABLE message ADD COLUMN retained INTEGER NOT NULL DEFAULT 0;
  `,
];
