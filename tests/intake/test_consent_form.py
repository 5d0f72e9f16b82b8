"""The texts of the forms: a later edition counts once somebody else approved it, and what was in use never changes."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from intake import consent_form
from intake.models import ConsentForm
from partners.errors import NotAllowed
from policy import consent_forms
from tests.houses import perform, refusal
from tests.intake.consenting import ask, child

__all__ = ["ask", "child"]
pytestmark = pytest.mark.django_db


class TestForms:
    @pytest.fixture
    def written(self, cast, at):
        def write(**said: Any) -> ConsentForm:
            known = {"purpose": "COMENSHA_REGISTRATION", "language": "ti", "text": "ሓዱሽ ጽሑፍ።",
                     "in_force_from": date(2026, 3, 4)}  # fmt: skip
            return consent_form.write(**known | said, by=cast.administrator, at=at(2026, 3, 3))

        return write

    @pytest.mark.requirement("S001-14")
    def test_a_new_edition_counts_from_its_day_once_somebody_else_approved_it(self, written, child, ask, cast, at):
        row, case = written(), child()
        day = date(2026, 3, 4)
        assert refusal(lambda: ask(case, form_language="ti", on=day))[0] == "form-is-a-concept"
        assert (
            refusal(lambda: consent_form.approve(consent_form=row, by=cast.administrator, at=at(2026, 3, 3)))[0]
            == "own-text"
        )
        consent_form.approve(consent_form=row, by=cast.supervisor, at=at(2026, 3, 3))
        assert refusal(lambda: ask(case, form_language="ti"))[0] == "form-is-a-concept"
        asked = ask(case, form_language="ti", on=day)
        assert (asked.form_text, asked.form_edition) == ("ሓዱሽ ጽሑፍ።", 2)
        assert written().edition == 3

    def test_a_text_begins_in_no_past_and_never_changes(self, written, cast, at):
        assert refusal(lambda: written(in_force_from=date(2026, 3, 2)))[0] == "day-impossible"
        assert refusal(lambda: written(text=" "))[0] == "no-text"
        row = written()
        late = {"consent_form": row, "by": cast.supervisor, "at": at(2026, 3, 5)}
        assert refusal(lambda: consent_form.approve(**late))[0] == "begun-already"
        with pytest.raises(IntegrityError, match="only_by_its_approval"), transaction.atomic():
            row.save()

    def test_the_concepts_are_no_texts_to_sign_and_read_the_right_way(self):
        ready = {row.language for row in consent_forms.FIRST_EDITION if row.approved}
        assert ready == {"nl", "en"}
        assert {row.language for row in consent_forms.FIRST_EDITION if row.right_to_left} == {"ar", "prs"}
        assert len({row.text for row in consent_forms.FIRST_EDITION}) == 24
        with pytest.raises(LookupError):
            consent_forms.first_edition("MEDICAL", "so")

    def test_who_may(self, cast, at):
        said = {"purpose": "MEDICAL", "language": "nl", "text": "Tekst.", "in_force_from": date(2026, 3, 4)}
        for who in (cast.guardian, cast.intake, cast.avim):
            with pytest.raises(NotAllowed):
                perform(consent_form.WRITE, by=who, at=at(2026, 3, 3), data=said)
