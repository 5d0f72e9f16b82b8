"""What somebody was trained in, and when. Until when it counts follows from that day and is stored nowhere (T-17)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.language import say
from partners.data_classes import DataClass, fields
from partners.models.people import Person
from policy.training import REQUIRED, TOPICS, valid_until


def topics() -> list[tuple[str, str]]:
    """Every topic, in the language that is spoken now."""
    return [(row.code, say(row.label)) for row in TOPICS]


class TrainingQuerySet(models.QuerySet["Training"]):
    def required(self) -> "TrainingQuerySet":
        """In what everybody needs who talks with children, and that stand."""
        return self.filter(topic__in=REQUIRED, withdrawn_on=None)

    def days(self, people: Collection[UUID]) -> dict[UUID, list[date]]:
        """The days on which each of these people was trained in that."""
        found: dict[UUID, list[date]] = {person: [] for person in people}
        for person, day in self.required().filter(person__among=people).values_list("person", "trained_on"):
            found[person].append(day)
        return found


class Training(Recorded):
    """One training of one person. Done again, it is a new row; a mistake is withdrawn with a reason."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="trainings", verbose_name=_("who was trained"))
    topic = models.CharField(_("in what"), max_length=20, choices=topics)
    trained_on = models.DateField(_("trained on"), help_text=_("The last day of the training."))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)
    withdrawal_reason = models.CharField(_("why it is withdrawn"), max_length=100, blank=True)

    objects = TrainingQuerySet.as_manager()

    data = {DataClass.TRAINING: fields("person topic trained_on withdrawn_on", "withdrawal_reason")}
    owned_through = "person__organisation"

    class Meta:
        verbose_name, verbose_name_plural = _("training"), _("trainings")
        ordering = ["-trained_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic", "trained_on"], condition=Q(withdrawn_on=None),
                name="a_training_is_recorded_once",
                violation_error_message=_("This training was recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="a_training_is_withdrawn_with_a_reason",
                violation_error_message=_("Say why it is withdrawn."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.topic} {self.person_id}"

    @property
    def valid_until(self) -> date:
        return valid_until(self.trained_on)
