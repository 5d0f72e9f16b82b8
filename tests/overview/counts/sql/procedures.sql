-- Of each child the first day on which it applied for asylum, and the first on which the scheme was opened.
CREATE TEMP TABLE asylum AS
SELECT child, min(applied_on) AS applied_on
FROM residence_asylumprocedure JOIN whose USING (case_id) JOIN period ON applied_on <= until
GROUP BY child;

CREATE TEMP TABLE scheme AS
SELECT child, min(opened_on) AS opened_on
FROM residence_traffickingprocedure JOIN whose USING (case_id) JOIN period ON opened_on <= until
GROUP BY child;
