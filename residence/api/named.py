"""Who can be named as a guardian or a lawyer: without their ids a partner's system cannot name anybody."""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import CamelSerializer, render_row
from partners import involvement
from partners.api.views import ActorView
from partners.data_classes import DataClass
from partners.models import Person
from residence import guardianship, lawyer


class NamedRow(CamelSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    staff_id = serializers.CharField(help_text="What Request-User-Id carries for this person.")


class NamedPage(serializers.Serializer):
    results = NamedRow(many=True)
    next = serializers.CharField(allow_null=True)


class NamedView(ActorView):
    """The people who can be named in one kind of record, for who writes that record."""

    paged = True
    data_class: ClassVar[DataClass]

    def people(self, at: datetime) -> QuerySet[Person]:
        raise NotImplementedError

    def get(self, request: Request) -> Response:
        page = paging.page_of(request)
        involvement.without_case(self.actor).require(self.data_class, "reads")
        rows = self.people(timezone.now()).order_by("name", "id")
        ledger.read(Person, by=self.actor, case=None, classes=[self.data_class])
        return Response(paging.whole([render_row(row) for row in rows.values("id", "name", "staff_id")], page))


def described(name: str, summary: str) -> Any:
    return extend_schema_view(get=extend_schema(operation_id=name, summary=summary, responses=NamedPage))


@described("listNameableGuardians", "Guardians of your organisation")
class GuardiansView(NamedView):
    data_class = DataClass.GUARDIANSHIP

    def people(self, at: datetime) -> QuerySet[Person]:
        return guardianship.guardians(None, self.actor, at)


@described("listNameableLawyers", "Lawyers who work with Beschut")
class LawyersView(NamedView):
    data_class = DataClass.LAWYER

    def people(self, at: datetime) -> QuerySet[Person]:
        return lawyer.lawyers(None, self.actor, at)
