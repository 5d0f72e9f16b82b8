"""Grounds of placement (RP-15): what Nidos decides, and on what ground a child is placed in protected shelter.

To which vulnerable group a child may belong is special data, which stands encrypted and apart; it is counted nowhere.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from overview.counts.division import Division, Said, divide
from overview.counts.files import Files
from overview.counts.signals import DECIDED, INDICATED, indicated
from overview.counts.stays import indicated as indications
from shelter.models import Indication

OUTCOMES = Said(
    "outcomes", _("What Nidos decided"), _("What each indication decided."), DECIDED, dict(Indication.Outcome.choices)
)
GROUNDS = Said(
    "grounds", _("Grounds of protected shelter"), _("The ground of the first indication for it."), INDICATED,
    dict(Indication.Reason.choices),
)  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    decided = files.rows(Indication).filter(decided_on__gte=files.since, decided_on__lte=files.until)
    yield divide(OUTCOMES, decided.values_list("outcome", flat=True))
    known = indications(files)
    yield divide(GROUNDS, (known[child][0][1] for child in indicated(files)))
