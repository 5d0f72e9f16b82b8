"""Every route of /api/v1: those made from acts and resources, and those written by hand."""

from django.urls import path

from intake import acts as intake
from intake.api.signals import SignalsView
from overview.api.cases import CasesView, CaseView, SearchesView
from overview.api.changes import ChangesView
from overview.api.clocks import TermsView, TimelineView
from overview.api.contacts import ContactsView
from partners import cover
from partners.api.codes import CodesView
from partners.api.notices import AcknowledgementsView, NoticesView
from partners.api.views import routes
from residence import acts as residence
from residence.api.guardians import GuardiansView
from shelter import acts as shelter
from shelter.api.locations import BedsView, LocationsView

MADE = routes(
    acts=[act for act in (*cover.ACTS, *intake.ACTS, *shelter.ACTS, *residence.ACTS) if act.path != "cases"],
    resources=(*cover.RESOURCES, *intake.RESOURCES, *shelter.RESOURCES, *residence.RESOURCES),
)

urlpatterns = [
    path("cases", CasesView.as_view(), name="cases"),
    path("cases/<uuid:case>", CaseView.as_view(), name="cases-item"),
    path("cases/<uuid:case>/terms", TermsView.as_view(), name="terms"),
    path("cases/<uuid:case>/timeline", TimelineView.as_view(), name="timeline"),
    path("cases/<uuid:case>/contacts", ContactsView.as_view(), name="contacts"),
    path("changes", ChangesView.as_view(), name="changes"),
    path("codes", CodesView.as_view(), name="codes"),
    path("case-searches", SearchesView.as_view(), name="case-searches"),
    path("guardians", GuardiansView.as_view(), name="guardians"),
    path("signals", SignalsView.as_view(), name="own-signals"),
    path("notices", NoticesView.as_view(), name="notices"),
    path("notices/<uuid:notice>/acknowledgements", AcknowledgementsView.as_view(), name="notices-acknowledgements"),
    path("locations", LocationsView.as_view(), name="locations"),
    path("locations/<uuid:location>/beds", BedsView.as_view(), name="locations-beds"),
    *MADE,
]
