"""Children who have a protected place: resting, resting longer, in Fier, and in a foster family."""

from intake import family
from policy.dates import nth_birthday
from seeds import consents, reports, scenes
from seeds.children import KIDS
from seeds.stories import safety
from seeds.storyteller import Story
from shelter import contact_moment, presence


def rest_running(story: Story) -> None:
    """Her rest runs; the bed is hers for a week now."""
    kid = KIDS["hewan"]
    scenes.arrive(story, kid, 16)
    scenes.acquaintance(story, 15)
    scenes.identify(story, kid, 14)
    scenes.guard(story, "voogd2", 14)
    scenes.register(story, 12, outcome="SIGNAL", seen=("UNSUITABLE_WORK", "INJURIES"))
    scenes.raise_signal(
        story, "ind", 12, "REGISTRATION", "Meisje heeft onderweg moeten werken in een huis en is daar geslagen.",
        kinds=("TRAFFICKING", "ABUSE"), forms=("DOMESTIC_SERVITUDE",),
    )  # fmt: skip
    scenes.write_down(story, "ind", 12, "In het huis moest zij koken en schoonmaken. Wie niet luisterde, kreeg slaag.",
                      named={"recherche": "Onderzoekt wie het huis in handen heeft."})  # fmt: skip
    scenes.note_special(story, "voogd2", 11, group="FAMILY_EXPLOITATION",
                        basis="Zij vertelt dat zij in het huishouden moest werken.",
                        safety_note="Laat haar niet alleen met mensen die zeggen familie te zijn.")  # fmt: skip
    scenes.follow_up(story, 11)
    scenes.protect(story, "voogd2", 10, "Huishoudelijke uitbuiting in een doorreisland; bang gevonden te worden.")
    scenes.place(story, "Huis Meeuw", 2, 8)


def rest_ends_today(story: Story) -> None:
    """Her rest ends today; her brother has a case of his own. She refused a report, and the police made theirs."""
    kid = KIDS["hodan"]
    scenes.arrive(story, kid, 27, at="budel")
    scenes.acquaintance(story, 26)
    scenes.identify(story, kid, 25, outcome="SIGNAL")
    scenes.raise_signal(
        story, "avim", 25, "IDENTIFICATION", "Op de telefoon staan opdrachten van een onbekende man.",
        forms=("SEXUAL",), certainty="STRONG", detail="Foto's van kamers en een lijst met tijden; toestel is bewaard.",
    )  # fmt: skip
    scenes.guard(story, "voogd", 25)
    scenes.protect(story, "voogd", 24, "Opdrachten op haar telefoon; de man weet in welke plaats zij verblijft.")
    scenes.register(story, 23)
    scenes.follow_up(story, 22)
    scenes.place(story, "Huis Es", 1, 21)
    asked = consents.ask(story, "voogd", 5, timing_note="Zij is uitgerust en vroeg zelf wat CoMensha doet.")
    reports.draft(story, "voogd", 5, forms=("SEXUAL",))
    consents.refuse(story, asked, "voogd", 4, "Zij wil niet op een lijst staan.")
    consents.no_report_is_made(story, "voogd", 4, "VICTIM_DECLINED")
    reports.send(story, reports.draft(story, "avim", 4, forms=("SEXUAL",), basis="POLICE_DUTY"), "avim", 4)


def rest_extended_twice(story: Story) -> None:
    """Fourteen days more were granted; of the seven after that a supervisor still has to decide."""
    kid = KIDS["farzana"]
    scenes.intake(story, kid, "voogd", 40)
    scenes.raise_signal(
        story, "voogd", 34, "LATER", "Familie heeft laten weten dat zij voor de eer moet boeten.",
        kinds=("HONOUR_VIOLENCE",), certainty="STRONG", detail="Spraakberichten van een oom, vertaald door de tolk.",
    )  # fmt: skip
    scenes.protect(story, "voogd", 33, "Concrete dreiging van eergerelateerd geweld.", ground="HONOUR_VIOLENCE")
    scenes.place(story, "Huis Wilg", 1, 30)
    safety.looked_at_soon(story)
    first = scenes.ask_rest(story, "voogd", 12, 14, "Slaapt niet en heeft nog met niemand kunnen praten.")
    scenes.approve_rest(story, first, 11)
    story.do(presence.CALL, "mentor-wilg", 1, 21, status="IN")
    scenes.ask_rest(story, "voogd", 1, 7, "De afspraak met de Evenaar is een week verschoven.")
    asked = consents.ask(story, "voogd", 3, "COMENSHA_SHELTER", timing_note="De plek is nodig voor de verhuizing.")
    consents.view(story, asked, "voogd", 3, "OBJECTS", "Liever niet: zij is bang dat de familie meeleest.")
    consents.sign(story, asked, "voogd", 2, "Zonder CoMensha is er geen plek buiten deze streek.")


