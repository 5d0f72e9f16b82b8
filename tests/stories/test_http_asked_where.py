"""Her husband asks where she is, over HTTP: refused, in the ledger, and who keeps her safe is alerted (EC-47)."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Entry, Kind
from partners import webhook
from partners.actors import of_person
from partners.models import OutboxMessage, Person
from partners.outbox import call_of
from shelter.models import Location, LocationInquiry
from tests.partner_api import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("EC-47")]
HUSBAND = {"kind": "PARTNER", "name": "Filmon", "married": True, "birthDate": "1999-01-01"}
ASKED = {"asker": "PARTNER", "askerName": "Filmon", "how": "PHONE", "said": "Hij eiste te weten waar zij slaapt."}
RECORDERS = ("intake", "guardian", "avim", "ind", "coa", "mentor")


def alerts(who: Partner, case: str) -> list[str]:
    return [row["code"] for row in who.rows(f"{case}/alerts")]


@pytest.fixture
def asked(partners: SimpleNamespace, placed: str) -> str:
    """The path of the question that IND wrote down."""
    partners.intake.post(f"{placed}/relations", HUSBAND)
    return f"{placed}/location-inquiries/{partners.ind.post(f'{placed}/location-inquiries', ASKED)['id']}"


class TestEC47:
    @pytest.mark.parametrize("name", RECORDERS)
    def test_whoever_is_asked_writes_down_that_it_was_refused(
        self, partners: SimpleNamespace, placed: str, name: str
    ) -> None:
        who = getattr(partners, name)
        row = who.post(f"{placed}/location-inquiries", ASKED)
        assert (row["answer"], row["askerName"], row["said"]) == ("REFUSED", "Filmon", ASKED["said"])
        entries = Entry.objects.filter(table=LocationInquiry._meta.db_table, record=row["id"])
        assert entries.filter(kind=Kind.CREATE).count() == 1

    def test_no_other_answer_can_be_given(self, partners: SimpleNamespace, placed: str) -> None:
        path = f"{placed}/location-inquiries"
        for more in ({"answer": "TOLD"}, {"location": str(uuid4())}):
            partners.ind.refused(path, ASKED | more, status=400, code="invalid")
        partners.ind.refused(path, ASKED | {"said": "In de Kerkstraat 5?"}, status=409, code="no-address",
                             source="EC-47")  # fmt: skip

    def test_the_house_nidos_coa_and_police_hear_that_somebody_asked_and_no_more(
        self, partners: SimpleNamespace, asked: str, house: Location
    ) -> None:
        for name in ("guardian", "mentor", "coa", "avim"):
            [told] = [row for row in getattr(partners, name).rows("notices") if row["kind"] == "LOCATION_ASKED"]
            assert told["about"] == asked.rpartition("/")[2]
            for secret in ("Filmon", "slaapt", house.address, house.name):
                assert secret not in str(told)

    def test_nobody_reads_a_place_in_it(self, partners: SimpleNamespace, placed: str, asked: str,
                                        house: Location) -> None:  # fmt: skip
        for name in ("guardian", "mentor", "coa", "avim", "ind"):
            said = str(getattr(partners, name).get(asked)) + str(getattr(partners, name).rows("changes"))
            for secret in (house.address, house.name, str(house.pk)):
                assert secret not in said
        partners.avim.refused(f"{placed}/whereabouts", method="get", status=403, code="not_allowed")

    def test_a_call_to_a_webhook_holds_neither_name_nor_place(
        self, partners: SimpleNamespace, placed: str, people: dict[str, Person], house: Location
    ) -> None:
        by = of_person(people["system.administrator"])
        webhook.point(organisation=people["avim.officer"].organisation, url="https://partner.example/hook", by=by,
                      at=timezone.now())  # fmt: skip
        partners.ind.post(f"{placed}/location-inquiries", ASKED)
        [message] = OutboxMessage.objects.filter(notice__kind="LOCATION_ASKED")
        body = call_of(message, message.webhook, message.next_attempt_at).body.decode()
        for secret in ("Filmon", "slaapt", house.address, house.name):
            assert secret not in body

    def test_it_is_critical_until_nidos_the_house_and_police_have_acted(
        self, partners: SimpleNamespace, placed: str, asked: str
    ) -> None:
        parties = (partners.guardian, partners.mentor, partners.avim)
        for number, who in enumerate(parties):
            assert all("AL-36" in alerts(each, placed) for each in (*parties, partners.coa)), number
            who.post(f"{asked}/steps", {"step": "Afgesproken wie er belt en wie niet."})
        assert not any("AL-36" in alerts(each, placed) for each in (*parties, partners.coa))
        partners.coa.refused(f"{asked}/steps", {"step": "Nog iets."}, status=409, code="all-acted", source="EC-47")

    def test_it_is_not_put_away_unanswered(self, partners: SimpleNamespace, placed: str, asked: str) -> None:
        [alert] = [row for row in partners.guardian.rows(f"{placed}/alerts") if row["code"] == "AL-36"]
        seen = {"answer": "ACKNOWLEDGED", "reason": "Ja."}
        partners.guardian.refused(f"{placed}/alerts/{alert['id']}/answers", seen, status=409, code="critical-stays",
                                  source="AL-36")  # fmt: skip

    def test_ind_reads_that_somebody_asks_and_of_another_not_who_and_what(
        self, partners: SimpleNamespace, placed: str
    ) -> None:
        partners.mentor.post(f"{placed}/location-inquiries", ASKED | {"how": "DOOR"})
        [row] = partners.ind.rows(f"{placed}/location-inquiries")
        assert (row["asker"], row["how"]) == ("PARTNER", "DOOR")
        assert not {"askerName", "said", "policeActedAt"} & row.keys()
        partners.ind.refused(f"{placed}/location-inquiries/{row['id']}/steps", {"step": "Niets."}, status=409,
                             code="not-yours-to-answer", source="EC-47")  # fmt: skip

    @pytest.mark.parametrize("name", ["ggd", "kmar", "lawyer"])
    def test_who_may_not_know_of_her_gets_the_answer_of_a_child_that_is_not_here(
        self, partners: SimpleNamespace, placed: str, asked: str, name: str
    ) -> None:
        who, nowhere = getattr(partners, name), f"cases/{uuid4()}"
        step = asked.removeprefix(f"{placed}/") + "/steps"
        for path, body in (("location-inquiries", ASKED), (step, {"step": "Gebeld."})):
            answers = {case: who.send("post", f"{case}/{path}", body) for case in (placed, nowhere)}
            assert {answer.status_code for answer in answers.values()} == {404}
            assert len({answer.content.replace(case.encode(), b"") for case, answer in answers.items()}) == 1

    @pytest.mark.requirement("S000-22", "INV-33")
    def test_he_is_not_let_in_as_a_contact_by_asking(self, partners: SimpleNamespace, placed: str, asked: str) -> None:
        him, path = {"name": "Filmon", "reach": "verzonnen nummer"}, f"{placed}/contact-persons"
        partners.guardian.refused(path, him, status=409, code="never-a-contact", source="INV-33")
