-- What each record adds to the sums, and the sums: kept in step with the fold, so that a
-- page of figures costs what it shows. The sum of all provinces has none: ''.
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
CREATE INDEX figures_rec ON figures(rec);
CREATE INDEX figures_key ON figures(theme, year, by, key, rec);

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
CREATE INDEX sums_amount ON sums(theme, year, province, by, amount DESC, key);
