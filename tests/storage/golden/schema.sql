CREATE INDEX assignments_officer ON assignments(officer, rec);
CREATE INDEX dues_day ON dues(day, rec) WHERE past = 0;
CREATE INDEX dues_rec ON dues(rec);
CREATE INDEX dues_what ON dues(what, day, rec) WHERE past = 0;
CREATE INDEX figures_key ON figures(theme, year, by, key, rec);
CREATE INDEX figures_rec ON figures(rec);
CREATE INDEX first_returns_day ON first_returns(day, rec) WHERE came = 0;
CREATE INDEX identifiers_rec ON identifiers(rec);
CREATE INDEX identifiers_value ON identifiers(value, scheme);
CREATE INDEX journal_batch ON journal(batch, entry) WHERE batch IS NOT NULL;
CREATE UNIQUE INDEX journal_hash ON journal(hash);
CREATE INDEX journal_officer ON journal(officer, entry);
CREATE UNIQUE INDEX journal_stream ON journal(stream, seq);
CREATE INDEX numbers_number ON numbers(number);
CREATE INDEX numbers_rec ON numbers(rec);
CREATE INDEX numbers_series ON numbers(series, counter, state) WHERE series IS NOT NULL;
CREATE INDEX organization_list_filters ON organization_list(
  sort, rec, province, status, status_since, status_before, kind, form, purpose
);
CREATE INDEX organization_list_province ON organization_list(province, sort, rec);
CREATE INDEX record_list_about ON record_list(about, type, rec) WHERE about IS NOT NULL;
CREATE INDEX record_list_sort ON record_list(type, sort, rec);
CREATE INDEX record_list_status ON record_list(type, status, until, rec);
CREATE UNIQUE INDEX records_id ON records(id);
CREATE INDEX records_instrument ON records(
  json_extract(CAST(body AS TEXT), '$.file[0][1].instrument'), type
) WHERE type = 'agreement';
CREATE INDEX records_type ON records(type, rec) WHERE type <> 'organization';
CREATE UNIQUE INDEX segments_run ON segments(replica, scope, lo, hi, head);
CREATE INDEX segments_state ON segments(state, segment) WHERE state <> 'held';
CREATE INDEX sums_amount ON sums(theme, year, province, by, amount DESC, key);
CREATE TABLE access_log(
  line INTEGER PRIMARY KEY,
  body BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TABLE arrivals_told(
  stream INTEGER PRIMARY KEY,
  arrival INTEGER NOT NULL
) STRICT;
CREATE TABLE assignments(
  rec INTEGER PRIMARY KEY,
  officer BLOB NOT NULL
) STRICT;
CREATE TABLE attachment_pieces(
  sha256 BLOB NOT NULL,
  start INTEGER NOT NULL,
  total INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY(sha256, start)
) STRICT, WITHOUT ROWID;
CREATE TABLE attachments(
  sha256 BLOB PRIMARY KEY,
  key BLOB NOT NULL,
  size INTEGER NOT NULL,
  stored_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE awaited(
  parent BLOB NOT NULL,
  record BLOB NOT NULL,
  grp TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY(parent, record, grp, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflicts(
  rec INTEGER NOT NULL,
  grp TEXT NOT NULL,
  PRIMARY KEY(rec, grp)
) STRICT, WITHOUT ROWID;
CREATE TABLE contested(
  rec INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  other INTEGER NOT NULL,
  slot TEXT NOT NULL,
  PRIMARY KEY(rec, entry, other, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE dues(
  rec INTEGER NOT NULL,
  day TEXT NOT NULL,
  what TEXT NOT NULL,
  item TEXT NOT NULL
, past INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE exchanges(
  line INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE figures(
  rec INTEGER NOT NULL,
  theme TEXT NOT NULL,
  year INTEGER NOT NULL,
  province TEXT NOT NULL,
  by TEXT NOT NULL,
  key TEXT NOT NULL,
  times INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE TABLE findings(
  rec INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE first_returns(
  rec INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  came INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE found USING fts5(
  text, content='findings', content_rowid='rec', tokenize='trigram case_sensitive 1'
);
CREATE TABLE 'found_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'found_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'found_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'found_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE history(
  rec INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY(rec, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE identifiers(
  rec INTEGER NOT NULL,
  scheme TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE inbox(
  piece INTEGER PRIMARY KEY,
  start INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE TABLE journal(
  entry INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES streams(stream),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  act BLOB NOT NULL,
  kind TEXT NOT NULL,
  officer BLOB NOT NULL,
  time TEXT NOT NULL,
  batch BLOB,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE numbers(
  rec INTEGER NOT NULL,
  number TEXT NOT NULL,
  series TEXT,
  counter INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE TABLE organization_list(
  rec INTEGER PRIMARY KEY,
  sort TEXT NOT NULL,
  name TEXT NOT NULL,
  number TEXT,
  kind TEXT NOT NULL,
  form TEXT,
  purpose TEXT,
  province TEXT NOT NULL,
  area TEXT,
  status TEXT NOT NULL,
  status_since TEXT,
  status_before TEXT NOT NULL
) STRICT;
CREATE TABLE peers(
  replica BLOB PRIMARY KEY,
  office BLOB NOT NULL,
  time TEXT NOT NULL,
  told TEXT NOT NULL,
  bundle BLOB NOT NULL,
  have BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE personal(
  entry INTEGER NOT NULL REFERENCES journal(entry),
  change INTEGER NOT NULL,
  salt BLOB NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY(entry, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE preferences(
  officer TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY(officer, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE record_list(
  rec INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  sort TEXT NOT NULL,
  title TEXT NOT NULL,
  number TEXT,
  about TEXT,
  status TEXT NOT NULL,
  status_since TEXT,
  status_before TEXT,
  until TEXT,
  province TEXT NOT NULL
) STRICT;
CREATE TABLE records(
  rec INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  type TEXT NOT NULL,
  scope TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE registry(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE secret_keys(
  name TEXT PRIMARY KEY,
  key BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE seen(
  stream INTEGER NOT NULL,
  replica BLOB NOT NULL,
  scope TEXT NOT NULL,
  seq INTEGER NOT NULL,
  upto INTEGER NOT NULL,
  PRIMARY KEY(stream, replica, scope, seq)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE streams(
  stream INTEGER PRIMARY KEY,
  replica BLOB NOT NULL,
  scope TEXT NOT NULL,
  UNIQUE(replica, scope)
) STRICT;
CREATE TABLE sums(
  theme TEXT NOT NULL,
  year INTEGER NOT NULL,
  province TEXT NOT NULL,
  by TEXT NOT NULL,
  key TEXT NOT NULL,
  times INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY(province, by, key, theme, year)
) STRICT, WITHOUT ROWID;
CREATE TABLE tallies(
  type TEXT NOT NULL,
  province TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY(type, province, kind, status)
) STRICT, WITHOUT ROWID;
CREATE TABLE trust(
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE unread(
  record BLOB NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY(record, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE unsent(
  entry INTEGER NOT NULL REFERENCES journal(entry),
  change INTEGER NOT NULL,
  PRIMARY KEY(entry, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE verifiers(
  officer BLOB PRIMARY KEY,
  verifier TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  last_failure_ms INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE withheld(
  entry INTEGER PRIMARY KEY REFERENCES journal(entry),
  why TEXT NOT NULL
) STRICT;
CREATE TRIGGER access_log_is_never_changed BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'access log is append-only'); END;
CREATE TRIGGER access_log_is_never_cut BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'access log is append-only'); END;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER personal_is_never_changed BEFORE UPDATE ON personal
BEGIN SELECT RAISE(ABORT, 'personal parts are never changed'); END;
