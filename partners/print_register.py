"""The register of processing as a page (GDPR art. 30): docs/register.md, one chapter for each controller."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from partners import print_access
from partners.access_grounds import GROUND_LENDS, LENT_ONLY_TO
from partners.access_table import NO_CONTENT, TABLE, WITHOUT_CASE
from partners.data_classes import DataClass
from partners.print_access import role_name
from partners.rights import Right, by_grounds, of_role
from partners.roles import ROLES, SAME_ROLES_AS, OrganisationKind, Purpose, Role
from policy.counting import Term
from policy.print_table import table
from policy.register import GUARDS, SPECIAL, SUBJECTS
from policy.terms import TERMS

RETENTION = "RETENTION"


def markdown() -> str:
    """The whole document, in Dutch."""
    with override("nl"):
        parts = [
            "# " + _("Register of processing"),
            _("Printed from the tables in the code by `manage.py register --write` (GDPR art. 30). Each organisation "
              "lays its own chapter beside its own register, and adds its address and its data-protection officer."),
            "## " + _("For everybody"),
            table([_("what is asked"), _("what holds here")], everybody()),
            "## " + _("What guards the data"),
            table([_("measure"), _("written down in")], ([each.text.nl, f"`{each.where}`"] for each in GUARDS)),
            "## " + _("Who receives which data"),
            _("Within Beschut, each by the grounds and bounds of `docs/access.md`. Outside only by a disclosure, a "
              "referral or a report to CoMensha, each recorded of its own."),
            table([_("class of data"), _("special"), _("received by")], received()),
            *(part for kind in controllers() for part in chapter(kind)),
        ]  # fmt: skip
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def everybody() -> list[list[str]]:
    return [
        [_("whom the data are about"), "; ".join(each.nl for each in SUBJECTS)],
        [_("passed on to a country outside the EU"), _("no")],
        [_("decided by a machine alone"), _("no: what is computed is a proposal to a person")],
        [_("kept"), "; ".join(kept(row) for row in TERMS if row.name.startswith(RETENTION))
         + ". " + _("Where no term stands, the organisation sets its own; until then it is kept.")],
        [_("rights of the child"), _("access, correction and a log of its own: asked of any organisation here")],
    ]  # fmt: skip


def kept(row: Term) -> str:
    return _("%(what)s: %(length)s, from: %(start)s") % {
        "what": row.label.nl, "length": row.length().nl, "start": row.counts_from.nl,
    }  # fmt: skip


def received() -> Iterable[list[str]]:
    for each in DataClass:
        roles = [role_name(code) for code in ROLES if reads(code, each).anything]
        if roles:
            yield [str(each.label), _("yes") if each in SPECIAL else "", "; ".join(roles)]


def controllers() -> list[OrganisationKind]:
    """Those of whom somebody works here; of the same roles as another one, too."""
    with_roles = {role.kind for role in ROLES.values()}
    return [each for each in OrganisationKind if each in with_roles or each.value in SAME_ROLES_AS]


def roles_of(kind: OrganisationKind) -> list[Role]:
    same = SAME_ROLES_AS.get(kind.value, kind.value)
    return [role for role in ROLES.values() if role.kind == same]


def chapter(kind: OrganisationKind) -> list[str]:
    """What one controller processes, and what for."""
    return [
        f"## {kind.label}",
        table([_("role"), _("what for"), _("collects and changes"), _("reads as well")], map(line, roles_of(kind))),
    ]


def line(role: Role) -> list[str]:
    writes = [each for each in DataClass if at_most(role.code, each, "writes")]
    reading = [each for each in DataClass if reads(role.code, each).anything and each not in writes]
    return [str(role.label), str(Purpose(role.purpose).label), labels(writes), labels(reading)]


def labels(classes: list[DataClass]) -> str:
    return "; ".join(str(each.label) for each in classes) or "–"


def rights(role: str, each: DataClass) -> list[Right]:
    """What a role has of a class at most: in a case, also by a column that is lent to it, and outside any."""
    lent = frozenset(ground for ground in GROUND_LENDS if role in LENT_ONLY_TO.get(ground, ()))
    outside = print_access.cell(WITHOUT_CASE.get(each, {}).get(role, "-"))
    inside = [] if role in NO_CONTENT or each not in TABLE else [of_role(role, each), by_grounds(role, lent, each)]
    return [*inside, outside]


def reads(role: str, each: DataClass) -> Right:
    total = Right()
    for right in rights(role, each):
        total |= right
    return total


def at_most(role: str, each: DataClass, how: str) -> bool:
    return any(getattr(right, how) for right in rights(role, each))
