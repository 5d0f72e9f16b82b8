-- Rest begins on the day of the first admission to protected shelter or Fier.
CREATE TEMP TABLE resting AS SELECT child, min(starts_on) AS began FROM place WHERE protected GROUP BY child;

CREATE TEMP TABLE rest_began AS SELECT resting.* FROM resting JOIN period ON began BETWEEN since AND until;

CREATE TEMP TABLE extension AS
SELECT child, row.*, pg_temp.day(created_at) AS asked_on, pg_temp.day(approved_at) AS approved_on
FROM shelter_restextension row JOIN whose USING (case_id);

-- The last day of rest by what was approved up to a day. An extension counts on from the last day there was, but from
-- the day it was approved where that is later: so rest ends where the latest of these ends, with all that came after.
CREATE FUNCTION pg_temp.rests_until(resting_child uuid, began date, known_on date) RETURNS date LANGUAGE sql STABLE
AS $$
    SELECT greatest(began + 21 + coalesce(sum(days), 0)::int, max(from_here))
    FROM (
        SELECT days, approved_on + (sum(days) OVER (ORDER BY approved_at DESC, id))::int AS from_here
        FROM extension WHERE child = resting_child AND approved_on <= known_on
    ) approved
$$;

CREATE TEMP TABLE asked_in_period AS SELECT extension.* FROM extension JOIN period ON asked_on BETWEEN since AND until;

CREATE TEMP TABLE first_hearing AS
SELECT first.* FROM (
    SELECT DISTINCT ON (child) child, hearing.id, held_on
    FROM residence_hearing hearing JOIN whose USING (case_id)
    WHERE type = 'FIRST' AND held_on IS NOT NULL
    ORDER BY child, held_on, created_at
) first
JOIN period ON held_on BETWEEN since AND until;

CREATE TEMP TABLE deviation AS
SELECT row.* FROM residence_hearingdeviation row JOIN period ON pg_temp.day(created_at) BETWEEN since AND until;

-- rest (among rest_began)
SELECT
    CASE WHEN more <= 0 THEN 'THREE_WEEKS' WHEN more <= 7 THEN 'WEEK_MORE' WHEN more <= 14 THEN 'TWO_WEEKS_MORE'
    ELSE 'LONGER' END,
    count(*)
FROM (SELECT pg_temp.rests_until(child, began, until) - (began + 21) AS more FROM rest_began CROSS JOIN period) of_child
GROUP BY 1;

-- extensions (among asked_in_period)
SELECT
    CASE WHEN approved_on <= until THEN CASE WHEN late THEN 'LATE' ELSE 'IN_TIME' END ELSE 'NOT_APPROVED' END, count(*)
FROM asked_in_period CROSS JOIN period
GROUP BY 1;

-- first-hearing (among first_hearing)
SELECT
    CASE
        WHEN (began <= held_on) IS NOT TRUE THEN 'NO_WAIT'
        WHEN held_on > greatest(pg_temp.rests_until(child, began, held_on), (began + interval '3 months')::date)
            THEN 'AFTER'
        WHEN id IN (SELECT hearing_id FROM residence_hearingdeviation) THEN 'DEVIATION'
        ELSE 'WITHIN'
    END,
    count(*)
FROM first_hearing LEFT JOIN resting USING (child)
GROUP BY 1;

-- deviations (among deviation)
SELECT requested_by, count(*) FROM deviation GROUP BY 1;
