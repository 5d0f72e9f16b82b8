"""camelCase outside, snake_case inside: names, serializers, and rows selected as dictionaries."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from config.encryption import Secret, open_all


@lru_cache(maxsize=4096)
def camel(name: str) -> str:
    """given_names → givenNames."""
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)


class UtcDateTimeField(serializers.DateTimeField):
    """A moment: shown in UTC, and taken only with the offset that makes it one."""

    default_error_messages = {"without_offset": _("Say which moment this is: end with Z or an offset.")}
    timezone = UTC

    def enforce_timezone(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            self.fail("without_offset")
        return value.astimezone(UTC)


class TextField(serializers.CharField):
    """A text is a text: a number in its place is a mistake at the caller's side. It is measured as it was sent."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        # DRF would measure what is left without the spaces around it.
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class NumberField(serializers.IntegerField):
    """A whole number, and no text that reads like one."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class SwitchField(serializers.BooleanField):
    """True or false, and no word or number for it."""

    def to_internal_value(self, data: Any) -> bool:
        if data is not None and not isinstance(data, bool):
            self.fail("invalid", input=data)
        return super().to_internal_value(data)


# DRF's own fields take "5" for 5, 5 for "5" and "yes" for true; the description says that they do not.
STRICT: dict[type, type[serializers.Field]] = {
    serializers.CharField: TextField,
    serializers.IntegerField: NumberField,
    serializers.BooleanField: SwitchField,
    serializers.DateTimeField: UtcDateTimeField,
}


def strict(field: serializers.Field) -> serializers.Field:
    """The field as the description promises it; a list, its members too."""
    if type(field) in STRICT:
        return STRICT[type(field)](*field._args, **field._kwargs)
    if isinstance(field, serializers.ListField) and type(field.child) in STRICT:
        field.child = strict(field.child)
        field.child.bind(field_name="", parent=field)
    return field


class CamelSerializer(serializers.Serializer):
    """Shows each field under its camelCase name, nested ones too, and refuses members it does not know.

    It also goes in front of ModelSerializer. DRF looks up `validate_<field>` by the outer name, so it is not called;
    serializers here hold no rules anyway.
    """

    def get_fields(self) -> dict[str, serializers.Field]:
        return dict(_outside(name, field) for name, field in super().get_fields().items())

    def to_internal_value(self, data: Any) -> Any:
        unknown = self._unknown(data)
        try:
            value = super().to_internal_value(data)
        except ValidationError as fault:
            raise ValidationError({**fault.detail, **unknown}) from fault
        if unknown:
            raise ValidationError(unknown)
        return value

    def _unknown(self, data: Any) -> dict[str, list[ErrorDetail]]:
        if not isinstance(data, Mapping):
            return {}
        known = {name for name, field in self.fields.items() if not field.read_only}
        return {str(name): [ErrorDetail(_("unknown member"), "unknown")] for name in data if name not in known}


def _outside(name: str, field: serializers.Field) -> tuple[str, serializers.Field]:
    source, field = field.source, strict(field)
    if source is None and camel(name) != name:
        field.source = name
    return camel(name), field


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


PLAIN = {str, int, bool, float, type(None)}
RENDERERS: dict[type, Callable[[Any], Any]] = {
    UUID: str,
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    Decimal: str,
}


def render(value: Any) -> Any:
    """One value as JSON has it. What is of no known type (a lazy text, a secret) is asked for its text."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind in RENDERERS:
        return RENDERERS[kind](value)
    if isinstance(value, Mapping):
        return {camel(str(name)): render(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [render(inner) for inner in value]
    return str(value)


def render_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row selected with `.values()` as the API shows it."""
    return {camel(name): render(value) for name, value in row.items()}


def render_rows(rows: Collection[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Many rows; their confidential texts are read with one query instead of one for each row."""
    open_all(value for row in rows for value in row.values() if isinstance(value, Secret))
    return [render_row(row) for row in rows]
