"""The alerts that are open for the caller's role: in one case, and in all of its cases."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import CamelSerializer, render_rows
from overview import alerts, emergencies, incidents, shelter_alert, snapshot, training_alert
from overview.alerts import OpenAlert
from partners import involvement
from partners.api.views import ActorView, grounds
from partners.models import AlertAnswer
from policy.alerts import Severity


class AlertReply(CamelSerializer):
    answer = serializers.ChoiceField(choices=AlertAnswer.Answer.choices)
    until = serializers.DateField(allow_null=True, help_text="The day on which it comes back.")
    reason = serializers.CharField()


class AlertRow(CamelSerializer):
    """One alert. It is computed: its id stays the same as long as it is about the same thing since the same moment."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(
        allow_null=True, help_text="Null for what is about no child, as AL-07, AL-29 and AL-34."
    )
    code = serializers.CharField()
    severity = serializers.ChoiceField(choices=[str(name) for name in Severity])
    text = serializers.CharField()
    since = serializers.DateTimeField()
    about = serializers.UUIDField(
        help_text="The record it is about; when it is about no record the case itself, or what all places came to."
    )
    risen = serializers.BooleanField(help_text="It comes to your role because it lasts.")
    source = serializers.ListField(child=serializers.CharField())
    answered = AlertReply(allow_null=True, help_text="What your role answered last.")


class AlertPage(serializers.Serializer):
    results = AlertRow(many=True)
    next = serializers.CharField(allow_null=True, help_text="Where the next page is; null on the last.")


def shown(each: OpenAlert) -> dict[str, Any]:
    said = each.answered
    return {
        "id": each.id, "case": each.case, "code": each.alert.code, "severity": each.alert.severity,
        "text": each.text, "since": each.since, "about": each.about, "risen": each.risen,
        "source": list(each.alert.source),
        "answered": said and {"answer": said["answer"], "until": said.get("until"), "reason": said.get("reason", "")},
    }  # fmt: skip


def classes(found: Iterable[OpenAlert]) -> set[str]:
    return {name for each in found for name in alerts.classes(each.facts, [each])}


@extend_schema_view(get=extend_schema(operation_id="listCasesAlerts", summary="Alerts in this case",
                                      responses=AlertPage))  # fmt: skip
class CaseAlertsView(ActorView):
    """Also those that your role has answered."""

    paged = True

    def get(self, request: Request, case: UUID) -> Response:
        page = paging.page_of(request)
        at = timezone.now()
        standing = involvement.standing(self.actor, case, at)
        [facts] = snapshot.of({case: standing}, alerts.MODELS)
        found = alerts.of_case(facts, standing.actor.role, at)
        ledger.read(AlertAnswer, by=standing.actor, case=case, classes=alerts.classes(facts, found),
                    ground=grounds(standing))  # fmt: skip
        return Response(paging.whole(render_rows([shown(each) for each in found]), page))


@extend_schema_view(get=extend_schema(operation_id="listAlerts", summary="Alerts that wait for you",
                                      responses=AlertPage))  # fmt: skip
class AlertsView(ActorView):
    """In every case you are involved in; what your role has put aside is left out."""

    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request)
        at = timezone.now()
        outside = [
            *emergencies.waiting(self.actor),
            *incidents.waiting(self.actor),
            *shelter_alert.waiting(self.actor),
            *training_alert.waiting(self.actor),
        ]
        found = alerts.waiting([*snapshot.load(self.actor, at, alerts.MODELS), *outside], self.actor.role, at)
        answer = paging.whole(render_rows([shown(each) for each in found]), page)
        told = [each for each in found if each.id in {UUID(str(row["id"])) for row in answer["results"]}]
        seen = {each.case for each in told if each.case is not None}
        ledger.listed(AlertAnswer, by=self.actor, cases=sorted(seen), classes=classes(told))
        return Response(answer)
