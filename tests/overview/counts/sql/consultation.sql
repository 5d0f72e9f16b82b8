CREATE TEMP TABLE adopted AS
SELECT analysis.* FROM shelter_riskanalysis analysis JOIN period ON adopted_on BETWEEN since AND until;

-- The invitations to consultations that were held in the period, by who was asked.
CREATE TEMP TABLE invited AS
SELECT organisation.kind, attendance
FROM shelter_coboparty party
JOIN shelter_cobomeeting meeting ON meeting.id = meeting_id AND held_at IS NOT NULL
JOIN partners_organisation organisation ON organisation.id = organisation_id
JOIN period ON pg_temp.day(meets_at) BETWEEN since AND until;

CREATE TEMP TABLE invited_nidos AS SELECT attendance FROM invited WHERE kind = 'NIDOS';
CREATE TEMP TABLE invited_avim AS SELECT attendance FROM invited WHERE kind = 'AVIM';
CREATE TEMP TABLE invited_ind AS SELECT attendance FROM invited WHERE kind = 'IND';
CREATE TEMP TABLE invited_evenaar AS SELECT attendance FROM invited WHERE kind = 'EVENAAR';
CREATE TEMP TABLE invited_provider AS SELECT attendance FROM invited WHERE kind = 'BO_PROVIDER';
CREATE TEMP TABLE invited_coa AS SELECT attendance FROM invited WHERE kind = 'COA';
CREATE TEMP TABLE invited_others AS
SELECT attendance FROM invited WHERE kind NOT IN ('NIDOS', 'AVIM', 'IND', 'EVENAAR', 'BO_PROVIDER', 'COA');

-- covered (among begun)
SELECT
    CASE WHEN first_one IS NULL THEN 'NOT' WHEN first_one <= since + 42 THEN 'IN_TIME' ELSE 'LATER' END, count(*)
FROM (
    SELECT
        since,
        (
            SELECT min(adopted_on) FROM shelter_riskanalysis JOIN whose USING (case_id)
            WHERE whose.child = begun.child AND adopted_on BETWEEN since AND coalesce(until, last_day)
        ) AS first_one
    FROM begun
) of_stay
GROUP BY 1;

-- can-report (among adopted)
SELECT can_report, count(*) FROM adopted GROUP BY 1;

-- can-cooperate (among adopted)
SELECT can_cooperate, count(*) FROM adopted GROUP BY 1;

-- can-tell-story (among adopted)
SELECT can_tell_story, count(*) FROM adopted GROUP BY 1;

-- attended-nidos (among invited_nidos)
SELECT attendance, count(*) FROM invited_nidos GROUP BY 1;

-- attended-avim (among invited_avim)
SELECT attendance, count(*) FROM invited_avim GROUP BY 1;

-- attended-ind (among invited_ind)
SELECT attendance, count(*) FROM invited_ind GROUP BY 1;

-- attended-evenaar (among invited_evenaar)
SELECT attendance, count(*) FROM invited_evenaar GROUP BY 1;

-- attended-bo-provider (among invited_provider)
SELECT attendance, count(*) FROM invited_provider GROUP BY 1;

-- attended-coa (among invited_coa)
SELECT attendance, count(*) FROM invited_coa GROUP BY 1;

-- attended-others (among invited_others)
SELECT attendance, count(*) FROM invited_others GROUP BY 1;
