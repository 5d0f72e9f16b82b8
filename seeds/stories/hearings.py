"""Children for whom the first hearing comes near: early at their own wish, overtaken, late; and one grown up."""

from seeds import guidance, scenes, tracks
from seeds.children import KIDS
from seeds.storyteller import Story
from shelter import care, preparation, step_down


def eighteen_in_shelter(story: Story) -> None:
    """She turned eighteen in the shelter: the guardianship ended by itself, her place did not (INV-23, INV-24)."""
    kid = KIDS["selam"]
    scenes.arrive(story, kid, 230)
    # Screened with the questions of before 1 October 2026, as long as the demo is told before the summer of 2027.
    scenes.acquaintance(story, 229, found={"TRAVELLED_WITH": "STRANGERS", "TRAVEL_DEBT": "YES"}, concern="SOME")
    scenes.identify(story, kid, 228, outcome="SIGNAL")
    scenes.settle_birth_date(story, kid, 228)
    scenes.raise_signal(
        story, "avim", 228, "IDENTIFICATION", "Meisje is onderweg vastgehouden en voor geld doorverkocht.",
        forms=("SEXUAL",), certainty="STRONG",
    )  # fmt: skip
    scenes.guard(story, "voogd", 228)
    scenes.register(story, 225)
    scenes.follow_up(story, 224)
    scenes.protect(story, "voogd", 223, "Vastgehouden en doorverkocht; de reisgenoten zoeken naar haar.")
    scenes.place(story, "Huis Wilg", 2, 220)
    scenes.talk_of_reporting(story, 205, "WANTS")
    closed = scenes.report_to_police(story, 203, "FEW", investigated=199)
    scenes.close_report(story, closed, 70, "NONE")
    finishes_after_eighteen(story, "mentor-wilg")
    scenes.plan_hearing(story, 30, 9)
    story.do(preparation.RECORD, "mentor-wilg", 40, 16, talked_on=story.day(40),
             will_live="Zij blijft voorlopig in Huis Wilg; later wil zij dichter bij haar school wonen.",
             cared_by="De zorgcoördinator van Nidos; zij heeft met haar kennisgemaakt.")  # fmt: skip
    story.do(care.START, "voogd", 10, 10, coordinator=story.people["zorgcoordinator"],
             basis="Zij vraagt hulp bij school, geld en brieven.")  # fmt: skip
    move = story.do(
        step_down.OPEN, "coa", 5, 10, bo_need_ended_on=story.day(6), bo_need_ended_by="COBO",
        regular_azc_too_big="YES", reception_entitled="YES",
        unfinished_reason="Zij wil in een eigen tempo verder, dichter bij haar school.",
    )  # fmt: skip
    story.do(step_down.COA_SIGNS, "coa", 4, 11, about=move, coa_decision="SPECIAL_AZC",
             coa_reasons="Een gewoon azc is te groot; in De Brug is plek en begeleiding.")  # fmt: skip


def finishes_after_eighteen(story: Story, mentor: str) -> None:
    """Half-way through the programme: she finishes it in the shelter, though she is eighteen now (S004-50)."""
    plan = guidance.run(
        story, mentor, 200, "Zij wil naar de kappersopleiding en haar zus terugvinden.",
        {"Zij gaat elke schooldag naar de schakelklas.": 90, "Zij reist alleen met de bus naar school.": -20,
         "Zij heeft drie mensen die zij belt als het niet goed gaat.": -45},
    )  # fmt: skip
    guidance.reach(story, mentor, plan, 95, "Sinds de herfst geen dag gemist.")
    modules = ["SAFETY", "RIGHTS", "RELATIONS", "BODY", "MONEY", "FUTURE"]
    begun = guidance.begin(story, mentor, 190, modules, ends=60)
    for ago, module in ((150, "SAFETY"), (110, "RIGHTS"), (60, "RELATIONS")):
        guidance.do_module(story, mentor, begun, ago, module)
    guidance.review(story, mentor, 38, "Plan en programma lopen; buiten is zij nog niet veilig voor de reisgenoten.",
                    "PREPARE_MOVING_ON")  # fmt: skip


