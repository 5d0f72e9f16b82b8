"""Consents in a story: asked and explained with an interpreter, and what was answered."""

from typing import Any

from intake import consent_answer, disclosure, no_report
from intake.models import Consent
from seeds import papers
from seeds.storyteller import Story
from shelter import rest_timing


def ask(story: Story, guardian: str, ago: int, purpose: str = "COMENSHA_REGISTRATION", **said: Any) -> Consent:
    """The guardian explains the Dutch form in the child's own language."""
    assert story.case is not None
    asked: Consent = story.do(
        rest_timing.ASK, guardian, ago, 14, purpose=purpose, explained_on=story.day(ago),
        explained_by=f"{story.people[guardian].name}, voogd", language=story.case.child.languages[0],
        interpreter=True, interpreter_number="T-4471", form_language="nl", **said,
    )  # fmt: skip
    return asked


def view(story: Story, row: Consent, guardian: str, ago: int, says: str, words: str = "") -> None:
    story.do(consent_answer.VIEW, guardian, ago, 15, about=row, says=says, said_on=story.day(ago), words=words)


def sign(story: Story, row: Consent, guardian: str, ago: int, words: str = "") -> None:
    """The guardian signs the form, adds a photo of it and records that."""
    story.do(consent_answer.SIGN, guardian, ago, 17, about=row, capacity="GUARDIAN", said_on=story.day(ago),
             evidence="FORM", document=papers.add(story, row, guardian, ago), signer=story.people[guardian].name,
             words=words)  # fmt: skip


def refuse(story: Story, row: Consent, guardian: str, ago: int, words: str) -> None:
    story.do(
        consent_answer.REFUSE, guardian, ago, 15, about=row, capacity="CHILD", said_on=story.day(ago), words=words
    )


def no_report_is_made(story: Story, guardian: str, ago: int, reason: str) -> None:
    story.do(no_report.RECORD, guardian, ago, 16, reason=reason, decided_on=story.day(ago))


def give_to_others(story: Story, guardian: str, ago: int, keep: int, **said: Any) -> None:
    """The guardian told somebody outside the case something, who may keep it for so many days from today."""
    story.do(disclosure.RECORD, guardian, ago, 17, given_on=story.day(ago), expires_on=story.day(-keep), **said)


def withdraw(story: Story, row: Consent, guardian: str, ago: int, words: str) -> None:
    story.do(consent_answer.WITHDRAW, guardian, ago, 15, about=row, capacity="CHILD", said_on=story.day(ago),
             words=words)  # fmt: skip
