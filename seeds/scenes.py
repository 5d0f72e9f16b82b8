"""The scenes that most stories share: arriving, the four talks, being protected, resting, being heard."""

from typing import Any

from intake import (
    account,
    case,
    category,
    conversation,
    conversation_held,
    conversation_plan,
    disclosure,
    identification,
    naming,
    referral,
    signal,
)
from intake.models import Case, Conversation, IntakeLocation, Referral, Signal
from partners.models import Organisation
from residence import birth_date, guardianship, hearing, information, lawyer, offence, police, rest_approval
from residence.models import Hearing, PoliceReport
from seeds import screenings
from seeds.children import Kid
from seeds.storyteller import Story
from shelter import indication, outage, placement, reservation, rest, transfer
from shelter.models import Bed, BedOutage, BedReservation, Indication, Location, Placement, RestExtension, Transfer


def arrive(story: Story, kid: Kid, ago: int, *, at: str = "ter-apel") -> Case:
    """Nidos registers the child on the day it arrives."""
    arrival = {
        "intake_location": IntakeLocation.objects.get(code=at), "arrived_on": story.day(ago),
        "accompanied_by": list(kid.accompanied_by),
    }  # fmt: skip
    story.case = story.do(
        case.OPEN, "aanmelding", ago, 9, child=kid.child(), birth=kid.birth(story.today), arrival=arrival
    )
    return story.case


def talk(story: Story, step: str, who: str, ago: int, hour: int = 11, **said: Any) -> None:
    """A talk that was held, with an interpreter in the child's first language."""
    assert story.case is not None
    story.do(conversation.RECORD, who, ago, hour, step=step, held_on=story.day(ago), interpreter=True,
             language=story.case.child.languages[0], **said)  # fmt: skip


def plan_talk(story: Story, step: str, who: str, ago: int, on: int, **planned: Any) -> Conversation:
    """A talk planned for eleven o'clock on the day that was, or will be, so many days ago; in the child's language."""
    return story.do(conversation_plan.PLAN, who, ago, 10, step=step, planned_at=story.moment(on, 11), **planned)


def break_off(story: Story, talk: Conversation, who: str, ago: int, reason: str) -> None:
    story.do(conversation_held.INTERRUPT, who, ago, 12, about=talk, aborted_on=story.day(ago), abort_reason=reason)


def acquaintance(story: Story, ago: int, *, found: dict[str, str] | None = None, concern: str = "NONE",
                 screened: bool = True, remarks: str = "", **said: Any) -> None:  # fmt: skip
    """Nidos talks with the child and, as it should, screens it."""
    talk(story, "ACQUAINTANCE", "aanmelding", ago, 13, **said)
    if screened:
        screenings.screen(story, ago, found=found, concern=concern, remarks=remarks)


def identify(story: Story, kid: Kid, ago: int, **said: Any) -> None:
    """AVIM talks with the child and records what the identification gave."""
    talk(story, "IDENTIFICATION", "avim", ago, **said)
    story.do(identification.RECORD, "avim", ago, 12, v_number=kid.v_number, fingerprints_taken=True, photo_taken=True,
             application_signed_on=story.day(ago))  # fmt: skip


def register(story: Story, ago: int, *, seen: tuple[str, ...] = (), **said: Any) -> None:
    """IND talks with the child, and goes through its list of indicators."""
    talk(story, "REGISTRATION", "ind", ago, **said)
    screenings.go_through_list(story, "ind", ago, "REGISTRATION", seen)


def follow_up(story: Story, ago: int, **said: Any) -> None:
    talk(story, "FOLLOW_UP", "aanmelding", ago, 14, explained_nidos_task=True, explained_procedure=True, **said)


def guard(story: Story, guardian: str, ago: int) -> None:
    """Nidos asks for guardianship and names the guardian."""
    story.do(guardianship.REQUEST, "aanmelding", ago, 15, guardian=story.people[guardian], kind="TEMPORARY")


