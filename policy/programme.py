"""The modules of the resilience programme (weerbaarheidsprogramma).

Document 004 says only that protected shelter offers a programme that makes a child more resilient (S004-48, S004-123).
What it consists of stands in no source: these are a proposal, and an office replaces them by its own.
"""

from dataclasses import dataclass

from policy.text import Text


@dataclass(frozen=True)
class Module:
    """One module, in words."""

    code: str
    text: Text
    source: tuple[str, ...] = ("S004-48",)
    proposal: bool = True


MODULES: tuple[Module, ...] = (
    Module("SAFETY", Text("Veilig zijn: gevaar herkennen en hulp vragen", "Being safe: see danger and ask for help")),
    Module("RIGHTS", Text("Je rechten, en wie jou helpt", "Your rights, and who helps you")),
    Module("RELATIONS", Text("Vriendschap, liefde en druk", "Friendship, love and pressure")),
    Module("BODY", Text("Je lichaam en je grenzen", "Your body and your limits")),
    Module("ONLINE", Text("Telefoon en internet", "Telephone and internet")),
    Module("MONEY", Text("Geld, schulden en werk", "Money, debts and work")),
    Module("SELF", Text("Wie je bent en wat je kunt", "Who you are and what you can do")),
    Module("FUTURE", Text("School en toekomst", "School and future")),
)
