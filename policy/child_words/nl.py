"""Dutch: what every other language says again."""

from policy.child_words.language import Language

NL = Language(
    code="nl",
    checked=True,
    months=(
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ),
    texts={
        "title": "Wat er is gebeurd en wat er nog komt",
        "yours": "Dit papier is van jou. Je hoeft het aan niemand te laten zien.",
        "happened": "Wat er is gebeurd",
        "asylum": "Op {day} heb je in Nederland asiel gevraagd.",
        "talk_nidos": "Op {day} heb je met Nidos gepraat.",
        "talk_again": "Op {day} heb je weer met Nidos gepraat.",
        "talk_ind": "Op {day} heb je met de IND gepraat.",
        "talk_lawyer": "Op {day} heb je met je advocaat gepraat.",
        "rested": "Tot en met {day} had je tijd om uit te rusten.",
        "hearing_held": "Op {day} heb je je verhaal verteld aan de IND.",
        "coming": "Wat er nog komt",
        "rests": "Tot en met {day} heb je tijd om uit te rusten.",
        "plan_nidos": "Op {day} praat je met Nidos.",
        "plan_ind": "Op {day} praat je met de IND.",
        "hearing": "Op {day} vertel je je verhaal aan de IND.",
        "hearing_later": "Later vertel je je verhaal aan de IND. Dat is niet eerder dan {day}.",
        "nothing": "Er is nog geen nieuwe datum. Je hoort het als die er is.",
        "people": "Wie je helpt",
        "guardian": "Je hebt een voogd van Nidos. Je voogd zorgt voor je.",
        "nidos": "Nidos zorgt voor je.",
        "lawyer": "Je hebt een advocaat. De advocaat helpt je bij de IND.",
        "home": "De mensen waar je woont helpen je elke dag.",
        "interpreter": "Je mag altijd om een tolk vragen.",
        "call": "Wie je kunt bellen",
        "call_guardian": "Heb je een vraag, of ben je bang? Bel je voogd:",
        "call_nidos": "Heb je een vraag, of ben je bang? Bel Nidos:",
        "danger": "Ben je in gevaar? Bel 112.",
        "calendar": "De dagen zijn die van de Nederlandse kalender.",
        "unchecked": "Deze vertaling is nog niet nagekeken door een tolk. Lees haar samen met een tolk.",
        "made": "Gemaakt op {day}.",
    },
)  # fmt: skip
