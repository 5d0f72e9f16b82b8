"""What is done to a procedure under the residence scheme, and by whom (C5)."""

from django.utils.translation import gettext_lazy as _

from intake.models import Case
from partners.acts import Act
from partners.data_classes import DataClass
from residence import trafficking
from residence.models import TraffickingProcedure

WRITES = (DataClass.PROCEDURE, "writes")
WEIGHS = (DataClass.CHOICE, "writes")
PROCEDURES = "cases/{case}/trafficking-procedures"
OPEN = Act(
    path=PROCEDURES,
    label=_("Open the residence scheme for victims"),
    verb=trafficking.open,
    model=TraffickingProcedure,
    fields=("opened_on", "opened_by_choice_of", "ground"),
    required=("opened_by_choice_of",),
    parent_model=Case,
    right=WRITES,
    check=trafficking.check_open,
    source=trafficking.SOURCE,
    help=_("Also while asylum is pending, was decided or was rejected. Police and IND follow it from now on."),
)
GRANT = Act(
    path=f"{PROCEDURES}/{{scheme}}/permits",
    label=_("Grant a temporary permit"),
    verb=trafficking.grant,
    model=TraffickingProcedure,
    fields=("ground", "granted_on", "valid_until"),
    required=("ground",),
    parent_model=TraffickingProcedure,
    right=WRITES,
    check=trafficking.check_grant,
    source="B-29",
)
RENEW = Act(
    path=f"{PROCEDURES}/{{scheme}}/renewals",
    label=_("Renew the permit"),
    verb=trafficking.renew,
    model=TraffickingProcedure,
    fields=("valid_until",),
    required=("valid_until",),
    parent_model=TraffickingProcedure,
    right=WRITES,
    check=trafficking.check_running,
    source="B-29",
)
ASK_RENEWAL = Act(
    path=f"{PROCEDURES}/{{scheme}}/renewal-requests",
    label=_("Renewal was asked for"),
    verb=trafficking.ask_renewal,
    model=TraffickingProcedure,
    fields=("renewal_asked_on",),
    parent_model=TraffickingProcedure,
    right=WEIGHS,
    check=trafficking.check_running,
    source="B-29",
)
CONSIDER = Act(
    path=f"{PROCEDURES}/{{scheme}}/continued-stay-considerations",
    label=_("Continued stay was considered"),
    verb=trafficking.consider_continued_stay,
    model=TraffickingProcedure,
    fields=("continued_stay_considered_on",),
    parent_model=TraffickingProcedure,
    right=WEIGHS,
    check=trafficking.check_consider,
    source="S004-118",
    help=_("Whatever comes of it: what was said is written nowhere."),
)
APPLY_CONTINUED_STAY = Act(
    path=f"{PROCEDURES}/{{scheme}}/continued-stay-applications",
    label=_("Continued stay was applied for"),
    verb=trafficking.apply_continued_stay,
    model=TraffickingProcedure,
    fields=("continued_stay_applied_on",),
    parent_model=TraffickingProcedure,
    right=WRITES,
    check=trafficking.check_permit,
    source="S004-118",
)
END = Act(
    path=f"{PROCEDURES}/{{scheme}}/endings",
    label=_("End the procedure under the scheme"),
    verb=trafficking.end,
    model=TraffickingProcedure,
    fields=("ended_as", "ended_on"),
    required=("ended_as",),
    parent_model=TraffickingProcedure,
    right=WRITES,
    check=trafficking.check_end,
    narrow=trafficking.narrow,
    source=trafficking.SOURCE,
)
ACTS = (OPEN, GRANT, RENEW, ASK_RENEWAL, CONSIDER, APPLY_CONTINUED_STAY, END)
