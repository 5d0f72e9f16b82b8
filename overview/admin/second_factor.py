"""The second step of a login: the page that asks for it, and the pages on which a person sets up their own."""

import base64
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.stages import LoginStageController
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config import parcels
from config.encryption import Unreadable
from overview.admin.doors import View, actor_of, page
from overview.admin.second_factor_forms import AppForm, KeyForm, Proof
from partners import attempts, second_factor, sessions
from partners.errors import RuleBroken
from partners.models import Person
from policy.login import SECOND_STEPS_OF_PERSON

# What the session carries while somebody sets up an app: its secret, sealed until it is kept.
WAITING = "app"
METHODS = ["GET", "HEAD", "POST"]


def second_step(request: HttpRequest) -> HttpResponse:
    """After the right password; whoever comes without one, or took too long, begins again."""
    stage = None if request.user.is_authenticated else LoginStageController.enter(request, AuthenticateStage.key)
    person = stage.login.user if stage is not None else None
    if stage is None or person is None or not person.is_active:
        return HttpResponseRedirect(reverse("admin:login"))
    shown = {**admin.site.each_context(request), "title": _("Second step"), "address": request.path}

    def passed(_row: Authenticator) -> HttpResponse:
        answer: HttpResponse = stage.exit()
        return answer

    def draw(status: int, **more: Any) -> HttpResponse:
        return render(request, "beschut/second_step.html", shown | more, status=status)

    return asked(request, person, passed, draw)


def asked(request: HttpRequest, person: Person, passed: Callable[[Authenticator], HttpResponse],
          draw: Callable[..., HttpResponse]) -> HttpResponse:  # fmt: skip
    """Ask for the second step, judge what is given, and go on or ask again."""
    if request.method != "POST":
        return kept_by_none(draw(200, **Proof(person, None).context()))
    turn = attempts.take(request, "step", str(person.pk), most_of_who=SECOND_STEPS_OF_PERSON)
    if turn.refused:
        request.refused_before, request.refusal = turn.again, "too_often"
        answer = draw(429, **Proof(person, None).context(), minutes=minutes(turn.seconds_left))
        answer.headers["Retry-After"] = str(turn.seconds_left)
        return kept_by_none(answer)
    proof = Proof(person, request.POST)
    row = proof.given()
    if row is None:
        second_factor.wrong(person, getattr(request, "actor", None), getattr(request, "trace_id", ""))
        return kept_by_none(draw(200, **proof.context()))
    row.record_usage()
    sessions.prove(request, person)
    turn.give_back()
    return passed(row)


def kept_by_none(answer: HttpResponse) -> HttpResponse:
    """A page that no browser keeps."""
    add_never_cache_headers(answer)
    return answer


