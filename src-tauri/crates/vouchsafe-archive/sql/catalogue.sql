CREATE TABLE catalogue (
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE record (
  number INTEGER PRIMARY KEY,
  id     BLOB NOT NULL CHECK (length(id) = 16),
  kind   TEXT NOT NULL,
  UNIQUE (id, kind)
) STRICT;

CREATE INDEX record_by_kind ON record (kind);

CREATE TABLE field (
  record INTEGER NOT NULL,
  name   TEXT NOT NULL,
  entry  INTEGER NOT NULL,
  clock  INTEGER,
  value  TEXT,
  PRIMARY KEY (record, name, entry),
  CHECK ((clock IS NULL) = (value IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX field_by_value ON field (name, value) WHERE length(value) <= 100;
