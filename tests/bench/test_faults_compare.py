"""The comparison after the faults: whatever could be wrong is planted, and must be found."""

from dataclasses import replace
from typing import Any

import pytest

from bench.faults import compare
from bench.faults.compare import Facts, Message, Row
from bench.faults.journal import Intent, Journal

WHOLE = {"signal": {"intake_signal CREATE": 1, "partners_notice CREATE": 2}}
TOLD = {"id": "s1", "version": 1}


def meant(**changed: Any) -> Intent:
    given = {"step": "signal", "key": "k", "marker": "m", "parent": "c1", "traces": ["t1"], "answer": TOLD}
    return Intent(**(given | {"during": "kills"} | changed))


def stands(**changed: Any) -> Facts:
    """What the database holds when all is well."""
    rows = {"signal": [Row("s1", "m", "c1", 1)]}
    return replace(Facts(rows, {"t1": WHOLE["signal"]}, {"s1": 1}), **changed)


def found(intent: Intent, facts: Facts) -> compare.Findings:
    return compare.compare([intent], facts, WHOLE)["kills"]


def test_a_write_that_was_acknowledged_and_is_there_once_is_all_right():
    seen = found(meant(), stands())
    assert (seen.acknowledged, seen.faults) == (1, [])


@pytest.mark.parametrize(
    "rows",
    [[], [Row("s2", "m", "c1", 1)], [Row("s1", "m", "c2", 1)], [Row("s1", "m", "c1", 0)], [Row("s1", "x", "c1", 1)]],
    ids=["nothing", "another row", "about another case", "an older version", "with other words"],
)
def test_an_acknowledged_write_that_is_not_there_as_it_was_told_is_lost(rows):
    assert len(found(meant(), stands(rows={"signal": rows})).lost) == 1


def test_a_write_whose_retry_made_a_second_row_is_found():
    twice = {"signal": [Row("s1", "m", "c1", 1), Row("s2", "m", "c1", 1)]}
    assert len(found(meant(), stands(rows=twice)).doubled) == 1


def test_a_write_of_which_two_tries_wrote_something_is_found():
    both = {"t1": WHOLE["signal"], "t2": WHOLE["signal"]}
    assert len(found(meant(traces=["t1", "t2"]), stands(changes=both)).doubled) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"changes": {"t1": {"intake_signal CREATE": 1, "partners_notice CREATE": 1}}},
        {"changes": {"t1": {"partners_notice CREATE": 2}}},
        {"changes": {}},
        {"rows": {"signal": []}},
        {"answers": {}},
        {"answers": {"s1": 2}},
    ],
    ids=["a notice less", "no row told", "no entries", "no row", "no answer kept", "two answers kept"],
)
@pytest.mark.parametrize("answer", [TOLD, None], ids=["acknowledged", "not acknowledged"])
def test_a_write_that_is_half_there_is_found_whether_or_not_it_was_acknowledged(wrong, answer):
    assert len(found(meant(answer=answer), stands(**wrong)).half) == 1


def test_a_write_that_nobody_acknowledged_may_be_there_whole_or_not_at_all():
    nothing = stands(rows={"signal": []}, changes={}, answers={})
    whole, none = found(meant(answer=None), stands()), found(meant(answer=None), nothing)
    assert (whole.applied_unheard, whole.faults) == (1, [])
    assert (none.nothing, none.faults) == (1, [])


def test_two_writes_on_one_row_keep_an_answer_each():
    rows = {"contact": [Row("p1", "m", "c1", 2)], "judgement": [Row("p1", "n", "p1", 2)]}
    whole = {"contact": {"intake_contactperson CREATE": 1}, "judgement": {"intake_contactperson CHANGE": 1}}
    both = [
        meant(step="contact", answer={"id": "p1", "version": 1}),
        meant(step="judgement", marker="n", parent="p1", traces=["t2"], answer={"id": "p1", "version": 2}),
    ]
    facts = Facts(rows, {"t1": whole["contact"], "t2": whole["judgement"]}, {"p1": 2})
    assert compare.compare(both, facts, whole)["kills"].faults == []
    one_answer = replace(facts, answers={"p1": 1})
    assert len(compare.compare(both, one_answer, whole)["kills"].half) == 2


def test_a_row_that_nobody_meant_is_found():
    assert compare.strays([meant()], stands()) == []
    assert len(compare.strays([meant(marker="x")], stands())) == 1


def test_what_a_whole_write_looks_like_is_learnt_only_from_writes_that_are_alike():
    calm = [meant(), meant(traces=["t2"])]
    assert compare.shapes(calm, {"t1": WHOLE["signal"], "t2": WHOLE["signal"]}) == WHOLE
    with pytest.raises(compare.Unlike):
        compare.shapes(calm, {"t1": WHOLE["signal"], "t2": {"intake_signal CREATE": 1}})
    with pytest.raises(compare.Unlike):
        compare.shapes(calm, {"t1": WHOLE["signal"]})


class TestDeliveries:
    messages = [Message(1, "n1", "c1", "avim"), Message(2, "n2", "c1", "avim"), Message(3, "n3", "c2", "avim")]

    def test_each_at_least_once_and_each_case_in_order_is_all_right(self):
        seen = compare.deliveries(self.messages, [("avim", n) for n in ("n3", "n1", "n1", "n2", "n1")])
        assert (seen.undelivered, seen.out_of_order, seen.again) == ([], [], 2)

    def test_a_notice_that_came_to_nobody_or_to_somebody_else_is_found(self):
        seen = compare.deliveries(self.messages, [("avim", "n1"), ("avim", "n2"), ("ind", "n3")])
        assert len(seen.undelivered) == 1

    def test_a_notice_that_came_before_an_earlier_one_of_its_case_is_found(self):
        seen = compare.deliveries(self.messages, [("avim", "n2"), ("avim", "n1"), ("avim", "n3")])
        assert len(seen.out_of_order) == 1

    def test_what_was_put_aside_comes_when_it_comes(self):
        aside = [replace(self.messages[0], put_aside=True), *self.messages[1:]]
        assert compare.deliveries(aside, [("avim", n) for n in ("n2", "n3", "n1")]).out_of_order == []


class TestJournal:
    def written(self, tmp_path: Any) -> Journal:
        journal = Journal(tmp_path / "journal")
        journal.write("fault", name="kills")
        journal.write("intent", step="signal", key="k", marker="m", parent="c1")
        journal.write("try", key="k", trace="t1")
        return journal

    def test_what_was_meant_is_known_though_nothing_was_answered(self, tmp_path):
        assert self.written(tmp_path).intents() == [meant(answer=None)]

    def test_a_write_ends_during_the_fault_in_which_it_was_answered(self, tmp_path):
        journal = self.written(tmp_path)
        journal.write("fault", name="outage")
        journal.write("answer", key="k", **TOLD)
        [intent] = journal.intents()
        assert (intent.during, intent.answer["id"]) == ("outage", "s1")

    def test_a_line_that_broke_off_was_never_written(self, tmp_path):
        journal = self.written(tmp_path)
        with journal.path.open("ab") as file:
            file.write(b'{"kind":"answer","key":"k"')
        assert [intent.answer for intent in journal.intents()] == [None]
