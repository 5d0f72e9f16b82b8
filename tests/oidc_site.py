"""What the login of another organisation answers (tests/oidc_provider.py), and who is logged in there."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.urls import include, path
from oauth2_provider.oauth2_validators import OAuth2Validator


class StaffNumbers(OAuth2Validator):
    """Its tokens say the staff number too, unless somebody has none."""

    oidc_claim_scope = None  # whatever is asked for

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        return {"staff": request.user.username} if request.user.username != "without" else {}


def whoever_the_cookie_names(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def middleware(request: Any) -> Any:
        request.user = User.objects.get_or_create(username=request.COOKIES.get("who", "nobody"))[0]
        return get_response(request)

    return middleware


urlpatterns = [path("o/", include("oauth2_provider.urls", namespace="oauth2_provider"))]
