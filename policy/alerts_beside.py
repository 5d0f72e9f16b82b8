"""What must not go unseen besides the alerts of C7: what the letter asks for and no alert of C7 tells."""

from policy.alert_row import (
    AVIM_SUPERVISOR,
    COA_SUPERVISOR,
    MENTOR,
    PROVIDER_SUPERVISOR,
    Alert,
    Severity,
)
from policy.task_row import AVIM, COA, GUARDIAN, INTAKE, NIDOS_SUPERVISOR
from policy.text import Text

BESIDE_C7: tuple[Alert, ...] = (
    # A child between two houses is in none of them, and nobody else would miss it.
    Alert(
        code="AL-35", severity=Severity.CRITICAL, roles=(COA, MENTOR, GUARDIAN), act="absences",
        escalates_to=(COA_SUPERVISOR, PROVIDER_SUPERVISOR, NIDOS_SUPERVISOR), after="MISSING_ACK",
        source=("S004-16", "S004-81", "INV-09"),
        text=Text("Het kind vertrok naar een ander huis en is niet aangekomen: bel, en meld het als vermist",
                  "The child left for another house and did not arrive: call, and report it missing"),
        opens=Text("de aankomst is niet binnen de termijn bevestigd (`TRANSFER_ARRIVAL`)",
                   "the arrival was not confirmed within the term (`TRANSFER_ARRIVAL`)"),
    ),
    # Whoever asks where a child is may come for it (EC-47).
    Alert(
        code="AL-36", severity=Severity.CRITICAL, roles=(GUARDIAN, INTAKE, COA, MENTOR, AVIM),
        escalates_to=(NIDOS_SUPERVISOR, COA_SUPERVISOR, PROVIDER_SUPERVISOR, AVIM_SUPERVISOR), after="LOCATION_ASKED",
        act="location-inquiries-steps", tasks=("ANSWER_INQUIRY",), source=("EC-47",),
        text=Text("Iemand vroeg waar dit kind is", "Somebody asked where this child is"),
        opens=Text("van het vastleggen van de vraag tot Nidos, het huis of het COA, en de politie hebben gezegd wat "
                   "zij deden",
                   "from the record of the question until Nidos, the house or COA, and police have said what they "
                   "did"),
    ),
    # A house is asked when a child is placed, and a sex may be put right afterwards.
    Alert(
        code="AL-37", severity=Severity.HIGH, roles=(COA, MENTOR, GUARDIAN), after="RISES_HIGH",
        escalates_to=(COA_SUPERVISOR, PROVIDER_SUPERVISOR, NIDOS_SUPERVISOR), source=("S004-17",),
        text=Text("Het huis neemt geen kinderen van dit geslacht: overleg waar dit kind het best kan wonen",
                  "The house takes no children of this sex: consider together where this child is best off"),
        opens=Text("van de verbetering van het geslacht af, zolang het kind in dit huis woont",
                   "from the correction of the sex on, for as long as the child lives in this house"),
    ),
)  # fmt: skip
