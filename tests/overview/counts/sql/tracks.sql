CREATE TEMP TABLE rejected AS
SELECT procedure.* FROM residence_asylumprocedure procedure
JOIN period ON decision = 'REJECTED' AND decided_on BETWEEN since AND until;

-- The applications of which the twelve months ended in the period, of children with a signal of trafficking by then.
CREATE TEMP TABLE year_ended AS
SELECT procedure.*, (applied_on + interval '12 months')::date AS year_on
FROM residence_asylumprocedure procedure
JOIN whose USING (case_id) JOIN first_signal USING (child)
JOIN period ON (applied_on + interval '12 months')::date BETWEEN since AND until AND raised_on <= until;

-- tracks (among signalled)
SELECT
    CASE
        WHEN applied_on IS NULL AND opened_on IS NULL THEN 'NONE'
        WHEN opened_on IS NULL THEN 'ONLY_ASYLUM'
        WHEN applied_on IS NULL THEN 'ONLY_SCHEME'
        WHEN applied_on = opened_on THEN 'SAME_DAY'
        WHEN applied_on < opened_on THEN 'TO_SCHEME'
        ELSE 'TO_ASYLUM'
    END,
    count(*)
FROM signalled LEFT JOIN asylum USING (child) LEFT JOIN scheme USING (child)
GROUP BY 1;

-- ex-officio (among rejected)
SELECT CASE WHEN carried_out_on <= until THEN test.outcome ELSE '' END, count(*)
FROM rejected CROSS JOIN period LEFT JOIN residence_exofficiotest test ON test.id = test_id
GROUP BY 1;

-- one-year (among year_ended)
SELECT
    CASE
        WHEN (decided_on <= until) IS NOT TRUE THEN 'UNDECIDED'
        WHEN decision NOT IN ('GRANTED', 'REJECTED') THEN 'NO_DECISION'
        WHEN decided_on <= year_on THEN 'IN_TIME'
        ELSE 'LATER'
    END,
    count(*)
FROM year_ended CROSS JOIN period
GROUP BY 1;