def settle_birth_date(story: Story, kid: Kid, ago: int, source: str = "DOCUMENT") -> None:
    """AVIM establishes that the birth date the child gave is the official one."""
    story.do(birth_date.RECORD, "avim", ago, 13, date=kid.born(story.today), precision="DAY", source=source,
             status="OFFICIAL")  # fmt: skip


def raise_signal(story: Story, who: str, ago: int, step: str, summary: str, *, forms: tuple[str, ...] = (),
                 kinds: tuple[str, ...] = ("TRAFFICKING",), certainty: str = "REASONABLE",
                 detail: str = "", **where: Any) -> Signal:  # fmt: skip
    return story.do(signal.REPORT, who, ago, 15, source_step=step, summary=summary, kinds=list(kinds),
                    exploitation_forms=list(forms), certainty=certainty, detail=detail, **where)  # fmt: skip


def decide(story: Story, guardian: str, ago: int, reasons: str, *, outcome: str = "BO",
           ground: str = "TRAFFICKING") -> Indication:  # fmt: skip
    return story.do(indication.DECIDE, guardian, ago, 16, outcome=outcome, ground=ground, reasons=reasons,
                    consulted=["COA", "POLICE"])  # fmt: skip


def inform(story: Story, guardian: str, ago: int) -> None:
    """Nidos tells COA of the indication, an hour after it was decided at the earliest."""
    story.do(indication.INFORM_COA, guardian, ago, 17)


def place(story: Story, house: str, bed: int, ago: int) -> Placement:
    return story.do(placement.PLACE, "coa", ago, 18, bed=Bed.objects.get(location__name=house, label=f"bed {bed}"))


def keep_bed(story: Story, house: str, bed: int, ago: int) -> BedReservation:
    return story.do(reservation.RESERVE, "coa", ago, 16, bed=Bed.objects.get(location__name=house, label=f"bed {bed}"))


def take_out(story: Story, house: str, bed: int, ago: int, reason: str, *, ahead: int = 0,
             back: int | None = None) -> BedOutage:  # fmt: skip
    """Out of service from so many days ahead of the day on which it is said; `back`: in service again, days ahead."""
    there = Bed.objects.get(location__name=house, label=f"bed {bed}")
    back_on = None if back is None else story.day(ago - back)
    return story.do(outage.BEGIN, "coa", ago, 9, bed=there, reason=reason, starts_on=story.day(ago - ahead),
                    back_on=back_on)  # fmt: skip


def place_in_family(story: Story, guardian: str, family: str, ago: int) -> Placement:
    return story.do(placement.FOSTER, guardian, ago, 18, location=Location.objects.get(name=family))


def plan_transfer(story: Story, house: str, bed: int, ago: int, on: int, **reasons: Any) -> Transfer:
    """COA plans a journey for eleven o'clock on the day that was, or will be, so many days ago."""
    found = Bed.objects.get(location__name=house, label=f"bed {bed}")
    return story.do(transfer.PLAN, "coa", ago, 15, bed=found, planned_at=story.moment(on, 11), **reasons)


def ask_rest(story: Story, guardian: str, ago: int, days: int, reason: str) -> RestExtension:
    return story.do(rest.REQUEST, guardian, ago, 11, days=days, reason=reason)


def approve_rest(story: Story, extension: RestExtension, ago: int) -> None:
    story.do(rest_approval.APPROVE, "leiding-nidos", ago, 12, about=extension)


def write_down(story: Story, who: str, ago: int, text: str, *, named: dict[str, str]) -> None:
    """What the child told, and who is named to read it: the name, and why."""
    person, case = story.people[who], story.case
    assert case is not None
    told = story.do(account.WRITE, who, ago, 16, told_on=story.day(ago), told_to=person.name, purpose="ASYLUM",
                    language=case.child.languages[0], text=text)  # fmt: skip
    for reader, reason in named.items():
        story.do(naming.NAME, who, ago, 17, about=told, person=story.people[reader], reason=reason)


