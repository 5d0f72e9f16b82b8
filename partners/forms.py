"""Forms made from acts: they ask, and leave every rule to the verb."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from config.partial_date import PartialDateField, PartialDateFormField
from partners import involvement
from partners.access import read_one
from partners.actors import Actor
from partners.acts import Act

SEPARATOR = "-"
SEEN = "seen_version"


def asked(model: type[models.Model], names: Sequence[str]) -> list[str]:
    """Which of these fields a form asks for: how much of a date is known is asked together with the date."""
    dates = [column for column in map(model._meta.get_field, names) if isinstance(column, PartialDateField)]
    return [name for name in names if name not in {column.precision for column in dates}]


def standing_already(act: Act, parent: Any, actor: Actor, at: datetime) -> Mapping[str, Any]:
    """What the form starts from; of the record itself no more than the actor may read of it."""
    stands = act.prefill(parent, actor, at) if act.prefill else {}
    if not stands or not isinstance(parent, act.model):
        return stands
    case = parent.in_case() if act.in_case else None
    standing = involvement.standing(actor, case, at) if case else involvement.without_case(actor)
    row, _classes = read_one(act.model._default_manager.all(), parent.pk, standing)
    return {name: value for name, value in stands.items() if name in (row or {})}


class ActForm(forms.Form):
    """What an act takes, asked of a person. Groups stand in blocks; one that may stay empty and does is left out."""

    data: Any

    def __init__(self, act: Act, *, parent: Any, actor: Actor, at: datetime,
                 initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:  # fmt: skip
        stands = standing_already(act, parent, actor, at)
        super().__init__(label_suffix="", initial={**stands, **(initial or {})}, **kwargs)
        self.act = act
        self.offered: dict[str, models.QuerySet[Any]] = {}
        self.codes: dict[str, tuple[list[Any], list[Any]]] = {}
        narrowed = act.narrow(parent, actor, at) if act.narrow else {}
        for name in asked(act.model, act.fields):
            codes = narrowed.get(name, ())
            if codes is not None:
                self.fields[name] = self._field(act.model, name, act.required, act, parent, actor, at)
                self._offer(name, codes)
        for group in act.groups:
            for name in asked(group.model, group.fields):
                field = self._field(group.model, name, (), act, parent, actor, at)
                field.required = field.required and group.required
                self.fields[f"{group.name}{SEPARATOR}{name}"] = field
                if name in self.offered:
                    self.offered[f"{group.name}{SEPARATOR}{name}"] = self.offered.pop(name)

        if act.changes_parent and parent is not None:
            self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=parent.version)

    def seen(self) -> frozenset[int] | None:
        """The version of the record that stood beside the form when it was filled in; None where it changes none."""
        if SEEN not in self.fields or SEEN not in self.data:
            return None
        text = self.cleaned_data[SEEN]
        return frozenset({int(text)} if text.isascii() and text.isdecimal() and len(text) < 10 else ())

    def seen_now(self, version: int) -> None:
        """What was typed stays; beside it stands the record as it is now."""
        self.data = self.data.copy()
        self.data[SEEN] = str(version)

    def not_handed_in(self) -> None:
        """What stands in it is shown, and nothing in it is wrong yet."""
        self._errors = ErrorDict()

    def _field(self, model: type[models.Model], name: str, required: tuple[str, ...], act: Act,
               parent: Any, actor: Actor, at: datetime) -> forms.Field:  # fmt: skip
        model_field = model._meta.get_field(name)
        field = model_field.formfield()
        if name in act.choices:
            field.queryset = self.offered[name] = act.choices[name](parent, actor, at)
        # Django leaves a model's own validators to the model; here the verb would get what no row can hold.
        field.validators += [check for check in model_field.validators if check not in field.validators]
        if isinstance(field, forms.ModelChoiceField) and (key := getattr(field.queryset.model, "named_by", "")):
            field.to_field_name, field.widget = key, forms.TextInput(attrs={"autocomplete": "off"})
            field.error_messages["invalid_choice"] = _("You see no case of this number.")
        elif isinstance(field, forms.ModelChoiceField) and hasattr(field.queryset.model, "told_apart"):
            field.label_from_instance = field.queryset.model.told_apart
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if isinstance(field, forms.DateTimeField):
            field.widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        if isinstance(field, forms.CharField) and (field.max_length or 0) > 200:
            field.widget = forms.Textarea(attrs={"rows": 3})
        if field.widget.attrs.get("rows") == "10":  # Django's own, too tall for a form that fits a screen
            field.widget.attrs["rows"] = 4
        field.required = field.required or name in required
        field.label = act.labels.get(name, field.label)
        return field

    def _offer(self, name: str, codes: Collection[str]) -> None:
        """Offer only these codes; without any, every one the field has."""
        field = self.fields[name]
        if codes and isinstance(field, forms.ChoiceField):
            known = list(field.choices)
            self.codes[name] = known, [pair for pair in known if pair[0] in {"", *codes}]
            field.choices = self.codes[name][1]

    def _clean_fields(self) -> None:
        """Take also what is not offered, or no longer: what is wrong with it is for the verb to say, in its words."""
        for name, rows in self.offered.items():
            self.fields[name].queryset = rows.model._default_manager.all()
        for name, (known, _some) in self.codes.items():
            self.fields[name].choices = known
        super()._clean_fields()
        for name, rows in self.offered.items():
            self.fields[name].queryset = rows
        for name, (_known, some) in self.codes.items():
            self.fields[name].choices = some

    def blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The act's own fields, in its sections if it has any, then each group with its title."""
        groups = [
            (str(group.label), [self[f"{group.name}{SEPARATOR}{name}"] for name in asked(group.model, group.fields)])
            for group in self.act.groups
        ]
        return [*self.own_blocks(), *groups]

    def own_blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        divided = self.act.sections or (("", self.act.fields),)
        found = [(str(title), [self[name] for name in names if name in self.fields]) for title, names in divided]
        return [(title, fields) for title, fields in found if fields]

    def data_for_verb(self) -> dict[str, Any]:
        """The cleaned answers as the verb takes them: what was left empty is left out, so that its default counts.

        Of a form that was filled in beforehand everything counts that was asked, also what was emptied.
        """
        given = self._answers({name: name for name in self.act.fields})
        for group in self.act.groups:
            names = {name: f"{group.name}{SEPARATOR}{name}" for name in asked(group.model, group.fields)}
            inner = self._answers(names)
            if group.required or any(self._chosen(long) for long in names.values()):
                given[group.name] = inner
        return given

    def _answers(self, names: Mapping[str, str]) -> dict[str, Any]:
        """What was answered under these names of the form; a partial date says two things at once."""
        given = {name: self.cleaned_data[long] for name, long in names.items() if self._given(long)}
        for name, long in names.items():
            field = self.fields.get(long)
            if isinstance(field, PartialDateFormField):
                given[name], given[field.beside] = self.cleaned_data[long]
        return given

    def _given(self, name: str) -> bool:
        if self.act.prefill:
            return name in self.cleaned_data
        return self.cleaned_data.get(name) not in (None, "", [])

    def _chosen(self, name: str) -> bool:
        """Whether a person touched this field: a default that still stands says nothing."""
        value, initial = self.cleaned_data.get(name), self.fields[name].initial
        return value not in (None, "", [], False) and value != (initial() if callable(initial) else initial)
