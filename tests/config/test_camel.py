"""camelCase outside, snake_case inside."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from config.api.camel import CamelSerializer, camel, render_row
from config.encryption import Secret
from partners.models import Organisation, Person

IDENTITY = UUID("7b0f3c52-6f0e-4c5f-9a53-3f6f4b1f4d11")


class Child(CamelSerializer):
    given_names = serializers.CharField(max_length=8)
    seen_at = serializers.DateTimeField(required=False)
    number = serializers.IntegerField(source="v_number", read_only=True)


class Family(CamelSerializer):
    eldest_child = Child()
    other_children = Child(many=True, required=False)
    since = serializers.DateTimeField(required=False)


class PersonSerializer(CamelSerializer, serializers.ModelSerializer):
    class Meta:
        model = Person
        fields = ["staff_id", "last_login", "is_active"]


def errors(serializer: serializers.BaseSerializer) -> Any:
    assert not serializer.is_valid()
    return serializer.errors


@pytest.mark.parametrize(
    ("inside", "outside"),
    [("given_names", "givenNames"), ("name", "name"), ("b8_ground_2", "b8Ground2"), ("held_on", "heldOn")],
)
def test_names_change_their_form(inside: str, outside: str) -> None:
    assert camel(inside) == outside
    assert camel(outside) == outside


def test_nested_members_are_read_and_shown_in_their_own_form() -> None:
    outside = {"eldestChild": {"givenNames": "Semhar"}, "otherChildren": [{"givenNames": "Abel"}]}
    family = Family(data=outside)
    assert family.is_valid(), family.errors
    inside = {"eldest_child": {"given_names": "Semhar"}, "other_children": [{"given_names": "Abel"}]}
    assert family.validated_data == inside
    inside["eldest_child"]["v_number"] = 7
    assert Family().to_representation(inside | {"other_children": []}) == {
        "eldestChild": {"givenNames": "Semhar", "number": 7},
        "otherChildren": [],
    }


def test_unknown_members_and_other_faults_are_told_together() -> None:
    sent = {"eldestChild": {"givenNames": "far too long", "given_names": "Semhar", "number": 7}, "extra": 1}
    found = errors(Family(data=sent))
    assert {name: fault[0].code for name, fault in found["eldestChild"].items()} == {
        "givenNames": "max_length",
        "given_names": "unknown",
        "number": "unknown",  # what is only shown cannot be sent
    }
    assert found["extra"][0].code == "unknown"


def test_an_unknown_member_alone_is_enough() -> None:
    assert errors(Child(data={"givenNames": "Semhar", "nickname": "S"})).keys() == {"nickname"}


@pytest.mark.parametrize("sent", [[], "text", 3])
def test_what_is_no_object_is_refused(sent: Any) -> None:
    assert errors(Child(data=sent)).keys() == {"non_field_errors"}
    assert errors(Family(data={"eldestChild": sent})).keys() == {"eldestChild"}


def test_a_moment_needs_an_offset_and_is_shown_in_utc() -> None:
    assert errors(Family(data={"eldestChild": {"givenNames": "S"}, "since": "2026-07-01T12:00:00"}))["since"]
    child = Child(data={"givenNames": "Semhar", "seenAt": "2026-07-01T12:00:00+02:00"})
    assert child.is_valid()
    assert child.validated_data["seen_at"] == datetime(2026, 7, 1, 10, tzinfo=UTC)
    shown = Child().to_representation(child.validated_data | {"v_number": 1})
    assert shown["seenAt"] == "2026-07-01T10:00:00Z"


def test_a_model_serializer_does_the_same() -> None:
    amsterdam_in_summer = timezone(timedelta(hours=2))
    person = Person(staff_id="x", last_login=datetime(2026, 7, 1, 12, tzinfo=amsterdam_in_summer))
    assert PersonSerializer(person).data == {"staffId": "x", "lastLogin": "2026-07-01T10:00:00Z", "isActive": True}
    assert errors(PersonSerializer(data={"lastLogin": "2026-07-01T12:00:00"}))["lastLogin"]


def test_a_row_is_shown_as_json_has_it(db: None) -> None:
    key = uuid4()
    row = {
        "case_id": IDENTITY,
        "held_on": date(2026, 3, 2),
        "recorded_at": datetime(2026, 7, 1, 12, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))),
        "staff_label": _("Monday"),
        "kind": Organisation(kind="GGD").kind,
        "the_story": Secret(key, text="her own words"),
        "amount": Decimal("1.50"),
        "codes": ["A", IDENTITY],
        "sub_part": {"given_names": None, "is_open": True, "days": 21},
    }
    assert render_row(row) == {
        "caseId": str(IDENTITY),
        "heldOn": "2026-03-02",
        "recordedAt": "2026-07-01T10:00:00.000005Z",
        "staffLabel": "maandag",
        "kind": "GGD",
        "theStory": "her own words",
        "amount": "1.50",
        "codes": ["A", str(IDENTITY)],
        "subPart": {"givenNames": None, "isOpen": True, "days": 21},
    }
