"""The code on a form: the same each time, and whoever mistypes it is told."""

from uuid import UUID, uuid4

import pytest

from intake.document_code import LENGTH, SIGNS, code_of, typed

ONE = UUID("6f1c2a9e-3b74-4d0a-9a51-0c8e7d2f4b16")


def test_a_form_that_is_printed_again_carries_the_same_code():
    assert code_of(ONE) == code_of(UUID(str(ONE)))
    assert len({code_of(uuid4()) for _time in range(2000)}) == 2000


@pytest.mark.parametrize(
    "write", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:2]} {code[2:]} "]
)
def test_how_somebody_writes_it_does_not_matter(write):
    assert typed(write(code_of(ONE))) == code_of(ONE)


@pytest.mark.parametrize("record", [ONE, *(UUID(int=number) for number in range(20))])
def test_one_wrong_sign_and_two_that_changed_places_are_always_seen(record):
    code = code_of(record).replace("-", "")
    for place in range(LENGTH):
        for sign in set(SIGNS) - {code[place]}:
            assert typed(code[:place] + sign + code[place + 1 :]) is None
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert (typed(swapped) is None) == (swapped != code)


@pytest.mark.parametrize("text", ["", "K7QM", "0OI1-LLLL", "ＡＢＣＤ-２３４５", "K7QM-2RXA-9"])
def test_what_can_be_no_code_is_none(text):
    assert typed(text) is None
