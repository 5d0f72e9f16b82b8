"""What somebody is here for, by role, and where the work of the first day is: pages by the name of their address."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# fmt: off
# Tables, to be read row by row.

# A page, and what one does there.
Step = tuple[str, str | Promise]

WORK: Step = (
    "index",
    _("Begin at “My work”: what is to be done stands there, the most urgent first, with the button."),
)
CASES: Step = (
    "intake_case_changelist",
    _("Open a child under “My cases”: its clocks, what happened, and the buttons."),
)
OPEN: Step = ("open", _("Open a case for a child that arrives. Whether it is here already is looked up at once."))
SIGNAL: Step = ("outside_signal", _("Raise a signal about a child you do not see here: name it by V-number, or by "
                                    "name and birth date."))
COVER: Step = ("cover", _("Name under “Cover” who stands in for you before you are away."))
CALENDAR: Step = ("calendar", _("Put your talks and last days in the calendar you use: case numbers, no names."))
NEAR: Step = (
    "incidents",
    _("Report somebody or something suspicious near a house. Police, COA and the house hear it."),
)
OWN: Step = ("intake_case_changelist", _("A case stands under “My cases” as long as you are involved in it; often "
                                         "there is none."))
NEWS: Step = ("index", _("What you are told stands under “New for you”; say that you saw it."))

LATE: Step = ("index", _("Begin at “My work”: what is late or rises to you in the cases of your organisation."))
SECOND: Step = ("second_person", _("Sign off what waits for a second person: what was asked, and why."))
TRAIL: Step = ("trails", _("See in the trail of a case who did what and who looked."))
TRAINED: Step = ("training", _("Record who was trained to recognise trafficking."))
FIGURES: Step = ("figures", _("Read the figures: what is counted and among whom stands with each."))

OF_A_SUPERVISOR = (LATE, SECOND, TRAINED, TRAIL)
READS_ALONG = _("You look after the work of your organisation: what is late, who is trained, who looked where. You "
                "read what your people may read; the work in a case is theirs.")
SIGNALS_ONLY = _("You meet children in your work. When you suspect trafficking you raise a signal; Nidos takes it "
                 "from there. You see your own signals and no case.")  # fmt: skip

INTRODUCTIONS: dict[str, str | Promise] = {
    "nidos.guardian": _("You speak for the child. You decide whether it needs protected shelter, explain to it what "
                        "happens, and see to it that it has rest, a lawyer and a plan."),
    "nidos.intake": _("You meet the child first. You hold the talks of the intake, screen it, assess signals, and "
                      "ask for the guardianship."),
    "nidos.care_coordinator": _("You coordinate care for young people who came of age in protected shelter, until "
                                "they leave it."),
    "nidos.supervisor": _("You look after the work of Nidos: what is late, and what needs a second person. You read "
                          "the cases of Nidos, and decide only as that second person."),
    "avim.officer": _("You establish who the child is, and hear of every signal. When a child is missing you record "
                      "what police do to find it."),
    "avim.detective": _("You investigate trafficking. You talk with the child about reporting, and record the report"
                        " and what became of it."),
    "avim.supervisor": READS_ALONG,
    "ind.officer": _("You talk with the child, plan its first hearing after the rest and the wait, and record what "
                     "is decided on asylum and on the residence scheme."),
    "ind.supervisor": READS_ALONG,
    "coa.placement": _("You give each child the place that Nidos decided on. You keep the houses and beds, and "
                       "record when a child leaves."),
    "coa.focal_person": _("Colleagues in your centre come to you with suspicions of trafficking. You raise the "
                          "signal, and see what it was about and no more."),
    "coa.supervisor": READS_ALONG,
    "bo_provider.mentor": _("You care for the children in your house. You say each night who is in, make the plan "
                            "with the child, and report it at once when one is gone."),
    "bo_provider.supervisor": READS_ALONG,
    "lawyer.lawyer": _("You stand by the child in its procedure. You see the cases in which you are named as its "
                       "lawyer; what you and the child say is written nowhere."),
    "ggd.health_worker": _("You care for the health of the child. You raise a signal when you suspect trafficking, "
                           "and see your own signals."),
    "vwn.observer": _("You inform and help asylum seekers. You raise a signal when you suspect trafficking, and see "
                      "your own signals."),
    "evenaar.clinician": _("You advise in the case consultation. You see a child as long as it stands on the agenda "
                           "of a meeting that you sit in."),
    "kmar.reporter": SIGNALS_ONLY,
    "inspectie_szw.reporter": SIGNALS_ONLY,
    "comensha.clerk": _("You receive what is reported to CoMensha: each report, correction and withdrawal as a file."
                        " You see no case."),
    "nr.analyst": _("You read what is counted over all cases, for the National Rapporteur. Names and small numbers "
                    "are never in it."),
    "dpo.officer": _("You watch over the privacy of the children. You see who looked and why, and review what was "
                     "opened in an emergency. When a child asks for its data you judge each text of it; else you see "
                     "nothing of a case."),
    "system.administrator": _("You keep the system: organisations and houses, texts of forms, what could not be "
                              "delivered. What is in a case you do not see."),
}

STEPS: dict[str, tuple[Step, ...]] = {
    "nidos.guardian": (
        WORK, CASES, ("waiting_list", _("See on the waiting list which of your children has no place yet.")), COVER,
    ),
    "nidos.intake": (
        OPEN, ("arrivals", _("Register many children at once with an arrival list.")), WORK,
        ("unmatched_signals", _("Find the child of a signal from outside that fits no case.")),
    ),
    "nidos.care_coordinator": (WORK, CASES, CALENDAR, COVER),
    "nidos.supervisor": OF_A_SUPERVISOR,
    "avim.officer": (OPEN, WORK, CASES, NEAR),
    "avim.detective": (WORK, CASES, SIGNAL, NEAR),
    "avim.supervisor": OF_A_SUPERVISOR,
    "ind.officer": (OPEN, WORK, CASES, CALENDAR),
    "ind.supervisor": OF_A_SUPERVISOR,
    "coa.placement": (
        WORK, ("waiting_list", _("See who waits for a place, in which order, and place the child from there.")),
        ("capacity", _("See which beds are free, and take one out of service or back.")), NEAR,
    ),
    "coa.focal_person": (SIGNAL, OWN, NEWS),
    "coa.supervisor": (LATE, ("waiting_list", _("See on the waiting list who has no place yet.")), SECOND, TRAINED),
    "bo_provider.mentor": (
        ("day", _("Begin at “My day”: who is in, and what each child needs today.")), WORK,
        ("capacity", _("See which beds in your house are free.")), NEAR,
    ),
    "bo_provider.supervisor": OF_A_SUPERVISOR,
    "lawyer.lawyer": (WORK, CASES, CALENDAR),
    "ggd.health_worker": (SIGNAL, OWN, NEWS),
    "vwn.observer": (SIGNAL, OWN, NEWS),
    "evenaar.clinician": (
        ("cobo_meetings", _("See when the case consultation meets.")), WORK, CASES,
    ),
    "kmar.reporter": (SIGNAL, NEWS, CALENDAR),
    "inspectie_szw.reporter": (SIGNAL, NEWS, CALENDAR),
    "comensha.clerk": (
        ("comensha", _("Take in each report, and look whether one was withdrawn.")), NEWS, CALENDAR,
    ),
    "nr.analyst": (
        FIGURES, ("figure_consent", _("See how often consent was asked and given, and why no report was made.")),
        ("figure_rapporteur_years", _("Set years side by side, and write a note where somebody must know more.")),
        NEWS,
    ),
    "dpo.officer": (
        ("emergencies", _("Say of each case that was opened in an emergency whether that was right.")), TRAIL,
        ("subject_requests", _("Answer a child that asks for its own data: decide, judge each text, give the copy.")),
        ("people", _("See of a person what it did, and which children it saw.")),
    ),
    "system.administrator": (
        ("reference", _("Keep organisations, places of arrival, houses and beds: from which day what holds.")),
        ("consent_forms", _("Write a new edition of a consent form; a supervisor of Nidos approves it.")),
        ("deliveries", _("Send again what could not be delivered to a partner.")), NEWS,
    ),
}
