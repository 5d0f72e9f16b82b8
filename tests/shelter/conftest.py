"""The houses of the shelter."""

from tests.houses import admit, indicate, make_house, place, raise_signal
from tests.shelter.cobos import agree, child, clinician, draft, hold, item, meeting, mentor, published

__all__ = [
    "admit", "agree", "child", "clinician", "draft", "hold", "indicate", "item", "make_house", "meeting", "mentor",
    "place", "published", "raise_signal",
]  # fmt: skip
