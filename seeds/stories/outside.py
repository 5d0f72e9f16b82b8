"""Signals from outside: one that fits a child we know, and one that fits nobody yet."""

from typing import Any

from intake import debt, signal
from partners import involvement
from partners.data_classes import DataClass
from seeds import scenes, screenings
from seeds.children import KIDS
from seeds.storyteller import Story


def report(story: Story, who: str, ago: int, **said: Any) -> None:
    """What the API does when an organisation that is not involved raises a signal."""
    actor = story.actor(who)
    involvement.without_case(actor).require(DataClass.SIGNAL, "writes")
    signal.report_from_outside(by=actor, at=story.moment(ago, 22), **said)


def signal_that_fits(story: Story) -> None:
    """Nidos found no need for protection; then the border police saw him, in a car he should not be in (EC-03)."""
    kid = KIDS["rohullah"]
    scenes.arrive(story, kid, 33)
    scenes.acquaintance(story, 32, outcome="SIGNAL")
    scenes.raise_signal(
        story, "aanmelding", 32, "ACQUAINTANCE", "Jongen heeft een schuld bij de reisagent; er is nog geen druk.",
        kinds=("SMUGGLING_DEBT",), certainty="SLIGHT",
    )  # fmt: skip
    story.do(debt.RECORD, "aanmelding", 32, 16, smuggled_in="YES", owed="YES", amount=4000, currency="EUR",
             creditor_type="SMUGGLER", creditor="De reisagent in Nimroz", pressure_on="NONE")  # fmt: skip
    scenes.identify(story, kid, 31)
    scenes.guard(story, "voogd2", 31)
    scenes.register(story, 29)
    scenes.follow_up(story, 27)
    # A signal of a debt alone asks for another look (EC-51); it found the debt, and no worry.
    screenings.screen(story, 27, 15, step="FOLLOW_UP",
                      found={"TRAVEL_DEBT": "YES", "DEBT_TO": "SMUGGLER", "DEBT_PRESSURE": "NONE",
                             "DEBT_AMOUNT": "vierduizend euro, zegt hij", "ARRANGED_BY": "SMUGGLER"},
                      remarks="Zijn oom betaalt het af; hij zegt dat niemand hem belt.")  # fmt: skip
    scenes.protect(story, "voogd2", 26, "Alleen een schuld, geen dwang; een gewone plek volstaat nu.",
                   outcome="NOT_NEEDED", ground="TRAFFICKING")  # fmt: skip
    scenes.place(story, "Kleinschalige opvang De Kade", 2, 25)
    report(
        story, "kmar", 1, v_number=kid.v_number, kinds=["TRAFFICKING"], exploitation_forms=["CRIMINAL"],
        certainty="REASONABLE", summary="Jongen 's nachts aangetroffen in een auto met gestolen goederen.",
        detail="Bestuurder is bekend; de jongen zei dat hij nog drie ritten moest maken.",
    )  # fmt: skip


def signal_that_fits_nobody(story: Story) -> None:
    """A health worker names a child that is in no case: Nidos intake has to find out who it is."""
    report(
        story, "ggd", 1, name="Linh Tran", birth_date=story.day(5600), kinds=["TRAFFICKING"],
        exploitation_forms=["SEXUAL"], certainty="SLIGHT",
        summary="Meisje kwam met een man die geen vragen toestond en contant betaalde.",
        detail="Zei dat zij in een hotel woont. Tatoeage met een getal in de nek.",
    )  # fmt: skip
