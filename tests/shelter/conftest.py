"""The houses of the shelter."""

from tests.houses import admit, indicate, make_house, place, raise_signal

__all__ = ["admit", "indicate", "make_house", "place", "raise_signal"]
