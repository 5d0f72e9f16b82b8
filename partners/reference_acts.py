"""The acts on one kind of reference data: add, change, close, and call off what was planned."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.actors import Actor
from partners.acts import Act, Group
from partners.data_classes import DataClass
from partners.models import Edition
from partners.reference import (
    SOURCE,
    Reference,
    add,
    call_off,
    change,
    check_call_off,
    check_close,
    check_last,
    close,
)
from partners.resources import Resource

WRITES = (DataClass.CONFIGURATION, "writes")
BEGINS = ("in_force_from", "reason")


def stands(kind: Reference, edition: Edition, by: Actor, at: datetime) -> Mapping[str, Any]:
    """A change starts from what holds; what the form may not show stays empty, and then as it is."""
    return {name: getattr(edition, name) for name in kind.says}


def adding(kind: Reference) -> Act:
    return Act(
        path=kind.path,
        label=kind.add,
        verb=partial(add, kind),
        model=kind.edition,
        fields=(*kind.says, *BEGINS, "lapses_on"),
        groups=(Group("row", kind.model, kind.keys, _("What stays the same")),),
        right=WRITES,
        source=SOURCE,
    )


def changing(kind: Reference) -> Act:
    return Act(
        path=f"{kind.path}/{{edition}}/changes",
        label=_("Change"),
        verb=partial(change, kind),
        model=kind.edition,
        fields=(*kind.says, *BEGINS),
        parent_model=kind.edition,
        right=WRITES,
        check=partial(check_last, kind),
        prefill=partial(stands, kind),
        labels={name: _("address, if it changes") for name in kind.says if name == "address"},
        source=SOURCE,
        help=_("What holds now stays until that day, and in the history after it. What was closed opens again."),
    )


def closing(kind: Reference) -> Act:
    return Act(
        path=f"{kind.path}/{{edition}}/closings",
        label=_("Close"),
        verb=partial(close, kind),
        model=kind.edition,
        fields=("lapses_on", "lapse_reason"),
        required=("lapses_on", "lapse_reason"),
        parent_model=kind.edition,
        right=WRITES,
        check=partial(check_close, kind),
        source=SOURCE,
        help=_("From that day on nobody can choose it. What is still in use is not closed."),
    )


def calling_off(kind: Reference) -> Act:
    return Act(
        path=f"{kind.path}/{{edition}}/cancellations",
        label=_("Call off what is planned"),
        verb=partial(call_off, kind),
        model=kind.edition,
        fields=(),
        parent_model=kind.edition,
        right=WRITES,
        check=partial(check_call_off, kind),
        source=SOURCE,
        help=_("What held before goes on. What was planned stays in the history."),
    )


def acts(kind: Reference) -> tuple[Act, ...]:
    """What an administrator does with this kind."""
    return adding(kind), changing(kind), closing(kind), calling_off(kind)


def resource(kind: Reference) -> Resource:
    return Resource(kind.path, kind.edition, kind.title, order="-in_force_from")
