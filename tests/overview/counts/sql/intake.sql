-- Of each child the first day on which each of the four talks was held.
CREATE TEMP TABLE held AS
SELECT child, step, min(held_on) AS held_on
FROM intake_conversation JOIN whose USING (case_id) JOIN period ON held_on <= until
WHERE step IN ('ACQUAINTANCE', 'IDENTIFICATION', 'REGISTRATION', 'FOLLOW_UP')
GROUP BY child, step;

-- Holidays of the Algemene termijnenwet in these years.
CREATE TEMP TABLE holiday AS
SELECT unnest('{2025-01-01,2025-04-18,2025-04-20,2025-04-21,2025-04-26,2025-05-05,2025-05-29,2025-06-08,2025-06-09,
    2025-12-25,2025-12-26,2026-01-01,2026-04-03,2026-04-05,2026-04-06,2026-04-27,2026-05-05,2026-05-14,2026-05-24,
    2026-05-25,2026-12-25,2026-12-26,2027-01-01,2027-03-26,2027-03-28,2027-03-29,2027-04-27,2027-05-05,2027-05-06,
    2027-05-16,2027-05-17,2027-12-25,2027-12-26}'::date[]) AS day;

-- The third working day after a day.
CREATE FUNCTION pg_temp.three_working_days(since date) RETURNS date LANGUAGE sql STABLE
AS $$
    SELECT day FROM generate_series(since + 1, since + 30, interval '1 day') later(day)
    WHERE extract(isodow FROM day) < 6 AND day::date NOT IN (SELECT day FROM holiday)
    ORDER BY day OFFSET 2 LIMIT 1
$$;

-- talks (among arrived)
SELECT CASE number WHEN 4 THEN 'FOUR' WHEN 3 THEN 'THREE' ELSE 'FEWER' END, count(*)
FROM (SELECT child, count(step) AS number FROM arrived LEFT JOIN held USING (child) GROUP BY child) of_child
GROUP BY 1;

-- acquaintance (among arrived)
SELECT
    CASE
        WHEN child IN (SELECT child FROM held WHERE step = 'ACQUAINTANCE') THEN 'HELD'
        WHEN child IN (
            SELECT child FROM intake_conversation JOIN whose USING (case_id)
            WHERE skip_reason <> '' AND pg_temp.day(created_at) <= until AND (reopened_on > until) IS NOT FALSE
        ) THEN 'SKIPPED'
        ELSE 'NEITHER'
    END,
    count(*)
FROM arrived CROSS JOIN period
GROUP BY 1;

-- screening (among arrived)
SELECT
    CASE WHEN first_one IS NULL THEN 'NOT' WHEN first_one <= arrived_on + 7 THEN 'IN_TIME' ELSE 'LATER' END, count(*)
FROM arrived
LEFT JOIN (
    SELECT child, min(screened_on) AS first_one
    FROM intake_screening JOIN whose USING (case_id) JOIN period ON screened_on <= until
    GROUP BY child
) screened USING (child)
GROUP BY 1;

-- explained (among arrived)
SELECT
    CASE
        WHEN told.held_on <= pg_temp.three_working_days(heard.held_on) THEN 'IN_TIME'
        WHEN told.held_on IS NOT NULL AND heard.held_on IS NOT NULL THEN 'LATER'
        WHEN heard.held_on IS NOT NULL THEN 'NOT'
        ELSE 'NO_TALK'
    END,
    count(*)
FROM arrived
LEFT JOIN held heard ON heard.child = arrived.child AND heard.step = 'REGISTRATION'
LEFT JOIN held told ON told.child = arrived.child AND told.step = 'FOLLOW_UP'
GROUP BY 1;
