"""What is asked of whoever proves or sets up a second step: codes of an app, recovery codes, keys."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.utils.translation import gettext_lazy

from partners import attempts, second_factor
from partners.models import Person

# What the library raises where something else comes in than a key makes.
MISSHAPEN = (KeyError, TypeError, ValueError)
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
EXPLAINED = CODE | {"aria-describedby": "id_code_help"}


class CodeForm(AuthenticateForm):
    """A code of the app, or a recovery code; each counts once."""

    code = forms.CharField(label=gettext_lazy("Your code"), max_length=20, widget=forms.TextInput(attrs=EXPLAINED))

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if not attempts.first_use("".join(code.split()), str(self.user.pk)):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AppForm(ActivateTOTPForm):
    """The first code of an app that has just been told its secret."""

    code = forms.CharField(label=gettext_lazy("Code from your app"), max_length=20, widget=forms.TextInput(attrs=CODE))

    def __init__(self, *, person: Person, secret: str, data: Any = None) -> None:
        forms.Form.__init__(self, data=data)
        self.user, self.secret = person, secret


class KeyForm(AddWebAuthnForm):
    """A security key or passkey, under a name of its owner's choice."""

    name = forms.CharField(label=gettext_lazy("What do you call it?"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        try:
            known: dict[str, Any] = super().clean()
        except MISSHAPEN as fault:
            raise get_adapter().validation_error("incorrect_code") from fault
        return known


class KeyAnswerForm(AuthenticateWebAuthnForm):
    """What a key or passkey answered."""

    def clean_credential(self) -> Authenticator:
        try:
            row: Authenticator = super().clean_credential()
        except MISSHAPEN as fault:
            raise get_adapter().validation_error("incorrect_code") from fault
        return row


class Proof:
    """One asking for the second step, and what came of it."""

    def __init__(self, person: Person, given: Any) -> None:
        by_key, data = "credential" in (given or {}), given
        self.code = CodeForm(user=person, data=None if by_key else data)
        self.key = KeyAnswerForm(user=person, data=data if by_key else None)
        self.posted = self.key if by_key else self.code
        self.person = person

    def given(self) -> Authenticator | None:
        """What it was proved with; None: it was wrong."""
        if not self.posted.is_valid():
            return None
        row: Authenticator = (
            self.posted.cleaned_data["credential"] if self.posted is self.key else self.code.authenticator
        )
        return row

    def context(self) -> dict[str, Any]:
        types = second_factor.kinds(second_factor.of(self.person))
        options = webauthn.begin_authentication(self.person) if "webauthn" in types else None
        return {"form": self.code, "key_form": self.key, "types": types,
                "failed": self.posted.is_bound, "js_data": {"request_options": options}}  # fmt: skip
