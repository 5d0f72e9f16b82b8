"""A signal at each of the four steps, each child waiting for something else; and two who wait on their way."""

from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story
from shelter import move_bar, placement, transfer
from shelter.models import Bed


def waits_for_a_decision(story: Story) -> None:
    """Nidos saw something in the first talk; the guardian has yet to decide, and AVIM has not looked yet."""
    story.leaves_unseen = ("avim",)
    scenes.arrive(story, KIDS["zarina"], 3, at="budel")
    scenes.acquaintance(story, 3, outcome="SIGNAL", others_present=["een man die zich haar oom noemt"],
                        note="Kijkt steeds naar de deur. Zwijgt zodra de telefoon trilt.",
                        concern="SERIOUS",
                        remarks="Op elke vraag een net antwoord, met de oom naast haar.")  # fmt: skip
    scenes.raise_signal(
        story, "aanmelding", 3, "ACQUAINTANCE", "Meisje wordt voortdurend gebeld en durft niet te zeggen door wie.",
        kinds=("TRAFFICKING", "DISAPPEARANCE_RISK"), forms=("UNKNOWN",), certainty="SLIGHT",
        detail="Zegt dat zij vrijdag wordt opgehaald en daarna werk krijgt in een andere stad.",
    )  # fmt: skip
    scenes.guard(story, "voogd", 2)


def coa_not_told(story: Story) -> None:
    """AVIM saw it at the identification; Nidos indicated, and then nobody told COA."""
    kid = KIDS["quynh"]
    scenes.arrive(story, kid, 8)
    scenes.acquaintance(story, 7)
    scenes.identify(story, kid, 6, outcome="SIGNAL")
    scenes.raise_signal(
        story, "avim", 6, "IDENTIFICATION", "Meisje had geld en een adres in de schoen genaaid; reisschuld vermoed.",
        kinds=("TRAFFICKING", "SMUGGLING_DEBT"), forms=("LABOUR",),
        detail="Adres hoort bij een nagelstudio die in een lopend onderzoek voorkomt.",
    )  # fmt: skip
    scenes.guard(story, "voogd", 6)
    scenes.decide(story, "voogd", 3, "Reisschuld, een adres om zich te melden en angst voor de mensen daar.")


def waits_for_a_bed(story: Story) -> None:
    """IND heard it in its own talk; indicated, COA told, and a bed kept for him but not given yet."""
    kid = KIDS["ardit"]
    scenes.arrive(story, kid, 12)
    scenes.acquaintance(story, 11)
    scenes.identify(story, kid, 10)
    scenes.guard(story, "voogd2", 10)
    scenes.register(story, 8, outcome="SIGNAL", seen=("LOOKS_INTIMIDATED", "MOVEMENT_CONTROLLED"))
    scenes.raise_signal(
        story, "ind", 8, "REGISTRATION", "Jongen vertelt dat hij spullen moest wegbrengen en niet mocht weigeren.",
        forms=("CRIMINAL",), detail="Noemt pakketjes, een man met een scooter en klappen als hij te laat was.",
    )  # fmt: skip
    scenes.follow_up(story, 6)
    scenes.protect(story, "voogd2", 4, "Gedwongen koerierswerk; hij herkent een van de mannen bij de bushalte.",
                   ground="DISAPPEARANCE_RISK")  # fmt: skip
    scenes.keep_bed(story, "Huis Meeuw", 4, 1)


def in_between_place(story: Story) -> None:
    """Nidos heard it in the second talk; she waits in a regular house until a protected bed is free."""
    kid = KIDS["blessing"]
    scenes.arrive(story, kid, 14)
    scenes.acquaintance(story, 13, found={"TRAVEL_DEBT": "YES", "DEBT_PRESSURE": "FAMILY", "THREATS": "BEFORE"},
                        concern="SOME")  # fmt: skip
    scenes.identify(story, kid, 12)
    scenes.guard(story, "voogd2", 12)
    scenes.register(story, 9)
    scenes.follow_up(story, 5, outcome="SIGNAL", note="Na de uitleg over de procedure begon zij zelf te vertellen.")
    scenes.raise_signal(
        story, "aanmelding", 5, "FOLLOW_UP", "Meisje zegt dat zij een eed heeft afgelegd en moet terugbetalen.",
        kinds=("TRAFFICKING", "SMUGGLING_DEBT"), forms=("SEXUAL",), certainty="STRONG",
        detail="Spreekt over een madam, een bedrag van vijfendertigduizend en haar zusje thuis.",
    )  # fmt: skip
    scenes.protect(story, "voogd2", 4, "Sterke aanwijzingen voor seksuele uitbuiting; haar familie wordt bedreigd.")
    scenes.place(story, "Kleinschalige opvang De Kade", 1, 3)
    story.do(move_bar.BAR, "voogd2", 2, 10, kind="EXAM", until=story.day(-4))


def night_in_crisis_shelter(story: Story) -> None:
    """Late in the evening there was no other bed; COA looks for another place, and why is still to be reviewed."""
    kid = KIDS["kofi"]
    scenes.intake(story, kid, "voogd", 9)
    scenes.raise_signal(
        story, "aanmelding", 5, "LATER", "Jongen moest onderweg werken en werd daar opgesloten.",
        forms=("LABOUR",), detail="Een loods zonder ramen; hij telde de nachten.",
    )  # fmt: skip
    scenes.protect(story, "voogd", 3, "Werd vastgehouden en is bang dat zij hem weten te vinden.")
    bed = Bed.objects.get(location__name="Crisisnoodopvang Sporthal", label="bed 1")
    story.do(placement.PLACE, "coa", 1, 23, bed=bed, override_reason="Laat in de avond; alle andere bedden bezet.")


def did_not_arrive(story: Story) -> None:
    """She left yesterday for a protected house; nobody there has said yet that she arrived."""
    kid = KIDS["mehret"]
    scenes.intake(story, kid, "voogd2", 13)
    scenes.raise_signal(
        story, "avim", 10, "IDENTIFICATION", "Meisje heeft een telefoonnummer bij zich dat in een onderzoek voorkomt.",
        kinds=("TRAFFICKING", "DISAPPEARANCE_RISK"), forms=("UNKNOWN",),
    )  # fmt: skip
    scenes.protect(story, "voogd2", 6, "Iemand wacht haar op; zij durft niet alleen naar buiten.")
    scenes.place(story, "Kleinschalige opvang De Kade", 5, 5)
    journey = scenes.plan_transfer(story, "Huis Meeuw", 5, 2, 1, escort="COA", avoidable="YES",
                                   move_reason="Er is een bed vrij in de beschermde opvang.")  # fmt: skip
    story.do(transfer.DEPART, "coa", 1, 11, about=journey)
