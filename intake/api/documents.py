"""Scans at the partner's door: they come in as base64 and go out as the file itself."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from config.api.parsers import ScanParser
from config.download import SUFFIXES, attachment
from intake import document as documents
from intake.models import Document
from partners.api.serializers import for_act, for_list, for_model
from partners.api.views import ActorView, ItemView, ReadableCollectionView, attempts


@extend_schema_field({"type": "string", "contentEncoding": "base64"})
class Base64Field(serializers.Field):
    """Bytes as text (RFC 4648 section 4)."""

    def to_internal_value(self, data: Any) -> bytes:
        try:
            return base64.b64decode(data, validate=True)
        except (binascii.Error, TypeError, ValueError) as fault:
            raise serializers.ValidationError(_("This is not valid base64."), code="base64") from fault


TAKEN: Any = for_act(documents.ADD)


class DocumentInput(TAKEN):
    """A scan: a PDF, JPEG or PNG in base64. Only the look of its pages is kept."""

    content = Base64Field(help_text=_("The file in base64."))

    class Meta(TAKEN.Meta):
        fields = [*TAKEN.Meta.fields, "content"]


@extend_schema_view(
    get=extend_schema(
        operation_id="listDocuments", summary=str(documents.RESOURCE.label), responses=for_list(Document)
    ),
    post=extend_schema(
        operation_id="createDocuments", summary=str(documents.ADD.label), request=DocumentInput,
        responses={201: for_model(Document)},
    ),
)  # fmt: skip
class DocumentsView(ReadableCollectionView):
    resource, act, takes, home = documents.RESOURCE, documents.ADD, DocumentInput, documents.RESOURCE
    parser_classes = [ScanParser]


@extend_schema_view(
    get=extend_schema(
        operation_id="readDocuments", summary=str(documents.RESOURCE.label), responses=for_model(Document)
    )
)  # fmt: skip
class DocumentView(ItemView):
    resource = documents.RESOURCE


class AsItIs(BaseContentNegotiation):
    """A file has one form; whatever a caller says to accept, it is that or a problem in JSON."""

    def select_renderer(self, request: Request, renderers: Sequence[Any], format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class DocumentContentView(ActorView):
    """The scan itself."""

    content_negotiation_class = AsItIs

    @extend_schema(
        operation_id="readDocumentsContents", summary=str(_("the scan itself")),
        responses={(200, media_type): OpenApiTypes.BINARY for media_type in SUFFIXES},
    )  # fmt: skip
    def get(self, request: Request, case: UUID, document: UUID) -> HttpResponse:
        attempts(request, Document)
        found = documents.read_in(case=case, document=document, by=self.actor, at=timezone.now())
        return attachment(found.content, found.media_type, found.name)
