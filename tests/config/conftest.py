"""The client that calls the API in these tests."""

from tests.api_probe import call, client_of_avim, token  # noqa: F401
