"""Consents at the partner's door: what was asked, and how far it is for who may read what that rests on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from config.api.camel import render_rows
from intake import consent as consents
from intake.models import Consent
from overview import consent_states
from partners.api.serializers import for_act, for_model
from partners.api.views import ItemView, ReadableCollectionView
from policy.consent import State
from shelter import rest_timing

KEPT: Any = for_model(Consent)


class ConsentShown(KEPT):
    """A consent as far as it may be read, and how far it is today."""

    state = serializers.ChoiceField(
        choices=[str(each) for each in State], required=False, read_only=True,
        help_text=_("How far it is today, computed from the answers and the age. Only GIVEN is consent."),
    )  # fmt: skip

    class Meta(KEPT.Meta):
        fields = [*KEPT.Meta.fields, "state"]


class ConsentPage(serializers.Serializer):
    results = ConsentShown(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(
    get=extend_schema(operation_id="listConsents", summary=str(consents.RESOURCE.label), responses=ConsentPage),
    post=extend_schema(
        operation_id="createConsents", summary=str(rest_timing.ASK.label), request=for_act(rest_timing.ASK),
        responses={201: ConsentShown},
    ),
)  # fmt: skip
class ConsentsView(ReadableCollectionView):
    resource, act, home = consents.RESOURCE, rest_timing.ASK, consents.RESOURCE

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return render_rows(consent_states.beside(rows, self.standing))


@extend_schema_view(
    get=extend_schema(operation_id="readConsents", summary=str(consents.RESOURCE.label), responses=ConsentShown)
)
class ConsentView(ItemView):
    resource = consents.RESOURCE

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return render_rows(consent_states.beside(rows, self.standing))
