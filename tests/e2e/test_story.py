"""One child from arrival to a planned first hearing, by real clicks of everybody who has a part in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format
from playwright.sync_api import expect

from policy.clocks import earliest_hearing, hearing_wait_last_day, rest_last_day
from policy.dates import nth_birthday
from tests.e2e.browser import Someone, nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NAME, ALIAS = "Semhar Tesfay", "ሰምሃር ተስፋይ"
NOTE = "Zij keek telkens naar de deur."
DETAIL = "Een man met een grijze auto wacht haar elke middag op."
FIFTEEN, TWO_WEEKS = 15, 14


def in_words(day: date) -> str:
    with translation.override("nl"):
        return date_format(day)


@dataclass
class Story:
    """Who is at work, and the child's case once it is there."""

    arrive_at_work: Callable[..., Someone]
    today: date
    admitted: date = date.max
    case: str = ""
    reference: str = ""
    there: dict[str, Someone] = field(default_factory=dict)

    def at_work(self, username: str) -> Someone:
        """Somebody signs in the first time they have something to do, and stays signed in."""
        if username not in self.there:
            self.there[username] = self.arrive_at_work(username, secrets=("Semhar", "Tesfay", ALIAS))
        return self.there[username]

    def at_case(self, username: str) -> Someone:
        """Somebody opens the child's page from the list of their cases."""
        someone = self.at_work(username)
        someone.go("My cases")
        someone.go(self.reference)
        return someone


@pytest.fixture
def story(arrive_at_work: Callable[..., Someone]) -> Story:
    return Story(arrive_at_work, timezone.localdate())


def nidos_registers(story: Story) -> None:
    intake = story.at_work("aanmelding")
    intake.go("Register a child")
    born = nth_birthday(story.today, -FIFTEEN)
    intake.fill(
        {
            "given names": "Semhar",
            "family name": "Tesfay",
            "other names": ALIAS,
            "sex": "girl",
            "nationality": "Eritrea",
            "languages": ["Tigrinya"],
            "Day": str(born.day),
            "Month": str(born.month),
            "Year": str(born.year),
            "status": "official",
            "place of arrival": "Ter Apel",
            "arrived on": story.today.isoformat(),
        }
    )
    intake.hand_in()
    heading = intake.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(NAME)
    intake.reads(ALIAS, nl("official"), "Ter Apel")
    story.reference = heading.locator("small").inner_text()
    story.case = intake.page.url


def avim_identifies(story: Story) -> None:
    avim = story.at_work("avim")
    avim.take_up("HOLD_IDENTIFICATION")
    avim.fill({"held on": story.today.isoformat(), "language": "Tigrinya", "with an interpreter": True, "note": NOTE})
    avim.hand_in()
    avim.reads(NOTE)
    avim.take_up("IDENTIFY")
    avim.fill({"V-number": "9900000999", "fingerprints were taken": True, "a photo was taken": True})
    avim.hand_in()
    avim.reads("9900000999")


def ind_raises_a_signal(story: Story) -> None:
    ind = story.at_work("ind")
    ind.take_up("HOLD_REGISTRATION")
    ind.fill({"held on": story.today.isoformat(), "outcome": "a signal"})
    ind.hand_in()
    ind.act("Raise a signal")
    ind.fill(
        {
            "about": ["human trafficking"],
            "how certain": "reasonable",
            "came up in": "Talk with IND",
            "summary": "Zij wordt van buiten opgewacht.",
            "detail": DETAIL,
        }
    )
    ind.hand_in()
    ind.reads("Zij wordt van buiten opgewacht.", DETAIL, nl("not seen yet"))


def the_others_have_seen_it(story: Story) -> None:
    for username in ("avim", "aanmelding"):
        story.at_work(username).acknowledge("signal")
    ind = story.at_case("ind")
    told = ind.page.locator("article", has_text=DETAIL)
    expect(told.get_by_text(nl("not seen yet"))).to_have_count(0)


def nidos_talks_twice(story: Story) -> None:
    """The second talk without its two explanations is refused; what was typed stays."""
    intake = story.at_work("aanmelding")
    intake.take_up("HOLD_ACQUAINTANCE")
    intake.fill({"reason for skipping": "Zij kwam in de nacht aan en sliep nog."})
    intake.hand_in()
    intake.take_up("HOLD_FOLLOW_UP")
    said = {"held on": story.today.isoformat(), "others present": "haar tante", "note": "Zij heeft het begrepen."}
    intake.fill(said)
    intake.try_it()
    sentence = nl("In the second talk Nidos explains its task and the course of the procedure; record both.")
    intake.is_refused(sentence, "INV-03")
    for label, answer in said.items():
        expect(intake.field(label)).to_have_value(answer)
    intake.fill({"Nidos's task was explained": True, "the course of the asylum procedure was explained": True})
    intake.hand_in()
    intake.reads("haar tante")


