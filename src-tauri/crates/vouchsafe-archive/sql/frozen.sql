CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  number     INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 4194303),
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32)
) STRICT;

CREATE TABLE entry (
  id       INTEGER PRIMARY KEY CHECK (id >= 1099511627776),
  text     TEXT NOT NULL,
  leaf     BLOB NOT NULL CHECK (length(leaf) = 32),
  seed     BLOB CHECK (length(seed) = 32),
  salts    BLOB CHECK (length(salts) % 16 = 0),
  withheld BLOB CHECK (length(withheld) % 32 = 0),
  CHECK ((seed IS NULL) = (salts IS NOT NULL)),
  CHECK ((salts IS NULL) = (withheld IS NULL))
) STRICT;

CREATE TABLE checkpoint (
  log      INTEGER PRIMARY KEY,
  note     TEXT NOT NULL,
  frontier BLOB NOT NULL CHECK (length(frontier) % 32 = 0)
) STRICT;

CREATE TABLE content (
  number           INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 549755813887),
  id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  state            TEXT NOT NULL CHECK (state IN ('staged', 'held', 'purged')),
  sha256           BLOB CHECK (length(sha256) = 32),
  size_bytes       INTEGER CHECK (size_bytes >= 0),
  chunk_size_bytes INTEGER NOT NULL CHECK (chunk_size_bytes BETWEEN 1 AND 67108864),
  chunk_digests    BLOB CHECK (length(chunk_digests) % 32 = 0),
  staged_at        TEXT,
  CHECK (state <> 'held' OR sha256 IS NOT NULL),
  CHECK ((sha256 IS NULL) = (size_bytes IS NULL)),
  CHECK ((sha256 IS NULL) = (chunk_digests IS NULL)),
  CHECK ((state = 'staged') = (staged_at IS NOT NULL))
) STRICT;

CREATE INDEX content_by_sha256 ON content (sha256);

CREATE TABLE chunk (
  id   INTEGER PRIMARY KEY CHECK (id >= 16777216),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE purge (
  id      INTEGER PRIMARY KEY,
  entry   INTEGER NOT NULL,
  target  INTEGER,
  line    TEXT,
  content INTEGER,
  CHECK ((target IS NULL) = (line IS NULL)),
  CHECK ((target IS NULL) = (content IS NOT NULL))
) STRICT;

CREATE INDEX purge_by_target ON purge (target, line);

CREATE INDEX purge_by_content ON purge (content);

CREATE TRIGGER meta_is_final BEFORE UPDATE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is never changed'); END;

CREATE TRIGGER meta_is_kept BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is never removed'); END;

CREATE TRIGGER log_is_final BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END;

CREATE TRIGGER log_is_kept BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'a log is never removed'); END;

CREATE TRIGGER checkpoint_is_kept BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is replaced, never removed'); END;

CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;

CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
WHEN NEW.id <> OLD.id OR NEW.leaf <> OLD.leaf
  OR NOT EXISTS (SELECT 1 FROM purge WHERE target = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an entry is changed only by a purge that names it'); END;

CREATE TRIGGER content_is_final BEFORE UPDATE ON content
WHEN OLD.state <> 'staged' AND (
  NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.state <> 'purged'
  OR NEW.chunk_size_bytes <> OLD.chunk_size_bytes
  OR NOT EXISTS (SELECT 1 FROM purge WHERE content = OLD.number))
BEGIN SELECT RAISE(ABORT, 'a content is changed only by a purge that names it'); END;

CREATE TRIGGER content_is_kept BEFORE DELETE ON content
WHEN OLD.state <> 'staged'
BEGIN SELECT RAISE(ABORT, 'a content is never removed'); END;

CREATE TRIGGER chunk_is_final BEFORE UPDATE ON chunk
BEGIN SELECT RAISE(ABORT, 'a chunk is never changed'); END;

CREATE TRIGGER chunk_is_kept BEFORE DELETE ON chunk
WHEN NOT EXISTS (SELECT 1 FROM content WHERE number = OLD.id >> 24 AND state = 'staged')
  AND NOT EXISTS (SELECT 1 FROM purge WHERE content = OLD.id >> 24)
BEGIN SELECT RAISE(ABORT, 'a chunk is removed only by a purge that names its content'); END;

CREATE TRIGGER chunk_is_staged BEFORE INSERT ON chunk
WHEN NOT EXISTS (SELECT 1 FROM content WHERE number = NEW.id >> 24 AND state = 'staged')
BEGIN SELECT RAISE(ABORT, 'a chunk is added only to a content that is being received'); END;

CREATE TRIGGER purge_is_final BEFORE UPDATE ON purge
BEGIN SELECT RAISE(ABORT, 'a purge is never changed'); END;

CREATE TRIGGER purge_is_kept BEFORE DELETE ON purge
BEGIN SELECT RAISE(ABORT, 'a purge is never removed'); END;
