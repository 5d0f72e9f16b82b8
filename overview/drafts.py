"""What somebody typed into a form while their session was over: kept for them alone until they have logged in again.

The login page carries it, sealed; after the login it waits in the session, sealed, for the form to open once.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from config import parcels
from config.encryption import Unreadable
from policy.drafts import DRAFT_BYTES, draft_too_old

# What a form carries: for whom it was made. What the login page and the session carry: what was typed.
SHOWN_TO, PARCEL = "shown_to", "parcel"
# Once a draft holds other things than now, another number: what was sealed before is then no draft.
PURPOSE = "draft 1"
NOT_TYPED = {SHOWN_TO, "csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Draft:
    """What a person typed at an address, and whether there were files with it, which are not kept."""

    person: str
    address: str
    at: str
    typed: dict[str, list[Any]]
    files: bool

    def is_of(self, request: HttpRequest) -> bool:
        """Whether it was typed by the person who is logged in here."""
        return self.person == str(request.user.pk)

    def data(self) -> QueryDict:
        """What a form takes in, as the browser would send it."""
        found = QueryDict(mutable=True)
        for name, values in self.typed.items():
            found.setlist(name, values)
        return found


def signer(request: HttpRequest) -> Signer:
    """Signs for this form only."""
    return Signer(salt=f"form {request.path}")


def shown_to(request: HttpRequest) -> str:
    """What a form carries to say whose it is: nobody else can make it, so nobody else puts words in their form."""
    return signer(request).sign(str(request.user.pk))


def sealed(request: HttpRequest) -> str:
    """What was typed into the form that comes in, for the one it was made for; nothing when that is nobody we know of,
    or when it is too much.
    """
    try:
        person = signer(request).unsign(request.POST.get(SHOWN_TO, ""))
    except BadSignature:
        return ""
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    draft = Draft(person, request.get_full_path(), timezone.now().isoformat(), typed, bool(request.FILES))
    content = json.dumps(vars(draft), ensure_ascii=False).encode()
    return parcels.pack(content, PURPOSE) if len(content) <= DRAFT_BYTES else ""


def opened(parcel: str) -> Draft | None:
    """What is in it, unless it is none of ours, was altered or is too old."""
    try:
        draft = Draft(**json.loads(parcels.unpack(parcel, PURPOSE)))
    except Unreadable:
        return None
    return None if draft_too_old(datetime.fromisoformat(draft.at), timezone.now()) else draft


def keep(request: HttpRequest, parcel: str) -> None:
    """Until the form opens, with whom it is of."""
    request.session[PARCEL] = parcel


def taken(request: HttpRequest) -> Draft | None:
    """What was typed into the form that opens, this once; what was typed elsewhere or by somebody else is dropped."""
    draft = opened(request.session.pop(PARCEL, "")) if request.method == "GET" else None
    here = draft is not None and draft.is_of(request) and draft.address.partition("?")[0] == request.path
    return draft if here else None
