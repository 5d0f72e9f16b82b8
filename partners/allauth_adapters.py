"""What allauth may do here: take somebody through the steps of a login, and nothing else."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partners import second_factor, sign_on


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by whoever manages them: nobody signs up, and nothing is sent by mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what there is to say."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """A person has no mail address here."""

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"] if second_factor.required() else []


class MFAAdapter(DefaultMFAAdapter):
    """What is secret in a second step is kept as everything secret here is."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        return second_factor.encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.decrypted(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Beschut"


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Somebody whom their organisation logged in is one of our people or nobody: no account is made or linked."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        raise ImmediateHttpResponse(sign_on.go_on(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(sign_on.refused(request))
