"""What the drill does inside Beschut: plant confidential words by the verbs that people use, and open all there is."""

import json
import os
import secrets
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.db import models  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from audit.models import Recorded  # noqa: E402
from config.clock import day_of  # noqa: E402
from config.encryption import DataKey, Secret, Unreadable, data_key, sealed_fields, unseal  # noqa: E402
from config.scans import Scan  # noqa: E402
from intake import category, conversation, document, naming, screening, signal  # noqa: E402
from intake.document import binding  # noqa: E402
from intake.models import Case, Closing, Consent, DocumentContent  # noqa: E402
from overview import certificates, destroying, destruction  # noqa: E402
from partners import webhook  # noqa: E402
from partners.actors import Actor, of_person  # noqa: E402
from partners.models import Organisation, Person, WebhookSecret  # noqa: E402
from policy import instruments  # noqa: E402
from policy.instrument_row import Kind  # noqa: E402
from residence.models import Guardianship  # noqa: E402

# Shorter ones stand in other words by chance.
SHORTEST_TEXT = 16


def word(what: str) -> str:
    """A word that stands nowhere else."""
    return f"kanarie-{what}-{secrets.token_hex(12)}"


def actor(username: str) -> Actor:
    return of_person(Person.objects.select_related("organisation").get(username=username))


def plant(_words: dict[str, str]) -> dict[str, Any]:
    at = timezone.now()
    case = with_consent_and_guardian()
    planted = dict(by_hand(case, at))
    webhook.point(organisation=Organisation.objects.get(kind="AVIM"), url="http://127.0.0.1:9/hook",
                  by=actor("beheer"), at=at)  # fmt: skip
    planted["webhook secret"] = str(WebhookSecret.objects.order_by("-since")[0].secret)
    texts = {secret.text for _what, secret in confidential(history=False) if len(secret.text) >= SHORTEST_TEXT}
    return {"words": planted, "texts": sorted(texts), "control": case.child.family_name}


def at_the_doors(_words: dict[str, str]) -> dict[str, str]:
    """What somebody types where it leads nowhere, and as production logs it: it is kept nowhere at all."""
    typed = word("typed")
    browser = Client(raise_request_exception=False)
    browser.get(f"/{typed}")
    browser.get(f"/calendar/{typed}.ics")
    browser.get(f"/api/v1/cases?{typed}={typed}", headers={"authorization": f"Bearer {typed}"})
    browser.post("/api/v1/signals", {"detail": typed}, content_type="application/json")
    browser.post("/oauth/token", {"grant_type": "client_credentials", "client_id": "nobody", "client_secret": typed})
    return {"typed in vain": typed}


def with_consent_and_guardian() -> Case:
    """A child of the demo that has both: the one signs a paper, the other may know special data."""
    guarded = Guardianship.objects.filter(guardian__username="voogd", replaced_on=None).values("case")
    return Case.objects.filter(pk__in=guarded).filter(pk__in=Consent.objects.values("case")).order_by("pk")[0]


def by_hand(case: Case, at: datetime) -> Iterator[tuple[str, str]]:
    """A word of its own in each kind of what is confidential."""
    intake, supervisor, day = actor("aanmelding"), actor("leiding-nidos"), day_of(at)
    story = word("story")
    conversation.record(case=case, step="EXTRA", held_on=day, note=story, by=intake, at=at)
    yield "story", story
    detail = word("signal")
    signal.report(
        case=case, kinds=["TRAFFICKING"], summary="Gemeld bij een oefening.", detail=detail, by=intake, at=at
    )
    yield "signal", detail
    answer = word("answer")
    screening.record(case=case, screened_on=day, answers=answers(answer, day), reported_concern="NONE",
                     caveat_shown=True, by=intake, at=at)  # fmt: skip
    yield "answer", answer
    special = word("special")
    guardian = Person.objects.get(username="voogd")
    naming.authorise(case=case, person=guardian, reason="Voor de oefening.", last_day=day, by=supervisor, at=at)
    category.record(case=case, group="LGBT", basis=special, by=of_person(guardian), at=at)
    yield "special data", special
    scan = word("document")
    document.keep(consent=Consent.objects.filter(case=case)[0], kind="CONSENT_FORM", by=intake, at=at,
                  scan=Scan("application/pdf", f"%PDF-1.7 {scan}".encode()))  # fmt: skip
    yield "document", scan


