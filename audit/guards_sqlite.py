"""What SQLite refuses, as SQL: the same as PostgreSQL, but it cannot check at commit, nor write an entry itself.

Nor does retention delete here. A trigger that asked the ledger would stop each migration that makes its table anew.
"""

TRACKED = """
CREATE TRIGGER IF NOT EXISTS "{name}_version" BEFORE UPDATE ON {table}
  WHEN NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id
  BEGIN SELECT RAISE(ABORT, 'the version of {name} rises by one'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_insert" BEFORE INSERT ON {table}
  WHEN NEW.version <> 1 OR EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, '{name} starts at version 1'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_delete" BEFORE DELETE ON {table}
  BEGIN SELECT RAISE(ABORT, 'DELETE on {name} is refused: nothing is lost here'); END;
"""
APPEND_ONLY = """
CREATE TRIGGER IF NOT EXISTS "{name}_update" BEFORE UPDATE ON {table}
  BEGIN SELECT RAISE(ABORT, 'UPDATE on {name} is refused: nothing is lost here'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_delete" BEFORE DELETE ON {table}
  BEGIN SELECT RAISE(ABORT, 'DELETE on {name} is refused: nothing is lost here'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_insert" BEFORE INSERT ON {table}
  WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
  BEGIN SELECT RAISE(ABORT, 'REPLACE on {name} is refused: nothing is lost here'); END;
"""
STAMPED = """
CREATE TRIGGER IF NOT EXISTS "{name}_stamped" AFTER UPDATE ON {table}
  WHEN OLD.{flag} AND NOT NEW.{flag} AND NEW.{moment} IS OLD.{moment}
  BEGIN UPDATE {table} SET {moment} = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE {key} = NEW.{key}; END;
"""
