"""The admin site of Beschut: the stock site with the desk as its index and our own pages behind it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from audit.models import Recorded
from intake import signal, subject_request
from overview import acts, day, deliveries
from overview.admin import figures, logging_in, people_trail, reference, second_factor, subject
from overview.admin.access_requests import access_requests_page
from overview.admin.act_form import act_page
from overview.admin.arrivals import arrival_list
from overview.admin.calendar import calendar_page, calendar_revoke
from overview.admin.capacity import board
from overview.admin.case import apart_page, case_list, case_page, case_search, compare
from overview.admin.child_paper import child_paper
from overview.admin.cobo import cobo_meeting, cobo_meetings
from overview.admin.comensha import comensha_file, comensha_htcds, comensha_message, comensha_messages
from overview.admin.consent_forms import consent_forms_page
from overview.admin.cover import cover_page
from overview.admin.deliveries import deliveries_page
from overview.admin.desk import acknowledge, desk
from overview.admin.desk import day as day_page
from overview.admin.documents import consent_form, document_file
from overview.admin.doors import door
from overview.admin.dossier import dossier
from overview.admin.emergencies import emergencies_page
from overview.admin.first_day import first_day_page
from overview.admin.history import RecordAdmin
from overview.admin.incidents import incidents_page
from overview.admin.outside import outside_signal
from overview.admin.outside_trail import outside_trail
from overview.admin.retention import retention_view
from overview.admin.signals import match_signal, unmatched_signals
from overview.admin.source import source
from overview.admin.staff import staff_page, word_page
from overview.admin.trail import child_log, second_person_page, trail, trail_csv, trail_logboek, trails
from overview.admin.training import trainings_page
from overview.admin.waiting_list import waiting_list_page
from overview.links import free_act_url
from partners import actors, involvement, sessions
from partners.data_classes import DataClass
from partners.roles import ROLES
from partners.second_factor import required


class BeschutSite(AdminSite):
    """Who is active may come in; what is there to see is the access table's business."""

    site_header = site_title = "Beschut"
    enable_nav_sidebar = False
    site_url = None

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        for model in apps.get_models():
            if issubclass(model, Recorded):
                self.register(model, RecordAdmin)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our own read-only pages: what other apps offer to change here stays out."""
        if isinstance(admin_class, type) and issubclass(admin_class, RecordAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Whoever sits down at a screen that was left open does not make the account their own."""
        if not sessions.proven_just_now(request):
            return second_factor.to_prove(request.path)
        return super().password_change(request, extra_context)

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.user.is_active)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Whoever hands in a form without being logged in is asked to, and keeps what was typed."""
        page = super().admin_view(view, cacheable)

        @wraps(page)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            instead = None if self.has_permission(request) else logging_in.instead(request)
            return instead or page(request, *args, **kwargs)

        return opened

    @method_decorator([never_cache, transaction.non_atomic_requests])
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        return logging_in.Door.as_view()(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return door(desk)(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """No list of tables: the desk is the index."""
        return []

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path(route, self.admin_view(door(view)), name=name)
            for route, view, name in (
                ("intake/case/", case_list, "intake_case_changelist"),
                ("intake/case/search/", case_search, "case_search"),
                ("intake/case/<uuid:case>/change/", case_page, "intake_case_change"),
                ("cases/<uuid:case>/compare/<uuid:pair>/", compare, "compare"),
                ("cases/<uuid:case>/apart/<slug:name>/<uuid:pk>/", apart_page, "apart"),
                ("cases/<uuid:case>/consents/<uuid:consent>/form/", consent_form, "consent_form"),
                ("cases/<uuid:case>/documents/<uuid:document>/", document_file, "document"),
                ("cases/<uuid:case>/comensha/<uuid:comensha_message>/file/", comensha_file, "comensha_file"),
                ("comensha/", comensha_messages, "comensha"),
                ("comensha/<uuid:comensha_message>/file/", comensha_message, "comensha_message"),
                ("comensha/<uuid:comensha_message>/htcds/", comensha_htcds, "comensha_htcds"),
                ("cases/<uuid:case>/acts/<slug:name>/", act_page, "act"),
                ("cases/<uuid:case>/acts/<slug:name>/<uuid:parent>/", act_page, "nested_act"),
                ("acts/<slug:name>/", act_page, "free_act"),
                ("acts/<slug:name>/<uuid:parent>/", act_page, "nested_free_act"),
                ("day/", day_page, "day"),
                ("first-day/", first_day_page, "first_day"),
                ("calendar/", calendar_page, "calendar"),
                ("calendar/revoke/", calendar_revoke, "calendar_revoke"),
                ("cobo/", cobo_meetings, "cobo_meetings"),
                ("cobo/<uuid:meeting>/", cobo_meeting, "cobo_meeting"),
                ("cover/", cover_page, "cover"),
                ("staff/", staff_page, "staff"),
                ("staff/<uuid:person>/word/", word_page, "staff_word"),
                ("training/", trainings_page, "training"),
                ("places/", board, "capacity"),
                ("consent-forms/", consent_forms_page, "consent_forms"),
                ("figures/", figures.overview, "figures"),
                *figures.ROUTES,
                *reference.ROUTES,
                ("retention/", retention_view, "retention"),
                ("deliveries/", deliveries_page, "deliveries"),
                ("waiting-list/", waiting_list_page, "waiting_list"),
                ("emergencies/", emergencies_page, "emergencies"),
                ("incidents/", incidents_page, "incidents"),
                ("access-requests/", access_requests_page, "access_requests"),
                ("arrivals/", arrival_list, "arrivals"),
                ("notices/<uuid:notice>/acknowledge/", acknowledge, "acknowledge"),
                ("signals/", unmatched_signals, "unmatched_signals"),
                ("signals/outside/", outside_signal, "outside_signal"),
                ("signals/<uuid:signal>/match/", match_signal, "match_signal"),
                ("sources/<str:identifier>/", source, "source"),
                ("trail/", trails, "trails"),
                ("trail/outside/", outside_trail, "outside_trail"),
                ("cases/<uuid:case>/trail/", trail, "trail"),
                ("cases/<uuid:case>/trail/csv/", trail_csv, "trail_csv"),
                ("cases/<uuid:case>/trail/logboek/", trail_logboek, "trail_logboek"),
                ("cases/<uuid:case>/log/", child_log, "child_log"),
                ("cases/<uuid:case>/dossier/", dossier, "dossier"),
                ("cases/<uuid:case>/for-the-child/", child_paper, "child_paper"),
                ("people/", people_trail.people, "people"),
                ("clients/", people_trail.clients, "clients"),
                ("api-users/", people_trail.api_users, "api_users"),
                *people_trail.ROUTES,
                *second_factor.ROUTES,
                *subject.ROUTES,
                ("second-person/", second_person_page, "second_person"),
            )
        ]
        # The stock address that fetches any record by its kind and id, to lead to a page that none of ours has.
        stock = (each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site")
        return [*own, *stock]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), **self._person(request)}

    def _person(self, request: HttpRequest) -> dict[str, Any]:
        """Who is signed in, and which pages there are for this role."""
        if not self.has_permission(request):
            return {}
        actor = actors.of_person(request.user)
        standing = involvement.without_case(actor)
        pages = [(reverse("admin:index"), _("My work")), (reverse("admin:intake_case_changelist"), _("My cases"))]
        if day.opens_for(actor):
            pages.insert(0, (reverse("admin:day"), _("My day")))
        if acts.OPEN.available(None, standing, timezone.now()):
            pages += [(free_act_url(acts.OPEN), acts.OPEN.label), (reverse("admin:arrivals"), _("Arrival list"))]
        if standing.right(DataClass.PLACEMENT).reads:
            pages.append((reverse("admin:waiting_list"), _("Waiting list")))
        if standing.right(DataClass.SIGNAL).writes:
            pages.append((reverse("admin:outside_signal"), signal.OUTSIDE.label))
        if standing.right(DataClass.EMERGENCY).anything:
            pages.append((reverse("admin:emergencies"), _("Emergency")))
        if standing.right(DataClass.INCIDENT).anything:
            pages.append((reverse("admin:incidents"), _("Near the houses")))
        if standing.right(DataClass.PLACEMENT).anything:
            pages.append((reverse("admin:capacity"), _("Places")))
        if standing.right(DataClass.COBO).anything:
            pages.append((reverse("admin:cobo_meetings"), _("Consultations")))
        if standing.right(DataClass.COVER).anything:
            pages.append((reverse("admin:cover"), _("Cover")))
        if standing.right(DataClass.TRAINING).anything:
            pages.append((reverse("admin:training"), _("Training")))
        if standing.right(DataClass.STAFF).anything:
            pages.append((reverse("admin:staff"), _("Accounts")))
        if standing.right(DataClass.CONSENT_FORM).anything:
            pages.append((reverse("admin:consent_forms"), _("Forms")))
        if standing.right(DataClass.COMENSHA_SENT).anything:
            pages.append((reverse("admin:comensha"), _("Sent to CoMensha")))
        if standing.right(DataClass.FIGURES).anything:
            pages.append((reverse("admin:figures"), _("Figures")))
        if subject_request.answers(actor):
            pages.append((reverse("admin:subject_requests"), _("One's own data")))
        if standing.right(DataClass.AUDIT).anything:
            pages.append((reverse("admin:trails"), _("Trail")))
            pages.append((reverse("admin:second_person"), _("To sign off")))
        if standing.right(DataClass.CONFIGURATION).anything:
            pages.append((reverse("admin:reference"), _("Reference data")))
        if standing.right(DataClass.RETENTION).anything or standing.right(DataClass.CONFIGURATION).writes:
            pages.append((reverse("admin:retention"), _("Retention")))
        pages.append((reverse("admin:calendar"), _("My calendar")))
        aside = deliveries.number_for(actor)
        if aside is not None:
            pages.append((reverse("admin:deliveries"), f"{_('Delivery')} ({aside})" if aside else _("Delivery")))
        own_login = reverse("admin:second_factor") if required() else ""
        return {"pages": pages, "own_login": own_login, "here": request.path, "role": ROLES[actor.role].label}
