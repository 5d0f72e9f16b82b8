"""The door of CoMensha: the messages that were sent to it, and no case."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.api import paging
from config.api.camel import CamelSerializer, render_rows
from config.download import JSON, attachment
from intake import comensha_out
from intake.api.documents import AsItIs
from intake.models import Child, ComenshaMessage, ComenshaReport, ExploitationForm, ReportBasis
from partners import involvement
from partners.api.serializers import for_list, for_model
from partners.api.views import ActorView, attempts
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.roles import OrganisationKind


class ComenshaReporter(CamelSerializer):
    name = serializers.CharField()
    type = serializers.ChoiceField(choices=OrganisationKind.choices)


class ComenshaPayload(CamelSerializer):
    """The exact text of a message. A withdrawal has its first five members only."""

    message = serializers.UUIDField()
    report = serializers.UUIDField(help_text="The same in every message of one report.")
    number = serializers.IntegerField(help_text="1 for the report itself; each later message takes the place of it.")
    what = serializers.ChoiceField(choices=ComenshaMessage.What.choices)
    sent_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=ComenshaReport.Kind.choices, required=False)
    basis = serializers.ChoiceField(choices=ReportBasis.choices, required=False)
    reporter = ComenshaReporter(required=False)
    exploitation_forms = serializers.ListField(
        child=serializers.ChoiceField(choices=ExploitationForm.choices), required=False
    )
    victim = serializers.CharField(required=False, help_text="A pseudonym: the same in every report about this child.")
    age = serializers.IntegerField(required=False, allow_null=True, help_text="null: not known, or contested.")
    age_group = serializers.ChoiceField(choices=["MINOR", "ADULT", "UNKNOWN"], required=False)
    sex = serializers.ChoiceField(choices=Child.Sex.choices, required=False)
    nationality = serializers.CharField(required=False, help_text="ISO 3166, or STATELESS or UNKNOWN.")
    situation = serializers.CharField(required=False, help_text="With a request for shelter only.")


class HtcdsStandard(CamelSerializer):
    name = serializers.CharField()
    version = serializers.CharField()
    status = serializers.CharField(help_text="DRAFT: the standard calls its fields so.")


class HtcdsExport(CamelSerializer):
    """A report in the names of IOM's Human Trafficking Case Data Standard, as far as it has them."""

    standard = HtcdsStandard()
    record = serializers.DictField(help_text="By the names of the standard, such as prs_Gender.")
    without_counterpart = serializers.ListField(child=serializers.CharField())


@extend_schema_view(
    get=extend_schema(
        operation_id="listSentComenshaMessages", summary=str(_("Messages to CoMensha")),
        responses=for_list(ComenshaMessage),
    )
)  # fmt: skip
class ComenshaMessagesView(ActorView):
    """Newest first. A page may hold fewer rows than you asked for: follow `next` until there is none.

    A message whose consent was withdrawn is not in it any more; its withdrawal is.
    """

    paged = True

    def get(self, request: Request) -> Response:
        attempts(request, ComenshaMessage)
        page = paging.page_of(request, (datetime, UUID))
        involvement.without_case(self.actor).require(DataClass.COMENSHA_SENT, "reads")
        rows = ComenshaMessage.objects.all()
        if page.after:
            sent_at, last = page.after
            rows = rows.filter(Q(sent_at__lt=sent_at) | Q(sent_at=sent_at, id__lt=last))
        keys = list(rows.order_by("-sent_at", "-id").values_list("sent_at", "id")[: page.limit])
        answer = page.answer([{"key": key} for key in keys], key=lambda row: row["key"])
        shown = rows.filter(pk__in=[key[1] for key in keys[: page.size]]).order_by("-sent_at", "-id")
        found = comensha_out.listed(shown, self.actor, timezone.now())
        return Response({**answer, "results": render_rows(found)})


@extend_schema_view(
    get=extend_schema(
        operation_id="readSentComenshaMessages", summary=str(_("A message to CoMensha")),
        responses=for_model(ComenshaMessage),
    )
)  # fmt: skip
class ComenshaMessageView(ActorView):
    def get(self, request: Request, comensha_message: UUID) -> Response:
        attempts(request, ComenshaMessage)
        involvement.without_case(self.actor).require(DataClass.COMENSHA_SENT, "reads")
        found = comensha_out.listed(ComenshaMessage.objects.filter(pk=comensha_message), self.actor, timezone.now())
        if not found:
            raise NotFound
        return Response(render_rows(found)[0])


class HandedOutView(ActorView):
    """A message as a file, in one of its forms."""

    content_negotiation_class = AsItIs
    form = ""

    def get(self, request: Request, comensha_message: UUID) -> HttpResponse:
        attempts(request, ComenshaMessage)
        found = comensha_out.hand_out(message=comensha_message, form=self.form, by=self.actor, at=timezone.now())
        return attachment(found.content, JSON, found.name)


def handed_out(operation: str, summary: Any, shape: type[CamelSerializer]) -> Any:
    return extend_schema_view(
        get=extend_schema(operation_id=operation, summary=str(summary), responses={(200, JSON): shape})
    )


@handed_out("readComenshaMessagesContents", _("the exact text of a message to CoMensha"), ComenshaPayload)
class ComenshaContentView(HandedOutView):
    """The bytes of which `payloadHash` is the SHA-256."""

    form = "json"


@handed_out("readComenshaMessagesHtcds", _("a message to CoMensha in the names of HTCDS"), HtcdsExport)
class ComenshaHtcdsView(HandedOutView):
    """HTCDS is a draft standard; what it has no name for is listed and given none."""

    form = "htcds"
