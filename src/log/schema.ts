/** The tables of a ledger file, and how a file says that it is one. */

/** `WHLB`, in the header of every ledger file (SQLite's application_id). */
export const applicationId = 0x57484c42

/** Counts up when the tables change (SQLite's user_version). A file of a greater number is not opened. */
export const schemaVersion = 1

/**
 * `event` has no index over (stream, revision), which would halve the rate of writing: the last revision of a stream lies
 * in `stream`, and `previous` leads back from there. Its triggers are a guard-rail; the proof is the tree.
 */
export const schema = `
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE stream (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL, -- of its last event
    last INTEGER               -- position of its last event
  ) STRICT;

  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream,
    revision INTEGER NOT NULL,
    previous INTEGER,          -- position of the event before it in its stream
    bytes BLOB NOT NULL,       -- canonical JSON, as hashed
    leaf BLOB NOT NULL         -- RFC 6962 leaf hash of the bytes
  ) STRICT;

  CREATE TABLE head (
    size INTEGER NOT NULL,
    peaks TEXT NOT NULL        -- the frontier of the tree: roots of its full subtrees, from the left
  ) STRICT;
  INSERT INTO head VALUES (0, '');

  CREATE TRIGGER event_dense BEFORE INSERT ON event
    WHEN NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM event)
    BEGIN SELECT raise(ABORT, 'events are appended one after the other'); END;
  CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
    BEGIN SELECT raise(ABORT, 'events are never changed'); END;
  CREATE TRIGGER event_kept BEFORE DELETE ON event
    BEGIN SELECT raise(ABORT, 'events are never deleted'); END;

  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`

/** Oldest SQLite without the fault by which a WAL file could be reset while it was still needed (3.7.0 to 3.51.2). */
const oldest = [3, 51, 3]

/** Whether a version of SQLite keeps what it acknowledges. */
export function isSafe(version: string): boolean {
  const parts = version.split('.').map(Number)
  const differs = oldest.findIndex((part, index) => parts[index] !== part)
  return differs === -1 || parts[differs]! > oldest[differs]!
}
