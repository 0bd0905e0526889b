-- One list for every type of record but the subjects, which have their own: cases,
-- certificates, letters. Made from the journal, as every table after `journal` is.
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
CREATE INDEX record_list_sort ON record_list(type, sort, rec);
CREATE INDEX record_list_status ON record_list(type, status, until, rec);
CREATE INDEX record_list_about ON record_list(about, type, rec) WHERE about IS NOT NULL;
