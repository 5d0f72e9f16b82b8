"""Partners with their clients."""

from tests.partner_api import as_partner

__all__ = ["as_partner"]
