"""The history of one record, read-only; nothing else of a record is offered: no table, no form, no deletion."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from simple_history.admin import SimpleHistoryAdmin

from overview import history
from overview.admin.doors import actor_of, door, page
from overview.links import case_url


class RecordAdmin(SimpleHistoryAdmin):
    """Stock history, with our columns: what the reader may not read now is not selected from the history either."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_history"
        view = self.admin_site.admin_view(door(require_safe(self.history_view)))
        return [path("<uuid:object_id>/history/", view, name=name)]

    def history_view(self, request: HttpRequest, object_id: UUID,
                     extra_context: dict[str, Any] | None = None) -> HttpResponse:  # fmt: skip
        found = history.load(self.model, object_id, actor_of(request), timezone.now())
        back = case_url(found.case) if found.case else None
        title = _("History: %(kind)s") % {"kind": found.kind}
        return page(request, "history", title=title, heading=capfirst(found.kind), history=found, case_url=back)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
