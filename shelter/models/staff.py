"""What is asked and done about the account of somebody who works with Beschut, and who decided on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from partners.data_classes import DataClass, fields
from partners.models import Organisation, Person
from partners.roles import ROLE_CHOICES
from shelter.models.location import Location

# What takes rights, and what gives none without somebody else's doing.
AT_ONCE = ("LEAVES", "SECOND_STEP", "WORD")


class StaffChange(Recorded):
    """One change of an account. What gives rights waits for a second person; what takes them holds at once."""

    class Kind(models.TextChoices):
        COMES = "COMES", _("takes up work")
        CHANGES = "CHANGES", _("other role, house or details")
        RETURNS = "RETURNS", _("comes back")
        LEAVES = "LEAVES", _("leaves")
        SECOND_STEP = "SECOND_STEP", _("sets up the second step anew")
        WORD = "WORD", _("one-time word given")

    class Outcome(models.TextChoices):
        CONFIRMED = "CONFIRMED", _("confirmed")
        REFUSED = "REFUSED", _("refused")

    kind = models.CharField(_("what happens"), max_length=12, choices=Kind, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("person")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    name = models.CharField(_("name"), max_length=120)
    username = models.CharField(
        _("user name"), max_length=80, help_text=_("Small letters, digits, dots and dashes."),
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=60, choices=ROLE_CHOICES)
    location = models.ForeignKey(
        Location, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("house"),
        help_text=_("Of who works for a reception provider: the house in which this one works."),
    )  # fmt: skip
    staff_id = models.CharField(
        _("staff number"), max_length=80, blank=True,
        help_text=_("By which the own organisation knows this person, and by which its own login says who comes."),
    )  # fmt: skip
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    reason = models.CharField(
        _("why"), max_length=100, blank=True, help_text=_("Without anything about a child: it stays in the ledger.")
    )
    outcome = models.CharField(_("what becomes of it"), max_length=10, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("decided by")
    )
    decision_reason = models.CharField(
        _("why not"), max_length=100, blank=True, help_text=_("Only of who refuses; it stays in the ledger.")
    )

    data = {
        DataClass.STAFF: fields("kind person organisation name username role location staff_id phone reason"),
        DataClass.STAFF_REVIEW: fields("outcome decided_at decided_by decision_reason"),
    }
    owned_through = "organisation"

    class Meta:
        verbose_name, verbose_name_plural = _("change of an account"), _("changes of accounts")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(outcome="", person__isnull=False),
                name="one_change_of_an_account_waits",
                violation_error_message=_("Another change of this account still waits for confirmation."),
            ),
            models.UniqueConstraint(
                fields=["username"], condition=Q(outcome="", kind="COMES"), name="a_user_name_is_asked_for_once",
                violation_error_message=_("Somebody else has or gets this user name: choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(kind="COMES") | Q(person__isnull=False), name="a_change_of_an_account_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="what_is_decided_of_an_account_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="REFUSED") | ~Q(decision_reason=""), name="an_account_is_refused_with_a_reason",
                violation_error_message=_("Say why not."),
            ),
            # What gives rights is decided by somebody else; a command is given by who is at the server.
            models.CheckConstraint(
                condition=~Q(outcome="CONFIRMED") | Q(kind__in=AT_ONCE) | Q(created_by=None)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("created_by"))),
                name="two_people_give_rights",
                violation_error_message=_("Somebody else than who asked for it decides."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
