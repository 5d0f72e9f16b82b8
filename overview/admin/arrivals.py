"""The arrival list at the screen: first look it over, then register. The file lives as long as the request."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from intake import arrivals, duplicate
from intake.arrivals import Checked, ListRefused
from intake.case import OPEN
from intake.models import Case
from overview.admin.doors import actor_of, page
from partners import involvement

# What each column holds: whether it may stay empty, an invented example, and what to know.
EXPLAINED: tuple[tuple[str, bool, str, str | Promise], ...] = (
    ("voornamen", True, "Semhar", _("As the child says them; one name is enough, in any script.")),
    ("achternaam", True, "Tesfay", ""),
    ("andere_namen", True, "Samhar|ሰምሃር", _("Other names or spellings.")),
    ("geslacht", True, "v", _("m, v, x or onbekend.")),
    ("nationaliteit", True, "Eritrea", _("The Dutch name of the country or its ISO code, staatloos or onbekend.")),
    ("talen", True, "Tigrinya|Arabisch", _("The Dutch name of each language or its code.")),
    ("geboortedatum", True, "8-2-2011", _("2-2011 or 2011 when no more is known.")),
    ("v_nummer", True, "2900000017", _("Ten digits.")),
    ("aankomstdatum", False, "2-3-2026", _("Not after today.")),
    ("aankomstplaats", False, "Ter Apel", _("A place of arrival that is in use, by its name or code.")),
    ("vergezeld_door", True, "een oom", _("Who came along. A companion is never trusted by itself.")),
)


NO_LIST = _("Choose a file, of at most 2 MB.")
MAX_BYTES = 2 * 1024 * 1024


class ListForm(forms.Form):
    """One file; what is in it is for the list itself to say."""

    file = forms.FileField(
        label=_("Arrival list"), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": NO_LIST},
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        given: UploadedFile = self.cleaned_data["file"]
        if (given.size or 0) > MAX_BYTES:
            raise ValidationError(NO_LIST)
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def arrival_list(request: HttpRequest) -> HttpResponse:
    """Looks the list over, and registers the children on it only when that is what was pressed."""
    actor, at = actor_of(request), timezone.now()
    request.attempted = Case._meta.db_table
    involvement.without_case(actor).require(*OPEN.right)
    if request.method != "POST":
        return shown(request, ListForm())
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return shown(request, form, status=400)
    checked = arrivals.check(form.cleaned_data["file"].read(), by=actor, at=at)
    if request.POST.get("do") != "register":
        return shown(request, form, checked=checked)
    try:
        made = arrivals.register(checked, by=actor, at=at)
    except ListRefused as refusal:
        request.refusal = f"{refusal.code} {refusal.source}"
        faulty = Checked(checked.arrivals, checked.known, refusal.faults)
        return shown(request, form, status=409, checked=faulty, refusal=refusal)
    pairs = duplicate.count_of(case.pk for case in made.values())
    return shown(request, form, checked=checked, made=len(made), pairs=pairs)


def shown(request: HttpRequest, form: ListForm, *, status: int = 200, checked: Checked | None = None,
          **context: Any) -> HttpResponse:  # fmt: skip
    """The form, and above it what became of the list."""
    if checked is not None:
        lines, made = len(checked.arrivals), context.get("made")
        known = len(checked.known) if made is None else lines - made
        context |= {"faults": checked.faults, "lines": lines, "known": known, "new": lines - known}
    return page(request, "arrivals", title=str(_("Arrival list")), form=form, explained=EXPLAINED, looked=checked,
                status=status, **context)  # fmt: skip
