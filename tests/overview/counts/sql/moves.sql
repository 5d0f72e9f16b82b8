-- The children who lived in a place of shelter at some moment of the period.
CREATE TEMP TABLE lived AS
SELECT DISTINCT child FROM place CROSS JOIN period
WHERE ends_at IS NULL OR ends_at > since::timestamp AT TIME ZONE 'Europe/Amsterdam';

CREATE TEMP TABLE moved AS SELECT place.* FROM place JOIN period ON starts_on >= since WHERE is_move;

-- Each night of the period that a child began in crisis shelter, once.
CREATE TEMP TABLE night AS
SELECT DISTINCT child, evening::date
FROM period
CROSS JOIN generate_series(since, until, interval '1 day') evening
JOIN place ON kind = 'CRISIS_EMERGENCY' AND starts_on <= evening AND (ends_on > evening) IS NOT FALSE;

CREATE TEMP TABLE in_crisis AS SELECT child, count(*) AS nights FROM night GROUP BY child;

CREATE TEMP TABLE crisis_stay AS
SELECT place.* FROM place JOIN period ON starts_on >= since WHERE kind = 'CRISIS_EMERGENCY';

-- moves (among lived)
SELECT CASE times WHEN 0 THEN 'NONE' WHEN 1 THEN 'ONE' WHEN 2 THEN 'TWO' ELSE 'MORE' END, count(*)
FROM (SELECT child, count(moved.id) AS times FROM lived LEFT JOIN moved USING (child) GROUP BY child) of_child
GROUP BY 1;

-- avoidable (among moved)
SELECT coalesce(nullif(avoidable, ''), 'NOT_SAID'), count(*) FROM moved GROUP BY 1;

-- crisis-nights (among in_crisis)
SELECT CASE WHEN nights = 1 THEN 'ONE' WHEN nights <= 7 THEN 'WEEK' ELSE 'LONGER' END, count(*)
FROM in_crisis
GROUP BY 1;

-- crisis-stays (among crisis_stay)
SELECT coalesce(nullif(override_verdict, ''), 'NOT_REVIEWED'), count(*) FROM crisis_stay GROUP BY 1;
