"""Children who left their house: one is still missing, one came back after three days."""

from seeds import cobos, scenes
from seeds.children import KIDS
from seeds.stories import safety
from seeds.storyteller import Story
from shelter import absence, absence_after, absence_end, cobo_agenda, presence, risk


def came_back(story: Story) -> None:
    """Three days with somebody from the journey, whom the mentor could name; the bed was still hers. Talked with, and
    the guardian still has to look at the risks again."""
    kid = KIDS["senait"]
    scenes.intake(story, kid, "voogd2", 60)
    scenes.raise_signal(
        story, "aanmelding", 56, "LATER", "Zij wordt op haar telefoon onder druk gezet om te komen werken.",
        kinds=("TRAFFICKING", "DISAPPEARANCE_RISK"), forms=("LABOUR",), detail="De nummers zijn bewaard.",
    )  # fmt: skip
    scenes.protect(story, "voogd2", 55, "Iemand die haar schuld opeist, weet haar te bereiken.")
    scenes.place(story, "Huis Es", 3, 54)
    consulted(story)
    story.do(presence.CALL, "mentor-es", 9, 8, status="IN")
    story.do(presence.CALL, "mentor-es", 9, 21, status="NOT_IN")
    gone = story.do(
        absence.REPORT, "mentor-es", 9, 22, last_seen_by="MENTOR", whereabouts_known_by="MENTOR",
        circumstances="Na school niet teruggekomen. Grijze jas, rode rugzak; telefoon staat uit.",
        whereabouts="Waarschijnlijk bij een vriendin van de reis, boven de kapper in Nergenshuizen.",
    )  # fmt: skip
    story.do(absence.ASSESS, "voogd2", 9, 23, about=gone, concern_level="RAISED",
             concern_reason="Eerder onder druk gezet om te komen werken.")  # fmt: skip
    story.do(absence.TRACE, "avim", 8, 9, about=gone, action="Bij de kapper geweest; daar is zij gezien.")
    story.do(absence_end.RETURN, "mentor-es", 6, 20, about=gone)
    story.do(presence.CALL, "mentor-es", 6, 21, status="IN")
    story.do(absence_after.TALK, "mentor-es", 5, 15, about=gone, return_talk_on=story.day(5),
             return_talk_with="MENTOR")  # fmt: skip
    safety.not_confirmed_yet(story)
    again = cobos.plan(story, 8, -3)
    analysis = story.do(
        risk.PREPARE, "voogd2", 4, 9, vulnerabilities_why="Zij werd opgehaald door iemand van de reis."
    )
    cobos.put(
        story, "voogd2", 4, again, "Zij ging met iemand van de reis mee. Wat is er nodig om haar hier te houden?"
    )
    cobos.publish(story, 3, again)
    cobos.contribute(story, 2, analysis, mentor_es="Sinds zij terug is, slaapt zij beter en belt zij minder.")


def consulted(story: Story) -> None:
    """A month before: without the IND, and with police who thought that she could report already."""
    meeting = cobos.plan(story, 39, 25)
    analysis = story.do(risk.PREPARE, "voogd2", 34, 9, **cobos.SENAIT)
    item = cobos.put(
        story, "voogd2", 34, meeting, "Wie haar schuld opeist, weet haar te bereiken. Blijft zij hier veilig?"
    )
    cobos.publish(story, 32, meeting)
    cobos.contribute(
        story, 30, analysis, avim="De nummers horen bij een bekend netwerk.",
        mentor_es="Zij wordt vooral 's nachts gebeld en slaapt daarna niet.",
        evenaar="Zij heeft rust nodig voordat zij meer kan vertellen.",
    )  # fmt: skip
    cobos.hold(story, 25, meeting, missing="ind")
    cobos.agree(story, 25, analysis, "voogd2", "mentor-es", "evenaar")
    cobos.dissent(story, "avim", 25, analysis, "Met wat er ligt, kan zij nu al aangifte doen.")
    cobos.adopt(story, "voogd2", 25, analysis)
    cobos.decide(story, "voogd2", 25, item, "Zij blijft in Huis Es; over zes weken bespreken wij de aangifte opnieuw.")
    done = cobos.give(story, "voogd2", 25, item, "avim", 7, "Zoek uit van wie de nummers zijn.")
    story.do(cobo_agenda.FINISH, "avim", 20, 10, about=done)


def gone_since_yesterday(story: Story) -> None:
    """Not back last night: everybody is told, police look for her, and nobody has said yet how worrying it is."""
    kid = KIDS["merhawit"]
    scenes.intake(story, kid, "voogd", 47)
    scenes.raise_signal(
        story, "avim", 45, "IDENTIFICATION", "Een man wachtte haar buiten op en wist haar naam.",
        kinds=("TRAFFICKING",), certainty="STRONG", detail="Signalement van de man is genoteerd.",
    )  # fmt: skip
    scenes.protect(story, "voogd", 44, "De man die haar opwachtte, zoekt haar nog steeds.")
    scenes.place(story, "Huis Wilg", 4, 43)
    story.do(presence.CALL, "mentor-wilg", 2, 21, status="IN")
    story.do(presence.CALL, "mentor-wilg", 1, 8, status="IN")
    story.do(presence.CALL, "mentor-wilg", 1, 21, status="NOT_IN")
    gone = story.do(
        absence.REPORT, "mentor-wilg", 1, 22, last_seen_by="SCHOOL",
        circumstances="Na de laatste les niet bij de bus. Blauwe jas, zwarte tas. Haar huisgenoten weten van niets.",
    )  # fmt: skip
    story.do(absence.TRACE, "avim", 1, 23, about=gone, action="Signalement doorgegeven aan de surveillance.")
