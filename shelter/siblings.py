"""Brothers and sisters live together where there is a bed for it; apart only with a reason (EC-43)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from intake import family, joined
from intake.models import Case
from partners import involvement
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.together import read_many
from shelter import beds, fitting
from shelter.models import Location


def houses(case: Case, by: Actor, at: datetime) -> set[UUID]:
    """Where brothers and sisters live, as far as this actor may know of them and of where they live.

    Of somebody whom the child is kept apart from there is no link to find (EC-44).
    """
    others = list(family.siblings(case).values_list("other_case", flat=True))
    if not others:
        return set()
    standings = involvement.standings(by, joined.now(others), at)
    return {row["location"] for row in read_many(beds.taken_from(at), standings) if row.get("location")}


def check_together(case: Case, location: Location, apart_reason: str, by: Actor, at: datetime) -> None:
    """Not apart without a reason while there is a free bed with a brother or sister. Raises RuleBroken."""
    if apart_reason.strip():
        return
    near = houses(case, by, at)
    if near and location.pk not in near and fitting.beds_on_offer(case, by, at).filter(location__in=near).exists():
        raise RuleBroken(
            "siblings-apart",
            _("There is a free bed where a brother or sister lives: place them together, or say why not."),
            "EC-43",
        )
