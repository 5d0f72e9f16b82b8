-- The first report for registration of each presumed victim: by whom, in which forms, about whom, how old that day.
CREATE TEMP TABLE first_report AS
SELECT DISTINCT ON (child) child, report.case_id, reporter_kind, exploitation_forms, pg_temp.day(sent_at) AS sent_on
FROM intake_comenshamessage message
JOIN intake_comenshareport report ON report.id = report_id AND kind = 'REGISTRATION'
JOIN whose ON whose.case_id = report.case_id
WHERE what = 'REPORT'
ORDER BY child, sent_at;

CREATE TEMP TABLE registered AS
SELECT
    CASE
        WHEN (pg_temp.counting(case_id, pg_temp.judged(case_id, sent_on))).born IS NULL THEN 'UNKNOWN'
        WHEN pg_temp.adult(case_id, sent_on) THEN 'ADULT'
        ELSE 'MINOR'
    END AS age,
    CASE nationality WHEN 'NL' THEN 'DUTCH' WHEN 'UNKNOWN' THEN 'UNKNOWN' ELSE 'FOREIGN' END AS origin,
    nationality, sex, reporter_kind AS reporter,
    CASE jsonb_array_length(exploitation_forms) WHEN 1 THEN exploitation_forms ->> 0 ELSE 'SEVERAL' END AS form
FROM first_report JOIN intake_child USING (case_id) JOIN period ON sent_on BETWEEN since AND until;

CREATE TEMP TABLE registered_minor_dutch AS SELECT * FROM registered WHERE age = 'MINOR' AND origin = 'DUTCH';
CREATE TEMP TABLE registered_minor_foreign AS SELECT * FROM registered WHERE age = 'MINOR' AND origin = 'FOREIGN';
CREATE TEMP TABLE registered_minor_unknown AS SELECT * FROM registered WHERE age = 'MINOR' AND origin = 'UNKNOWN';
CREATE TEMP TABLE registered_adult_dutch AS SELECT * FROM registered WHERE age = 'ADULT' AND origin = 'DUTCH';
CREATE TEMP TABLE registered_adult_foreign AS SELECT * FROM registered WHERE age = 'ADULT' AND origin = 'FOREIGN';
CREATE TEMP TABLE registered_adult_unknown AS SELECT * FROM registered WHERE age = 'ADULT' AND origin = 'UNKNOWN';
CREATE TEMP TABLE registered_unknown_dutch AS SELECT * FROM registered WHERE age = 'UNKNOWN' AND origin = 'DUTCH';
CREATE TEMP TABLE registered_unknown_foreign AS SELECT * FROM registered WHERE age = 'UNKNOWN' AND origin = 'FOREIGN';
CREATE TEMP TABLE registered_unknown_unknown AS SELECT * FROM registered WHERE age = 'UNKNOWN' AND origin = 'UNKNOWN';

-- {age}-{origin}-form (among registered_{age}_{origin})
SELECT form, count(*) FROM registered_{age}_{origin} GROUP BY 1;

-- {age}-{origin}-reporter (among registered_{age}_{origin})
SELECT reporter, count(*) FROM registered_{age}_{origin} GROUP BY 1;

-- {age}-{origin}-sex (among registered_{age}_{origin})
SELECT sex, count(*) FROM registered_{age}_{origin} GROUP BY 1;

-- {age}-foreign-nationality (among registered_{age}_foreign)
WITH ranked AS (
    SELECT nationality, count(*) AS number, row_number() OVER (ORDER BY count(*) DESC, nationality) AS place
    FROM registered_{age}_foreign GROUP BY nationality
)
SELECT CASE WHEN place <= 5 AND number >= 5 THEN nationality ELSE 'REST' END, sum(number) FROM ranked GROUP BY 1;