def minutes(seconds: int) -> int:
    return -(-seconds // sessions.MINUTE)


def where_required(view: View) -> View:
    """In the demo there is no second step, and so none of its pages; what they show is kept by no browser."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not second_factor.required():
            raise Http404
        return kept_by_none(view(request, *args, **kwargs))

    return require_http_methods(METHODS)(opened)


def to_prove(address: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:prove')}?{urlencode({'next': address})}")


def after_proof(view: View) -> View:
    """Whoever changes how they log in has proved shortly before who they are; with nothing set up there is no how."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if second_factor.has_one(request.user) and not sessions.proven_just_now(request):
            return to_prove(request.path)
        return view(request, *args, **kwargs)

    return where_required(opened)


@where_required
def prove_page(request: HttpRequest) -> HttpResponse:
    """The second step once more, before what weighs most; then on to where that was."""
    if not second_factor.has_one(request.user):
        return HttpResponseRedirect(reverse("admin:second_factor_app"))
    wanted = request.POST.get("next") or request.GET.get("next", "")
    hosts = {request.get_host()}
    address = wanted if url_has_allowed_host_and_scheme(wanted, hosts) else reverse("admin:index")

    def passed(row: Authenticator) -> HttpResponse:
        second_factor.proved(row, actor_of(request))
        return HttpResponseRedirect(address)

    def draw(status: int, **more: Any) -> HttpResponse:
        return shown(request, "second_step", _("Prove that it is you"), status=status, address=request.path,
                     again=True, next=address, **more)  # fmt: skip

    return asked(request, request.user, passed, draw)


@where_required
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """What I set up. To POST removes one of them."""
    if request.method == "POST":
        if not sessions.proven_just_now(request):
            return to_prove(request.path)
        try:
            key = request.POST.get("key", "")
            number = int(key) if key.isdecimal() and len(key) < 19 else 0
            second_factor.remove(person=request.user, key=number, by=actor_of(request))
            messages.success(request, _("Removed: it is not asked for any more."))
        except RuleBroken as refusal:
            messages.info(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:second_factor"))
    known = second_factor.of(request.user)
    rows = [row for row in known if row.type in second_factor.STEPS]
    left = len(second_factor.codes_left(request.user))
    return shown(request, "second_factor", _("How I log in"), rows=rows, types=second_factor.kinds(known), left=left)


@after_proof
def app_page(request: HttpRequest) -> HttpResponse:
    """Set up an app that makes codes. Its secret is kept once a first code proves that the app knows it."""
    secret = waiting_secret(request)
    form = AppForm(person=request.user, secret=secret, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            second_factor.set_up_app(person=request.user, secret=secret, by=actor_of(request))
        except RuleBroken as refusal:
            messages.info(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:second_factor"))
        del request.session[WAITING]
        attempts.first_use(form.cleaned_data["code"], str(request.user.pk))
        return set_up(request)
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return shown(request, "second_factor_app", _("Set up an app"), form=form, picture=as_address(picture),
                 secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)))  # fmt: skip


@after_proof
def key_page(request: HttpRequest) -> HttpResponse:
    """Set up a security key or passkey."""
    form = KeyForm(user=request.user, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        second_factor.set_up_key(person=request.user, name=name, credential=credential, by=actor_of(request))
        return set_up(request)
    options = webauthn.begin_registration(request.user, False)
    return shown(request, "second_factor_key", _("Set up a security key"), form=form,
                 js_data={"creation_options": options})  # fmt: skip


@after_proof
def codes_page(request: HttpRequest) -> HttpResponse:
    """My recovery codes. To POST makes new ones."""
    if request.method == "POST":
        try:
            second_factor.make_codes(person=request.user, by=actor_of(request))
        except RuleBroken as refusal:
            messages.info(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:second_factor_codes"))
    return shown(request, "second_factor_codes", _("Recovery codes"), codes=second_factor.codes_left(request.user))


def set_up(request: HttpRequest) -> HttpResponse:
    """It was just used, so it is proved; the first time the recovery codes follow."""
    sessions.prove(request, request.user)
    messages.success(request, _("Set up. From now on it is asked for when you log in."))
    if second_factor.codes_left(request.user):
        return HttpResponseRedirect(reverse("admin:second_factor"))
    second_factor.make_codes(person=request.user, by=actor_of(request))
    return HttpResponseRedirect(reverse("admin:second_factor_codes"))


def shown(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """A page of the screen; for who may not go on yet, without what leads elsewhere."""
    may_go_on = sessions.proven(request)
    return page(request, template, title=title, has_permission=may_go_on, first=not may_go_on, **context)


def waiting_secret(request: HttpRequest) -> str:
    """The secret for the app that is being set up: the same until that is done."""
    try:
        return parcels.unpack(request.session.get(WAITING, ""), WAITING).decode()
    except Unreadable:
        secret: str = generate_totp_secret()
        request.session[WAITING] = parcels.pack(secret.encode(), WAITING)
        return secret


def as_address(picture: str) -> str:
    """The picture as an address that holds it, so that it stands nowhere else."""
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"


ROUTES = [
    ("second-factor/", second_factor_page, "second_factor"),
    ("second-factor/app/", app_page, "second_factor_app"),
    ("second-factor/key/", key_page, "second_factor_key"),
    ("second-factor/codes/", codes_page, "second_factor_codes"),
    ("second-factor/prove/", prove_page, "prove"),
]