def nidos_names_a_guardian(story: Story) -> None:
    intake = story.at_work("aanmelding")
    intake.take_up("REQUEST_GUARDIANSHIP")
    intake.fill({"guardian": "Marit Hoekwater"})
    intake.hand_in()
    intake.reads("Marit Hoekwater")


def the_guardian_decides(story: Story) -> None:
    guardian = story.at_work("voogd")
    guardian.take_up("DECIDE_INDICATION")
    guardian.fill(
        {
            "decision": "protected shelter",
            "ground": "human trafficking",
            "reasons": "Zij is bang voor de man in de auto.",
            "consulted": ["police"],
        }
    )
    guardian.hand_in()
    guardian.take_up("INFORM_COA")
    guardian.hand_in()
    guardian.desk()
    expect(guardian.task("INFORM_COA")).to_have_count(0)


def coa_places(story: Story) -> None:
    coa = story.at_work("coa")
    coa.take_up("PLACE_CHILD")
    bed = coa.field("bed").locator("option", has_text="Huis Wilg").first.inner_text()
    coa.fill({"bed": bed})
    coa.hand_in()
    story.admitted = timezone.localdate()
    coa.reads("Huis Wilg")


def the_mentor_sees_no_notes(story: Story) -> None:
    mentor = story.at_case("mentor-wilg")
    expect(mentor.page.get_by_role("heading", level=1)).to_contain_text(NAME)
    mentor.reads("Huis Wilg", nl("Identification by AVIM"))
    mentor.reads_nothing_of(NOTE, "Zij heeft het begrepen.")


def a_stranger_learns_nothing(story: Story) -> None:
    stranger = story.at_work("mentor-meeuw")
    stranger.open(story.case)
    stranger.reads(nl("There is nothing here"))
    stranger.reads_nothing_of("Semhar", "Tesfay", story.reference)


def the_child_rests_longer(story: Story) -> None:
    guardian = story.at_case("voogd")
    guardian.act("Ask for more rest")
    guardian.fill({"number of days": str(TWO_WEEKS), "reason": "Zij slaapt nog slecht."})
    guardian.hand_in()
    supervisor = story.at_work("leiding-nidos")
    supervisor.take_up("APPROVE_REST")
    supervisor.reads("Zij slaapt nog slecht.", str(TWO_WEEKS))
    supervisor.hand_in()
    supervisor.desk()
    expect(supervisor.task("APPROVE_REST")).to_have_count(0)


def ind_plans_the_hearing(story: Story) -> None:
    """A day too early is refused with the first day that can be; on that day it succeeds."""
    rests_until = rest_last_day(story.admitted, [TWO_WEEKS])
    first = earliest_hearing(rests_until, hearing_wait_last_day(story.admitted))
    ind = story.at_case("ind")
    ind.act("Plan a hearing")
    ind.fill({"planned on": (first - timedelta(days=1)).isoformat()})
    ind.try_it()
    ind.is_refused(in_words(first), "S004-47")
    expect(ind.field("planned on")).to_have_value((first - timedelta(days=1)).isoformat())
    ind.fill({"planned on": first.isoformat()})
    ind.hand_in()
    ind.reads(nl("First hearing"), in_words(first))


def the_supervisor_reads_the_trail(story: Story) -> None:
    supervisor = story.at_case("leiding-nidos")
    supervisor.go("Who did and saw what: the trail")
    supervisor.reads("Tessa Grashof", "Marit Hoekwater", "Sjoerd Appelhof")
    supervisor.fill({"What": "refused"})
    supervisor.press("Filter")
    lines = supervisor.page.get_by_role("row")
    expect(lines.filter(has_text="Nadia Bloemhard")).to_contain_text("S004-47")
    expect(lines.filter(has_text="Joke Terpstra")).to_contain_text("INV-03")
    expect(lines.filter(has_text="Daan Schelpveld")).to_contain_text(nl("not involved in the case"))


@pytest.mark.requirement("S004-28", "S004-35", "INV-03", "INV-14")
def test_one_child_from_arrival_to_the_first_hearing(story):
    nidos_registers(story)
    avim_identifies(story)
    ind_raises_a_signal(story)
    the_others_have_seen_it(story)
    nidos_talks_twice(story)
    nidos_names_a_guardian(story)
    the_guardian_decides(story)
    coa_places(story)
    the_mentor_sees_no_notes(story)
    a_stranger_learns_nothing(story)
    the_child_rests_longer(story)
    ind_plans_the_hearing(story)
    the_supervisor_reads_the_trail(story)
