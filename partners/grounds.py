"""The grounds of involvement: why an organisation or a person may know of a case (model.md C5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    INTAKE = "INTAKE", _("registration")
    RECEPTION = "RECEPTION", _("arrival stay")
    GUARDIAN = "GUARDIAN", _("guardianship")
    AFTER_GUARDIANSHIP = "AFTER_GUARDIANSHIP", _("guardianship ended: sees to what is left")
    OF_AGE = "OF_AGE", _("of age, and the case is open")
    CARE = "CARE", _("care coordination")
    OWN_SIGNAL = "OWN_SIGNAL", _("own signal")
    SIGNAL = "SIGNAL", _("signal")
    INDICATION = "INDICATION", _("indication")
    PLACEMENT = "PLACEMENT", _("placement")
    HOUSE = "HOUSE", _("lives in the house")
    TRACK = "TRACK", _("residence procedure")
    ABSENCE = "ABSENCE", _("absence")
    INQUIRY = "INQUIRY", _("somebody asked where the child is")
    AGENDA = "AGENDA", _("case consultation")
    ASSIGNED = "ASSIGNED", _("assigned")
    REPORTING = "REPORTING", _("reports to CoMensha")
    REFERRAL = "REFERRAL", _("referral")
    CLOSED = "CLOSED", _("keeps the closed case")
    EMERGENCY = "EMERGENCY", _("emergency access")
    GRANTED = "GRANTED", _("granted on request")
    NAMED = "NAMED", _("named person")
    AUTHORISED = "AUTHORISED", _("authorised for special data")
    AGREEMENT = "AGREEMENT", _("the child agrees")


# Why one person may read more of a case that it sees by another ground: by themselves these open nothing, not even
# that there is a case. They hold for that person and not for who stands in (docs/decisions/0016).
IN_PERSON = frozenset({Ground.NAMED, Ground.AUTHORISED})
# What these open is for one person, or only a signal: nobody else of the organisation knows of the case through them.
INVOLVES_NOBODY_ELSE = frozenset({Ground.OWN_SIGNAL, Ground.EMERGENCY, *IN_PERSON})
