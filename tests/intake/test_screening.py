"""Screening: the version of the day, answers that are kept, a caveat, a correction; and nothing that depends on it."""

import ast
import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from audit.models import Entry
from intake import answers as kept
from intake import screening, signal
from intake.models import Case, Screening, Signal
from intake.models.screening import differs
from partners import access, involvement
from partners.models import Notice
from shelter import indication
from shelter.models import Indication
from tests.houses import perform, refusal
from tests.screenings import calm, screen

__all__ = ["screen"]
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
CANARY = "Zij fluisterde over een blauwe bestelbus."


@pytest.mark.requirement("S004-90", "S002-08", "S001-27")
def test_a_screening_is_kept_with_the_version_its_answers_and_what_they_point_at(open_case, screen):
    said = {"reported_concern": "SOME", "remarks": " Stil. "}
    row = screen(open_case(), answers=calm(TRAVEL_DEBT="YES", WORKED="YES"), **said)
    assert (row.instrument, row.instrument_version, row.indicators) == ("NIDOS", 1, ["UNSUITABLE_WORK", "TRAVEL_DEBT"])
    assert (row.reported_concern, str(row.remarks), row.step) == ("SOME", "Stil.", "LATER")
    assert kept.unpack(str(row.answers))[1]["TRAVEL_DEBT"] == "YES"


@pytest.mark.requirement("S004-90", "D-11")
def test_the_day_of_the_screening_and_not_of_the_writing_decides_the_version(open_case, screen, at):
    case, october = open_case(), at(2026, 10, 5)
    row = screen(case, on=october, screened_on=date(2026, 9, 30))
    assert row.instrument_version == 1
    assert screen(case, on=october, answers=calm(number=2)).instrument_version == 2
    assert refusal(lambda: screen(case, on=october, answers=calm()))[0] == "answers-do-not-fit"


@pytest.mark.requirement("S004-90")
def test_old_answers_are_read_in_the_words_of_their_own_version(open_case, screen, at):
    case = open_case()
    screen(case, answers=calm(TRAVEL_DEBT="YES"))
    screen(case, on=at(2026, 10, 5), answers=calm(number=2, TRAVEL_DEBT="YES"))
    asked = [
        line.asked for row in Screening.objects.order_by("screened_on")
        for line in kept.lines(str(row.answers)) if line.question == "TRAVEL_DEBT"
    ]  # fmt: skip
    assert asked == ["Heeft het kind schulden?", "Moet het kind of zijn familie nog betalen voor de reis?"]


@pytest.mark.requirement("S004-94", "S004-92")
@pytest.mark.parametrize(("who", "step"), [("ind", "REGISTRATION"), ("avim", "IDENTIFICATION")])
def test_ind_and_avim_go_through_the_list_of_indicators(open_case, screen, cast, who, step):
    row = screen(open_case(), answers={"INJURIES": "YES", "TATTOOS": "NO"}, step=step, by=getattr(cast, who))
    assert (row.instrument, row.instrument_version, row.indicators) == ("IND", 1, ["INJURIES"])


class TestRefusals:
    def test_everything_that_is_wrong_with_the_answers_is_said_at_once(self, open_case, screen):
        answers = calm(WORKED="PERHAPS", MARRIED="YES")
        del answers["PARENTS"]
        with pytest.raises(screening.RuleBroken) as said:
            screen(open_case(), answers=answers)
        sentence = str(said.value)
        for part in ("“Vragenlijst van Nidos”, versie 1", "“Heeft het kind contact met zijn ouders?”",
                     "“Heeft het kind gewerkt?”", "“MARRIED”", "S004-90"):  # fmt: skip
            assert part in sentence
        assert "PERHAPS" not in sentence
        assert not Screening.objects.exists()

    def test_an_empty_answer_is_no_answer(self, open_case, screen):
        assert refusal(lambda: screen(open_case(), answers=calm(PARENTS="")))[0] == "answers-do-not-fit"

    def test_a_list_on_which_nothing_was_said_is_no_screening(self, open_case, screen, cast):
        said = {"answers": {"INJURIES": ""}, "by": cast.ind}
        assert refusal(lambda: screen(open_case(), **said)) == ("nothing-answered", "S004-90")

    @pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 4), date(1999, 1, 1)])
    def test_a_day_before_the_arrival_or_after_today(self, open_case, screen, day):
        assert refusal(lambda: screen(open_case(), screened_on=day)) == ("day-impossible", "S004-90")

    def test_the_conversation_of_another_organisation(self, open_case, screen):
        assert refusal(lambda: screen(open_case(), step="REGISTRATION")) == ("not-your-step", "S004-90")

    def test_an_organisation_without_an_instrument(self, open_case, screen, cast):
        assert refusal(lambda: screen(open_case(), by=cast.coa)) == ("no-instrument", "S004-90")

    @pytest.mark.requirement("S004-91")
    def test_without_the_caveat_nothing_is_recorded(self, open_case, screen, at):
        case = open_case()
        assert refusal(lambda: screen(case, caveat_shown=False)) == ("caveat-not-shown", "S004-91")
        assert screen(case).caveat_shown_at == at(2026, 3, 3)


