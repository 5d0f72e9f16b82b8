"""What PostgreSQL refuses and what it writes itself, as SQL: functions, and their triggers on each table.

Every function pins its search_path: a temporary table of the same name dodges nothing.
"""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION audit_require_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, {schema}, pg_temp AS $$
DECLARE
  in_history boolean;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM {schema}.audit_entry e WHERE e.record = NEW.id AND e.version = NEW.version
                 AND e."table" = TG_TABLE_NAME AND e.tx = pg_current_xact_id() AND e.kind IN ('CREATE', 'CHANGE')
                 AND e.purpose <> '' AND (e.person IS NOT NULL OR e.organisation IS NOT NULL OR e.user_id <> '')) THEN
    RAISE EXCEPTION 'no entry in the ledger says who made % % version %, and why', TG_TABLE_NAME, NEW.id, NEW.version
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM {schema}.%I h WHERE h.id = $1 AND h.version = $2'
                 ' AND to_jsonb(h) @> to_jsonb($3))', TG_ARGV[0]) INTO in_history USING NEW.id, NEW.version, NEW;
  IF NOT in_history THEN
    RAISE EXCEPTION 'no history holds % % version % as it is', TG_TABLE_NAME, NEW.id, NEW.version
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION audit_require_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.version <> 1 THEN
    RAISE EXCEPTION '% starts at version 1, not %', TG_TABLE_NAME, NEW.version
      USING ERRCODE = 'integrity_constraint_violation';
  ELSIF TG_OP = 'UPDATE' AND (NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id) THEN
    RAISE EXCEPTION '% % goes from version % to %, not to %', TG_TABLE_NAME, OLD.id, OLD.version, OLD.version + 1,
      NEW.version USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, {schema}, pg_temp AS $$
BEGIN
  -- Retention is the one way out: what a DESTROY entry of this transaction names, under the table and by the column
  -- given here.
  IF TG_OP = 'DELETE' AND TG_NARGS = 2 THEN
    IF EXISTS (SELECT 1 FROM {schema}.audit_entry e WHERE e.kind = 'DESTROY' AND e."table" = TG_ARGV[0]
               AND e.record::text = to_jsonb(OLD) ->> TG_ARGV[1] AND e.tx = pg_current_xact_id() AND e.purpose <> ''
               AND (e.person IS NOT NULL OR e.user_id <> '')) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION '% on % is refused: nothing is lost here', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION audit_stamp() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.tx := pg_current_xact_id();
  NEW.at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION audit_set_moment() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], clock_timestamp()));
END $$;
CREATE OR REPLACE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, {schema}, pg_temp AS $$
DECLARE
  -- Who acts, if the application said so (audit/acting.py); otherwise whoever is connected, by which program.
  acting jsonb := coalesce(nullif(current_setting('audit.acting', true), '')::jsonb, jsonb_build_object(
    'user_id', left(session_user || ' (' || current_setting('application_name') || ')', 80),
    'purpose', 'MAINTENANCE', 'origin', 'COMMAND'));
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{{}}' ELSE to_jsonb(OLD) END - TG_ARGV[1]::text[];
  now_is jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{{}}' ELSE to_jsonb(NEW) END - TG_ARGV[1]::text[];
  key text := coalesce(now_is ->> TG_ARGV[0], was ->> TG_ARGV[0]);
  is_uuid boolean := key ~ '^[0-9a-f]{{8}}-[0-9a-f-]{{27}}$';
  changed text := '';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT string_agg(each.key, ' ' ORDER BY each.key) INTO changed
      FROM jsonb_each(now_is) each WHERE each.value IS DISTINCT FROM was -> each.key;
    IF changed IS NULL THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO {schema}.audit_entry (kind, "table", record, data_classes, person, in_place_of, user_id, client,
      organisation, role, purpose, origin, ground, reason, outcome, checks, trace_id)
    VALUES (CASE TG_OP WHEN 'INSERT' THEN 'CREATE' WHEN 'UPDATE' THEN 'CHANGE' ELSE 'DESTROY' END, TG_TABLE_NAME,
      CASE WHEN is_uuid THEN key::uuid ELSE md5(key)::uuid END, '["CONFIGURATION"]',
      (acting ->> 'person')::uuid, (acting ->> 'in_place_of')::uuid, coalesce(acting ->> 'user_id', ''),
      coalesce(acting ->> 'client', ''), (acting ->> 'organisation')::uuid, coalesce(acting ->> 'role', ''),
      coalesce(nullif(acting ->> 'purpose', ''), 'MAINTENANCE'), coalesce(acting ->> 'origin', 'COMMAND'), '',
      left(concat_ws(': ', CASE WHEN NOT is_uuid THEN key END, nullif(changed, '')), 120), 'ALLOWED', '[]',
      coalesce(acting ->> 'trace_id', ''));
  RETURN NULL;
END $$;
"""

TRACKED = """
DROP TRIGGER IF EXISTS audit_entry_required ON {table};
CREATE CONSTRAINT TRIGGER audit_entry_required AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_require_entry('{history}');
CREATE OR REPLACE TRIGGER audit_version BEFORE INSERT OR UPDATE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_require_version();
CREATE OR REPLACE TRIGGER audit_no_delete BEFORE DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_refuse('{name}', '{key}');
CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse();
"""
APPEND_ONLY = """
CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_refuse({of});
CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse();
"""
STAMP = """
CREATE OR REPLACE TRIGGER audit_stamp BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION audit_stamp();
"""
NOTED = """
CREATE OR REPLACE TRIGGER audit_noted AFTER {events} ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_note('{key}', '{unnoted}');
CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse();
"""
LASTING = """
CREATE OR REPLACE TRIGGER audit_no_delete BEFORE DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_refuse('{name}', '{key}');
"""
STAMPED = """
CREATE OR REPLACE TRIGGER audit_stamped BEFORE UPDATE ON {table}
  FOR EACH ROW WHEN (OLD.{flag} AND NOT NEW.{flag} AND NEW.{moment} IS NOT DISTINCT FROM OLD.{moment})
  EXECUTE FUNCTION audit_set_moment('{moment}');
"""
KEPT = """
CREATE OR REPLACE TRIGGER audit_kept BEFORE DELETE ON {table}
  FOR EACH ROW WHEN ({kept_while}) EXECUTE FUNCTION audit_refuse();
"""
