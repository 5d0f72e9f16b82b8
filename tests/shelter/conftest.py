"""The houses of the shelter, and a child that lives in one with its plan and programme."""

from tests.houses import admit, indicate, make_house, place, raise_signal
from tests.plans import enrolled, planned
from tests.shelter.cobos import agree, child, clinician, draft, hold, item, meeting, mentor, published

__all__ = [
    "admit", "agree", "child", "clinician", "draft", "enrolled", "hold", "indicate", "item", "make_house", "meeting",
    "mentor", "place", "planned", "published", "raise_signal",
]  # fmt: skip
