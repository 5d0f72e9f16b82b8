"""The acts of the assessment of an age, and with each the end of guardianship computed again (EC-27, INV-23)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from intake import age
from intake.models import AgeAssessment, BirthDateRecord, Case
from partners.actors import Actor
from partners.acts import Act, Group
from partners.data_classes import DataClass
from residence import guardianship


@transaction.atomic
def decide(*, assessment: AgeAssessment, by: Actor, at: dt.datetime, **said: Any) -> AgeAssessment:
    """Record the outcome and the birth date that follows from it. Raises RuleBroken."""
    row = age.decide(assessment=assessment, by=by, at=at, **said)
    guardianship.set_end(row.case, by=by, at=at)
    return row


@transaction.atomic
def contest(*, case: Case, contest_reason: str, by: Actor, at: dt.datetime) -> AgeAssessment:
    """The child counts as a minor again; a guardianship that ended stays ended. Raises RuleBroken."""
    row = age.contest(case=case, contest_reason=contest_reason, by=by, at=at)
    guardianship.set_end(case, by=by, at=at)
    return row


@transaction.atomic
def settle(*, assessment: AgeAssessment, by: Actor, at: dt.datetime, **said: Any) -> AgeAssessment:
    """From now on the outcome counts. Raises RuleBroken."""
    row = age.settle(assessment=assessment, by=by, at=at, **said)
    guardianship.set_end(row.case, by=by, at=at)
    return row


def stands(assessment: AgeAssessment, by: Actor, at: dt.datetime) -> Mapping[str, Any]:
    """The outcome there is: IND makes it final, or another one."""
    return {"outcome": assessment.outcome}


BIRTH = Group("birth", BirthDateRecord, age.BIRTH_FIELDS, _("The birth date that counts from now on"), required=False)
REQUEST = Act(
    path="cases/{case}/age-assessments",
    label=_("Have the age assessed"),
    verb=age.request,
    model=AgeAssessment,
    fields=("reason",),
    parent_model=Case,
    right=(DataClass.AGE, "writes"),
    check=age.check_request,
    source="B-18",
    help=_("As long as there is no official birth date the child counts as a minor."),
)
DECIDE = Act(
    path="cases/{case}/age-assessments/{assessment}/decisions",
    label=_("Record the outcome"),
    verb=decide,
    model=AgeAssessment,
    fields=("outcome", "decided_on"),
    required=("outcome",),
    groups=(BIRTH,),
    parent_model=AgeAssessment,
    right=(DataClass.AGE, "writes"),
    check=age.check_decide,
    source="B-18",
    help=_(
        "Only an official birth date makes an adult: give it here, or record it later. In doubt the child is a minor."
    ),
)
CONTEST = Act(
    path="cases/{case}/age-contests",
    label=_("Contest the age"),
    verb=contest,
    model=AgeAssessment,
    fields=("contest_reason",),
    required=("contest_reason",),
    parent_model=Case,
    right=(DataClass.AGE, "writes"),
    check=age.check_contest,
    source="EC-27",
    help=_(
        "From now on the child counts as a minor, until IND settles the age as final. "
        "A guardianship that ended is asked for anew."
    ),
)
SETTLE = Act(
    path="cases/{case}/age-assessments/{assessment}/settlements",
    label=_("Settle as final"),
    verb=settle,
    model=AgeAssessment,
    fields=("outcome",),
    groups=(BIRTH,),
    parent_model=AgeAssessment,
    right=(DataClass.AGE, "writes"),
    check=age.check_settle,
    prefill=stands,
    source="EC-27",
    help=_(
        "The outcome counts from today on and never before. Give a birth date when another one counts from now on."
    ),
)
ACTS = (REQUEST, DECIDE, CONTEST, SETTLE)
