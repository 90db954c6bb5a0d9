/** Steps from an empty file to today's tables; `PRAGMA user_version` counts the steps done. */
export const STORE_MIGRATIONS: readonly string[] = [
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
  `
  -- Payloads apart, so that a list reads none; at most 20 refusals a letter, the others as numbers by reason. \`share\`: the
  -- station, or nothing for all that are not registered. \`reasons\`: each reason between blanks. \`size\`: what a letter
  -- takes of the bound in bytes.
  ALTER TABLE dead_letter RENAME TO dead_letter_before;
  CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL, station TEXT, reason TEXT NOT NULL, share TEXT NOT NULL, reasons TEXT NOT NULL,
    size INTEGER NOT NULL, bytes INTEGER NOT NULL, scope TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0,
    retained INTEGER NOT NULL DEFAULT 0,
    topic TEXT NOT NULL, refusals TEXT NOT NULL, counts TEXT, replay TEXT
  ) STRICT;
  CREATE TABLE dead_letter_payload (id INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT;
  CREATE TABLE dead_letter_share (
    reason TEXT NOT NULL, share TEXT NOT NULL, count INTEGER NOT NULL, bytes INTEGER NOT NULL,
    PRIMARY KEY (reason, share)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO dead_letter (id, at_ms, station, reason, share, reasons, size, bytes, scope, settled, retained,
    topic, refusals, counts, replay)
  SELECT id, at_ms, station, ifnull(refusals ->> '$[0].reason', 'malformed'),
    CASE WHEN refusals ->> '$[0].reason' IN ('unknown-station', 'unknown-topic') THEN '' ELSE ifnull(station, '') END,
    ' ' || (SELECT group_concat(reason, ' ') FROM (SELECT DISTINCT value ->> '$.reason' AS reason FROM json_each(refusals))) || ' ',
    0, length(payload), scope, settled, retained, topic,
    (SELECT json_group_array(json(value)) FROM (SELECT value FROM json_each(refusals) LIMIT 20)),
    CASE WHEN json_array_length(refusals) > 20 THEN (
      SELECT json_group_object(reason, n) FROM (
        SELECT value ->> '$.reason' AS reason, count(*) AS n FROM json_each(refusals) GROUP BY 1)) END,
    CASE WHEN json_array_length(replay, '$.refusals') > 20 THEN json_set(replay, '$.refusals',
      json((SELECT json_group_array(json(value)) FROM (SELECT value FROM json_each(replay, '$.refusals') LIMIT 20))),
      '$.counts', json((SELECT json_group_object(reason, n) FROM (
        SELECT value ->> '$.reason' AS reason, count(*) AS n FROM json_each(replay, '$.refusals') GROUP BY 1))))
    ELSE replay END
  FROM dead_letter_before ORDER BY id;
  UPDATE dead_letter SET size = bytes + length(topic) + length(refusals) + ifnull(length(replay), 0);
  INSERT INTO dead_letter_payload SELECT id, payload FROM dead_letter_before ORDER BY id;
  INSERT INTO dead_letter_share SELECT reason, share, count(*), sum(size) FROM dead_letter GROUP BY reason, share;
  DELETE FROM sqlite_sequence WHERE name = 'dead_letter';
  UPDATE sqlite_sequence SET name = 'dead_letter' WHERE name = 'dead_letter_before';
  DROP TABLE dead_letter_before;
  CREATE INDEX dead_letter_station ON dead_letter (station, id);
  CREATE INDEX dead_letter_at ON dead_letter (at_ms);
  CREATE INDEX dead_letter_of_share ON dead_letter (reason, share, id, size);
  `,
  `
  -- Which end of the period the time stamp states, where nothing states the length of the period.
  ALTER TABLE observation ADD COLUMN assumed TEXT;
  `,
  `
  -- Hours and days of air as records: 24 hours or 32 days of a subject in one row (records/slots.ts), the key being the
  -- block of time and then the subject. \`change\` is their part of the log of results: each record at the place of its
  -- latest change. What was evaluated before is dropped and evaluated again from the observations ('results.lost'); when
  -- stations were first named, and under which rules, stays. Places go on behind the last one ever given. A file beside an
  -- InfluxDB has lost what it knew of the recent past of results, and is filled again from there.
  CREATE TABLE record (key INTEGER PRIMARY KEY, slots BLOB NOT NULL) STRICT;
  CREATE TABLE change (position INTEGER PRIMARY KEY, subject INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE record_subject (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    UNIQUE (kind, subject)
  ) STRICT;
  ALTER TABLE result_history ADD COLUMN before_record BLOB;
  ALTER TABLE result_history ADD COLUMN after_record BLOB;
  INSERT OR REPLACE INTO setting SELECT 'results.last', seq FROM sqlite_sequence WHERE name = 'result';
  INSERT OR REPLACE INTO setting SELECT 'results.lost', 1 FROM sqlite_sequence WHERE name = 'result';
  DELETE FROM setting WHERE name LIKE 'after.%' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'result');
  ALTER TABLE result RENAME TO result_before;
  CREATE TABLE result (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, subject TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
    revision INTEGER NOT NULL, computed_at INTEGER NOT NULL, body TEXT NOT NULL,
    UNIQUE (kind, subject, to_ms, from_ms)
  ) STRICT;
  INSERT INTO result SELECT * FROM result_before WHERE kind IN ('registered', 'rules');
  DROP TABLE result_before;
  `,
  `
  -- Letters that may hold passwords of HJ 212 are rewritten at the next start (dead-letter-rewrite.ts): the step of it.
  INSERT OR REPLACE INTO setting SELECT 'letters.unmasked', 1 FROM sqlite_sequence WHERE name = 'dead_letter';
  `,
  `
  -- Hours without running means, and with what rounding left out of every value (layout 2 of a record): records of layout 1
  -- are dropped, and built again from the observations as above. Those of the history stay and are read.
  INSERT OR REPLACE INTO setting SELECT 'results.lost', 1 WHERE EXISTS (SELECT 1 FROM record);
  DELETE FROM setting WHERE name LIKE 'after.%' AND EXISTS (SELECT 1 FROM record);
  DELETE FROM record;
  DELETE FROM change;
  DELETE FROM record_subject;
  `,
  `
  -- Samples and days of water are records too: those of an earlier version are dropped and evaluated again. Marks of
  -- suspect values, since when stations are named, and what records stand under are no results any more: a table each.
  -- What is evaluated again stands under nothing. Beside an
  -- InfluxDB all is evaluated again, since records have another form there.
  CREATE TABLE mark (
    station TEXT NOT NULL, to_ms INTEGER NOT NULL, period INTEGER NOT NULL, marks TEXT NOT NULL,
    PRIMARY KEY (station, to_ms, period)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE station_note (station TEXT PRIMARY KEY, since INTEGER NOT NULL, under TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE rules (one INTEGER PRIMARY KEY CHECK (one = 1), rules TEXT NOT NULL) STRICT;
  INSERT INTO mark SELECT subject, to_ms, (to_ms - from_ms) / 1000, body -> '$.marks' FROM result
    WHERE kind = 'quality' AND body -> '$.marks' <> '{}';
  INSERT INTO station_note SELECT subject, max(to_ms), ifnull(body -> '$.under', '[]') FROM result
    WHERE kind = 'registered' GROUP BY subject;
  INSERT INTO rules SELECT 1, body -> '$.rules' FROM result
    WHERE kind = 'rules' AND body -> '$.rules' IS NOT NULL ORDER BY to_ms DESC LIMIT 1;
  UPDATE station_note SET under = '[]' WHERE under ->> '$[0].medium' = 'water'
    AND EXISTS (SELECT 1 FROM result WHERE kind LIKE 'class.%');
  INSERT OR REPLACE INTO setting SELECT 'results.lost', 1 WHERE EXISTS (SELECT 1 FROM result WHERE kind LIKE 'class.%')
    OR EXISTS (SELECT 1 FROM setting WHERE name LIKE 'after.%');
  INSERT OR REPLACE INTO setting
    SELECT 'history.earlier', 1 WHERE EXISTS (SELECT 1 FROM result_history WHERE "after" <> '');
  DROP TABLE result;
  `,
  `
  -- Readings as bytes (readings.ts), a third as long as JSON; rows of before keep their text, those of now have none.
  ALTER TABLE observation ADD COLUMN body BLOB;
  ALTER TABLE observation_history ADD COLUMN body BLOB;
  `,
  `
  -- Inputs of figures that no station sent (annotations.ts): never changed or deleted, but withdrawn. \`version\` rises with
  -- each that is entered or withdrawn. Published bulletins stay as they are.
  CREATE TABLE annotation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL, subject TEXT NOT NULL, says TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL,
    reason TEXT NOT NULL, by_whom TEXT, author TEXT, entered_at INTEGER NOT NULL, withdrawal TEXT
  ) STRICT;
  CREATE INDEX annotation_subject ON annotation (kind, subject, from_day);
  CREATE TABLE published_bulletin (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, edition INTEGER NOT NULL,
    period TEXT NOT NULL, region TEXT NOT NULL, at_ms INTEGER NOT NULL, data_version TEXT NOT NULL,
    reason TEXT, by_whom TEXT, author TEXT, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
    figures TEXT NOT NULL, texts TEXT NOT NULL,
    UNIQUE (period, region, edition)
  ) STRICT;
  `,
  `
  -- One entry of the log of changes for the records of a row that are written together: \`position\` is the offset of the last
  -- of them, \`count\` the number of offsets. Earlier entries are of one record.
  ALTER TABLE change ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
  `,
];
