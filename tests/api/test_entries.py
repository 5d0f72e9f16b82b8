"""The entry of a reading names the classes of data that were shown, and no others (B-27, INV-39)."""

import pytest

from audit.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27", "INV-39")]


def shown(partner, path):
    partner.get(path)
    return set(Entry.objects.order_by("-id").first().data_classes)


def test_who_reads_the_addresses_of_houses_is_on_record_as_having_read_them(as_partner, make_house):
    make_house()
    assert shown(as_partner("coa.placement"), "locations") == {"PLACEMENT", "ADDRESS"}
    assert shown(as_partner("nidos.guardian"), "locations") == {"PLACEMENT"}


def test_the_detail_of_the_own_signals_is_on_record_for_who_reads_it(as_partner):
    assert shown(as_partner("nidos.intake"), "signals") == {"SIGNAL", "SIGNAL_DETAIL"}
    assert shown(as_partner("ggd.health_worker"), "signals") == {"SIGNAL"}


def test_one_case_says_which_talks_were_held_and_so_does_its_entry(as_partner, open_case):
    case = open_case()
    assert shown(as_partner("ind.officer"), f"cases/{case.id}") == {"IDENTITY", "CONVERSATION", "CLOSING"}
    assert shown(as_partner("coa.placement"), f"cases/{case.id}") == {"IDENTITY", "LOCATION", "CLOSING"}
