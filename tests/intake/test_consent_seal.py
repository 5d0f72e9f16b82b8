"""The seal of an answer: whoever changed a text or an answer past every guard is found out."""

from datetime import date

import pytest
from django.db import connection

from intake import consent_seal
from tests.intake.consenting import answer, ask, child, given

__all__ = ["answer", "ask", "child", "given"]
pytestmark = pytest.mark.django_db


class TestSeals:
    @pytest.fixture
    def check(self, given, cast, at):
        return lambda: consent_seal.check(consent=given, by=cast.guardian, at=at(2026, 3, 6))

    def test_what_was_sealed_is_found_as_it_was(self, check):
        row = check()
        assert (row.intact, row.answers) == (True, 2)

    @pytest.mark.requirement("S001-15")
    @pytest.mark.parametrize("tampered", [
        "UPDATE intake_consent SET form_text = form_text || ' En meer.'",
        "UPDATE intake_consentstatement SET said_on = '2026-03-02' WHERE says = 'SIGNS'",
        "UPDATE intake_consentstatement SET says = 'OBJECTS' WHERE says = 'AGREES'",
        "UPDATE intake_consentstatement SET evidence = 'TESTIMONY' WHERE says = 'SIGNS'",
        "UPDATE intake_consentstatement SET document_id = NULL, evidence = 'TESTIMONY' WHERE says = 'SIGNS'",
        "UPDATE intake_document SET sha256 = repeat('0', 64)",
    ])  # fmt: skip
    def test_who_got_past_the_guards_is_found_out(self, check, tampered):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(tampered)
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert check().intact is False

    def test_the_seal_hangs_on_the_child(self, given, child, ask, answer):
        other = ask(child(given_names="Yonas", family_name="Haile", born=date(2011, 5, 5)))
        first, second = given.statements.get(says="AGREES"), answer(other, "view", says="AGREES")
        assert consent_seal.made(first, given.case) == first.seal != second.seal
        assert consent_seal.made(first, other.case) != first.seal
