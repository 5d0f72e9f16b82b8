"""What was given to somebody outside the case: on consent that stood that day, or on three answers; and its end."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from audit import ledger
from audit.models import Entry, Kind
from intake import consent_answer, disclosure
from intake.models import Disclosure
from partners.errors import NotAllowed, NotFound
from partners.models import Involvement, Notice
from tests.houses import perform, refusal
from tests.intake.consenting import answer, ask, child, race
from tests.overview.conftest import at_screen, text, url
from tests.partner_api import as_partner

__all__ = ["answer", "as_partner", "ask", "at_screen", "child"]
pytestmark = pytest.mark.django_db
GIVEN_ON, UNTIL = date(2026, 3, 4), date(2026, 9, 1)
WEIGHED = {"necessity": "Zij zou die avond worden opgehaald.", "proportionality": "Alleen haar naam en de straat.",
           "subsidiarity": "De politie was niet bereikbaar."}  # fmt: skip
SAID = {"recipient": "J. de Vries, schoolarts", "data_classes": ["IDENTITY", "MEDICAL"], "purpose": "CARE",
        "given_on": GIVEN_ON, "expires_on": UNTIL}  # fmt: skip


@pytest.fixture
def shared(child, ask, answer, organisations):
    """A child of fifteen whose guardian signed that something may be shared with the GGD."""
    row = ask(child(), "SHARE_WITH_X", shared_with=organisations["GGD"])
    answer(row, "view", says="AGREES")
    answer(row, "sign", capacity="GUARDIAN", hour=14)
    return row


@pytest.fixture
def record(cast, at):
    def recorded(case, *, on=(2026, 3, 5), by=None, **said):
        known = {**SAID, "by": by or cast.guardian, "at": at(*on)}
        if said.get("basis", "WEIGHTY_INTEREST") == "WEIGHTY_INTEREST":
            known |= {"basis": "WEIGHTY_INTEREST", "organisation_name": "Basisschool De Wilg", **WEIGHED}
        return disclosure.record(case=case, **known | said)

    return recorded


@pytest.fixture
def on_consent(record, shared, organisations):
    return lambda **said: record(shared.case, **{"basis": "CONSENT", "organisation": organisations["GGD"]} | said)


class TestOnConsent:
    @pytest.mark.requirement("INV-27", "S001-20")
    def test_it_rests_on_the_consent_for_that_receiver(self, on_consent, shared, organisations):
        row = on_consent()
        assert (row.consent, row.organisation, row.version) == (shared, organisations["GGD"], 1)
        assert refusal(lambda: on_consent(organisation=organisations["COA"])) == ("no-consent", "INV-27")
        assert refusal(lambda: on_consent(organisation=None, organisation_name="School")) == ("no-consent", "INV-27")

    @pytest.mark.requirement("INV-27")
    def test_a_consent_that_was_asked_or_refused_is_none(self, record, child, ask, answer, organisations):
        row = ask(child(), "SHARE_WITH_X", shared_with=organisations["GGD"])
        said = {"basis": "CONSENT", "organisation": organisations["GGD"]}
        assert refusal(lambda: record(row.case, **said)) == ("no-consent", "INV-27")
        answer(row, "refuse", capacity="GUARDIAN")
        assert refusal(lambda: record(row.case, **said)) == ("no-consent", "INV-27")

    @pytest.mark.requirement("INV-27", "B-07")
    def test_from_the_day_of_the_withdrawal_on_nothing_is_given_on_it(self, on_consent, shared, answer):
        answer(shared, "withdraw", capacity="CHILD", on=date(2026, 3, 10))
        for day in (date(2026, 3, 10), date(2026, 3, 11)):
            assert refusal(lambda day=day: on_consent(given_on=day, on=(2026, 3, 12)))[0] == "no-consent"
        assert on_consent(given_on=date(2026, 3, 9), on=(2026, 3, 12)).consent == shared

    @pytest.mark.requirement("INV-28")
    def test_nothing_is_given_before_the_day_it_was_signed(self, child, ask, answer, record, organisations):
        row = ask(child(), "SHARE_WITH_X", shared_with=organisations["GGD"])
        answer(row, "view", says="AGREES")
        answer(row, "sign", capacity="GUARDIAN", on=date(2026, 3, 5))
        said = {"basis": "CONSENT", "organisation": organisations["GGD"]}
        assert refusal(lambda: record(row.case, given_on=date(2026, 3, 4), **said))[0] == "no-consent"
        assert record(row.case, given_on=date(2026, 3, 5), **said).consent == row

    @pytest.mark.requirement("INV-28")
    def test_at_sixteen_the_consent_of_the_guardian_carries_it_no_longer(self, on_consent):
        late = {"on": (2027, 3, 1), "expires_on": date(2027, 6, 1)}
        assert refusal(lambda: on_consent(given_on=date(2027, 2, 8), **late))[0] == "no-consent"
        assert on_consent(given_on=date(2027, 2, 7), **late).pk


class TestWithoutConsent:
    @pytest.mark.requirement("S001-21")
    @pytest.mark.parametrize("name", WEIGHED)
    def test_necessity_proportionality_and_subsidiarity_are_each_answered(self, record, child, name):
        assert refusal(lambda: record(child(), **{name: " "})) == ("not-weighed", "S001-21")

    @pytest.mark.requirement("S001-21")
    def test_the_answers_lie_encrypted(self, record, child):
        row = record(child())
        with connection.cursor() as cursor:
            cursor.execute("SELECT necessity, proportionality, subsidiarity FROM intake_disclosure")
            kept = cursor.fetchone()
        assert str(Disclosure.objects.get(pk=row.pk).necessity) == WEIGHED["necessity"]
        assert not any(word in text for text in kept for word in ("opgehaald", "straat", "politie"))

    @pytest.mark.requirement("S001-20")
    @pytest.mark.parametrize(("said", "code"), [
        ({"organisation_name": ""}, "to-whom"), ({"recipient": " "}, "to-whom"),
        ({"data_classes": []}, "nothing-given"),
        ({"given_on": date(2026, 3, 1)}, "day-impossible"), ({"given_on": date(2026, 3, 6)}, "day-impossible"),
        ({"expires_on": date(2026, 3, 3)}, "day-impossible"),
    ])  # fmt: skip
    def test_to_whom_what_and_when_are_said_and_fit_together(self, record, child, said, code):
        assert refusal(lambda: record(child(), **said)) == (code, "S001-20")

    def test_it_names_one_organisation_and_not_two(self, record, child, organisations):
        assert refusal(lambda: record(child(), organisation=organisations["GGD"]))[0] == "to-whom"

    @pytest.mark.requirement("S001-19")
    def test_it_gives_nobody_access_and_tells_nobody(self, record, child, organisations):
        case = child()
        before = Involvement.objects.count(), Notice.objects.count()
        record(case, organisation=organisations["GGD"], organisation_name="")
        assert (Involvement.objects.count(), Notice.objects.count()) == before


class TestWhatTheDatabaseRefuses:
    @pytest.mark.parametrize(("changed", "constraint"), [
        ({"consent": None}, "consent_or_on_three_answers"), ({"organisation": None}, "names_one_organisation"),
        ({"recipient": ""}, "who_received_it"), ({"expires_on": date(2026, 3, 3)}, "expires_after"),
        ({"ended_on": date(2026, 3, 5), "end_reason": "Klaar."}, "only_by_its_end"),
    ])  # fmt: skip
    def test_a_row_that_says_too_little(self, on_consent, cast, at, changed, constraint):
        row = on_consent()
        other = Disclosure(**{
            name: getattr(row, name) for name in ("case", "organisation", "basis", "consent", *SAID)
        } | changed)  # fmt: skip
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            ledger.record(other, by=cast.guardian, at=at(2026, 3, 5))

    @pytest.mark.requirement("INV-41")
    def test_a_change_of_anything_but_its_end(self, on_consent):
        row = on_consent()
        row.recipient = "Iemand anders"
        with pytest.raises(IntegrityError, match="only_by_its_end"), transaction.atomic():
            row.save()


class TestEndAndCorrection:
    @pytest.fixture
    def end(self, cast, at):
        return lambda row, day=date(2026, 4, 1), reason="Vernietigd.": disclosure.end(
            disclosure=row, ended_on=day, end_reason=reason, by=cast.guardian, at=at(2026, 4, 2)
        )

    @pytest.fixture
    def put_right(self, cast, at):
        known = {"correction_reason": "Verkeerde naam.", "by": cast.guardian, "at": at(2026, 4, 3)}
        return lambda row, **said: disclosure.correct(disclosure=row, **known | said)

    @pytest.mark.requirement("S001-20")
    def test_it_ends_early_once_for_a_reason_and_not_before_it_began(self, on_consent, end):
        row = on_consent()
        for day, reason, code in (
            (date(2026, 3, 3), "Klaar.", "day-impossible"), (date(2026, 4, 3), "Klaar.", "day-impossible"),
            (date(2026, 4, 1), " ", "no-reason"),
        ):  # fmt: skip
            assert refusal(lambda day=day, reason=reason: end(row, day, reason))[0] == code
        ended = end(row)
        assert (ended.version, ended.ended_on) == (2, date(2026, 4, 1))
        assert refusal(lambda: end(row))[0] == "ended-already"
        assert Entry.objects.get(record=row.pk, version=2).reason == "Vernietigd."

    def test_what_expired_has_ended_already(self, on_consent, end):
        row = on_consent(expires_on=date(2026, 4, 1))
        assert refusal(lambda: end(row))[0] == "ended-already"

    @pytest.mark.requirement("INV-41")
    def test_a_mistake_is_recorded_anew_in_its_place_and_its_end_stays(self, on_consent, end, put_right):
        row = end(on_consent())
        newer = put_right(row, recipient="J. de Vos, schoolarts")
        assert (newer.corrects, newer.version, newer.ended_on) == (row, 1, row.ended_on)
        assert (newer.recipient, newer.consent) == ("J. de Vos, schoolarts", row.consent)
        assert Disclosure.objects.get(pk=row.pk).recipient == SAID["recipient"]
        assert refusal(lambda: put_right(row)) == ("corrected-already", "INV-41")
        assert refusal(lambda: put_right(newer, correction_reason=" "))[0] == "no-reason"

    @pytest.mark.requirement("INV-41", "INV-27")
    def test_a_correction_goes_by_the_same_rules(self, on_consent, put_right):
        row = on_consent()
        assert refusal(lambda: put_right(row, basis="WEIGHTY_INTEREST"))[0] == "not-weighed"
        assert refusal(lambda: put_right(row, given_on=date(2026, 3, 2)))[0] == "no-consent"
        without = put_right(row, basis="WEIGHTY_INTEREST", **WEIGHED)
        assert (without.consent, str(without.subsidiarity)) == (None, WEIGHED["subsidiarity"])


@pytest.mark.requirement("S001-19")
def test_only_who_knows_of_every_consent_records_it(child, cast, at, shared):
    said = {**SAID, "basis": "WEIGHTY_INTEREST", "organisation_name": "School", **WEIGHED}
    for name in ("intake", "avim", "ind", "coa", "mentor", "supervisor", "lawyer"):
        with pytest.raises((NotAllowed, NotFound)):
            perform(disclosure.RECORD, by=getattr(cast, name), at=at(2026, 3, 5), data=said, case=shared.case_id)
    perform(disclosure.RECORD, by=cast.guardian, at=at(2026, 3, 5), data=said, case=shared.case_id)
    assert Entry.objects.filter(kind=Kind.CREATE, table="intake_disclosure").count() == 1


@pytest.mark.requirement("S001-20")
def test_over_the_api_it_is_recorded_ended_and_put_right(shared, as_partner, organisations):
    guardian, path = as_partner("nidos.guardian"), f"cases/{shared.case_id}/disclosures"
    said = {"organisation": str(organisations["GGD"].pk), "recipient": "J. de Vries", "dataClasses": ["MEDICAL"],
            "purpose": "CARE", "basis": "CONSENT", "givenOn": "2026-03-04", "expiresOn": "2099-09-01"}  # fmt: skip
    row = guardian.post(path, said)
    assert (row["consent"], row["dataClasses"]) == (str(shared.pk), ["MEDICAL"])
    guardian.refused(path, said | {"dataClasses": ["AUDIT"]}, status=400, code="invalid")
    newer = guardian.post(f"{path}/{row['id']}/corrections", {"recipient": "J. de Vos", "correctionReason": "Naam."})
    assert (newer["recipient"], newer["corrects"], newer["dataClasses"]) == ("J. de Vos", row["id"], ["MEDICAL"])
    ended = guardian.post(f"{path}/{newer['id']}/ends", {"endedOn": "2026-03-05", "endReason": "Vernietigd."})
    assert (ended["endedOn"], len(guardian.get(path)["results"])) == ("2026-03-05", 2)
    as_partner("nidos.intake").refused(path, method="get", status=403, code="not_allowed")


@pytest.mark.requirement("S001-20", "B-27")
@pytest.mark.parametrize("name", ["guardian", "dpo"])
def test_the_child_reads_in_its_own_log_what_was_given_to_whom_and_why(record, shared, at_screen, cast, at, name):
    disclosure.correct(disclosure=record(shared.case), data_classes=["MEDICAL"], correction_reason="Minder.",
                       by=cast.guardian, at=at(2026, 3, 6))  # fmt: skip
    page = text(at_screen(name).get(reverse("admin:child_log", args=[shared.case_id])))
    assert "Basisschool De Wilg" in page
    assert "Zorg: zonder toestemming, voor een zwaarwegend belang" in page
    assert "medische en psychologische gegevens" in page
    assert "identiteit: naam" not in page
    assert [word for word in ("J. de Vries", "P. guardian", *WEIGHED.values()) if word in page] == []
    assert Entry.objects.get(kind=Kind.PRINT).data_classes == ["CHILD_LOG", "DISCLOSURE"]


@pytest.mark.requirement("S001-20", "S001-19")
def test_the_case_page_lists_it_for_who_may(record, shared, at_screen, cast):
    record(shared.case, by=cast.guardian)
    assert "Basisschool De Wilg" in text(at_screen("guardian").get(url(shared.case)))
    for name in ("intake", "avim", "ind"):
        assert "Basisschool De Wilg" not in text(at_screen(name).get(url(shared.case)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("INV-27", "B-07")
def test_a_withdrawal_and_a_disclosure_at_the_same_moment_never_pass_each_other(shared, on_consent, cast, at):
    moment = at(2026, 3, 5)

    def withdraw():
        return consent_answer.withdraw(consent=shared, capacity="CHILD", said_on=date(2026, 3, 5), by=cast.guardian,
                                       at=moment)  # fmt: skip

    withdrawn, given = race(withdraw, lambda: on_consent(given_on=date(2026, 3, 5)))
    assert not isinstance(withdrawn, str)
    entries = Entry.objects.filter(table__in=["intake_consentstatement", "intake_disclosure"], kind=Kind.CREATE)
    last = list(entries.order_by("-id").values_list("table", flat=True)[:1])
    # Either it was given before the withdrawal, or not at all.
    assert given == "no-consent" or last == ["intake_consentstatement"]
    assert refusal(lambda: on_consent(given_on=date(2026, 3, 5)))[0] == "no-consent"
