"""The form of a consent on paper: the text that is signed, the Dutch beside it, and the code that ties it to here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Kind
from intake import consent_form
from intake.document_code import code_of
from intake.languages import language_name
from intake.models import BirthDateRecord, Case, Child, Consent
from overview import case_file, words
from partners import access, involvement
from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import Organisation
from policy.consent_forms import LANGUAGES, RIGHT_TO_LEFT, FormText, first_edition
from policy.form_labels import labels

DUTCH = "nl"


@dataclass(frozen=True)
class Word:
    """A few words in one language."""

    language: str
    text: str

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Text:
    """The text of the form in one language; `concept`: no office has approved it."""

    language: str
    text: str
    concept: bool

    @property
    def name(self) -> str:
        return language_name(self.language)

    @property
    def direction(self) -> str:
        return Word(self.language, "").direction


@dataclass(frozen=True)
class Fact:
    """Whose form this is, with the name of each thing in the languages of the form."""

    names: list[Word]
    value: str


@dataclass(frozen=True)
class Printed:
    """The whole form. `texts`: what is signed and the Dutch beside it; `help`: what it was explained with."""

    code: str
    titles: list[Word]
    facts: list[Fact]
    texts: list[Text]
    help: Text | None
    choices: list[list[Word]]
    columns: list[list[Word]]
    edition: str


def load(*, case: UUID, consent: UUID, by: Actor, at: datetime) -> Printed:
    """The form, and the entry that says that it was printed. Raises NotFound, NotAllowed."""
    standing = involvement.standing(by, case, at)
    if access.plan(Consent, standing) is None:
        raise NotAllowed(f"{DataClass.CONSENT}:reads")
    row, classes = access.read_one(Consent.objects.filter(case_id=case), consent, standing)
    if row is None:
        raise NotFound
    if "form_text" not in row:
        raise NotAllowed(f"{DataClass.CONSENT}:reads")
    shown = {*classes, *(name for model in (Case, Child, BirthDateRecord)
                         for name in access.classes_of(model, standing))}  # fmt: skip
    ledger.write(Kind.PRINT, by=standing.actor, table=Consent._meta.db_table, record=consent, case=case,
                 version=row["version"], data_classes=sorted(shown),
                 ground=" ".join(sorted(standing.grounds))[:120])  # fmt: skip
    return printed(row, standing)


def printed(row: dict[str, Any], standing: Standing) -> Printed:
    helping = help_of(row)
    spoken = list(dict.fromkeys([DUTCH, row["form_language"], *([helping.language] if helping else [])]))

    def said(name: str) -> list[Word]:
        return [Word(language, labels(language)[name]) for language in spoken]

    return Printed(
        code=code_of(row["id"]), titles=said("title"), facts=facts(row, standing, said), texts=texts(row),
        help=helping, choices=[said("agrees"), said("refuses")],
        columns=[said("signer"), said("date"), said("signature")],
        edition=_("%(purpose)s, edition %(edition)s in %(language)s") % {
            "purpose": words.value(Consent, "purpose", row["purpose"], words.Names()),
            "edition": row["form_edition"], "language": language_name(row["form_language"]),
        },
    )  # fmt: skip


def texts(row: dict[str, Any]) -> list[Text]:
    """The exact words that are signed, as they were kept; and the Dutch of that day beside them."""
    signed = Text(row["form_language"], row["form_text"], concept=False)
    if signed.language == DUTCH:
        return [signed]
    return [text_of(row, DUTCH), signed]


def help_of(row: dict[str, Any]) -> Text | None:
    """The text in the language in which it was explained, where that is another than is signed."""
    language = row["language"]
    return text_of(row, language) if language in set(LANGUAGES) - {DUTCH, row["form_language"]} else None


def text_of(row: dict[str, Any], language: str) -> Text:
    found = text_on(row["purpose"], language, row)
    return Text(language, found.text, concept=not found.approved)


def text_on(purpose: str, language: str, row: dict[str, Any]) -> FormText:
    """The text that was in force when it was explained, or else the concept that waits for an office."""
    try:
        return consent_form.in_force(purpose, language, row["explained_on"])
    except RuleBroken:
        return first_edition(purpose, language)


def facts(row: dict[str, Any], standing: Standing, said: Any) -> list[Fact]:
    """Who it is about, as far as whoever prints may read it; no more than is needed to know the child."""
    child = next(iter(access.read(Child.objects.filter(case=standing.case), standing)), {})
    births = access.read(BirthDateRecord.objects.filter(case=standing.case).order_by("-effective_from"), standing)
    case = next(iter(access.read(Case.objects.filter(pk=standing.case), standing)), {})
    born = case_file.birth_date(births)
    found = [
        Fact(said("name"), words.full_name(child)),
        Fact(said("born"), words.known(born.date, born.precision) if born and born.date else ""),
        Fact(said("number"), case.get("reference", "")),
    ]
    if row["shared_with"]:
        names = Organisation.objects.values_list("name", flat=True)
        found.append(Fact(said("shared"), names.get(pk=row["shared_with"])))
    return [fact for fact in found if fact.value]
