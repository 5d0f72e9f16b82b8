"""The tables of the residence law."""

from residence.models.guardianship import Guardianship
from residence.models.hearing import Hearing, HearingDeviation

__all__ = ["Guardianship", "Hearing", "HearingDeviation"]
