"""A first hearing inside the wait: five members, all needed, and the sentence that says which are missing (INV-14)."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from partners.errors import RuleBroken
from policy.deviation import MEMBERS

FIELDS = tuple(row.code for row in MEMBERS)
MISSING: dict[str, str | Promise] = {
    "requested_by": _("the child's own request"),
    "reason": _("a reason"),
    "lawyer_consulted": _("a talk with the lawyer"),
    "guardian_agrees": _("the guardian's agreement"),
    "ind_agrees": _("IND's agreement"),
}


def given(said: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was filled in; a block left empty is no deviation."""
    return {name: value for name, value in (said or {}).items() if value is not None and value != ""}


def missing(said: Mapping[str, Any], *, is_minor: bool) -> list[str]:
    """Which of the five are not there; from eighteen on the guardian falls away."""
    present = {
        "requested_by": said.get("requested_by") == "CHILD",
        "reason": bool(str(said.get("reason") or "").strip()),
        "lawyer_consulted": said.get("lawyer_consulted") is True,
        "guardian_agrees": said.get("guardian_agrees") is True,
        "ind_agrees": said.get("ind_agrees") is True,
    }
    asked = (row.code for row in MEMBERS if is_minor or not row.of_minors)
    return [code for code in asked if not present[code]]


def check(said: Mapping[str, Any], *, is_minor: bool) -> None:
    """Raise RuleBroken, with what is missing, unless all five are there."""
    lacking = missing(said, is_minor=is_minor)
    if lacking:
        names = get_text_list([str(MISSING[name]) for name in lacking], _("and"))
        sentence = _("A first hearing may come earlier only if everything is there. Missing: %(names)s.")
        raise RuleBroken("deviation-incomplete", sentence % {"names": names}, "INV-14")
