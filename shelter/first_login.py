"""The first log-in: a one-time word that lapses, with which somebody chooses a password that nobody else knows.

Who confirms accounts gives it, and never who asks for them: so whoever looks after accounts can be nobody else. It
stands in no table: it follows from the row that says it was given, the key of this site and the password that is to
be replaced. It is right once, because then there is another password, and the newest counts alone.
"""

import base64
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from audit.models import Kind
from partners import actors, second_factor
from partners.access import Standing
from partners.actors import Actor
from partners.models import Person
from policy.login import word_lapses
from shelter.models import StaffChange
from shelter.staff import about, at_once, held
from shelter.staff_checks import check_leave, check_reason
from shelter.staff_decision import REVIEWS, check_vouches

SALT = "shelter.first_login"
# Of the 256 bits so many bytes, sixteen letters: with ten tries in a quarter of an hour nobody guesses them.
BYTES, GROUP = 10, 4
READ_AS = str.maketrans("018", "OIB")


def word_of(row: StaffChange, person: Person) -> str:
    """The word that was given with this row, as long as the password is the one from then."""
    known = salted_hmac(SALT, f"{row.pk} {person.password}", algorithm="sha256").digest()
    letters = base64.b32encode(known[:BYTES]).decode()
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def as_compared(word: str) -> str:
    """Without dashes, blanks and the digits that are easily read for letters."""
    return "".join(each for each in word.upper().translate(READ_AS) if each.isalnum())


def check_give(person: Person, by: Actor, at: datetime) -> None:
    """Somebody else who works here, for whom one may speak. Raises RuleBroken."""
    check_leave(person, by, at)
    check_vouches(person.organisation_id, person.pk, by)


def require(standing: Standing) -> None:
    """Raises NotAllowed for who does not decide on accounts."""
    standing.require_to_act(*REVIEWS)


@transaction.atomic
def give_word(*, person: Person, reason: str = "", by: Actor, at: datetime) -> str:
    """A new word; an earlier one, the password and every session end. Raises RuleBroken.

    Of who logged in before it says why: a password that was forgotten.
    """
    person = held(person)
    check_give(person, by, at)
    if person.last_login is not None:
        check_reason(reason)
    return word_for(person, reason, by, at)


def word_for(person: Person, reason: str, by: Actor, at: datetime) -> str:
    person.set_unusable_password()
    person.logged_out_at = at
    person.save(update_fields=["password", "logged_out_at"])
    return word_of(at_once(about(person, StaffChange.Kind.WORD, reason), by=by, at=at), person)


@transaction.atomic
def choose(*, username: str, word: str, password: str, trace_id: str, at: datetime) -> Person | None:
    """The password of who brings the right word; None: there is no such account, or the word is not right, or late.

    The three are told apart nowhere.
    """
    rows = Person.objects.select_for_update(of=("self",)).select_related("organisation")
    person = rows.filter(username=username.strip(), is_active=True).first()
    row = StaffChange.objects.filter(person=person, kind=StaffChange.Kind.WORD).first() if person else None
    if person is None or row is None or person.has_usable_password() or at >= word_lapses(row.created_at):
        return None
    if not constant_time_compare(as_compared(word_of(row, person)), as_compared(word)):
        return None
    person.set_password(password)
    person.save(update_fields=["password"])
    second_factor.note(Kind.CHANGE, "password chosen", person, actors.of_person(person, trace_id=trace_id))
    return person
