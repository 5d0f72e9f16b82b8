"""Somebody asks where a child is: who asked, how, and that nothing was said (EC-47)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields


class LocationInquiry(Recorded):
    """One time that somebody asked. The answer is always a refusal, and no column holds a place: what a record does
    not hold, nobody can read out to who asks next."""

    class Asker(models.TextChoices):
        """Who this person says to be; nobody is trusted by it (S000-22)."""

        PARTNER = "PARTNER", _("the partner")
        RELATIVE = "RELATIVE", _("a relative")
        ACQUAINTANCE = "ACQUAINTANCE", _("a friend or acquaintance")
        RESIDENT = "RESIDENT", _("somebody who lives or lived in a house of COA")
        OFFICIAL = "OFFICIAL", _("says to come from an organisation")
        PRESS = "PRESS", _("press")
        UNKNOWN = "UNKNOWN", _("did not say who it was")

    class How(models.TextChoices):
        PHONE = "PHONE", _("by telephone")
        DOOR = "DOOR", _("at the door or the desk")
        LETTER = "LETTER", _("by letter")
        MESSAGE = "MESSAGE", _("by e-mail or another message")
        TALK = "TALK", _("during a talk")
        OTHER = "OTHER", _("otherwise")

    class Answer(models.TextChoices):
        REFUSED = "REFUSED", _("refused: nothing was said, not even whether the child is known")

    case = models.ForeignKey(Case, models.PROTECT, related_name="location_inquiries")
    asker = models.CharField(_("who asked"), max_length=14, choices=Asker, help_text=_("As this person says it."))
    asker_name = EncryptedTextField(
        _("name that was given"), blank=True,
        help_text=_("As it was given, true or not; leave empty when there was none. Stored encrypted."),
    )  # fmt: skip
    how = models.CharField(_("how it was asked"), max_length=10, choices=How)
    asked_at = models.DateTimeField(
        _("asked at"), blank=True, help_text=_("Leave empty for now; not before the arrival and not in the future.")
    )
    said = EncryptedTextField(
        _("what was said"),
        help_text=_("What this person asked, said or threatened with; no address of anybody. Stored encrypted."),
    )
    answer = models.CharField(
        _("what was answered"), max_length=10, choices=Answer, default=Answer.REFUSED, editable=False
    )
    nidos_acted_at = models.DateTimeField(_("Nidos acted at"), null=True, blank=True, editable=False)
    house_acted_at = models.DateTimeField(_("the house or COA acted at"), null=True, blank=True, editable=False)
    police_acted_at = models.DateTimeField(_("police acted at"), null=True, blank=True, editable=False)

    data = {
        DataClass.INQUIRY: fields(
            "case asker how asked_at answer", "asker_name said nidos_acted_at house_acted_at police_acted_at"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("question where the child is"), _("questions where the child is")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="REFUSED"), name="where_a_child_is_is_never_told",
                violation_error_message=_("Whoever asks where a child is, is refused (EC-47)."),
            ),
            models.CheckConstraint(
                condition=Q(asked_at__lte=F("created_at")), name="it_was_asked_before_it_was_recorded",
                violation_error_message=_("It was asked before it was recorded."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def answered(self) -> bool:
        """Whether Nidos, the house and police have all said what they did: until then they are alerted (AL-36)."""
        return None not in (self.nidos_acted_at, self.house_acted_at, self.police_acted_at)


class InquiryStep(Recorded):
    """One thing that somebody did to keep the child safe after it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiry_steps")
    inquiry = models.ForeignKey(
        LocationInquiry, models.PROTECT, related_name="steps", verbose_name=_("question where the child is")
    )
    step = EncryptedTextField(
        _("what was done"),
        help_text=_("What you did for the safety of the child, or will do when; no address. Stored encrypted."),
    )
    taken_at = models.DateTimeField(_("done at"), editable=False)

    data = {DataClass.INQUIRY: fields("case inquiry taken_at", "step")}

    class Meta:
        verbose_name = _("step after a question where the child is")
        verbose_name_plural = _("steps after a question where the child is")
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return str(self.inquiry_id)
