-- The first return of a subject is counted from its registration by the setting of the day it
-- is asked, so what is kept is the day it counts from; `came` once any return is held. A return
-- that a later one follows is past: nobody waits for its day, and it costs no look.
CREATE TABLE first_returns(
  rec INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  came INTEGER NOT NULL
) STRICT;
CREATE INDEX first_returns_day ON first_returns(day, rec) WHERE came = 0;
ALTER TABLE dues ADD COLUMN past INTEGER NOT NULL DEFAULT 0;
DROP INDEX dues_day;
CREATE INDEX dues_day ON dues(day, rec) WHERE past = 0;
UPDATE dues SET past = 1 WHERE what = 'return' AND EXISTS(
  SELECT 1 FROM record_list l JOIN record_list n ON n.about = l.about
  WHERE l.rec = dues.rec AND n.type = 'return' AND n.until > l.until
);
