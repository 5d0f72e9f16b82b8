"""Every route of /api/v1: those made from acts and resources, and those written by hand."""

from django.urls import path

from intake import (
    access_request,
    consent,
    consent_form,
    document,
    emergency,
    legal_hold,
    retention_term,
    screening,
    subject_request,
)
from intake import acts as intake
from intake.api.access_requests import AccessRequestsView, AccessRequestView
from intake.api.comensha import (
    ComenshaContentView,
    ComenshaHtcdsView,
    ComenshaMessagesView,
    ComenshaMessageView,
)
from intake.api.documents import DocumentContentView, DocumentsView, DocumentView
from intake.api.emergencies import EmergencyAccessesView, EmergencyAccessView, ReviewsView
from intake.api.instruments import IndicatorsView, InstrumentsView
from intake.api.screenings import CorrectionsView, ScreeningsView, ScreeningView
from intake.api.signals import OwnSignalView, SignalsView, WithdrawalsView
from intake.signal_correction import WITHDRAW
from overview import acts, destruction, subject_texts, year_notes
from overview.api.alerts import AlertsView, CaseAlertsView
from overview.api.cases import CasesView, CaseView, SearchesView
from overview.api.changes import ChangesView
from overview.api.clocks import TermsView, TimelineView
from overview.api.consents import ConsentsView, ConsentView
from overview.api.contacts import ContactsView
from overview.api.training import TrainingCoverageView
from overview.api.waiting_list import WaitingListView
from overview.api.whereabouts import WhereaboutsView
from partners import cover, outbox, training
from partners.api.codes import CodesView
from partners.api.notices import AcknowledgementsView, NoticesView
from partners.api.views import routes
from residence import acts as residence
from residence.api.named import GuardiansView, LawyersView
from shelter import acts as shelter
from shelter import incident, outage, reference, staff, staff_decision
from shelter.api.incidents import IncidentsView, IncidentView
from shelter.api.locations import BedsView, CapacityView, LocationsView

# What has input or output of another shape than its model stands below by hand.
BY_HAND = {
    "cases", WITHDRAW.path, screening.RESOURCE.path, screening.CORRECT.path, emergency.OPEN.path,
    emergency.REVIEW.path, access_request.ASK.path, document.RESOURCE.path, consent.RESOURCE.path,
    incident.INCIDENTS.path,
}  # fmt: skip
# The figures have a page and a file, and so have the notes to them; what a child asks is answered by a person; no
# program gives anybody an account; and to destroy a file asks for a second step, which only the screen has.
ON_SCREEN_ONLY = {
    act.path
    for act in (
        *year_notes.ACTS, *subject_request.AT_THE_OFFICER, *subject_texts.ACTS, *staff.ACTS, staff_decision.DECIDE,
        *legal_hold.ACTS, *retention_term.ACTS, *destruction.ACTS,
    )
}  # fmt: skip
MADE = routes(
    acts=[act for act in acts.ACTS.values() if act.path not in BY_HAND | ON_SCREEN_ONLY],
    resources=[
        each
        for each in (
            *cover.RESOURCES, *training.RESOURCES, *outbox.RESOURCES, consent_form.RESOURCE, outage.RESOURCE,
            *reference.RESOURCES,
            *intake.RESOURCES, *intake.AT_THE_HEAD, *shelter.RESOURCES, *residence.RESOURCES, *shelter.OUTSIDE,
        )
        if each.path not in BY_HAND
    ],
)  # fmt: skip

