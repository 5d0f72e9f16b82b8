"""Partners with their clients, and houses for children to live in."""

from tests.houses import admit, indicate, make_house, place, raise_signal
from tests.partner_api import as_partner

__all__ = ["admit", "as_partner", "indicate", "make_house", "place", "raise_signal"]
