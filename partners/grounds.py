"""The grounds of involvement: why an organisation or a person may know of a case (model.md C5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    INTAKE = "INTAKE", _("registration")
    RECEPTION = "RECEPTION", _("arrival stay")
    GUARDIAN = "GUARDIAN", _("guardianship")
    OWN_SIGNAL = "OWN_SIGNAL", _("own signal")
    SIGNAL = "SIGNAL", _("signal")
    INDICATION = "INDICATION", _("indication")
    PLACEMENT = "PLACEMENT", _("placement")
    HOUSE = "HOUSE", _("lives in the house")
    TRACK = "TRACK", _("residence procedure")
    ABSENCE = "ABSENCE", _("absence")
    AGENDA = "AGENDA", _("case consultation")
    ASSIGNED = "ASSIGNED", _("assigned")
    REPORTING = "REPORTING", _("reports to CoMensha")
    REFERRAL = "REFERRAL", _("referral")
    EMERGENCY = "EMERGENCY", _("emergency access")
    GRANTED = "GRANTED", _("granted on request")
    NAMED = "NAMED", _("named person")
    AGREEMENT = "AGREEMENT", _("the child agrees")


# What these open is for one person, or only a signal: nobody else of the organisation knows of the case through them.
INVOLVES_NOBODY_ELSE = (Ground.OWN_SIGNAL, Ground.EMERGENCY)
