-- The last time that each child was asked, for each of the two purposes; the file in which it was asked tells its age.
CREATE TEMP TABLE asked AS
SELECT DISTINCT ON (child, purpose) child, purpose, consent.id, case_id
FROM intake_consent consent JOIN whose USING (case_id) JOIN period ON explained_on <= until
WHERE purpose IN ('COMENSHA_REGISTRATION', 'COMENSHA_SHELTER')
ORDER BY child, purpose, created_at DESC;

-- What was said up to the last day, in the order in which it was said; what was put right stands as it was put right.
CREATE TEMP TABLE said AS
SELECT
    answer.consent_id, answer.capacity, answer.says, answer.evidence, answer.said_on,
    row_number() OVER (PARTITION BY answer.consent_id ORDER BY coalesce(first.created_at, answer.created_at)) AS place
FROM intake_consentstatement answer
LEFT JOIN intake_consentstatement first ON first.id = answer.corrects_id
JOIN period ON answer.said_on <= until
WHERE NOT EXISTS (SELECT FROM intake_consentstatement later WHERE later.corrects_id = answer.id);

-- The last answer of each that decides anything: a refusal, or a signed form.
CREATE TEMP TABLE verdict AS
SELECT DISTINCT ON (consent_id, capacity) consent_id, capacity, says, said_on
FROM said
WHERE says = 'REFUSES' OR (says = 'SIGNS' AND evidence = 'FORM')
ORDER BY consent_id, capacity, place DESC;

-- The last that the child itself said of what it wants.
CREATE TEMP TABLE wish AS
SELECT DISTINCT ON (consent_id) consent_id, says IN ('OBJECTS', 'REFUSES') AS objects
FROM said
WHERE capacity = 'CHILD' AND says IN ('AGREES', 'OBJECTS', 'NO_OPINION', 'SIGNS', 'REFUSES')
ORDER BY consent_id, place DESC;

-- Who must sign: the guardian or a parent under sixteen, the child from then on, both where the age is not known.
CREATE FUNCTION pg_temp.signed_by(consent uuid, age int) RETURNS boolean LANGUAGE sql STABLE
AS $$
    SELECT CASE
        WHEN age IS NULL THEN signers @> '{CHILD,GUARDIAN}'
        WHEN age < 16 THEN signers && '{GUARDIAN,PARENT}'
        ELSE signers @> '{CHILD}'
    END
    FROM (
        SELECT coalesce(array_agg(capacity::text), '{}') AS signers FROM verdict WHERE consent_id = consent AND says = 'SIGNS'
    ) found
$$;

CREATE TEMP TABLE came_of_asking AS
SELECT
    child, purpose,
    CASE
        WHEN EXISTS (SELECT FROM said WHERE consent_id = id AND says = 'WITHDRAWS') THEN 'WITHDRAWN'
        WHEN day IS NULL THEN 'ASKED'
        WHEN refused && CASE WHEN age IS NULL THEN '{CHILD,GUARDIAN}' WHEN age < 16 THEN '{GUARDIAN,PARENT}'
                        ELSE '{CHILD}' END::text[]
            THEN CASE WHEN 'CHILD' = ANY (refused) THEN 'REFUSED_BY_CHILD' ELSE 'REFUSED_BY_OTHER' END
        WHEN NOT pg_temp.signed_by(id, age) THEN 'ASKED'
        WHEN child_signed THEN CASE WHEN holds THEN 'GIVEN' ELSE 'REVIEW_DUE' END
        WHEN objects IS NULL THEN 'ASKED'
        WHEN objects AND NOT EXISTS (
            SELECT FROM said WHERE consent_id = id AND says = 'CONFIRMS' AND place > ALL (
                SELECT place FROM said signature WHERE signature.consent_id = id AND signature.says = 'SIGNS'
            )
        ) THEN 'TO_CONFIRM'
        WHEN holds THEN 'GIVEN'
        ELSE 'REVIEW_DUE'
    END AS cell
FROM (
    SELECT
        asked.*, objects, day, refused, child_signed, pg_temp.age(case_id, day) AS age,
        pg_temp.signed_by(asked.id, pg_temp.age(case_id, until)) AS holds
    FROM asked
    CROSS JOIN period
    LEFT JOIN wish ON wish.consent_id = asked.id
    LEFT JOIN LATERAL (
        SELECT
            max(said_on) AS day, bool_or(capacity = 'CHILD' AND says = 'SIGNS') AS child_signed,
            coalesce(array_agg(capacity::text) FILTER (WHERE says = 'REFUSES'), '{}') AS refused
        FROM verdict WHERE consent_id = asked.id
    ) verdicts ON true
) found;

-- registration (among signalled)
SELECT coalesce(cell, 'NOT_ASKED'), count(*)
FROM signalled LEFT JOIN came_of_asking ON came_of_asking.child = signalled.child AND purpose = 'COMENSHA_REGISTRATION'
GROUP BY 1;

-- shelter (among signalled)
SELECT coalesce(cell, 'NOT_ASKED'), count(*)
FROM signalled LEFT JOIN came_of_asking ON came_of_asking.child = signalled.child AND purpose = 'COMENSHA_SHELTER'
GROUP BY 1;

-- reports (among signalled)
SELECT CASE bases WHEN 0 THEN 'NOT_REPORTED' WHEN 1 THEN basis ELSE 'MORE_THAN_ONE' END, count(*)
FROM (
    SELECT child, count(DISTINCT basis) AS bases, min(basis) AS basis
    FROM signalled
    LEFT JOIN (
        SELECT child, basis
        FROM intake_comenshamessage JOIN whose USING (case_id) JOIN period ON pg_temp.day(sent_at) <= until
        WHERE what = 'REPORT'
    ) sent USING (child)
    GROUP BY child
) of_child
GROUP BY 1;

-- no-report (among signalled)
SELECT coalesce(reason, 'NO_REASON'), count(*)
FROM signalled
LEFT JOIN (
    SELECT DISTINCT ON (child) child, reason
    FROM intake_noreport JOIN whose USING (case_id) JOIN period ON decided_on <= until
    ORDER BY child, decided_on DESC, created_at DESC
) last_reason USING (child)
GROUP BY 1;
