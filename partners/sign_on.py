"""Who somebody is by the account of their work: the person of that organisation with that staff number, or nobody.

The second step is asked for all the same: how well another organisation proves who its people are, we cannot see.
"""

from allauth.account.utils import perform_login
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Kind, Origin
from partners import actors, strangers
from partners.models import Person


def offered() -> list[tuple[str, str]]:
    """The organisations whose people log in at their own, as the settings say: name, and where that begins."""
    known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [(each["name"], reverse("openid_connect_login", args=[each["provider_id"]])) for each in known]


def person_of(organisation: str, staff_id: str) -> Person | None:
    """Whoever works there under this number."""
    people = Person.objects.select_related("organisation").filter(is_active=True).exclude(staff_id="")
    return people.filter(organisation__code=organisation, staff_id=staff_id).first()


def go_on(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """What follows on a login at the organisation: as after a right password, or no."""
    person = person_of(login.account.provider, login.account.uid)
    if person is None:
        return refused(request)
    if request.user.is_authenticated:
        logout(request)
    answer: HttpResponse = perform_login(request, person, redirect_url=login.get_redirect_url(request))
    return answer


def refused(request: HttpRequest) -> HttpResponse:
    """Back to the login page, with one sentence for whatever went wrong; what came along is kept nowhere."""
    reason = strangers.kept(request, "sign-on")
    if reason is not None:
        by = actors.anonymous(Origin.ADMIN, trace_id=getattr(request, "trace_id", ""))
        ledger.write(Kind.LOGIN_FAILED, by=by, reason=reason)
    messages.error(request, _("You could not be logged in by your organisation. Try again, or ask your help desk."))
    return HttpResponseRedirect(reverse("admin:login"))
