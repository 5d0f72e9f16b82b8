"""The houses of the shelter, and a child that lives in one with its plan and programme."""

from tests.houses import admit, indicate, make_house, place, raise_signal
from tests.plans import child, enrolled, planned

__all__ = ["admit", "child", "enrolled", "indicate", "make_house", "place", "planned", "raise_signal"]