def hearing_may_be_planned(story: Story) -> None:
    """The wait has been over for more than a week, and IND has not planned the hearing yet; both procedures run."""
    kid = KIDS["binh"]
    scenes.arrive(story, kid, 118)
    scenes.acquaintance(story, 117, found={"INJURIES": "YES", "WORKED": "YES"}, concern="SERIOUS")
    scenes.identify(story, kid, 116, outcome="SIGNAL")
    scenes.raise_signal(
        story, "avim", 116, "IDENTIFICATION", "Jongen is gevonden in een loods met hennep en heeft brandwonden.",
        forms=("LABOUR", "CRIMINAL"), certainty="STRONG",
    )  # fmt: skip
    scenes.guard(story, "voogd2", 116)
    scenes.register(story, 112)
    tracks.apply(story, 112, taken_up=104)
    scenes.follow_up(story, 110)
    scenes.protect(story, "voogd2", 109, "Gedwongen werk in de hennepteelt; de groep weet zijn naam en gezicht.")
    scenes.place(story, "Huis Meeuw", 1, 101)
    scenes.talk_of_reporting(story, 79, "WANTS")
    scenes.report_to_police(story, 77, "YES", investigated=74)
    tracks.choose(story, "voogd2", 73, "BOTH", "CHILD_GUARDIAN")
    tracks.open_scheme(story, 72, "POLICE_REPORT")
    scenes.record_offence(
        story, 3, "Hij werkte in een loods waar hennep werd gekweekt; hij zegt dat hij niet weg kon."
    )
    guidance.run(story, "mentor-meeuw", 80, "Hij wil werken en geld naar huis sturen.",
                 {"Hij weet welk werk hij mag doen.": -6, "Hij slaapt de nacht door.": -30})  # fmt: skip
    guidance.decline(story, "mentor-meeuw", 70, "Liever voetballen. Misschien later.")


def hearing_overtaken_by_rest(story: Story) -> None:
    """A hearing was planned after the wait; then more rest was granted, and now it falls inside it (AL-09)."""
    kid = KIDS["favour"]
    scenes.arrive(story, kid, 104)
    scenes.acquaintance(story, 104, outcome="SIGNAL", found={"TRAVELLED_WITH": "STRANGERS"}, concern="SERIOUS")
    scenes.raise_signal(
        story, "aanmelding", 104, "ACQUAINTANCE", "De vrouw die het meisje bracht, antwoordt op elke vraag voor haar.",
        forms=("SEXUAL",), detail="Het meisje fluisterde dat zij de vrouw drie dagen kent.",
    )  # fmt: skip
    scenes.identify(story, kid, 102)
    scenes.guard(story, "voogd", 102)
    scenes.protect(story, "voogd", 101, "Onbekende begeleidster die haar niet alleen laat; vermoeden van een madam.")
    scenes.register(story, 99)
    scenes.follow_up(story, 98)
    scenes.place(story, "Huis Wilg", 3, 96)
    scenes.talk_of_reporting(story, 73, "DECLINES")
    guidance.run(story, "mentor-wilg", 75, "Zij wil weer zingen, en niet alleen over straat.",
                 {"Zij zingt mee in het koor van de school.": -14})  # fmt: skip
    scenes.plan_hearing(story, 20, 5)
    more = scenes.ask_rest(story, "voogd", 2, 14, "Terugval nadat zij de vrouw op straat meende te zien.")
    scenes.approve_rest(story, more, 1)


def hearing_at_own_wish(story: Story) -> None:
    """She wants to be heard before she turns eighteen; all five members of the deviation are there (EC-16)."""
    kid = KIDS["aster"]
    scenes.arrive(story, kid, 61)
    scenes.acquaintance(story, 60)
    scenes.identify(story, kid, 59)
    scenes.guard(story, "voogd2", 59)
    scenes.register(story, 57, outcome="SIGNAL", seen=("NO_ACCESS_TO_EARNINGS", "DOCUMENTS_HELD", "NO_EDUCATION"))
    scenes.raise_signal(
        story, "ind", 57, "REGISTRATION", "Meisje heeft twee jaar zonder loon in een gezin gewerkt.",
        forms=("DOMESTIC_SERVITUDE",), certainty="STRONG",
    )  # fmt: skip
    scenes.follow_up(story, 56)
    scenes.protect(story, "voogd2", 55, "Huishoudelijke uitbuiting; het gezin heeft haar paspoort nog.")
    scenes.place(story, "Huis Es", 2, 52)
    guidance.draft(story, "mentor-es", 30, "Zij wil eerst haar verhaal doen, en dan leren lezen.",
                   {"Zij leest een kort bericht.": -60})  # fmt: skip
    scenes.counsel(story, "voogd2", 40, talked=31)
    scenes.explain(story, "advocaat", 31, "LEGAL_AID", "am")
    scenes.explain(story, "ind", 9, "SCHEME", "am")
    scenes.explain(story, "ind", 9, "POLICE_REPORT", "am", understood="PARTLY")
    wish = {
        "requested_by": "CHILD", "reason": "Wil haar verhaal doen nu haar getuige nog in Nederland is.",
        "lawyer_consulted": True, "guardian_agrees": True, "ind_agrees": True,
    }  # fmt: skip
    scenes.plan_hearing(story, 6, 8, deviation=wish)
