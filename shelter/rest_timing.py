"""Who asks something of a child that rests is warned: it is left in peace where that can be (S001-22, S004-124)."""

from dataclasses import replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake import consent, conversation_plan
from intake.models import Case
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.rights import of_role
from shelter import rest


def rests(case: Case, by: Actor, at: datetime) -> bool:
    """Whether the child rests now, as far as the actor may know of it."""
    running = rest.of_case(case) if of_role(by.role, DataClass.REST).reads else None
    return running is not None and rest.is_running(running, running.extensions.all(), day_of(at))


def advise_consent(case: Case, by: Actor, at: datetime) -> list[str | Promise]:
    """What a person should read before asking; it forbids nothing."""
    told = consent.advise(case, by, at)
    if rests(case, by, at):
        told.append(
            _("The child rests. Ask only if it cannot wait, and say why: nobody presses for consent in this time.")
        )
    return told


def advise_talk(case: Case, by: Actor, at: datetime) -> list[str | Promise]:
    """In this time only what is needed; a talk that the child needs now is never refused for it."""
    if not rests(case, by, at):
        return []
    return [_("The child rests. Plan only what it needs now, and let the rest wait until its rest is over.")]


ASK = replace(consent.ASK, advise=advise_consent)
PLAN_TALK = replace(conversation_plan.PLAN, advise=advise_talk)