def note_special(story: Story, guardian: str, ago: int, **said: Any) -> None:
    """A supervisor authorises the guardian, who records special data."""
    story.do(naming.AUTHORISE, "leiding-nidos", ago, 10, person=story.people[guardian], last_day=story.day(-30),
             reason="Begeleidt dit kind als voogd.")  # fmt: skip
    story.do(category.RECORD, guardian, ago, 12, **said)


def plan_hearing(story: Story, ago: int, on: int, deviation: dict[str, Any] | None = None) -> Hearing:
    """IND plans the first hearing for a day that lies `on` days ahead of today."""
    return story.do(hearing.PLAN, "ind", ago, 11, type="FIRST", planned_on=story.day(-on), deviation=deviation)


def counsel(story: Story, guardian: str, ago: int, talked: int | None = None) -> None:
    """The guardian records the lawyer, who talks with the child some days later."""
    row = story.do(lawyer.ASSIGN, guardian, ago, 14, lawyer=story.people["advocaat"], bar_number="A000")
    if talked is not None:
        story.do(lawyer.TALK, "advocaat", talked, 15, about=row)


def explain(story: Story, login: str, ago: int, topic: str, language: str, understood: str = "YES") -> None:
    """Somebody explains something to the child, with an interpreter."""
    story.do(information.GIVE, login, ago, 13, topic=topic, language=language, interpreter=True, understood=understood)


def refer(story: Story, guardian: str, ago: int, to: str, question: str, classes: tuple[str, ...],
          why: tuple[str, str, str]) -> Referral:  # fmt: skip
    """The guardian refers the child, without a consent: why that is necessary, in proportion and the least."""
    given = {
        "recipient": "Dienstdoende adviseur", "data_classes": list(classes), "basis": "WEIGHTY_INTEREST",
        "expires_on": story.day(ago - 180), **dict(zip(disclosure.WEIGHED, why, strict=True)),
    }  # fmt: skip
    receiver = Organisation.objects.get(code=to)
    return story.do(referral.REFER, guardian, ago, 15, organisation=receiver, question=question, given=given)


def talk_of_reporting(story: Story, ago: int, wish: str = "") -> None:
    """Police explain what reporting is; the child answers, or does not."""
    story.do(police.DISCUSS, "avim", ago, 14, informative_talk_on=story.day(ago), wish=wish)


def report_to_police(story: Story, ago: int, leads: str, *, investigated: int | None = None) -> PoliceReport:
    """The child files a report, and IND looks at the residence scheme a day later."""
    row: PoliceReport = story.do(police.FILE, "avim", ago, 15, location="Politie Midden-Nederland", leads=leads)
    story.do(police.CONSIDER, "ind", ago - 1, 10, about=row)
    if investigated is not None:
        story.do(police.INVESTIGATE, "avim", investigated, 9, about=row)
    return row


def close_report(story: Story, row: PoliceReport, ago: int, leads: str) -> None:
    story.do(police.CLOSE, "avim", ago, 16, about=row, leads=leads)


def record_offence(story: Story, ago: int, description: str) -> None:
    """What the child may have done under force; that non-punishment was considered is not said yet (AL-28)."""
    story.do(offence.RECORD, "avim", ago, 16, description=description)


def intake(story: Story, kid: Kid, guardian: str, ago: int) -> None:
    """The whole intake without anything particular, in the week from the arrival on."""
    arrive(story, kid, ago)
    acquaintance(story, ago - 1)
    identify(story, kid, ago - 2)
    guard(story, guardian, ago - 2)
    register(story, ago - 4)
    follow_up(story, ago - 5)


def protect(story: Story, guardian: str, ago: int, reasons: str, **decided: str) -> None:
    """Nidos decides and tells COA on the same day."""
    decide(story, guardian, ago, reasons, **decided)
    inform(story, guardian, ago)
