"""Children who did not come alone: three siblings of whom one is signalled, and a girl with a husband and a baby."""

from intake import contact, family, sibling
from intake.models import Case, IntakeLocation
from policy.dates import nth_birthday
from seeds import scenes
from seeds.children import KIDS, Kid
from seeds.storyteller import Story
from shelter import inquiry


def three_siblings(story: Story) -> None:
    """Three cases, linked on the day they arrived; what AVIM saw with the eldest asks for a look at the other two."""
    eldest = scenes.arrive(story, KIDS["feven"], 6)
    younger = [register_sibling(story, eldest, KIDS[name], 6) for name in ("natnael", "saron")]
    story.case = eldest
    scenes.acquaintance(story, 5, found={"PHONE_NUMBERS": "YES"}, concern="SOME")
    scenes.identify(story, KIDS["feven"], 4, outcome="SIGNAL")
    scenes.raise_signal(
        story, "avim", 4, "IDENTIFICATION", "Meisje kreeg een telefoon mee met de opdracht zich vrijdag te melden.",
        kinds=("TRAFFICKING", "DISAPPEARANCE_RISK"), forms=("UNKNOWN",),
    )  # fmt: skip
    scenes.guard(story, "voogd", 4)
    for story.case in younger:
        # The youngest slept; the middle one was screened a day before the signal about the eldest.
        scenes.acquaintance(story, 5, screened=story.case is younger[0])
        scenes.guard(story, "voogd", 4)
        story.open_post()
    story.case = eldest


def register_sibling(story: Story, case: Case, kid: Kid, ago: int) -> Case:
    """From the case of the one who is here already."""
    story.case = case
    arrival = {"intake_location": IntakeLocation.objects.get(code="ter-apel"), "arrived_on": story.day(ago)}
    row = story.do(sibling.REGISTER, "aanmelding", ago, 10, child=kid.child(), birth=kid.birth(story.today),
                   arrival=arrival)  # fmt: skip
    return row.other_case


def child_bride(story: Story) -> None:
    """She is fifteen, says to be married to a man of twenty-seven and has a baby; the two talks are still to come."""
    scenes.arrive(story, KIDS["nasrin"], 5)
    scenes.acquaintance(story, 5, others_present=["haar man"], note="Hij antwoordde; zij keek naar het kind.",
                        found={"SPEAKS": "NO", "MARRIED": "YES", "TRAVELLED_WITH": "RELATIVES"}, concern="SOME",
                        remarks="Alleen gesproken met de man erbij; opnieuw doen als zij alleen is.")  # fmt: skip
    story.do(family.RECORD, "aanmelding", 5, 14, kind="PARTNER", name="Jawad Ahmadi", married=True,
             travelled_along=True, birth_date=nth_birthday(story.today, -27))  # fmt: skip
    story.do(family.RECORD, "aanmelding", 5, 14, kind="OWN_CHILD", name="Mina", travelled_along=True,
             birth_date=story.day(100))  # fmt: skip
    story.do(contact.RECORD, "aanmelding", 5, 15, name="Tante Shirin", who="een tante in Duitsland, zegt zij",
             reach="verzonnen nummer")  # fmt: skip
    scenes.guard(story, "voogd2", 4)
    asked = story.do(
        inquiry.RECORD, "ind", 1, 11, asker="PARTNER", asker_name="Jawad Ahmadi", how="PHONE",
        said="Hij belde drie keer en eiste te horen in welk huis zijn vrouw en dochter zitten.",
    )  # fmt: skip
    story.do(inquiry.ACT, "avim", 1, 13, about=asked, step="Hem gebeld en gezegd dat niemand hem iets vertelt.")
    scenes.refer(
        story, "voogd2", 3, "lec-egg", "Zij is vijftien en getrouwd. Wat doet haar familie als zij weggaat?",
        ("AGE", "FAMILY"), ("Zonder advies weten wij niet of zij gevaar loopt.",
                            "Geen naam; alleen leeftijd en familie.", "Zij kan nog niet alleen worden gesproken."),
    )  # fmt: skip
