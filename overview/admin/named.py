"""Forms in which a child or a case is named in words of one's own: that stands in no column of what is recorded."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.forms import ActForm


class NamedChildForm(ActForm):
    """What the act takes, and how one names the child."""

    v_number = forms.CharField(label=gettext_lazy("V-number"), max_length=10, required=False)
    name = forms.CharField(label=gettext_lazy("Name of the child"), max_length=250, required=False)
    birth_date = forms.DateField(
        label=gettext_lazy("Birth date"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Name the child by V-number, or by name and birth date."),
    )  # fmt: skip

    def blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        named = [self[name] for name in ("v_number", "name", "birth_date")]
        return [(_("The child"), named), *self.own_blocks()]

    def data_for_verb(self) -> dict[str, Any]:
        named = {name: self.cleaned_data[name] for name in ("v_number", "name", "birth_date")}
        return {**super().data_for_verb(), **named}


class NamedCaseForm(ActForm):
    """What the act takes, and a number by which one knows the case already: there is nothing to choose from."""

    named = forms.CharField(
        label=gettext_lazy("Case number or V-number"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(_("The case"), [self["named"]]), *self.own_blocks()]

    def data_for_verb(self) -> dict[str, Any]:
        return {**super().data_for_verb(), "named": self.cleaned_data["named"]}
