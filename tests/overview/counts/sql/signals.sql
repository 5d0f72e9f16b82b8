-- The signals of the period, without those about another child.
CREATE TEMP TABLE raised_here AS
SELECT intake_signal.*
FROM intake_signal JOIN period ON pg_temp.day(raised_at) BETWEEN since AND until
WHERE status <> 'WRONG_CHILD';

-- Who was told of one about a known child, and when it said that it had seen it.
CREATE TEMP TABLE told AS
SELECT
    organisation.kind,
    CASE
        WHEN acknowledged_at IS NULL OR pg_temp.day(acknowledged_at) > until THEN 'NOT'
        WHEN acknowledged_at <= raised_at + interval '24 hours' THEN 'IN_TIME'
        ELSE 'LATER'
    END AS cell
FROM raised_here signal
JOIN partners_notice notice ON notice.kind = 'SIGNAL' AND about = signal.id
JOIN partners_organisation organisation ON organisation.id = to_organisation_id
JOIN period ON pg_temp.day(sent_at) <= until
WHERE signal.case_id IS NOT NULL;

CREATE TEMP TABLE told_nidos AS SELECT cell FROM told WHERE kind = 'NIDOS';
CREATE TEMP TABLE told_avim AS SELECT cell FROM told WHERE kind = 'AVIM';
CREATE TEMP TABLE told_ind AS SELECT cell FROM told WHERE kind = 'IND';

-- seen-by-nidos (among told_nidos)
SELECT cell, count(*) FROM told_nidos GROUP BY 1;

-- seen-by-avim (among told_avim)
SELECT cell, count(*) FROM told_avim GROUP BY 1;

-- seen-by-ind (among told_ind)
SELECT cell, count(*) FROM told_ind GROUP BY 1;

-- source-step (among raised_here)
SELECT source_step, count(*) FROM raised_here GROUP BY 1;

-- raised-by (among raised_here)
SELECT coalesce(kind, ''), count(*)
FROM raised_here LEFT JOIN partners_organisation organisation ON organisation.id = created_by_organisation
GROUP BY 1;

-- nidos-to-coa (among decided)
SELECT
    CASE
        WHEN coa_informed_at IS NULL OR pg_temp.day(coa_informed_at) > until THEN 'NOT'
        WHEN coa_informed_at <= created_at + interval '24 hours' THEN 'IN_TIME'
        ELSE 'LATER'
    END,
    count(*)
FROM decided CROSS JOIN period
GROUP BY 1;

-- indication-to-placement (among indicated)
SELECT
    CASE
        WHEN came_on IS NULL THEN 'NOT'
        WHEN came_on - decided_on <= 1 THEN 'DAY'
        WHEN came_on - decided_on <= 7 THEN 'WEEK'
        WHEN came_on - decided_on <= 30 THEN 'MONTH'
        ELSE 'LONGER'
    END,
    count(*)
FROM indicated
LEFT JOIN (SELECT child, min(starts_on) AS came_on FROM place WHERE protected GROUP BY child) came USING (child)
GROUP BY 1;