class TestItDecidesNothing:
    @pytest.mark.requirement("INV-20", "S004-91", "D-9", "B-43")
    def test_the_heaviest_screening_raises_no_signal_opens_no_indication_and_tells_nobody(self, open_case, screen):
        case = open_case()
        before = Notice.objects.count()
        heavy = calm(TRAVEL_DEBT="YES", WORKED="YES", DOCUMENTS="YES", MOVEMENT="NO", INJURIES="YES")
        screen(case, answers=heavy, reported_concern="SERIOUS")
        assert (Signal.objects.exists(), Indication.objects.exists()) == (False, False)
        assert Notice.objects.count() == before

    @pytest.mark.requirement("INV-20", "S004-91")
    def test_after_a_clean_screening_a_signal_and_an_indication_are_as_possible_as_before(
        self, open_case, screen, cast, at
    ):
        case = open_case()
        screen(case)
        moment = at(2026, 3, 3, 13)
        signal.report(case=case, kinds=["TRAFFICKING"], summary="Toch.", by=cast.intake, at=moment)
        row = indication.decide(case=case, outcome="BO", ground="TRAFFICKING", reasons="Toch.", by=cast.guardian,
                                at=moment)  # fmt: skip
        assert row.outcome == "BO"

    @pytest.mark.requirement("INV-20")
    def test_no_verb_but_its_own_reads_a_screening(self):
        """What knows of screenings in the rooms where things are decided is named here, one by one."""
        mine = {"intake/acts.py", "intake/answers.py", "intake/screening.py", "intake/screening_form.py",
                "intake/models/__init__.py", "intake/models/screening.py",
                "intake/api/instruments.py", "intake/api/screenings.py"}  # fmt: skip
        files = [path for room in ("partners", "intake", "shelter", "residence")
                 for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]  # fmt: skip
        knowing = {path.relative_to(ROOT).as_posix() for path in files if names_a_screening(path)}
        assert knowing <= mine
        assert "intake/screening.py" in knowing


