"""The tables of the residence law."""

from residence.models.asylum import AsylumProcedure
from residence.models.ex_officio import ExOfficioTest
from residence.models.guardianship import Guardianship
from residence.models.hearing import Hearing, HearingDeviation
from residence.models.information import InformationGiven
from residence.models.lawyer import Lawyer
from residence.models.plausibility import PlausibilityAdvice
from residence.models.police_report import Offence, PoliceReport
from residence.models.reflection import ReflectionPeriod
from residence.models.track_choice import TrackChoice
from residence.models.trafficking import TraffickingProcedure

__all__ = [
    "AsylumProcedure",
    "ExOfficioTest",
    "Guardianship",
    "Hearing",
    "HearingDeviation",
    "InformationGiven",
    "Lawyer",
    "Offence",
    "PlausibilityAdvice",
    "PoliceReport",
    "ReflectionPeriod",
    "TrackChoice",
    "TraffickingProcedure",
]
