-- No table changes. An evaluation falls due on the day that was agreed: what follows from
-- agreements that are held already is derived anew.
SELECT 1;
