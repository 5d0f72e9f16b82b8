"""Who asks consent is warned while the child rests: it is never demanded then (S001-22)."""

from dataclasses import replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake import consent
from intake.models import Case
from partners.access import of_role
from partners.actors import Actor
from partners.data_classes import DataClass
from shelter import rest


def advise(case: Case, by: Actor, at: datetime) -> list[str | Promise]:
    """What a person should read before asking, as far as they may know of the rest; it forbids nothing."""
    told = consent.advise(case, by, at)
    running = rest.of_case(case) if of_role(by.role, DataClass.REST).reads else None
    if running is not None and rest.is_running(running, running.extensions.all(), day_of(at)):
        told.append(
            _("The child rests. Ask only if it cannot wait, and say why: nobody presses for consent in this time.")
        )
    return told


ASK = replace(consent.ASK, advise=advise)
