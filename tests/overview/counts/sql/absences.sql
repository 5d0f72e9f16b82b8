CREATE TEMP TABLE reported AS
SELECT child, absence.*
FROM shelter_absence absence JOIN whose USING (case_id)
JOIN period ON pg_temp.day(reported_at) BETWEEN since AND until;

CREATE TEMP TABLE missing AS SELECT child, count(*) AS times FROM reported GROUP BY child;

-- children (among missing)
SELECT CASE times WHEN 1 THEN 'ONCE' WHEN 2 THEN 'TWICE' ELSE 'MORE' END, count(*) FROM missing GROUP BY 1;

-- whereabouts (among reported)
SELECT whereabouts_known_by, count(*) FROM reported GROUP BY 1;

-- concern (among reported)
SELECT concern_level, count(*) FROM reported GROUP BY 1;

-- end (among reported)
SELECT CASE WHEN pg_temp.day(ended_at) <= until THEN ended_as ELSE 'OPEN' END, count(*)
FROM reported CROSS JOIN period
GROUP BY 1;
