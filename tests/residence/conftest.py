"""The houses in which children wait for their hearing."""

from tests.houses import admit, indicate, make_house, place, raise_signal

__all__ = ["admit", "indicate", "make_house", "place", "raise_signal"]
