"""Involvement: why somebody may know of a case."""

from datetime import datetime

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from partners.data_classes import DataClass, fields
from partners.grounds import Ground
from partners.models.people import Organisation, Person


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def open(self, at: datetime) -> "InvolvementQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)

    def not_over(self, at: datetime) -> "InvolvementQuerySet":
        """Those that are open, and those that only open later; not those that were ended before they opened."""
        return self.filter(Q(until=None) | Q(until__gt=at, since__lt=F("until")))

    def in_case_of(self, column: str) -> Q:
        """Whether there is one of these in the case that this column of another table names.

        It is looked up row by row, by the index of cases. With `IN` or `EXISTS` as one condition among others the
        database may gather every case of an organisation first, and with `=` it expects to find almost none.
        """
        there = self.filter(case_id=OuterRef(column)).values("case_id")[:1]
        return Q(IsNull(Subquery(there), False))


class Involvement(Recorded):
    """Why an organisation, or a role, person or house of it, may know of a case, from when and until when."""

    case_id = models.UUIDField(help_text=_("The case; a plain id, because cases live in a higher room."))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    ground = models.CharField(_("ground"), max_length=20, choices=Ground)
    role = models.CharField(_("role"), max_length=60, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("person"))
    location = models.UUIDField(null=True)
    about = models.UUIDField(
        null=True, help_text=_("The row whose end closes this: the signal, indication, placement.")
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True)
    goes_on_in = models.UUIDField(
        null=True, help_text=_("The case in which this one goes on, when the two are of one child.")
    )
    goes_on_as = models.CharField(max_length=20, blank=True, help_text=_("The number of the case that goes on."))
    sort_key = models.BigIntegerField(help_text=_("The number of the case: lists start here and never sort cases."))

    objects = InvolvementQuerySet.as_manager()

    data = {
        DataClass.INVOLVEMENT: fields(
            "case_id organisation ground since until",
            "role person location about sort_key goes_on_in goes_on_as",
        ),
    }
    elsewhere = {"goes_on_in": "goes_on_in", "goes_on_as": "goes_on_in"}

    class Meta:
        verbose_name, verbose_name_plural = _("involvement"), _("involvements")
        indexes = [
            # A page of cases is read off as it stands here, each case once, however many there are.
            models.Index(fields=["organisation", "-sort_key", "case_id"], name="involvement_list"),
            # And so is in which of them one was opened last. By a signal of one's own nobody comes to a case.
            models.Index(fields=["organisation", "-since", "case_id"], name="involvement_newest"),
            models.Index(
                fields=["organisation", "role", "-since", "case_id"],
                condition=Q(person=None) & ~Q(ground=Ground.OWN_SIGNAL),
                name="involvement_newest_of_role",
            ),
            models.Index(fields=["case_id", "organisation"], name="involvement_case"),
            models.Index(fields=["about"], name="involvement_about"),
            # Whether a case is closed is asked wherever somebody stands.
            models.Index(fields=["case_id"], condition=Q(ground=Ground.CLOSED), name="involvement_closed"),
            models.Index(fields=["goes_on_in"], condition=Q(goes_on_in__isnull=False), name="involvement_goes_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="involvement_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(ground__in=["NAMED", "AUTHORISED"]) | Q(person__isnull=False),
                name="what_holds_in_person_names_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(ground__in=["EMERGENCY", "GRANTED"]) | Q(person__isnull=False, until__isnull=False),
                name="what_is_opened_for_a_person_names_it_and_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.case_id}"
