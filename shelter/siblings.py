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
from shelter.models import Location, Placement


def houses(case: Case, by: Actor, at: datetime) -> set[UUID]:
    """Where brothers and sisters live, as far as this actor may know of them and of where they live.

    Of somebody whom the child is kept apart from there is no link to find (EC-44).
    """
    others = list(family.siblings(case).values_list("other_case", flat=True))
    if not others:
        return set()
    standings = involvement.standings(by, joined.now(others), at)
    return {row["location"] for row in read_many(beds.taken_from(at), standings) if row.get("location")}


def check_together(case: Case, location: Location, apart_reason: str, by: Actor, at: datetime,
                   old: Placement | None = None) -> None:  # fmt: skip
    """Not apart without a reason from a brother or sister, while the child lives with one or there is a free bed with
    one. Raises RuleBroken."""
    near = set() if apart_reason.strip() else houses(case, by, at)
    if not near or location.pk in near:
        return
    lives_there = old is not None and old.location_id in near
    if lives_there or fitting.beds_on_offer(case, by, at).filter(location__in=near).exists():
        raise RuleBroken(
            "siblings-apart",
            _("There is a bed where a brother or sister lives: let them live together, or say why not."),
            "EC-43",
        )
