"""What an organisation was told, and that it has seen it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import render_row
from partners import notices
from partners.api.idempotency import Answered, Created, once
from partners.api.serializers import for_list, for_model
from partners.api.views import ActorView
from partners.errors import NotFound
from partners.models import Notice

SHOWN = (
    "id",
    "version",
    "case_id",
    "kind",
    "about",
    "from_organisation",
    "source",
    "sent_at",
    "due_at",
    "acknowledged_at",
)
WAITING = OpenApiParameter("waiting", bool, description="true: only what nobody has acknowledged yet.")


@extend_schema_view(
    get=extend_schema(
        operation_id="listNotices", summary="What you were told", parameters=[WAITING], responses=for_list(Notice)
    )
)
class NoticesView(ActorView):
    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request, (datetime, UUID), also=["waiting"])
        rows = notices.for_actor(self.actor, timezone.now())
        if paging.switched(request, "waiting"):
            rows = rows.filter(acknowledged_at=None)
        if page.after:
            sent_at, last = page.after
            rows = rows.filter(Q(sent_at__lt=sent_at) | Q(sent_at=sent_at, id__lt=last))
        found = list(rows.order_by("-sent_at", "-id").values(*SHOWN)[: page.limit])
        answer = page.answer(found, key=lambda row: (row["sent_at"], row["id"]))
        cases = [row["case_id"] for row in answer["results"] if row["case_id"]]
        ledger.listed(Notice, by=self.actor, cases=cases, classes=["NOTICE"])
        return Response({**answer, "results": [render_row(row) for row in answer["results"]]})


@extend_schema_view(
    post=extend_schema(
        operation_id="createNoticesAcknowledgements", summary="Say that you have seen it", request=None,
        responses={201: for_model(Notice)},
    )
)  # fmt: skip
class AcknowledgementsView(ActorView):
    @once
    def post(self, request: Request, notice: UUID) -> Created:
        notices.acknowledge(notice=self.found(notice), by=self.actor, at=timezone.now())
        return Created(render_row(Notice.objects.filter(pk=notice).values(*SHOWN).get()), record=notice)

    def found(self, notice: UUID) -> Notice:
        """The notice, if it is for this actor. Raises NotFound."""
        row: Notice | None = notices.for_actor(self.actor, timezone.now()).filter(pk=notice).first()
        if row is None:
            raise NotFound
        return row

    def again(self, answered: Answered, notice: UUID) -> Response:
        row = self.found(notice)
        ledger.read(Notice, by=self.actor, case=row.case_id, record=row.pk, version=row.version, classes=["NOTICE"])
        return answered.response(render_row(Notice.objects.filter(pk=notice).values(*SHOWN).get()))
