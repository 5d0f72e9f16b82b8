"""The register of processing: made from the tables, and nothing that is processed missing in it (GDPR art. 30)."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import override

from partners import print_register
from partners.access_table import TABLE
from partners.data_classes import DataClass
from partners.print_register import markdown
from partners.roles import ROLES
from policy.register import GUARDS, SPECIAL
from policy.terms import TERMS


def test_the_committed_register_is_what_the_tables_say():
    assert (settings.BASE_DIR / "docs" / "register.md").read_text() == markdown()


def test_every_class_that_somebody_reads_in_a_case_is_in_it_with_who_receives_it():
    with override("nl"):
        rows = {row[0]: row[2] for row in print_register.received()}
        assert {str(each.label) for each in TABLE} <= rows.keys()
        assert "IND" not in rows[str(DataClass.ADDRESS.label)]
        assert "Nidos voogd" in rows[str(DataClass.ADDRESS.label)]


def test_every_controller_has_a_chapter_with_each_of_its_roles():
    document = markdown()
    for role in ROLES.values():
        chapter = document.partition(f"\n## {role.kind.label}\n" if role.kind else "\n## ")[2].partition("\n## ")[0]
        with override("nl"):
            assert role.kind is None or f"| {role.label} |" in chapter, role.code
    assert "\n## Fier\n" in document


def test_special_data_are_classes_that_there_are_and_each_measure_is_written_down_where_it_says():
    assert set(SPECIAL) <= set(DataClass.values)
    assert [each.where for each in GUARDS if not (settings.BASE_DIR / each.where).exists()] == []


def test_each_term_of_keeping_is_in_it():
    document = markdown()
    terms = [row for row in TERMS if row.name.startswith(print_register.RETENTION)]
    assert terms
    with override("nl"):
        assert [row.name for row in terms if print_register.kept(row) not in document] == []


def test_a_register_that_differs_fails_the_check(tmp_path: Path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="register --write"):
        call_command("register", check=True)
    call_command("register", write=True)
    call_command("register", check=True, stdout=StringIO())
    out = StringIO()
    call_command("register", stdout=out)
    assert out.getvalue().startswith(markdown())
