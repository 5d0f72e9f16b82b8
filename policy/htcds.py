"""Our words in the names of IOM's Human Trafficking Case Data Standard, where it has them.

The standard calls its fields drafts; these names and values are those of its survey form (version 1). What it has no
name for is not given one: an export says which of our members those are.
"""

STANDARD = "HTCDS"
VERSION = "1"
STATUS = "DRAFT"

GENDERS = {"F": "Feminine", "M": "Masculine", "UNKNOWN": "NonSpecifiedUnknown"}
# Forced crime and an unknown form have no value there.
EXPLOITATION = {
    "SEXUAL": "SexualExploitation",
    "LABOUR": "ForcedLabour",
    "BEGGING": "ForcedBegging",
    "DOMESTIC_SERVITUDE": "Servitude",
    "FORCED_MARRIAGE": "ForcedMarriage",
    "ORGAN": "OrganRemoval",
    "OTHER": "Other",
}
# Whoever is reported may be a victim: nobody has decided that (S004-24).
TRAFFICKING_STATUS = "PossibleVictimOfTrafficking"
NO_COUNTRY = ("STATELESS", "UNKNOWN")
