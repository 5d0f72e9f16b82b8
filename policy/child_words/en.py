"""English."""

from policy.child_words.language import Language

EN = Language(
    code="en",
    checked=True,
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    texts={
        "title": "What happened and what comes next",
        "yours": "This paper is yours. You do not have to show it to anybody.",
        "happened": "What happened",
        "asylum": "On {day} you asked for asylum in the Netherlands.",
        "talk_nidos": "On {day} you talked with Nidos.",
        "talk_again": "On {day} you talked with Nidos again.",
        "talk_ind": "On {day} you talked with the IND.",
        "talk_lawyer": "On {day} you talked with your lawyer.",
        "rested": "You had time to rest until {day}.",
        "hearing_held": "On {day} you told your story to the IND.",
        "coming": "What comes next",
        "rests": "You have time to rest until {day}.",
        "plan_nidos": "On {day} you talk with Nidos.",
        "plan_ind": "On {day} you talk with the IND.",
        "hearing": "On {day} you tell your story to the IND.",
        "hearing_later": "Later you tell your story to the IND. That is not before {day}.",
        "nothing": "There is no new date yet. We tell you when there is one.",
        "people": "Who helps you",
        "guardian": "You have a guardian from Nidos. Your guardian looks after you.",
        "nidos": "Nidos looks after you.",
        "lawyer": "You have a lawyer. The lawyer helps you with the IND.",
        "home": "The people where you live help you every day.",
        "interpreter": "You may always ask for an interpreter.",
        "call": "Whom you can call",
        "call_guardian": "Do you have a question, or are you afraid? Call your guardian:",
        "call_nidos": "Do you have a question, or are you afraid? Call Nidos:",
        "danger": "Are you in danger? Call 112.",
        "calendar": "The days are those of the calendar in the Netherlands.",
        "unchecked": "This translation was not checked by an interpreter yet. Read it together with an interpreter.",
        "made": "Made on {day}.",
    },
)  # fmt: skip
