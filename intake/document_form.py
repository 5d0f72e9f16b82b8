"""The form that takes in a scan: what it is, and the file."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.forms import ActForm

FILE = "file"


class DocumentForm(ActForm):
    """A file beside the fields of the act; what is in it is for the verb to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.SCAN_MAX_BYTES)
        self.fields[FILE] = forms.FileField(
            label=gettext_lazy("Scan of the paper"), allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
            help_text=_("A PDF, JPEG or PNG of at most %(most)s.") % {"most": most},
            error_messages={"required": _("Choose a PDF, JPEG or PNG of at most %(most)s.") % {"most": most}},
        )  # fmt: skip

    def own_blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [*super().own_blocks(), ("", [self[FILE]])]

    def data_for_verb(self) -> dict[str, Any]:
        return {**super().data_for_verb(), "content": self.cleaned_data[FILE].read()}
