-- What every topic asks. The period that is counted stands in the table `period`: its first day, and its last.

CREATE FUNCTION pg_temp.day(at timestamptz) RETURNS date LANGUAGE sql STABLE
AS $$ SELECT (at AT TIME ZONE 'Europe/Amsterdam')::date $$;

-- So many whole months lie between two days; a month without that day ends on its own last day.
CREATE FUNCTION pg_temp.months(since date, until date) RETURNS int LANGUAGE sql STABLE
AS $$ SELECT max(m) FROM generate_series(0, 240) m WHERE since + make_interval(months => m) <= until $$;

-- The same birthday in another year: of 29 February it is 1 March where there is no such day.
CREATE FUNCTION pg_temp.birthday(born date, years int) RETURNS date LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN to_char(born, 'MMDD') = '0229' AND to_char(found, 'MMDD') = '0228' THEN found + 1 ELSE found END
    FROM (SELECT (born + make_interval(years => years))::date AS found) x
$$;

-- Two files that were joined, and not separated again, are one child.
CREATE TEMP TABLE whose AS
SELECT intake_case.id AS case_id, coalesce(into_id, intake_case.id) AS child
FROM intake_case
LEFT JOIN intake_casemerge ON case_id = intake_case.id AND approved_at IS NOT NULL AND undone_at IS NULL;

-- The children who arrived in the period: the day of arrival in the first of their files.
CREATE TEMP TABLE arrived AS
SELECT child, arrived_on
FROM (
    SELECT child, min(arrived_on) AS arrived_on
    FROM intake_case JOIN whose ON case_id = id
    GROUP BY child
) each_child
JOIN period ON arrived_on BETWEEN since AND until;

-- A signal of trafficking stands while it is not about another child, and was not found to be without substance.
CREATE TEMP TABLE first_signal AS
SELECT child, min(pg_temp.day(raised_at)) AS raised_on
FROM intake_signal JOIN whose USING (case_id)
WHERE kinds ? 'TRAFFICKING' AND status NOT IN ('WRONG_CHILD', 'NOT_SUBSTANTIATED')
GROUP BY child;

CREATE TEMP TABLE signalled AS
SELECT child FROM first_signal JOIN period ON raised_on BETWEEN since AND until;

-- Where a child lived, as far as it had come on the last day; protected are protected shelter (BO) and Fier.
CREATE TEMP TABLE place AS
SELECT
    child, placement.id, kind, kind IN ('BO', 'FIER') AS protected, starts_at, pg_temp.day(starts_at) AS starts_on,
    CASE WHEN pg_temp.day(ends_at) <= until THEN ends_at END AS ends_at,
    CASE WHEN pg_temp.day(ends_at) <= until THEN pg_temp.day(ends_at) END AS ends_on,
    is_move, avoidable, override_verdict, went_to
FROM shelter_placement placement
JOIN whose USING (case_id)
JOIN shelter_location house ON house.id = location_id
JOIN period ON pg_temp.day(starts_at) <= until;

-- A stay is all the time in protected shelter that follows on: a protected place begins one where no other runs yet.
CREATE TEMP TABLE protected_place AS
SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY child ORDER BY starts_at, id) AS stay
FROM (
    SELECT *, NOT EXISTS (
        SELECT FROM place before
        WHERE before.child = place.child AND before.protected
          AND (before.starts_at, before.id) < (place.starts_at, place.id)
          AND (before.ends_at IS NULL OR before.ends_at >= place.starts_at)
    ) AS begins
    FROM place
    WHERE protected
) found;

CREATE TEMP TABLE stay AS
SELECT
    child, stay, min(starts_on) AS since,
    CASE WHEN bool_and(ends_on IS NOT NULL) THEN max(ends_on) END AS until, max(ends_at) AS ends_at,
    (array_agg(went_to ORDER BY ends_at DESC NULLS FIRST, starts_at DESC))[1] AS went_to
FROM protected_place
GROUP BY child, stay;

CREATE TEMP TABLE begun AS
SELECT stay.*, period.until AS last_day FROM stay JOIN period ON stay.since BETWEEN period.since AND period.until;

CREATE TEMP TABLE ended AS
SELECT stay.* FROM stay JOIN period ON stay.until BETWEEN period.since AND period.until;

-- The indications for such a place, of each child the first as number one.
CREATE TEMP TABLE indication AS
SELECT
    child, decided_on, ground,
    row_number() OVER (PARTITION BY child ORDER BY decided_on, created_at) AS number
FROM shelter_indication JOIN whose USING (case_id)
WHERE outcome IN ('BO', 'FIER');

CREATE TEMP TABLE indicated AS
SELECT child, decided_on, ground FROM indication JOIN period ON decided_on BETWEEN since AND until WHERE number = 1;

-- What Nidos decided in the period, whatever it was.
CREATE TEMP TABLE decided AS
SELECT shelter_indication.* FROM shelter_indication JOIN period ON decided_on BETWEEN since AND until;
