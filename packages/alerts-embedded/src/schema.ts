/** Steps from an empty file to today's tables; `PRAGMA user_version` counts the steps done. */
export const ALERT_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE rule (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  -- The log: only ever appended to. \`holds\` says whether the transition is part of the path as it is known now.
  CREATE TABLE change (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    state TEXT NOT NULL, since INTEGER NOT NULL, value REAL, threshold REAL NOT NULL, severity TEXT NOT NULL,
    changed_at INTEGER NOT NULL, revision INTEGER NOT NULL, tense TEXT NOT NULL, latched INTEGER NOT NULL,
    holds INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX change_path ON change (rule, kind, subject, since);
  -- The last transition that holds of each alert, so that a poll does not search the log for it.
  CREATE TABLE present (
    rule TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, cursor INTEGER NOT NULL,
    PRIMARY KEY (rule, kind, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note_kind TEXT NOT NULL, rule TEXT NOT NULL, kind TEXT, subject TEXT,
    reason TEXT NOT NULL, by_whom TEXT, from_ms INTEGER NOT NULL, until_ms INTEGER
  ) STRICT;
  CREATE TABLE consumer (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  -- Changes that a way out gave up to deliver.
  CREATE TABLE undelivered (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL, cursor INTEGER NOT NULL, at_ms INTEGER NOT NULL, error TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- The rules that alerts were last judged under, and from where on the values count for them.
  CREATE TABLE judged_rule (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE judged (
    rule TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, after_ms INTEGER NOT NULL,
    PRIMARY KEY (rule, kind, subject)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO judged_rule SELECT id, body FROM rule;
  `,
  `
  -- When the alert last came into the state that it is in: what is only told anew does not ask for eyes again.
  ALTER TABLE present ADD COLUMN entered_at INTEGER NOT NULL DEFAULT 0;
  UPDATE present SET entered_at = (SELECT changed_at FROM change WHERE change.cursor = present.cursor);
  `,
  `
  -- The name of the API key that a note came with.
  ALTER TABLE note ADD COLUMN author TEXT;
  `,
];
