"""When the share of signalled children fell so far that somebody must look."""

import pytest

from policy.detection import fell, per_cent

pytestmark = pytest.mark.requirement("AL-30", "S002-12")


@pytest.mark.parametrize(("before", "now", "alarm"), [
    ((20, 100), (10, 100), True),
    ((20, 100), (11, 100), False),
    ((20, 100), (40, 400), True),  # as many victims, four times as many children: what the Rapporteur saw in 2015
    ((20, 100), (20, 400), True),
    ((0, 100), (0, 400), False),
])  # fmt: skip
def test_a_share_that_is_half_or_less_of_what_it_was(before, now, alarm):
    assert fell(before, now) is alarm


def test_the_published_ratio_is_3_in_a_hundred_at_most():
    assert per_cent(127, 3820) == 3
