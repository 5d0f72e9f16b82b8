"""Organisations, people, API clients, involvement, notices, alerts answered, cover and the outbox."""

from partners.models.alert import AlertAnswer
from partners.models.calendar import CalendarFeed
from partners.models.cover import DutyDesk, StandIn
from partners.models.involvement import Involvement, InvolvementQuerySet
from partners.models.notice import Notice, NoticeKind
from partners.models.outbox import DeadLetter, Fault, OutboxMessage, Webhook, WebhookSecret
from partners.models.people import Client, Organisation, Person, PersonManager
from partners.models.plumbing import RateWindow, StoredAnswer
from partners.models.reference import Edition, EditionQuerySet, OrganisationEdition, one_at_a_time
from partners.models.training import Training, TrainingQuerySet
from partners.models.year_note import YearNote, YearNoteQuerySet

__all__ = [
    "AlertAnswer",
    "CalendarFeed",
    "Client",
    "DeadLetter",
    "DutyDesk",
    "Edition",
    "EditionQuerySet",
    "Fault",
    "Involvement",
    "InvolvementQuerySet",
    "Notice",
    "NoticeKind",
    "Organisation",
    "OrganisationEdition",
    "OutboxMessage",
    "Person",
    "PersonManager",
    "RateWindow",
    "StandIn",
    "StoredAnswer",
    "Training",
    "TrainingQuerySet",
    "Webhook",
    "WebhookSecret",
    "YearNote",
    "YearNoteQuerySet",
    "one_at_a_time",
]
