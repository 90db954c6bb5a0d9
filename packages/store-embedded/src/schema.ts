/** Steps from an empty file to today's tables; `PRAGMA user_version` counts the steps done. */
export const MIGRATIONS: readonly string[] = [
  `
  -- Rows in the order of \`position\` are the log: a change takes a row out and puts it at the end.
  CREATE TABLE observation (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    station TEXT NOT NULL, to_ms INTEGER NOT NULL, period INTEGER NOT NULL,
    medium TEXT NOT NULL, region TEXT NOT NULL, received_at INTEGER NOT NULL,
    readings TEXT NOT NULL,
    UNIQUE (station, to_ms, period)
  ) STRICT;
  -- What a correction replaced, as it was (GB 3095-2026 6.3: the raw record is kept).
  CREATE TABLE observation_history (
    id INTEGER PRIMARY KEY, position INTEGER NOT NULL,
    station TEXT NOT NULL, to_ms INTEGER NOT NULL, period INTEGER NOT NULL,
    received_at INTEGER NOT NULL, readings TEXT NOT NULL, replaced_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL, topic TEXT NOT NULL, payload BLOB NOT NULL, station TEXT,
    scope TEXT NOT NULL, refusals TEXT NOT NULL
  ) STRICT;
  CREATE TABLE result (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, subject TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
    revision INTEGER NOT NULL, computed_at INTEGER NOT NULL, body TEXT NOT NULL,
    UNIQUE (kind, subject, to_ms, from_ms)
  ) STRICT;
  CREATE TABLE consumer (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE dead_letter ADD COLUMN replay TEXT;
  ALTER TABLE dead_letter ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX dead_letter_station ON dead_letter (station, id);
  CREATE INDEX dead_letter_at ON dead_letter (at_ms);
  `,
  `
  -- The audit trail: what late and corrected observations made of results.
  CREATE TABLE result_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, subject TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
    revision INTEGER NOT NULL, changed_at INTEGER NOT NULL, causes TEXT NOT NULL, before TEXT, after TEXT NOT NULL
  ) STRICT;
  CREATE INDEX result_history_subject ON result_history (subject, id);
  `,
  `
  -- The last readings of each station as JSON, of the place in the log that consumer '#latest' has.
  CREATE TABLE latest (station TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- Readings by parameter (readings.ts), a third as long as the list of objects that they were.
  UPDATE observation SET readings = (
    SELECT json_group_object(
      value ->> '$.parameter',
      json_array(json(value -> '$.value'), value ->> '$.flag', value ->> '$.invalid', value ->> '$.revision')
    ) FROM json_each(readings));
  UPDATE observation_history SET readings = (
    SELECT json_group_object(
      value ->> '$.parameter',
      json_array(json(value -> '$.value'), value ->> '$.flag', value ->> '$.invalid', value ->> '$.revision')
    ) FROM json_each(readings));
  `,
  `
  -- For a store whose whole is elsewhere: behind which ends it is not here as a whole.
  CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- The identity by day first: what stations send together stands together, so that a commit touches few pages of the
  -- index, however many stations there are. Places go on behind the last one ever given.
  ALTER TABLE observation RENAME TO observation_before;
  CREATE TABLE observation (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    station TEXT NOT NULL, to_ms INTEGER NOT NULL, period INTEGER NOT NULL,
    medium TEXT NOT NULL, region TEXT NOT NULL, received_at INTEGER NOT NULL,
    readings TEXT NOT NULL
  ) STRICT;
  INSERT INTO observation SELECT * FROM observation_before ORDER BY position;
  DELETE FROM sqlite_sequence WHERE name = 'observation';
  UPDATE sqlite_sequence SET name = 'observation' WHERE name = 'observation_before';
  DROP TABLE observation_before;
  CREATE UNIQUE INDEX observation_identity ON observation (to_ms / 86400000, station, to_ms, period);
  `,
  `
  -- Whether a broker had kept the message (RETAIN).
  ALTER TABLE dead_letter ADD COLUMN retained INTEGER NOT NULL DEFAULT 0;
  `,
];
