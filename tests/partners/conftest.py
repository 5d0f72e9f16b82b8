"""The client that calls the API in these tests, and houses to work in."""

from tests.api_probe import call, client_of_avim, token  # noqa: F401
from tests.houses import make_house  # noqa: F401