urlpatterns = [
    path("cases", CasesView.as_view(), name="cases"),
    path("cases/<uuid:case>", CaseView.as_view(), name="cases-item"),
    path("cases/<uuid:case>/terms", TermsView.as_view(), name="terms"),
    path("cases/<uuid:case>/timeline", TimelineView.as_view(), name="timeline"),
    path("cases/<uuid:case>/contacts", ContactsView.as_view(), name="contacts"),
    path("cases/<uuid:case>/whereabouts", WhereaboutsView.as_view(), name="whereabouts"),
    path("cases/<uuid:case>/alerts", CaseAlertsView.as_view(), name="cases-alerts"),
    path("waiting-list", WaitingListView.as_view(), name="waiting-list"),
    path("alerts", AlertsView.as_view(), name="alerts"),
    path("training-coverage", TrainingCoverageView.as_view(), name="training-coverage"),
    path("cases/<uuid:case>/screenings", ScreeningsView.as_view(), name="screenings"),
    path("cases/<uuid:case>/screenings/<uuid:pk>", ScreeningView.as_view(), name="screenings-item"),
    path(
        "cases/<uuid:case>/screenings/<uuid:screening>/corrections",
        CorrectionsView.as_view(),
        name="screenings-corrections",
    ),
    path("cases/<uuid:case>/consents", ConsentsView.as_view(), name="consents"),
    path("cases/<uuid:case>/consents/<uuid:pk>", ConsentView.as_view(), name="consents-item"),
    path("cases/<uuid:case>/documents", DocumentsView.as_view(), name="documents"),
    path("cases/<uuid:case>/documents/<uuid:pk>", DocumentView.as_view(), name="documents-item"),
    path(
        "cases/<uuid:case>/documents/<uuid:document>/contents",
        DocumentContentView.as_view(),
        name="documents-contents",
    ),
    path("comensha-messages", ComenshaMessagesView.as_view(), name="sent-comensha-messages"),
    path(
        "comensha-messages/<uuid:comensha_message>", ComenshaMessageView.as_view(), name="sent-comensha-messages-item"
    ),
    path(
        "comensha-messages/<uuid:comensha_message>/contents",
        ComenshaContentView.as_view(),
        name="sent-comensha-messages-contents",
    ),
    path(
        "comensha-messages/<uuid:comensha_message>/htcds",
        ComenshaHtcdsView.as_view(),
        name="sent-comensha-messages-htcds",
    ),
    path("screening-instruments", InstrumentsView.as_view(), name="screening-instruments"),
    path("indicators", IndicatorsView.as_view(), name="indicators"),
    path("changes", ChangesView.as_view(), name="changes"),
    path("codes", CodesView.as_view(), name="codes"),
    path("case-searches", SearchesView.as_view(), name="case-searches"),
    path("guardians", GuardiansView.as_view(), name="guardians"),
    path("lawyers", LawyersView.as_view(), name="lawyers"),
    path("signals", SignalsView.as_view(), name="own-signals"),
    path("signals/<uuid:signal>", OwnSignalView.as_view(), name="own-signals-item"),
    path("signals/<uuid:signal>/withdrawals", WithdrawalsView.as_view(), name="own-signals-withdrawals"),
    path("emergency-accesses", EmergencyAccessesView.as_view(), name="own-emergency-accesses"),
    path("emergency-accesses/<uuid:pk>", EmergencyAccessView.as_view(), name="own-emergency-accesses-item"),
    path("emergency-accesses/<uuid:emergency>/reviews", ReviewsView.as_view(), name="emergency-accesses-reviews"),
    path("access-requests", AccessRequestsView.as_view(), name="access-requests"),
    path("access-requests/<uuid:pk>", AccessRequestView.as_view(), name="access-requests-item"),
    path("notices", NoticesView.as_view(), name="notices"),
    path("notices/<uuid:notice>/acknowledgements", AcknowledgementsView.as_view(), name="notices-acknowledgements"),
    path("location-incidents", IncidentsView.as_view(), name="location-incidents"),
    path("location-incidents/<uuid:pk>", IncidentView.as_view(), name="location-incidents-item"),
    path("locations", LocationsView.as_view(), name="locations"),
    path("locations/<uuid:location>/beds", BedsView.as_view(), name="locations-beds"),
    path("locations/<uuid:location>/capacity", CapacityView.as_view(), name="locations-capacity"),
    *MADE,
]
