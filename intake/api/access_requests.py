"""Ask for access to the case of a child; Nidos reads what was asked and answers it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from intake import access_request
from intake.api.signals import RECEIVED, Received, received
from intake.models import AccessRequest
from partners import involvement
from partners.api.idempotency import Answered, Created, once
from partners.api.serializers import for_act, for_list, for_model
from partners.api.views import ItemView, ReadableCollectionView, attempts
from partners.data_classes import DataClass
from partners.resources import Resource

RESOURCE = Resource("access-requests", AccessRequest, _("requests for access"))
ASKED: Any = for_act(access_request.ASK)


class AccessRequestInput(ASKED):
    """A child that is named by V-number, or by name and birth date, and why."""

    v_number = serializers.CharField(required=False, max_length=10)
    name = serializers.CharField(required=False, max_length=250)
    birth_date = serializers.DateField(required=False)

    class Meta(ASKED.Meta):
        fields = [*ASKED.Meta.fields, "v_number", "name", "birth_date"]


class ForWhoAnswers:
    """Who asked does not read here what came of it."""

    actor: Any

    def among(self, resource: Resource, ids: Mapping[str, UUID]) -> QuerySet[Any]:
        involvement.without_case(self.actor).require(DataClass.ACCESS_REQUEST, "decides")
        return AccessRequest.objects.all()


@extend_schema_view(
    get=extend_schema(operation_id="listAccessRequests", summary=str(RESOURCE.label),
                      responses=for_list(AccessRequest)),
    post=extend_schema(operation_id="createAccessRequests", summary=str(access_request.ASK.label),
                       request=AccessRequestInput, responses={202: Received}),
)  # fmt: skip
class AccessRequestsView(ForWhoAnswers, ReadableCollectionView):
    resource, act, takes = RESOURCE, access_request.ASK, AccessRequestInput

    @once
    def post(self, request: Request, **ids: UUID) -> Created:
        """The answer is always the same, whether or not there is such a child."""
        attempts(request, AccessRequest)
        at = timezone.now()
        standing, parent = access_request.ASK.stand(actor=self.actor, at=at, ids={})
        serializer = self.takes(data=request.data)
        serializer.is_valid(raise_exception=True)
        access_request.ASK.perform(standing=standing, parent=parent, at=at, data=serializer.validated_data)
        return received()

    def again(self, answered: Answered, **ids: UUID) -> Response:
        access_request.ASK.stand(actor=self.actor, at=timezone.now(), ids={})
        return answered.response(RECEIVED)


@extend_schema_view(
    get=extend_schema(operation_id="readAccessRequests", summary=str(AccessRequest._meta.verbose_name),
                      responses=for_model(AccessRequest))
)  # fmt: skip
class AccessRequestView(ForWhoAnswers, ItemView):
    resource = RESOURCE
