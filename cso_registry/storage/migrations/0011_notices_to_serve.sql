-- No table changes. A notice falls due on the last day on which its receipt still reaches the end
-- that was decided, no longer on that end: what is held already is derived anew.
SELECT 1;
