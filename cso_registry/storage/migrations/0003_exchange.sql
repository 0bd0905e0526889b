-- Signed runs of entries, kept as they travel so that they are relayed unchanged.
-- `waiting` ones follow entries that have not come; `refused` ones are kept for the record.
CREATE TABLE segments(
  segment INTEGER PRIMARY KEY,
  replica BLOB NOT NULL,
  scope TEXT NOT NULL,
  lo INTEGER NOT NULL,
  hi INTEGER NOT NULL,
  head BLOB NOT NULL,
  state TEXT NOT NULL,
  why TEXT,
  signed BLOB NOT NULL,
  content BLOB NOT NULL,
  personal BLOB
) STRICT;
CREATE UNIQUE INDEX segments_run ON segments(replica, scope, lo, hi, head);
CREATE INDEX segments_state ON segments(state, segment) WHERE state <> 'held';

-- Entries that are kept and not folded, because a right or the roster does not carry them.
CREATE TABLE withheld(
  entry INTEGER PRIMARY KEY REFERENCES journal(entry),
  why TEXT NOT NULL
) STRICT;

-- Personal parts that the sender left out; erased ones are named by an erasure.
CREATE TABLE unsent(
  entry INTEGER NOT NULL REFERENCES journal(entry),
  change INTEGER NOT NULL,
  PRIMARY KEY(entry, change)
) STRICT, WITHOUT ROWID;

-- What the writer of a stream had seen of other streams when it wrote an entry.
CREATE TABLE seen(
  stream INTEGER NOT NULL,
  replica BLOB NOT NULL,
  scope TEXT NOT NULL,
  seq INTEGER NOT NULL,
  upto INTEGER NOT NULL,
  PRIMARY KEY(stream, replica, scope, seq)
) STRICT, WITHOUT ROWID;

-- Legal acts that relied on what another office changed unseen.
CREATE TABLE contested(
  rec INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  other INTEGER NOT NULL,
  slot TEXT NOT NULL,
  PRIMARY KEY(rec, entry, other, slot)
) STRICT, WITHOUT ROWID;

-- Kept at this desk only: what other offices said that they have, and bundles under proof.
CREATE TABLE peers(
  replica BLOB PRIMARY KEY,
  office BLOB NOT NULL,
  time TEXT NOT NULL,
  told TEXT NOT NULL,
  bundle BLOB NOT NULL,
  have BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox(
  piece INTEGER PRIMARY KEY,
  start INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE attachment_pieces(
  sha256 BLOB NOT NULL,
  start INTEGER NOT NULL,
  total INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY(sha256, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE exchanges(
  line INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE trust(
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Which arrivals an own stream has told of already.
CREATE TABLE arrivals_told(
  stream INTEGER PRIMARY KEY,
  arrival INTEGER NOT NULL
) STRICT;
