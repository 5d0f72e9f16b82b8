-- Every talk and hearing that was held in the period, whether the child told its story in it, and who recorded it.
CREATE TEMP TABLE talk AS
SELECT child, tells, recorder.kind
FROM (
    SELECT case_id, held_on, retells_story AS tells, created_by_organisation FROM intake_conversation
    UNION ALL
    SELECT case_id, held_on, reasons_heard, created_by_organisation FROM residence_hearing
) held
JOIN whose USING (case_id)
JOIN period ON held_on BETWEEN since AND until
LEFT JOIN partners_organisation recorder ON recorder.id = created_by_organisation;

CREATE TEMP TABLE talked_with AS
SELECT child, count(*) AS talks, count(*) FILTER (WHERE tells) AS stories FROM talk GROUP BY child;

-- talks (among talked_with)
SELECT CASE talks WHEN 1 THEN 'ONE' WHEN 2 THEN 'TWO' WHEN 3 THEN 'THREE' WHEN 4 THEN 'FOUR' ELSE 'MORE' END, count(*)
FROM talked_with
GROUP BY 1;

-- stories (among talked_with)
SELECT CASE stories WHEN 0 THEN 'NOT' WHEN 1 THEN 'ONCE' ELSE 'AGAIN' END, count(*) FROM talked_with GROUP BY 1;

-- by (among talk)
SELECT coalesce(kind, ''), count(*) FROM talk GROUP BY 1;
