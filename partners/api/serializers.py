"""Serializers made from acts and models: shape only, every rule stays in the verb."""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers
from rest_framework.utils.serializer_helpers import BindingDict

from config.api.camel import CamelSerializer, camel
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField, NamesField
from partners.access import data_of
from partners.acts import Act, Group
from partners.data_classes import SHOWN_BOOKKEEPING


class CodesField(serializers.ListField):
    """A list of codes, none twice."""

    default_error_messages = {"twice": _("A value stands in this list twice.")}

    def to_internal_value(self, data: Any) -> list[Any]:
        codes = super().to_internal_value(data)
        if len(set(codes)) < len(codes):
            self.fail("twice")
        return codes


class CodesDescribed(OpenApiSerializerFieldExtension):
    """The description says, too, that no code stands in the list twice."""

    target_class = CodesField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        least = {} if self.target.allow_empty else {"minItems": 1}
        items = auto_schema._map_serializer_field(self.target.child, direction)
        return {"type": "array", "items": items, "uniqueItems": True, **least}


class FieldSerializer(CamelSerializer, serializers.ModelSerializer):
    """A model serializer that knows our own fields, looks nothing up and validates nothing but shape."""

    serializer_related_field = serializers.PrimaryKeyRelatedField

    def build_standard_field(self, field_name: str, model_field: models.Field) -> tuple[type, dict[str, Any]]:
        optional = {
            "required": not (model_field.blank or model_field.has_default()),
            "help_text": model_field.help_text,
        }
        if isinstance(model_field, ChoiceListField):
            child = serializers.ChoiceField(choices=model_field.flatchoices)
            # Its default is an empty list, which is no answer where the list may not be empty.
            filled = optional | {"allow_empty": model_field.blank, "required": not model_field.blank}
            return CodesField, {"child": child, **filled}
        if isinstance(model_field, NamesField):
            return serializers.ListField, {"child": serializers.CharField(max_length=120), **optional}
        if isinstance(model_field, EncryptedTextField) and model_field.choices:
            return serializers.ChoiceField, {"choices": model_field.flatchoices, **optional}
        if isinstance(model_field, EncryptedTextField):
            return serializers.CharField, {"allow_blank": model_field.blank, "max_length": 20_000, **optional}
        if model_field.choices and not model_field.editable:
            shown = {"read_only": True, "allow_blank": model_field.blank, "help_text": model_field.help_text}
            return serializers.ChoiceField, {"choices": model_field.flatchoices, **shown}
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        kwargs.pop("validators", None) if model_field.unique else None
        return field_class, kwargs

    def include_extra_kwargs(self, kwargs: dict[str, Any], extra_kwargs: dict[str, Any]) -> dict[str, Any]:
        """A choice that was not made yet is shown as an empty text: one that is only shown says that it may be."""
        blank = {"allow_blank": True} if "choices" in kwargs and kwargs.get("allow_blank") else {}
        included: dict[str, Any] = super().include_extra_kwargs(kwargs, extra_kwargs)
        return included | (blank if included.get("read_only") else {})


class InputSerializer(FieldSerializer):
    """What an act takes. Its members are the same whoever asks, so they are made once and bound to no request."""

    members: BindingDict

    @cached_property
    def fields(self) -> BindingDict:
        made = type(self)
        if "members" not in made.__dict__:
            members = BindingDict(made())
            for name, field in self.get_fields().items():
                members[name] = field
            made.members = members
        return made.members


def _named(*parts: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in (camel(part.replace("-", "_")) for part in parts))


def _of_model(name: str, model: type[models.Model], fields: tuple[str, ...], *, extra: Mapping[str, Any],
              base: type[FieldSerializer] = FieldSerializer, **members: Any) -> type[FieldSerializer]:  # fmt: skip
    meta = type("Meta", (), {"model": model, "fields": [*fields, *members], "validators": [], "extra_kwargs": extra})
    return type(name, (base,), {"Meta": meta, "__doc__": "", **members})


def _group(act: Act, group: Group) -> serializers.BaseSerializer:
    return _of_model(_named(act.name, group.name), group.model, group.fields, extra={})(required=group.required)


MADE: dict[str, Any] = {}


def _once(name: str, make: Callable[[str], Any]) -> Any:
    """One class for each name: the published description has one schema of that name."""
    if name not in MADE:
        MADE[name] = make(name)
    return MADE[name]


@cache
def for_act(act: Act) -> type[FieldSerializer]:
    """What the act takes."""
    groups = {group.name: _group(act, group) for group in act.groups}
    # What stands already need not be said again.
    asked = act.fields if act.prefill else act.required
    extra = {name: must_be_said(act, name) for name in asked}
    return _once(
        _named(act.name, "input"),
        lambda name: _of_model(name, act.model, act.fields, extra=extra, base=InputSerializer, **groups),
    )


def must_be_said(act: Act, name: str) -> dict[str, Any]:
    """Whether the act needs this member; what it needs is neither null nor a choice left open."""
    needed, field = name in act.required, act.model._meta.get_field(name)
    said = {"allow_blank": False} if getattr(field, "choices", None) else {}
    return {"required": needed} | (said | ({"allow_null": False} if field.null else {}) if needed else {})


def for_model(model: type[models.Model]) -> type[FieldSerializer]:
    """What may be shown of a model, by whoever may read all of it. Which columns come is up to the access table."""
    names = [
        name for data_class, fields in data_of(model).items() for name in fields.all if data_class != "CONFIGURATION"
    ]
    shown = [name for name in SHOWN_BOOKKEEPING if name not in names]
    hidden = {name: {"required": False, "read_only": True} for name in [*shown, *names]}
    return _once(_named(model.__name__), lambda name: _of_model(name, model, tuple(shown + names), extra=hidden))


def for_list(model: type[models.Model]) -> type[serializers.Serializer]:
    """A page of rows, and where the next one is."""
    members = {
        "results": for_model(model)(many=True),
        "next": serializers.CharField(allow_null=True, help_text="Where the next page is; null on the last."),
    }
    bases = (serializers.Serializer,)
    return _once(f"{model.__name__}Page", lambda name: type(name, bases, {**members, "__doc__": ""}))
