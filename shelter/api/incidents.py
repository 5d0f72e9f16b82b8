"""Incidents near a house at the partner's door: reported, and read by who must act, with the address while open."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from config.api.camel import render_rows
from partners.api.serializers import for_act, for_model
from partners.api.views import ItemView, ReadableCollectionView
from shelter import incident, incident_place
from shelter.models import LocationIncident

KEPT: Any = for_model(LocationIncident)


class IncidentShown(KEPT):
    """An incident as far as it may be read, and where it is."""

    place = serializers.CharField(required=False, read_only=True, help_text=_("The name of the house."))
    address = serializers.CharField(
        required=False, read_only=True, help_text=_("Only as long as the incident is open.")
    )

    class Meta(KEPT.Meta):
        fields = [*KEPT.Meta.fields, "place", "address"]


class IncidentPage(serializers.Serializer):
    results = IncidentShown(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(
    get=extend_schema(operation_id="listLocationIncidents", summary=str(incident.INCIDENTS.label),
                      responses=IncidentPage),
    post=extend_schema(operation_id="createLocationIncidents", summary=str(incident.REPORT.label),
                       request=for_act(incident.REPORT), responses={201: IncidentShown}),
)  # fmt: skip
class IncidentsView(ReadableCollectionView):
    resource, act, home = incident.INCIDENTS, incident.REPORT, incident.INCIDENTS

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return render_rows(incident_place.beside(rows))


@extend_schema_view(
    get=extend_schema(operation_id="readLocationIncidents", summary=str(incident.INCIDENTS.label),
                      responses=IncidentShown)
)  # fmt: skip
class IncidentView(ItemView):
    resource = incident.INCIDENTS

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return render_rows(incident_place.beside(rows))
