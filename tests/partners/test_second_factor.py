"""What a person sets up as the second step: kept encrypted, never less than one, and each change in the ledger."""

import base64

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import override_settings

from audit.models import Entry, Kind
from config.encryption import Unreadable, rewrap_all
from partners import attempts, second_factor
from partners.actors import of_person
from partners.errors import RuleBroken
from partners.models import Person
from tests.second_steps import with_app

pytestmark = pytest.mark.django_db
KEY = {"id": "x"}


@pytest.fixture
def guardian(people) -> Person:
    return people["nidos.guardian"]


def notes(person: Person) -> list[str]:
    rows = Entry.objects.filter(record=person.pk, kind=Kind.CHANGE, data_classes=["CONFIGURATION"])
    return list(rows.order_by("id").values_list("reason", flat=True))


@pytest.mark.requirement("B-27")
def test_each_change_is_in_the_ledger(guardian):
    with_app(guardian)
    by = of_person(guardian)
    key = second_factor.set_up_key(person=guardian, name="blauw", credential=KEY, by=by)
    second_factor.remove(person=guardian, key=key.pk, by=by)
    expected = ["totp added", "recovery codes made", "webauthn added", "webauthn removed"]
    assert [note for note in notes(guardian) if note in expected] == expected


def test_the_last_one_is_not_removed_nor_that_of_a_colleague(guardian, people):
    with_app(guardian)
    with_app(people["nidos.intake"])
    own, others = (
        Authenticator.objects.get(user=person, type="totp") for person in (guardian, people["nidos.intake"])
    )
    codes = Authenticator.objects.get(user=guardian, type="recovery_codes")
    for row, code in ((own, "last-step"), (others, "no-such-step"), (codes, "no-such-step")):
        with pytest.raises(RuleBroken) as refusal:
            second_factor.remove(person=guardian, key=row.pk, by=of_person(guardian))
        assert refusal.value.code == code
    assert Authenticator.objects.count() == 4


def test_there_is_one_app_also_when_somebody_tries_two_at_once(guardian):
    with_app(guardian)
    with pytest.raises(RuleBroken, match="app"):
        with_app(guardian)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authenticator.objects.create(user=guardian, type="totp", data={})


def test_recovery_codes_are_for_who_has_something_to_recover(guardian):
    with pytest.raises(RuleBroken):
        second_factor.make_codes(person=guardian, by=of_person(guardian))
    with_app(guardian)
    before = second_factor.codes_left(guardian)
    assert not {*before} & {*second_factor.make_codes(person=guardian, by=of_person(guardian))}


def test_turning_the_key_ring_leaves_every_app_as_it_is(guardian, settings):
    secret = with_app(guardian)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    other = "another:" + base64.b64encode(bytes(64)).decode()
    with override_settings(KEY_RING=f"{other},{settings.KEY_RING}"):
        assert rewrap_all() > 0
    with override_settings(KEY_RING=other):
        assert second_factor.decrypted(kept) == secret
    with pytest.raises(Unreadable):
        second_factor.decrypted(kept)


def test_what_was_altered_is_not_read(guardian):
    with_app(guardian)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    with pytest.raises(Unreadable):
        second_factor.decrypted(kept[:-8] + ("A" if kept[-8] != "A" else "B") + kept[-7:])


def test_a_code_is_used_once_by_each(guardian):
    assert attempts.first_use("123456", "one")
    assert not attempts.first_use("123456", "one")
    assert attempts.first_use("123456", "other")
    assert attempts.first_use("654321", "one")
