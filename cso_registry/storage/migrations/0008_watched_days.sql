-- What is watched by its kind, such as notices that must be served, is found without going
-- through every day; the last days of agreements, and what came too late, are derived anew.
CREATE INDEX dues_what ON dues(what, day, rec) WHERE past = 0;