def names_a_screening(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    reached = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return bool((named | reached) & {"Screening", "screening", "screenings"})


@pytest.mark.requirement("S004-91")
@pytest.mark.parametrize(("concern", "indicators", "different"), [
    ("NONE", [], False), ("NONE", ["INJURIES"], True), ("SOME", [], True), ("SERIOUS", ["INJURIES"], False),
])  # fmt: skip
def test_impression_and_answers_may_differ(concern, indicators, different):
    assert differs(concern, indicators) == different


class TestEncryption:
    def stored(self, *columns: str) -> list[tuple[str, ...]]:
        """The bytes of the live row, then of the history rows."""
        found = []
        for table in ("intake_screening", "intake_historicalscreening"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
                found += cursor.fetchall()
        return found

    @pytest.mark.requirement("B-27")
    def test_nothing_of_what_was_said_stands_in_the_clear_and_the_history_holds_the_same(self, open_case, screen):
        row = screen(open_case(), answers=calm(OBSERVED=CANARY), remarks=CANARY)
        live, history = self.stored("answers", "remarks")
        assert live == history
        assert all(value.startswith(f"{row.case.data_key}:") for value in live)
        for part in (CANARY, "OBSERVED", "TRAVEL_DEBT"):
            assert part not in json.dumps(self.stored("answers", "remarks"))
        row.refresh_from_db()
        assert kept.unpack(str(row.answers))[1]["OBSERVED"] == CANARY


class TestCorrection:
    @pytest.fixture
    def row(self, open_case, screen):
        return screen(open_case(), answers=calm(WORKED="YES"), remarks="Moe.")

    @pytest.fixture
    def correct(self, cast, at):
        """Half an hour after it was recorded, by Nidos intake."""

        def corrected(row, **said):
            known = {"by": cast.intake, "at": at(2026, 3, 3, 12, 30)}
            return screening.correct(screening=row, **known | said)

        return corrected

    def test_a_mis_click_is_the_next_version_and_what_it_pointed_at_follows(self, row, correct):
        row = correct(row, answers=calm(INJURIES="YES"))
        assert (row.version, row.indicators, str(row.remarks)) == (2, ["INJURIES"], "Moe.")
        versions = row.history.order_by("version").values_list("indicators", flat=True)
        assert list(versions) == [["UNSUITABLE_WORK"], ["INJURIES"]]

    def test_what_is_left_out_stays(self, row, correct):
        before = str(row.answers)
        row = correct(row, reported_concern="SERIOUS", remarks="")
        assert (str(row.answers), row.reported_concern, row.remarks) == (before, "SERIOUS", "")
        assert row.indicators == ["UNSUITABLE_WORK"]

    @pytest.mark.requirement("S004-90")
    def test_later_than_an_hour_a_reason_is_needed_and_kept(self, row, correct, at):
        late = {"row": row, "reported_concern": "SOME", "at": at(2026, 3, 3, 13, 1)}
        assert refusal(lambda: correct(**late)) == ("reason-missing", "S004-90")
        row = correct(**late, correction_reason="Verkeerde regel.")
        assert (row.correction_reason, row.history.latest().history_change_reason) == ("Verkeerde regel.",) * 2
        assert Entry.objects.get(record=row.pk, version=2).reason == "Verkeerde regel."

    @pytest.mark.requirement("S004-90", "D-11")
    def test_it_keeps_the_version_that_was_asked_also_when_another_is_in_force(self, row, correct, at):
        october = {"at": at(2026, 10, 5), "correction_reason": "Nu pas gezien."}
        assert correct(row, answers=calm(INJURIES="YES"), **october).instrument_version == 1
        assert refusal(lambda: correct(row, answers=calm(number=2), **october))[0] == "answers-do-not-fit"
        assert refusal(lambda: correct(row, screened_on=date(2026, 10, 2), **october))[0] == "other-version"

    def test_each_organisation_its_own(self, row, correct, cast):
        assert refusal(lambda: correct(row, by=cast.ind)) == ("not-your-screening", "S004-90")

    @pytest.mark.parametrize(("said", "code"), [
        ({"screened_on": date(2026, 3, 4)}, "day-impossible"), ({"step": "REGISTRATION"}, "not-your-step"),
        ({"answers": {}}, "answers-do-not-fit"),
    ])  # fmt: skip
    def test_it_can_do_no_more_than_recording_could(self, row, correct, said, code):
        assert refusal(lambda: correct(row, **said))[0] == code
        assert Screening.objects.get().version == 1


class TestWhoReads:
    def read(self, case, actor, moment):
        return access.read(Screening.objects.filter(case=case), involvement.standing(actor, case.id, moment))

    @pytest.mark.requirement("INV-20")
    def test_another_organisation_learns_only_that_it_took_place(self, open_case, screen, cast, at):
        case = open_case()
        screen(case, answers=calm(WORKED="YES"), reported_concern="SERIOUS", remarks="Bang.")
        for actor in (cast.avim, cast.ind):
            [row] = self.read(case, actor, at(2026, 3, 3, 13))
            assert {"instrument", "instrument_version", "screened_on", "step"} <= set(row)
            assert not {"answers", "indicators", "reported_concern", "remarks", "caveat_shown_at"} & set(row)

    def test_who_filled_it_in_reads_it_and_so_does_nidos(self, open_case, screen, cast, at):
        case = open_case()
        screen(case, answers={"INJURIES": "YES"}, by=cast.ind)
        assert self.read(case, cast.ind, at(2026, 3, 3, 13))[0]["indicators"] == ["INJURIES"]
        assert self.read(case, cast.intake, at(2026, 3, 3, 13))[0]["indicators"] == ["INJURIES"]
        assert "indicators" not in self.read(case, cast.avim, at(2026, 3, 3, 13))[0]

    @pytest.mark.requirement("S002-08")
    def test_through_the_act_a_supervisor_screens_nobody(self, open_case, cast, at):
        said = {"screened_on": date(2026, 3, 3), "answers": calm(), "reported_concern": "NONE", "caveat_shown": True}
        case = open_case()
        with pytest.raises(access.NotAllowed):
            perform(screening.RECORD, by=cast.supervisor, at=at(2026, 3, 3), data=said, case=case.id)
        assert perform(screening.RECORD, by=cast.intake, at=at(2026, 3, 3), data=said, case=case.id).version == 1


@pytest.mark.requirement("RP-03", "S002-07", "S002-08")
def test_coverage_counts_children_whom_nidos_screened_once_or_more(open_case, screen, cast):
    case, other = open_case(), open_case()
    open_case()
    screen(case)
    screen(case)
    screen(other, answers={"INJURIES": "NO"}, by=cast.ind)
    assert screening.screened(Case.objects.all()) == (1, 3)
    assert screening.screened(Case.objects.none()) == (0, 0)
