-- Every report as far as it had come on the last day.
CREATE TEMP TABLE report AS
SELECT
    child, row.id, wish, leads, filed_on, coalesce(discussed_on <= until, false) AS discussed,
    coalesce(filed_on <= until, false) AS filed, coalesce(investigation_started_on <= until, false) AS investigated,
    coalesce(prosecution_started_on <= until, false) AS prosecuted,
    coalesce(investigation_ended_on <= until, false) AS closed
FROM residence_policereport row JOIN whose USING (case_id) CROSS JOIN period;

CREATE TEMP TABLE filed AS SELECT report.* FROM report JOIN period ON filed_on BETWEEN since AND until;

-- discussed (among signalled)
SELECT cell, count(*) FROM (
    SELECT
        CASE
            WHEN bool_or(filed) THEN 'FILED'
            WHEN bool_or(investigated) THEN 'NOT_FILED'
            WHEN bool_or(discussed AND wish = 'DECLINES') THEN 'DECLINED'
            WHEN bool_or(discussed) THEN 'DISCUSSED'
            ELSE 'NOT_DISCUSSED'
        END AS cell
    FROM signalled LEFT JOIN report USING (child)
    GROUP BY child
) of_child
GROUP BY 1;

-- leads (among filed)
SELECT leads, count(*) FROM filed GROUP BY 1;

-- course (among filed)
SELECT
    CASE
        WHEN closed AND leads = 'NONE' THEN 'CLOSED_NO_LEADS'
        WHEN closed THEN 'CLOSED'
        WHEN prosecuted THEN 'PROSECUTED'
        WHEN investigated THEN 'INVESTIGATED'
        ELSE 'FILED'
    END,
    count(*)
FROM filed
GROUP BY 1;

-- by-track (among filed)
SELECT
    CASE
        WHEN applied_on IS NOT NULL AND opened_on IS NOT NULL THEN 'BOTH'
        WHEN applied_on IS NOT NULL THEN 'ASYLUM'
        WHEN opened_on IS NOT NULL THEN 'SCHEME'
        ELSE 'NONE'
    END,
    count(*)
FROM filed LEFT JOIN asylum USING (child) LEFT JOIN scheme USING (child)
GROUP BY 1;