def rest_in_fier(story: Story) -> None:
    """Married off at fourteen and afraid for her life: Fier. Her rest ends the day after tomorrow."""
    kid = KIDS["layla"]
    scenes.arrive(story, kid, 29)
    scenes.acquaintance(story, 28, outcome="SIGNAL", note="Alleen gesproken, zonder de man die zich echtgenoot noemt.")
    scenes.raise_signal(
        story, "aanmelding", 28, "ACQUAINTANCE", "Meisje is uitgehuwelijkt en vreest de familie van de man.",
        kinds=("FORCED_MARRIAGE", "HONOUR_VIOLENCE"), forms=("FORCED_MARRIAGE",), certainty="STRONG",
    )  # fmt: skip
    story.do(family.RECORD, "aanmelding", 28, 15, kind="PARTNER", name="Khaled", married=True,
             birth_date=nth_birthday(story.today, -31))  # fmt: skip
    scenes.talk(story, "C1_GIRL", "aanmelding", 27, 10, guardianship_discussed=True)
    scenes.talk(story, "C2_PARTNER", "aanmelding", 27, 14, guardianship_discussed=True)
    scenes.identify(story, kid, 26)
    scenes.guard(story, "voogd", 26)
    scenes.protect(story, "voogd", 24, "Kindbruid; bij terugkeer naar de man vreest zij eergerelateerd geweld.",
                   outcome="FIER", ground="CHILD_BRIDE_HONOUR_FEAR")  # fmt: skip
    scenes.register(story, 22)
    scenes.follow_up(story, 20)
    scenes.place(story, "Fier, veilige plek", 1, 19)
    asked = consents.ask(story, "voogd", 9, timing_note="Rustig moment, samen met de mentor.")
    consents.view(story, asked, "voogd", 9, "AGREES")
    consents.sign(story, asked, "voogd", 8)
    consents.withdraw(story, asked, "voogd", 3, "Zij wil het bij nader inzien niet.")
    story.do(contact_moment.RECORD, "voogd", 3, 15, place="OUTSIDE", alone=True,
             note="Gewandeld; zij slaapt beter en wil weer naar school.")  # fmt: skip
    consents.give_to_others(
        story, "voogd", 18, 14, organisation_name="Huisartsenpost Eikenlaan", recipient="dr. P. Smit, arts",
        data_classes=["IDENTITY", "MEDICAL"], purpose="CARE", basis="WEIGHTY_INTEREST",
        necessity="Zij had die nacht hoge koorts en moest meteen worden gezien.",
        proportionality="De arts kreeg haar voornaam, leeftijd en klachten, en niet waar zij verblijft.",
        subsidiarity="Haar eigen arts was niet bereikbaar, en wachten tot de ochtend was gevaarlijk.",
    )  # fmt: skip


def foster_family(story: Story) -> None:
    """Ten years old: a foster family is safer for her than a house; her guardian signed for a report and sent it."""
    kid = KIDS["mariam"]
    scenes.arrive(story, kid, 20)
    scenes.acquaintance(story, 19)
    scenes.identify(story, kid, 18)
    scenes.guard(story, "voogd2", 18)
    scenes.raise_signal(
        story, "avim", 18, "IDENTIFICATION", "Begeleider kon niet uitleggen waar het kind naartoe zou gaan.",
        kinds=("DISAPPEARANCE_RISK",), certainty="SLIGHT",
    )  # fmt: skip
    scenes.protect(story, "voogd2", 17, "Jong en vatbaar voor wie haar ophaalt; een gezin past het best.",
                   outcome="FOSTER", ground="DISAPPEARANCE_RISK")  # fmt: skip
    scenes.place_in_family(story, "voogd2", "Opvanggezin Zonnebloem", 16)
    scenes.register(story, 14)
    scenes.follow_up(story, 12)
    asked = consents.ask(story, "voogd2", 10)
    consents.view(story, asked, "voogd2", 10, "NO_OPINION", "Zij begrijpt het nog niet goed.")
    consents.sign(story, asked, "voogd2", 9)
    reports.send(story, reports.draft(story, "voogd2", 8, forms=("UNKNOWN",)), "voogd2", 8)
