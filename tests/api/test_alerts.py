"""Alerts for partners: what waits for a role, in one case and in all, and answering one."""

from uuid import uuid4

import pytest

from audit.models import Entry, Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_without_the_ledger")]


@pytest.fixture
def unseen(open_case, raise_signal):
    """A signal of AVIM that nobody acknowledged for months."""
    case = open_case()
    raise_signal(case)
    return case


@pytest.mark.requirement("AL-03")
def test_a_partner_reads_its_alerts_and_answers(as_partner, unseen):
    ind = as_partner("ind.officer")
    [row] = [each for each in ind.rows(f"cases/{unseen.pk}/alerts") if each["code"] == "AL-03"]
    assert (row["severity"], row["risen"], row["answered"]) == ("HIGH", False, None)
    assert row in ind.rows("alerts")
    made = ind.post(f"cases/{unseen.pk}/alerts/{row['id']}/answers", {"reason": "Wordt nu gelezen."})
    assert (made["code"], made["answer"], made["role"]) == ("AL-03", "ACKNOWLEDGED", "ind.officer")
    assert all(each["id"] != row["id"] for each in ind.rows("alerts"))
    [again] = [each for each in ind.rows(f"cases/{unseen.pk}/alerts") if each["id"] == row["id"]]
    assert again["answered"] == {"answer": "ACKNOWLEDGED", "until": None, "reason": "Wordt nu gelezen."}


def test_refusals_name_the_alert(as_partner, unseen):
    ind = as_partner("ind.officer")
    [row] = [each for each in ind.rows(f"cases/{unseen.pk}/alerts") if each["code"] == "AL-03"]
    path = f"cases/{unseen.pk}/alerts/{row['id']}/answers"
    ind.refused(path, {"reason": "Later.", "answer": "SNOOZED"}, status=409, code="no-day", source="AL-03")
    ind.refused(f"cases/{unseen.pk}/alerts/{uuid4()}/answers", {"reason": "Ja."}, status=404, code="not_found")
    as_partner("ggd.health_worker").refused(path, {"reason": "Ja."}, status=404, code="not_found")
    as_partner("ggd.health_worker").refused(f"cases/{unseen.pk}/alerts", status=404, code="not_found",
                                            method="get")  # fmt: skip


def test_reading_leaves_an_entry_that_names_the_case(as_partner, unseen):
    ind = as_partner("ind.officer")
    ind.rows("alerts")
    entry = Entry.objects.filter(kind=Kind.LIST).latest("id")
    assert (entry.cases, "SIGNAL" in entry.data_classes) == ([str(unseen.pk)], True)


@pytest.mark.parametrize("path", ["alerts", "cases/{}/alerts"])
def test_as_many_questions_for_twenty_alerts_as_for_one(
    as_partner, unseen, raise_signal, path, django_assert_num_queries, django_assert_max_num_queries
):
    ind, path = as_partner("ind.officer"), path.format(unseen.pk)
    ind.rows(path)
    with django_assert_max_num_queries(26) as asked:
        few = len(ind.rows(path))
    for _number in range(19):
        raise_signal(unseen)
    with django_assert_num_queries(len(asked)):
        assert len(ind.rows(path)) == few + 19
