"""The tables of the residence law."""

from residence.models.guardianship import Guardianship
from residence.models.hearing import Hearing, HearingDeviation
from residence.models.information import InformationGiven
from residence.models.lawyer import Lawyer
from residence.models.plausibility import PlausibilityAdvice
from residence.models.police_report import Offence, PoliceReport

__all__ = [
    "Guardianship",
    "Hearing",
    "HearingDeviation",
    "InformationGiven",
    "Lawyer",
    "Offence",
    "PlausibilityAdvice",
    "PoliceReport",
]
