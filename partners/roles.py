"""The role codes of model.md C5: organisation × role. One account has one."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    NIDOS = "NIDOS", "Nidos"
    AVIM = "AVIM", "AVIM"
    IND = "IND", "IND"
    COA = "COA", "COA"
    BO_PROVIDER = "BO_PROVIDER", _("Reception provider")
    LAWYER = "LAWYER", _("Lawyers")
    GGD = "GGD", "GGD"
    VWN = "VWN", "VWN"
    EVENAAR = "EVENAAR", "de Evenaar"
    FIER = "FIER", "Fier"
    RVDK = "RVDK", "RvdK"
    LEC_EGG = "LEC_EGG", "LEC EGG"
    LKHA = "LKHA", "LKHA"
    VEILIG_THUIS = "VEILIG_THUIS", "Veilig Thuis"
    SCHADEFONDS = "SCHADEFONDS", _("Violent Offences Compensation Fund")
    COMENSHA = "COMENSHA", "CoMensha"
    OM = "OM", "OM"
    KMAR = "KMAR", "KMar"
    INSPECTIE_SZW = "INSPECTIE_SZW", "Inspectie SZW"
    EMM = "EMM", "EMM"
    IOM = "IOM", "IOM"
    MUNICIPALITY = "MUNICIPALITY", _("Municipality")
    NR = "NR", _("National Rapporteur")
    MINISTRY = "MINISTRY", _("Ministry")
    INSPECTORATE = "INSPECTORATE", _("Inspectorate")
    SYSTEM = "SYSTEM", _("System")


class Purpose(models.TextChoices):
    """Why somebody looks or acts; the reason lands in the ledger."""

    PROTECTION = "PROTECTION", _("protection")
    PLACEMENT = "PLACEMENT", _("placement")
    IDENTIFICATION = "IDENTIFICATION", _("identification")
    ASYLUM = "ASYLUM", _("asylum procedure")
    INVESTIGATION = "INVESTIGATION", _("investigation")
    SIGNALLING = "SIGNALLING", _("signalling")
    CARE = "CARE", _("care")
    LEGAL_AID = "LEGAL_AID", _("legal aid")
    SUPERVISION = "SUPERVISION", _("supervision")
    ACUTE_DANGER = "ACUTE_DANGER", _("acute danger")


@dataclass(frozen=True)
class Role:
    """One role: its code ("nidos.guardian"), its organisation's kind (None: any), its name, its usual purpose."""

    code: str
    kind: OrganisationKind | None
    label: str | Promise
    purpose: Purpose

    @property
    def is_supervisor(self) -> bool:
        return self.code.endswith(".supervisor")


K, P = OrganisationKind, Purpose
ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("nidos.guardian", K.NIDOS, _("guardian"), P.PROTECTION),
        Role("nidos.intake", K.NIDOS, _("intake worker"), P.PROTECTION),
        Role("nidos.care_coordinator", K.NIDOS, _("care coordinator"), P.CARE),
        Role("nidos.supervisor", K.NIDOS, _("supervisor"), P.SUPERVISION),
        Role("avim.officer", K.AVIM, _("identification officer"), P.IDENTIFICATION),
        Role("avim.detective", K.AVIM, _("trafficking detective"), P.INVESTIGATION),
        Role("avim.supervisor", K.AVIM, _("supervisor"), P.SUPERVISION),
        Role("ind.officer", K.IND, _("officer"), P.ASYLUM),
        Role("ind.supervisor", K.IND, _("supervisor"), P.SUPERVISION),
        Role("coa.placement", K.COA, _("placement officer"), P.PLACEMENT),
        Role("coa.focal_person", K.COA, _("focal person for trafficking"), P.SIGNALLING),
        Role("coa.supervisor", K.COA, _("supervisor"), P.SUPERVISION),
        Role("bo_provider.mentor", K.BO_PROVIDER, _("mentor"), P.CARE),
        Role("bo_provider.supervisor", K.BO_PROVIDER, _("supervisor"), P.SUPERVISION),
        Role("lawyer.lawyer", K.LAWYER, _("lawyer"), P.LEGAL_AID),
        Role("ggd.health_worker", K.GGD, _("health worker"), P.CARE),
        Role("vwn.observer", K.VWN, _("observer"), P.SIGNALLING),
        Role("evenaar.clinician", K.EVENAAR, _("clinician"), P.CARE),
        Role("kmar.reporter", K.KMAR, _("reporter"), P.SIGNALLING),
        Role("inspectie_szw.reporter", K.INSPECTIE_SZW, _("reporter"), P.SIGNALLING),
        Role("comensha.clerk", K.COMENSHA, _("clerk"), P.PROTECTION),
        Role("nr.analyst", K.NR, _("analyst"), P.SUPERVISION),
        Role("dpo.officer", None, _("data-protection officer"), P.SUPERVISION),
        Role("system.administrator", K.SYSTEM, _("administrator"), P.SUPERVISION),
    )
}
del K, P

ROLE_CHOICES = [(role.code, role.label) for role in ROLES.values()]


# The people of a Fier house have the roles of a reception provider (model.md, role codes).
SAME_ROLES_AS = {OrganisationKind.FIER.value: OrganisationKind.BO_PROVIDER.value}


def role_code(kind: str, name: str) -> str | None:
    """The code of a role by the kind of its organisation and its short name; None when there is no such role."""
    kind = SAME_ROLES_AS.get(kind, kind)
    code = f"{'dpo' if name == 'officer' and kind not in {'AVIM', 'IND'} else kind.lower()}.{name}"
    return code if code in ROLES else None
