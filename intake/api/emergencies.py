"""Emergency access over the API: open a case by its number, see what one opened, and review what others did."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from audit.models import Recorded
from intake import emergency
from intake.models import EmergencyAccess
from partners.acts import Act
from partners.api import versions
from partners.api.idempotency import Created
from partners.api.serializers import for_act, for_list, for_model
from partners.api.views import CollectionView, ItemView, ReadableCollectionView
from partners.resources import Resource

# Outside every case; in a case the same rows are read by the right one has there.
OUTSIDE = Resource("emergency-accesses", EmergencyAccess, _("emergency accesses"))
OPENED: Any = for_act(emergency.OPEN)


class EmergencyInput(OPENED):
    """The case by a number that one knows already, and why it cannot wait."""

    named = serializers.CharField(max_length=40, help_text=_("The number of the case, its id or the V-number."))

    class Meta(OPENED.Meta):
        fields = [*OPENED.Meta.fields, "named"]


@extend_schema_view(
    get=extend_schema(operation_id="listOwnEmergencyAccesses", summary=str(OUTSIDE.label),
                      responses=for_list(EmergencyAccess)),
    post=extend_schema(operation_id="createEmergencyAccesses", summary=str(emergency.OPEN.label),
                       request=EmergencyInput, responses={201: for_model(EmergencyAccess)}),
)  # fmt: skip
class EmergencyAccessesView(ReadableCollectionView):
    """What you opened yourself; for who reviews, what there is to review."""

    resource, act, takes = OUTSIDE, emergency.OPEN, EmergencyInput

    def among(self, resource: Resource, ids: Mapping[str, UUID]) -> QuerySet[Any]:
        return emergency.known_to(self.actor)

    def location(self, row: Recorded, ids: Mapping[str, UUID]) -> str:
        return reverse("own-emergency-accesses-item", args=[row.pk])


@extend_schema_view(
    get=extend_schema(operation_id="readOwnEmergencyAccesses", summary=str(EmergencyAccess._meta.verbose_name),
                      responses=for_model(EmergencyAccess))
)  # fmt: skip
class EmergencyAccessView(ItemView):
    resource = OUTSIDE

    def among(self, resource: Resource, ids: Mapping[str, UUID]) -> QuerySet[Any]:
        return emergency.known_to(self.actor)


@extend_schema_view(
    post=extend_schema(operation_id="createEmergencyAccessesReviews", summary=str(emergency.REVIEW.label),
                       request=for_act(emergency.REVIEW), responses={201: for_model(EmergencyAccess)})
)  # fmt: skip
class ReviewsView(CollectionView):
    """Whoever reviews stands in no case, and is answered as such."""

    act = emergency.REVIEW
    http_method_names = ["post", "options"]

    def created(self, act: Act, row: Recorded, ids: dict[str, UUID]) -> Created:
        return Created(self.shown(row, self.standing), record=row.pk, headers=versions.of_version(row.version))