def answers(text: str, day: date) -> dict[str, str]:
    """Every question that must be answered, and the word where a text is asked for."""
    row = instruments.instrument("NIDOS", day)
    given = {each.code: next(option.code for option in each.options if not option.points_at)
             for each in row.questions if each.required and each.kind is not Kind.TEXT}  # fmt: skip
    return given | {next(each.code for each in row.questions if each.kind is Kind.TEXT): text}


def confidential(*, history: bool = True) -> Iterator[tuple[str, Secret]]:
    """Every confidential text of every record, and of every version of it."""
    for model in apps.get_models():
        if not history and "Historical" in model.__name__:
            continue
        for name in sealed_fields(model):
            for value in all_of(model).values_list(name, flat=True).iterator():
                if isinstance(value, Secret):
                    yield model._meta.label, value


def all_of(model: type[models.Model]) -> Any:
    return model._base_manager.all()


def open_all(words: dict[str, str]) -> dict[str, Any]:
    """Open every text and document; how many that were, and which of the planted words stood in them."""
    counts: Counter[str] = Counter()
    found: set[str] = set()
    for kind, text in opened():
        counts[kind] += 1
        found |= {what for what, each in words.items() if each in text}
    counts["records, readable as before"] = sum(
        all_of(model).count() for model in apps.get_models() if issubclass(model, Recorded)
    )
    return {"counts": counts, "planted": sorted(found)}


def opened() -> Iterator[tuple[str, str]]:
    for label, secret in confidential():
        yield "versions of texts" if "Historical" in label else "texts", secret.text
    for kept in DocumentContent.objects.select_related("document").iterator():
        content = unseal(bytes(kept.sealed), binding(kept.document_id, kept.document.sha256))
        assert sha256(content).hexdigest() == kept.document.sha256
        yield "documents", content.decode("latin-1")


def far_from_now() -> datetime:
    """When every term of today's demo has run out."""
    return datetime(2100, 1, 1, 12, tzinfo=UTC)


def destroy(_words: dict[str, str]) -> dict[str, Any]:
    """A closed file of the demo, destroyed by two people when its term has run out; the certificate lies outside."""
    at = far_from_now()
    case = Closing.objects.filter(reopened_at=None).order_by("created_at")[0].case
    row = destruction.propose(file=case, by=actor("leiding-nidos"), at=at)
    row = destruction.confirm(destruction=row, by=actor("fg"), at=at)
    made = destroying.carry_out(row, at)
    return {"certificates": certificates.write_out(), "rows": sum(made.rows.values())}


def destroy_again(_words: dict[str, str]) -> dict[str, int]:
    """What the backup brought back although it was destroyed, and what is back after it was destroyed again."""
    back = certificates.back(certificates.all_known())
    rows = sum(certificates.destroy_again(said, far_from_now()) for said in back)
    return {"back": len(back), "rows": rows, "left": len(certificates.back(certificates.all_known()))}


def stays_closed(_words: dict[str, str]) -> dict[str, int]:
    opened, identities = 0, list(DataKey.objects.values_list("pk", flat=True))
    for identity in identities:
        try:
            data_key(identity)
            opened += 1
        except Unreadable:
            continue
    return {"tried": len(identities), "opened": opened}


WHATS = {"plant": plant, "doors": at_the_doors, "destroy": destroy, "open": open_all, "again": destroy_again,
         "closed": stays_closed}  # fmt: skip
if __name__ == "__main__":
    what, path = sys.argv[1], Path(sys.argv[2])
    words = json.loads(path.read_text()) if path.exists() else {}
    print(json.dumps(WHATS[what](words)))
