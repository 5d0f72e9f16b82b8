-- How old a child counts as, by the records and the contests in one file. Each acts from its own day; the first record
-- also says what was so before it. In doubt a child is the younger, and only an official record makes an adult of it.

CREATE TEMP TABLE birth AS
SELECT
    case_id, created_at, effective_from, pg_temp.day(effective_from) AS known_from, status = 'OFFICIAL' AS official,
    CASE precision
        WHEN 'DAY' THEN date
        WHEN 'MONTH' THEN (date_trunc('month', date) + interval '1 month - 1 day')::date
        WHEN 'YEAR' THEN make_date(extract(year FROM date)::int, 12, 31)
    END AS born
FROM intake_birthdaterecord;

CREATE INDEX ON birth (case_id);

CREATE TEMP TABLE turn AS
SELECT case_id, known_from AS day FROM birth
UNION SELECT case_id, contested_on FROM intake_ageassessment WHERE contested_on IS NOT NULL
UNION SELECT case_id, final_on FROM intake_ageassessment WHERE contested_on IS NOT NULL AND final_on IS NOT NULL;

CREATE TEMP TABLE first_turn AS SELECT case_id, min(day) AS day FROM turn GROUP BY case_id;

CREATE INDEX ON first_turn (case_id);

-- The record that counted on a day.
CREATE FUNCTION pg_temp.counting(file uuid, on_day date) RETURNS birth LANGUAGE sql STABLE
AS $$
    SELECT birth FROM birth
    WHERE case_id = file AND known_from <= on_day
    ORDER BY official DESC, effective_from DESC, created_at DESC LIMIT 1
$$;

CREATE FUNCTION pg_temp.contested(file uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM intake_ageassessment
        WHERE case_id = file AND contested_on <= on_day AND (final_on > on_day) IS NOT FALSE
    )
$$;

-- The day on which a day is judged: before anything was recorded, the first day on which something was.
CREATE FUNCTION pg_temp.judged(file uuid, on_day date) RETURNS date LANGUAGE sql STABLE
AS $$ SELECT greatest(on_day, (SELECT day FROM first_turn WHERE case_id = file)) $$;

CREATE FUNCTION pg_temp.adult(file uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE
AS $$
    SELECT coalesce(
        (record).official AND pg_temp.birthday((record).born, 18) <= on_day AND NOT pg_temp.contested(file, judged), false
    )
    FROM (SELECT pg_temp.counting(file, pg_temp.judged(file, on_day)) AS record, pg_temp.judged(file, on_day)) found
$$;

-- The completed years on a day as they were known that day; none when nobody knew, or it was contested.
CREATE FUNCTION pg_temp.age(file uuid, on_day date) RETURNS int LANGUAGE sql STABLE
AS $$
    SELECT years FROM generate_series(0, 60) years
    WHERE NOT pg_temp.contested(file, on_day)
      AND pg_temp.birthday((pg_temp.counting(file, on_day)).born, years) <= on_day
    ORDER BY years DESC LIMIT 1
$$;
