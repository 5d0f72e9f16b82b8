"""The form of a screening: the questions of one version by theme, between when it was and what the worker thinks."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from config.clock import day_of
from config.language import say
from intake import screening
from intake.models import Case, Screening
from partners.actors import Actor
from partners.acts import Act
from partners.forms import SEPARATOR, ActForm
from policy import instruments
from policy.indicators import CAVEAT, HELP, HELP_URL
from policy.instrument_row import Instrument, Kind, Question

ANSWERS, VERSION = "answers", "asked_version"
FIRST = ("step", "screened_on")


class ScreeningForm(ActForm):
    """Asks what the version in force on the day of the screening asks; a correction what was asked then."""

    data: Any

    def __init__(self, act: Act, *, parent: Any, actor: Actor, at: datetime, initial: dict[str, Any] | None = None,
                 **kwargs: Any) -> None:  # fmt: skip
        today = day_of(at)
        begin = {"screened_on": today} if isinstance(parent, Case) else {}
        super().__init__(act, parent=parent, actor=actor, at=at, initial={**begin, **(initial or {})}, **kwargs)
        self.is_new = isinstance(parent, Case)
        self.instrument = self._instrument(parent, actor, today)
        self.fields[VERSION] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=self.instrument.version
        )
        self._note_what_was_seen()
        stands = self.initial.get(ANSWERS, {})
        for question in self.instrument.questions:
            self.fields[name_of(question)] = asked(question, stands.get(question.code))

    def _note_what_was_seen(self) -> None:
        """Which version the page showed that was sent; the page that answers shows the one of the day filled in."""
        self.version_seen = self.data.get(VERSION)
        if self.is_bound:
            self.data = self.data.copy()
            self.data[VERSION] = str(self.instrument.version)

    def clean(self) -> dict[str, Any]:
        """Answers to other questions than were in force that day are no answers: show those, and ask to look again."""
        if self.version_seen != str(self.instrument.version):
            self.add_error(None, _("On that day these questions were in force. Go through them and send again."))
        return self.cleaned_data

    def _instrument(self, parent: Case | Screening, actor: Actor, today: date) -> Instrument:
        if isinstance(parent, Screening):
            return instruments.version(parent.instrument, parent.instrument_version)
        return screening.instrument_on(actor, self._day() or today)

    def _day(self) -> date | None:
        """The day that was filled in, unless it is no day on which any version was in force."""
        given = self.data.get("screened_on") if self.is_bound else None
        try:
            day: date | None = self.fields["screened_on"].to_python(given)
        except ValidationError:
            return None
        return day if day and day >= instruments.FIRST_DAY else None

    @property
    def caveat(self) -> dict[str, Any]:
        """What stands above the questions, whatever is answered (S004-91)."""
        known = {"label": say(self.instrument.label), "version": self.instrument.version}
        return {
            "text": say(CAVEAT), "help": say(HELP), "url": HELP_URL,
            "asked": _("%(label)s, version %(version)s") % known,
        }  # fmt: skip

    def blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        """When it was; the questions by theme; what the worker makes of it."""
        own = [name for name in self.act.fields if name in self.fields]
        themes: dict[str, list[forms.BoundField]] = {}
        for question in self.instrument.questions:
            themes.setdefault(say(question.theme), []).append(self[name_of(question)])
        return [
            ("", [self[name] for name in own if name in FIRST]),
            *themes.items(),
            (_("What you make of it"), [self[name] for name in own if name not in FIRST]),
        ]

    def data_for_verb(self) -> dict[str, Any]:
        """With the answers by question; who sends this form has seen the caveat, which stands above it."""
        codes = {question.code: name_of(question) for question in self.instrument.questions}
        given = {code: self.cleaned_data[name] for code, name in codes.items() if self.cleaned_data.get(name)}
        shown = {"caveat_shown": True} if self.is_new else {}
        return {**super().data_for_verb(), ANSWERS: given, **shown}


def name_of(question: Question) -> str:
    return f"{ANSWERS}{SEPARATOR}{question.code}"


def asked(question: Question, stands: str | None) -> forms.Field:
    """One question as a field. What need not be known begins as not known, and never as a no."""
    words: dict[str, Any] = {
        "label": say(question.text), "required": question.required,
        "help_text": say(question.help) if question.help else "",
    }  # fmt: skip
    if question.kind is Kind.TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), initial=stands, **words)
    begins = "UNKNOWN" if question.kind is Kind.YES_NO and not question.required else None
    choices = [(option.code, say(option.text)) for option in question.options]
    field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial=stands or begins, **words)
    field.begins = begins is not None
    return field
