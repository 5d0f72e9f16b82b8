-- Of each child that was in protected shelter, whatever can change whether it is of age: in the file that goes on.
CREATE TEMP TABLE change AS
SELECT case_id AS child, day FROM turn WHERE case_id IN (SELECT child FROM stay)
UNION SELECT case_id, pg_temp.birthday(born, 18) FROM birth
WHERE born IS NOT NULL AND case_id IN (SELECT child FROM stay);

-- Since when those are of age who are so on the last day: the last change before which they were not.
CREATE TEMP TABLE of_age AS
SELECT child, max(day) AS since
FROM change CROSS JOIN period
WHERE day <= until AND pg_temp.adult(child, day) AND NOT pg_temp.adult(child, day - 1) AND pg_temp.adult(child, until)
GROUP BY child;

CREATE TEMP TABLE turned AS
SELECT child FROM of_age JOIN period ON of_age.since BETWEEN period.since AND until
WHERE EXISTS (
    SELECT FROM stay
    WHERE stay.child = of_age.child AND stay.since <= of_age.since AND (stay.until >= of_age.since) IS NOT FALSE
);

CREATE TEMP TABLE agreed AS
SELECT assessment.* FROM shelter_stepdownassessment assessment JOIN period ON agreed_on BETWEEN since AND until;

-- programme (among turned)
SELECT coalesce(state, 'NOT_OFFERED'), count(*)
FROM turned
LEFT JOIN (
    SELECT DISTINCT ON (child)
        child,
        CASE
            WHEN ended_on <= until THEN state
            WHEN (answered_on <= until) IS NOT TRUE THEN 'OFFERED'
            WHEN state = 'DECLINED' THEN 'DECLINED'
            ELSE 'STARTED'
        END AS state
    FROM shelter_programmeenrolment JOIN whose USING (case_id) JOIN period ON pg_temp.day(created_at) <= until
    ORDER BY child, created_at DESC
) last_offer USING (child)
GROUP BY 1;

-- lives (among turned)
SELECT CASE WHEN child IN (SELECT child FROM stay WHERE until IS NULL) THEN 'THERE' ELSE 'GONE' END, count(*)
FROM turned
GROUP BY 1;

-- care (among turned)
SELECT
    CASE WHEN child IN (
        SELECT child FROM shelter_carecoordination JOIN whose USING (case_id) JOIN period ON starts_on <= until
    ) THEN 'YES' ELSE 'NO' END,
    count(*)
FROM turned
GROUP BY 1;

-- step-down (among agreed)
SELECT outcome, count(*) FROM agreed GROUP BY 1;
