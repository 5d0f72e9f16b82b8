"""What happens to a child around consent and the report to CoMensha."""

from datetime import date, datetime

from intake import comensha, comensha_send, consent, consent_answer
from intake.models import ComenshaReport
from tests.intake.consenting import scanned
from tests.overview.happenings.world import World


def signed_by_the_guardian(world: World) -> None:
    day, by = world.at(2026, 3, 3), world.cast.guardian
    world.row = consent.ask(case=world.case, purpose="COMENSHA_REGISTRATION", explained_on=day.date(), language="ti",
                            explained_by="P. guardian, voogd", form_language="nl", by=by, at=day)  # fmt: skip
    consent_answer.view(consent=world.row, says="AGREES", said_on=day.date(), by=by, at=day)
    signed(world, "GUARDIAN", day)


def signed(world: World, capacity: str, day: datetime) -> None:
    by = world.cast.guardian
    consent_answer.sign(consent=world.row, capacity=capacity, said_on=day.date(), evidence="FORM",
                        document=scanned(world.row, by=by, at=day), by=by, at=day)  # fmt: skip


def signed_by_the_youth(world: World) -> None:
    signed(world, "CHILD", world.at(2027, 2, 9))


def consent_asked(world: World) -> None:
    world.row = consent.ask(
        case=world.case, purpose="COMENSHA_REGISTRATION", explained_on=date(2026, 3, 3), explained_by="P. guardian",
        language="ti", form_language="en", by=world.cast.guardian, at=world.at(2026, 3, 3),
    )  # fmt: skip


def report_drafted(world: World) -> None:
    comensha.draft(case=world.case, kind="REGISTRATION", basis="CONSENT", exploitation_forms=["LABOUR"],
                   by=world.cast.guardian, at=world.at(2026, 3, 4))  # fmt: skip


def agreed(world: World) -> None:
    consent_answer.view(consent=world.row, says="AGREES", said_on=date(2026, 3, 5), by=world.cast.guardian,
                        at=world.at(2026, 3, 5, 13))  # fmt: skip
    signed(world, "GUARDIAN", world.at(2026, 3, 5, 14))


def report_sent(world: World) -> None:
    for happens in (consent_asked, report_drafted, agreed):
        happens(world)
    report = ComenshaReport.objects.get()
    comensha_send.send(report=report, by=world.cast.guardian, at=world.at(2026, 3, 5, 15))


def taken_back(world: World) -> None:
    consent_answer.withdraw(consent=world.row, capacity="CHILD", said_on=date(2026, 3, 5), by=world.cast.guardian,
                            at=world.at(2026, 3, 5, 17))  # fmt: skip


def withdrawal_sent(world: World) -> None:
    report = ComenshaReport.objects.get()
    comensha_send.withdraw(report=report, by=world.cast.guardian, at=world.at(2026, 3, 7))
