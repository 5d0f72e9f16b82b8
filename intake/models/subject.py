"""A child, or somebody for it, asks for all of its data (GDPR art. 15); and what was judged of each text in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.language import say_later
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from policy.subject_access import GROUNDS


def request_grounds() -> list[tuple[str, object]]:
    return [(each.code, say_later(each.text)) for each in GROUNDS]


def text_grounds() -> list[tuple[str, object]]:
    return [(each.code, say_later(each.text)) for each in GROUNDS if each.of_text]


class SubjectRequest(Recorded):
    """One request: who asked and how that is certain, what was decided, and the fingerprint of what was given."""

    class AskedBy(models.TextChoices):
        CHILD = "CHILD", _("the child itself")
        GUARDIAN = "GUARDIAN", _("the guardian")
        LAWYER = "LAWYER", _("the child's lawyer")
        PARENT = "PARENT", _("a parent")

    class Identified(models.TextChoices):
        KNOWN = "KNOWN", _("known in person")
        DOCUMENT = "DOCUMENT", _("showed an identity document")
        AUTHORITY = "AUTHORITY", _("showed a written authority of the child, and who they are")
        REGISTER = "REGISTER", _("looked up in a register: of guardians, or of lawyers")

    class Longer(models.TextChoices):
        COMPLEX = "COMPLEX", _("the request is complex")
        MANY = "MANY", _("there are many requests")

    class Decision(models.TextChoices):
        GRANTED = "GRANTED", _("granted")
        LIMITED = "LIMITED", _("granted in part")
        REFUSED = "REFUSED", _("refused")

    case = models.ForeignKey(Case, models.PROTECT, related_name="subject_requests")
    asked_by = models.CharField(_("who asks"), max_length=8, choices=AskedBy)
    asker = EncryptedTextField(
        _("name of who asks"), blank=True, help_text=_("Leave empty when the child itself asks. Stored encrypted.")
    )
    identified_by = models.CharField(_("how it is certain who asks"), max_length=9, choices=Identified)
    received_on = models.DateField(_("received on"))
    extended_on = models.DateField(_("term extended on"), null=True, blank=True, editable=False)
    longer_because = models.CharField(_("why it takes longer"), max_length=7, choices=Longer, blank=True)
    decision = models.CharField(_("decision"), max_length=7, choices=Decision, blank=True)
    ground = models.CharField(
        _("ground"), max_length=12, choices=request_grounds, blank=True,
        help_text=_("Why it is refused or granted in part; empty when it is granted."),
    )  # fmt: skip
    decision_words = EncryptedTextField(
        _("reasons"), blank=True, help_text=_("What is told to who asked. Stored encrypted.")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    handed_at = models.DateTimeField(_("copy made at"), null=True, editable=False)
    content_hash = models.CharField(
        _("fingerprint of the copy (SHA-256)"), max_length=64, blank=True, editable=False,
        help_text=_("Of the file that went along: whoever has it can check that it is this one."),
    )  # fmt: skip

    data = {
        DataClass.SUBJECT_ACCESS: fields(
            "case asked_by received_on extended_on decision told_on handed_at",
            "asker identified_by longer_because ground decision_words decided_at content_hash",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("request for one's own data"), _("requests for one's own data")
        ordering = ["received_on", "created_at"]
        indexes = [models.Index(fields=["received_on"], condition=Q(handed_at=None), name="subject_request_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_on=None, longer_because="")
                | (Q(extended_on__gte=F("received_on")) & ~Q(longer_because="")),
                name="a_longer_term_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decision="", ground="", decided_at=None)
                | Q(decision="GRANTED", ground="", decided_at__isnull=False)
                | (Q(decision__in=["LIMITED", "REFUSED"], decided_at__isnull=False) & ~Q(ground="")
                   & ~Q(decision_words="")),
                name="a_request_is_granted_or_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(handed_at=None, content_hash="")
                | (Q(handed_at__isnull=False, decision__in=["GRANTED", "LIMITED"]) & ~Q(content_hash="")),
                name="a_copy_is_given_of_what_was_granted_and_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None) | Q(decision="REFUSED"), name="who_is_told_without_a_copy_was_refused"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class SubjectText(Recorded):
    """One text or scan in the data that were asked for, as it stood in one version: what a person said of it."""

    class Verdict(models.TextChoices):
        KEPT = "KEPT", _("goes along")
        SHORTENED = "SHORTENED", _("goes along in other words")
        LEFT_OUT = "LEFT_OUT", _("does not go along")

    case = models.ForeignKey(Case, models.PROTECT, related_name="subject_texts")
    request = models.ForeignKey(SubjectRequest, models.PROTECT, related_name="texts", editable=False)
    kind = models.CharField(_("kind of record"), max_length=60, editable=False)
    record = models.UUIDField(editable=False)
    column = models.CharField(max_length=60, editable=False)
    written_version = models.PositiveIntegerField(editable=False)
    verdict = models.CharField(_("does it go along"), max_length=9, choices=Verdict, blank=True)
    text = EncryptedTextField(
        _("the text as it goes along"), blank=True,
        help_text=_("Take out whoever else is named in it, and what leads to them. Stored encrypted."),
    )  # fmt: skip
    why = models.CharField(_("why not whole"), max_length=12, choices=text_grounds, blank=True)
    judged_at = models.DateTimeField(_("judged at"), null=True, editable=False)

    data = {
        DataClass.SUBJECT_TEXT: fields("case request kind record column written_version verdict text why judged_at"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("text that is judged"), _("texts that are judged")
        ordering = ["created_at", "kind", "record", "column", "written_version"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "record", "column", "written_version"], name="a_text_is_judged_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", text="", why="", judged_at=None)
                | Q(verdict="KEPT", text="", why="", judged_at__isnull=False)
                | (Q(verdict="SHORTENED", judged_at__isnull=False) & ~Q(text="") & ~Q(why=""))
                | (Q(verdict="LEFT_OUT", text="", judged_at__isnull=False) & ~Q(why="")),
                name="a_text_that_does_not_go_along_whole_has_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
