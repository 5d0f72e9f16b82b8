"""Dutch unless a person chose English: the browser's own preference is not a choice of our user."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import lazy

from policy.text import Text


class LanguageMiddleware:
    """Speak the language of the cookie; the API also listens to Accept-Language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen(request)):
            response = self.get_response(request)
            response.headers["Content-Language"] = translation.get_language()
        return response


def chosen(request: HttpRequest) -> str:
    """The code of the language to answer in: "nl" or "en"."""
    if request.path.startswith("/api/"):
        wanted = request.headers.get("Accept-Language", "")
        return "en" if wanted.lower().startswith("en") else settings.LANGUAGE_CODE
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return cookie if cookie in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def say(text: Text) -> str:
    """A text of the policy in the language that is spoken now."""
    return text.en if translation.get_language() == "en" else text.nl


# The same, said in the language that is spoken when it is shown.
say_later = lazy(say, str)
