"""The history of one record: every version, who made it, old and new in words, within the reader's rights."""

from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Entry, Kind
from shelter.models import Indication
from tests.overview.conftest import NOTE, text

pytestmark = pytest.mark.django_db


def history(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_history", args=[row.pk])


@pytest.mark.requirement("INV-39")
def test_each_version_says_when_who_and_what_changed(at_screen, known_child):
    row = Indication.objects.get(case=known_child())
    page = text(at_screen("guardian").get(history(row)))
    assert page.count("P. nidos.guardian") >= 2
    assert "<ins" in page
    assert "She fears that man." in page


@pytest.mark.parametrize(("name", "sees"), [("guardian", True), ("intake", False), ("supervisor", True)])
def test_the_history_shows_only_columns_that_may_be_read_now(at_screen, known_child, name, sees):
    talk = known_child().conversations.get(step="REGISTRATION")
    page = text(at_screen(name).get(history(talk)))
    assert (NOTE in page) is sees


def test_ones_own_note_stays_readable_in_its_history(at_screen, known_child):
    case = known_child()
    mine, theirs = case.conversations.get(step="REGISTRATION"), case.conversations.get(step="IDENTIFICATION")
    assert NOTE in text(at_screen("ind").get(history(mine)))
    assert NOTE not in text(at_screen("ind").get(history(theirs)))


def test_a_record_out_of_sight_does_not_exist(at_screen, known_child):
    case = known_child()
    assert at_screen("kmar").get(history(case.child)).status_code == 404
    assert at_screen("ind").get(history(case.placements.get())).status_code == 404


def test_who_could_read_it_before_and_may_no_longer_finds_nothing(at_screen, known_child, people):
    row, mentor = known_child().placements.get(), people["bo_provider.mentor"]
    assert at_screen("mentor").get(history(row)).status_code == 200
    mentor.location = uuid4()
    mentor.save()
    assert at_screen("mentor").get(history(row)).status_code == 404


def test_a_look_at_the_history_leaves_its_entry(at_screen, known_child):
    row = known_child().child
    at_screen("guardian").get(history(row))
    entry = Entry.objects.filter(kind=Kind.READ).latest("id")
    assert (entry.table, entry.record, entry.version) == ("intake_child", row.pk, row.version)


@pytest.mark.parametrize("verb", ["post", "delete", "put"])
def test_a_history_cannot_be_changed(at_screen, known_child, verb):
    assert getattr(at_screen("guardian"), verb)(history(known_child().child)).status_code == 405
