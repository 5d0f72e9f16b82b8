"""The world of the matrix, for one role at a time, and how many cells it asked."""

from collections.abc import Iterator

import pytest

from tests.access.world import World, cells


@pytest.fixture
def world(request, people, open_case) -> Iterator[World]:
    """Of the role that a test is about: parametrize "world" with roles, `indirect=True`. Afterwards nothing leaked."""
    made = World(request.param, people, open_case(), open_case(given_names="Anders"))
    yield made
    assert not made.leaks, "\n".join(f"{leak}: {sorted(where)}" for leak, where in sorted(made.leaks.items()))


@pytest.fixture(scope="session", autouse=True)
def _say_how_many_cells(request) -> Iterator[None]:
    yield
    if cells:
        with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
            print(f"\naccess matrix: {sum(cells.values())} cells: {dict(cells)}")
