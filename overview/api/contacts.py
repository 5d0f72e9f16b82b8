"""Whom to call about a case."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api.camel import CamelSerializer, render_rows
from overview import contacts
from overview.contacts import Contact, Named
from partners import involvement
from partners.api.views import ActorView, grounds
from partners.models import Involvement


class CalledPerson(CamelSerializer):
    name = serializers.CharField()
    role = serializers.CharField()
    phone = serializers.CharField(help_text="Empty when it is not known.")


class CalledInCase(CalledPerson):
    """Somebody who is named in the case; who is away has a stand-in, or else the duty desk answers."""

    away = serializers.BooleanField()
    stand_in = CalledPerson(allow_null=True)


class CalledDesk(CamelSerializer):
    phone = serializers.CharField()
    hours = serializers.CharField()


class CalledOrganisation(CamelSerializer):
    organisation = serializers.CharField()
    own = serializers.BooleanField(help_text="Whether it is your own organisation.")
    unguarded = serializers.BooleanField(help_text="Whether Nidos still has to name a guardian.")
    people = CalledInCase(many=True)
    duty_desk = CalledDesk(allow_null=True)


class ContactPage(serializers.Serializer):
    results = CalledOrganisation(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(get=extend_schema(operation_id="listContacts", summary="Whom to call", responses=ContactPage))
class ContactsView(ActorView):
    def get(self, request: Request, case: UUID) -> Response:
        at = timezone.now()
        standing = involvement.standing(self.actor, case, at)
        found = contacts.load(standing, at)
        ledger.read(Involvement, by=standing.actor, case=case, classes=contacts.classes(standing),
                    ground=grounds(standing))  # fmt: skip
        return Response({"results": render_rows([shown(each) for each in found]), "next": None})


def shown(contact: Contact) -> dict[str, Any]:
    desk = contact.desk and {"phone": contact.desk.phone, "hours": contact.desk.hours}
    return {
        "organisation": contact.organisation, "own": contact.own, "unguarded": contact.unguarded,
        "people": render_rows([named(each) for each in contact.people]), "duty_desk": desk,
    }  # fmt: skip


def named(person: Named) -> dict[str, Any]:
    stand_in = person.stand_in
    called = stand_in and {"name": stand_in.name, "role": stand_in.role, "phone": stand_in.phone}
    return {"name": person.name, "role": person.role, "phone": person.phone, "away": person.away, "stand_in": called}
