"""Addresses that lead nowhere, such as an id that is no id: the 404 of any other, and in the ledger whose it was."""

from typing import Any

from rest_framework.exceptions import AuthenticationFailed, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from partners.actors import Actor
from partners.api.authentication import ClientAuthentication
from partners.errors import NotFound


class IfKnown(ClientAuthentication):
    """Knows a caller that has a token, and lets nobody hear whether it is a good one."""

    def authenticate(self, request: Request) -> tuple[None, Actor] | None:
        try:
            return super().authenticate(request)
        except (AuthenticationFailed, ValidationError):
            return None


class NowhereView(APIView):
    authentication_classes = [IfKnown]
    permission_classes = [AllowAny]
    limited = "calls"
    names_person = False
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound
