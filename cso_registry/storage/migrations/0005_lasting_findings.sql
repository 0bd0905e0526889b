-- No table changes. Orders for an end before the lawful day are summed from here on, and a
-- notice of an end falls due: what follows from records that are held already is derived anew.
SELECT 1;
