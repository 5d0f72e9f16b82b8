"""What can be done and read in the room of the law, for both doors."""

from django.utils.translation import gettext_lazy as _

from partners.resources import Resource
from residence import (
    admission,
    age,
    asylum,
    birth_date,
    closing,
    ex_officio,
    guardianship,
    hearing,
    hearing_held,
    information,
    lawyer,
    merge,
    offence,
    plausibility,
    police,
    reflection,
    rest_approval,
    track_choice,
    trafficking_acts,
)
from residence.models import (
    AsylumProcedure,
    ExOfficioTest,
    Guardianship,
    Hearing,
    HearingDeviation,
    InformationGiven,
    Lawyer,
    Offence,
    PlausibilityAdvice,
    PoliceReport,
    ReflectionPeriod,
    TrackChoice,
    TraffickingProcedure,
)

ACTS = (
    *admission.ACTS, birth_date.RECORD, *age.ACTS, guardianship.REQUEST, rest_approval.APPROVE, hearing.PLAN,
    *merge.ACTS, closing.CLOSE, *lawyer.ACTS, information.GIVE, *hearing_held.ACTS, *police.ACTS, *offence.ACTS,
    *asylum.ACTS, *ex_officio.ACTS, *trafficking_acts.ACTS, *reflection.ACTS, *track_choice.ACTS,
    *plausibility.ACTS,
)  # fmt: skip
RESOURCES = (
    Resource("cases/{case}/guardianships", Guardianship, _("guardianship"), order="-requested_on"),
    Resource("cases/{case}/hearings", Hearing, _("hearings"), order="-planned_on"),
    Resource("cases/{case}/hearing-deviations", HearingDeviation, _("deviations from the wait")),
    Resource("cases/{case}/lawyers", Lawyer, _("lawyers"), order="-since"),
    Resource("cases/{case}/information-records", InformationGiven, _("information given"), order="-given_on"),
    Resource("cases/{case}/police-reports", PoliceReport, _("police reports"), order="-created_at"),
    Resource("cases/{case}/asylum-procedures", AsylumProcedure, _("asylum procedures"), order="-applied_on"),
    Resource("cases/{case}/ex-officio-tests", ExOfficioTest, _("ex-officio tests"), order="-created_at"),
    Resource("cases/{case}/trafficking-procedures", TraffickingProcedure, _("residence scheme"), order="-opened_on"),
    Resource("cases/{case}/reflection-periods", ReflectionPeriod, _("reflection periods"), order="-starts_on"),
    Resource("cases/{case}/track-choices", TrackChoice, _("what the child chose"), order="-created_at"),
    Resource(plausibility.ADVICES, PlausibilityAdvice, _("advice on plausibility"), order="-requested_on"),
    Resource("cases/{case}/offences", Offence, _("offences, perhaps under force"), order="-created_at"),
)
