"""Talks (RP-16): how many a child had, in how many it told its story, and who held them. Few is the aim (S004-109)."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from intake.models import Conversation
from intake.models.conversation import HELD
from overview.counts.division import Division, Group, Link, Said, Unit, divide
from overview.counts.files import Files
from partners.models import Organisation
from partners.roles import OrganisationKind
from residence.models import Hearing

OF_TALKS = Link()
TALKED_WITH = Group(_("The children with whom a talk or a hearing was held in this period."), Unit.CHILDREN, OF_TALKS)
TALKS = Group(_("The talks and hearings that were held in this period."), Unit.EPISODES, OF_TALKS)
OFTEN = Said(
    "talks", _("Talks per child"),
    _("How many talks and hearings were held with the child in this period, by all organisations together."),
    TALKED_WITH,
    {"ONE": _("one"), "TWO": _("two"), "THREE": _("three"), "FOUR": _("four"), "MORE": _("five or more")},
    weighs=True,
)  # fmt: skip
TOLD = Said(
    "stories", _("How often the child told its story"),
    _("In how many of these talks the child told its story; a hearing counts as one, where its reasons were heard."),
    TALKED_WITH, {"NOT": _("not"), "ONCE": _("once"), "AGAIN": _("more than once")},
)  # fmt: skip
BY = Said(
    "by", _("Who held the talks"), _("Which kind of organisation recorded each talk."), TALKS,
    dict(OrganisationKind.choices) | {"": _("not known")},
)  # fmt: skip
NUMBERS = {1: "ONE", 2: "TWO", 3: "THREE", 4: "FOUR"}


def count(files: Files) -> Iterator[Division]:
    held = {"held_on__gte": files.since, "held_on__lte": files.until}
    talks = files.rows(Conversation).filter(HELD, **held)
    hearings = files.rows(Hearing).filter(**held)
    rows = [
        *talks.values_list("case_id", "retells_story", "created_by_organisation"),
        *hearings.values_list("case_id", "reasons_heard", "created_by_organisation"),
    ]
    often = Counter(files.child(case) for case, _told, _by in rows)
    told = Counter(files.child(case) for case, tells, _by in rows if tells)
    yield divide(OFTEN, (NUMBERS.get(number, "MORE") for number in often.values()))
    yield divide(TOLD, ({0: "NOT", 1: "ONCE"}.get(told[child], "AGAIN") for child in often))
    kinds = dict(Organisation.objects.values_list("pk", "kind"))
    yield divide(BY, (kinds.get(organisation, "") for _case, _told, organisation in rows))
