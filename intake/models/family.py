"""Who belongs to the child: relations, and people one might call."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models.case import Case
from partners.data_classes import DataClass, fields


class Relation(Recorded):
    """Somebody who belongs to the child or says so. A link to another case stands in both files (EC-43).

    Nobody is trusted by being related (S000-22); `unsafe` hides the link and keeps the two apart (EC-44). Of a link
    who the other is stands in that case: only who sees both learns it.
    """

    class Kind(models.TextChoices):
        SIBLING = "SIBLING", _("brother or sister")
        OWN_CHILD = "OWN_CHILD", _("own child")
        PARTNER = "PARTNER", _("partner")
        RELATIVE = "RELATIVE", _("relative")
        TRAVEL_COMPANION = "TRAVEL_COMPANION", _("travel companion")

    class Standing(models.TextChoices):
        CLAIMED = "CLAIMED", _("as told, not verified")
        CONFIRMED = "CONFIRMED", _("confirmed")
        DOUBTED = "DOUBTED", _("doubted")

    case = models.ForeignKey(Case, models.PROTECT, related_name="relations")
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=120, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    other_case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in case")
    )
    travelled_along = models.BooleanField(_("came along"), default=False)
    married = models.BooleanField(_("says to be married"), default=False)
    linked = models.BooleanField(_("in another case"), default=False, editable=False)
    standing = models.CharField(_("how sure"), max_length=12, choices=Standing, default=Standing.CLAIMED)
    unsafe = models.BooleanField(
        _("keep apart"), default=False,
        help_text=_(
            "A danger to the child, as a suspected recruiter: the link is hidden, they are never put together."
        ),
    )  # fmt: skip
    unsafe_reason = models.CharField(_("why apart"), max_length=300, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    end_reason = models.CharField(_("why ended"), max_length=300, blank=True)
    withdrawn = models.BooleanField(default=False, editable=False, help_text=_("Kept for the ledger only (EC-44)."))

    data = {
        DataClass.FAMILY: fields(
            "case kind linked travelled_along",
            "name birth_date other_case married standing unsafe unsafe_reason ended_on end_reason",
        ),
        DataClass.CONFIGURATION: fields(rest="withdrawn"),
    }
    hidden = Q(withdrawn=True)
    confined = (Q(unsafe=True), frozenset({"nidos.guardian", "nidos.intake", "nidos.supervisor"}))
    elsewhere = {"other_case": "other_case"}
    # When the file of the other is destroyed: that there was somebody stays with this child.
    lets_go = {"other_case": None, "linked": False}

    class Meta:
        verbose_name, verbose_name_plural = _("relation"), _("family and companions")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other_case=None) | ~Q(other_case=models.F("case")), name="nobody_is_related_to_themselves",
                violation_error_message=_("A child is no relative of itself."),
            ),
            models.CheckConstraint(
                condition=Q(linked=False, other_case=None) | Q(linked=True, other_case__isnull=False, name="",
                                                               birth_date=None),
                name="who_is_linked_stands_in_the_other_case",
                violation_error_message=_("Name and birth date of somebody with a case stand in that case."),
            ),
            models.CheckConstraint(
                condition=Q(unsafe=False) | ~Q(unsafe_reason=""), name="keeping_apart_has_a_reason",
                violation_error_message=_("Say why the two must be kept apart."),
            ),
            models.UniqueConstraint(
                fields=["case", "other_case"], condition=Q(ended_on=None, other_case__isnull=False),
                name="one_link_between_two_cases", violation_error_message=_("These two cases are linked already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class ContactPerson(Recorded):
    """Somebody the child names as a contact. Unsafe to call until Nidos has assessed it (S000-22, INV-33)."""

    class Safety(models.TextChoices):
        UNKNOWN = "UNKNOWN", _("not assessed: do not call")
        SAFE = "SAFE", _("safe")
        UNSAFE = "UNSAFE", _("not safe: do not call")

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_persons")
    relation = models.ForeignKey(Relation, models.PROTECT, null=True, blank=True, verbose_name=_("relation"))
    name = models.CharField(_("name"), max_length=120)
    who = models.CharField(_("who this is"), max_length=120, blank=True, help_text=_("As the child says it."))
    reach = EncryptedTextField(_("how to reach"), blank=True, help_text=_("Stored encrypted."))
    safety = models.CharField(_("safety"), max_length=8, choices=Safety, default=Safety.UNKNOWN)
    safety_reason = models.CharField(_("why"), max_length=300, blank=True)
    assessed_on = models.DateField(_("assessed on"), null=True, editable=False)

    data = {DataClass.CONTACT: fields("case name who safety", "relation reach safety_reason assessed_on")}

    class Meta:
        verbose_name, verbose_name_plural = _("contact person"), _("contact persons")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(safety="UNKNOWN") | (~Q(safety_reason="") & Q(assessed_on__isnull=False)),
                name="safety_is_assessed_with_a_reason", violation_error_message=_("Say why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
