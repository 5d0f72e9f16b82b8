CREATE TEMP TABLE length AS
SELECT child, stay, pg_temp.months(stay.since, least(stay.until, period.until)) AS months FROM stay CROSS JOIN period;

CREATE TEMP TABLE step_of_length AS
SELECT
    child, stay, months,
    CASE
        WHEN months < 3 THEN 'THREE_MONTHS' WHEN months < 6 THEN 'SIX_MONTHS' WHEN months < 9 THEN 'NINE_MONTHS'
        WHEN months < 12 THEN 'YEAR' ELSE 'LONGER'
    END AS step
FROM length;

-- came (among begun)
SELECT CASE stay WHEN 1 THEN 'FIRST' ELSE 'AGAIN' END, count(*) FROM begun GROUP BY 1;

-- still (among begun)
SELECT CASE WHEN until IS NULL THEN step ELSE 'OVER' END, count(*)
FROM begun JOIN step_of_length USING (child, stay)
GROUP BY 1;

-- went (among ended)
SELECT
    coalesce(
        'TO_' || nullif(went_to, ''),
        (
            SELECT kind FROM place
            WHERE place.child = ended.child AND NOT protected
              AND starts_on <= ended.until AND (ends_at > ended.ends_at) IS NOT FALSE
            ORDER BY starts_at < ended.ends_at, starts_at LIMIT 1
        ),
        'NOWHERE'
    ),
    count(*)
FROM ended
GROUP BY 1;

-- stayed (among ended)
SELECT
    coalesce(
        (
            SELECT ground FROM indication
            WHERE indication.child = ended.child AND decided_on <= since
            ORDER BY number DESC LIMIT 1
        ),
        'NO_GROUND'
    ) || ' ' || step,
    count(*)
FROM ended JOIN step_of_length USING (child, stay)
GROUP BY 1;
