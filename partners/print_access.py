"""The access table as a page that a privacy officer can read: docs/access.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from partners.access_grounds import GROUND_LENDS, GROUND_OPENS, LENT_ONLY_TO, READ_ONLY, WRITES_ONLY
from partners.access_table import (
    COLUMNS,
    NO_CONTENT,
    OPERATIONAL,
    ROLES_OF_COLUMN,
    SUPERVISOR_DECIDES,
    SUPERVISOR_NEVER,
    TABLE,
    WITHOUT_CASE,
)
from partners.data_classes import DataClass
from partners.grounds import Ground
from partners.rights import DENIED, FULL, NOTHING, SUMMARY, Right, by_grounds, cell, of_role
from partners.roles import ROLES

WORDS: dict[str, str | Promise] = {
    "-": "",
    "S": gettext_lazy("summary"),
    "O": gettext_lazy("own records"),
    "R": gettext_lazy("reads"),
    "W": gettext_lazy("writes"),
    "W+O": gettext_lazy("writes, reads own records"),
    "W+S": gettext_lazy("writes, summary of others"),
    "A": gettext_lazy("decides"),
}
MOST_FIRST = ("A", "W", "W+S", "W+O", "R", "S", "O")
LENT = {"cobo": gettext_lazy("member of a case consultation"), "report_author": gettext_lazy("author of a report")}


def markdown() -> str:
    """The whole document, in Dutch."""
    with override("nl"):
        parts = [
            "# " + _("Who may read and do what"),
            _("Printed from the table in the code by `manage.py access --write`. What is not named here is refused."),
            "## " + _("In a case, by class of data and role"),
            _("A right holds only while a ground of involvement is open; a word behind @ names the one it needs."),
            _table([_("class of data"), *map(column_name, COLUMNS)], map(_row, TABLE.items())),
            "## " + _("What a ground opens"),
            _table([_("ground"), _("opens")], ([str(ground.label), opened(ground)] for ground in Ground)),
            _("Never what is in a case, whatever ground is open: %(roles)s.") % {"roles": never_content()},
            "## " + _("Supervisors"),
            supervisors(),
            "## " + _("Outside any case"),
            _table([_("class of data"), _("role"), _("right")], _outside()),
        ]
    return "\n\n".join(parts) + "\n"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def column_name(column: str) -> str:
    """The roles of a column, each with its organisation."""
    if column in LENT:
        return str(LENT[column])
    return ", ".join(role_name(code) for code in ROLES_OF_COLUMN.get(column, (column,)))


def role_name(code: str) -> str:
    role = ROLES[code]
    return f"{role.kind.label if role.kind else ''} {role.label}".strip()


def in_words(word: str) -> str:
    right, _at, grounds = word.partition("@")
    through = _(" or ").join(str(Ground[each].label) for each in grounds.split("|") if each)
    return str(WORDS[right]) + (f" @{through}" if through else "")


def _row(line: tuple[DataClass, str]) -> list[str]:
    return [str(line[0].label), *map(in_words, line[1].split())]


def opened(ground: Ground) -> str:
    """What a ground opens at most, in words."""
    found = [lent(ground)] if ground in GROUND_LENDS else []
    if not found or ground in GROUND_OPENS:
        found.append(most(ground))
    if ground in WRITES_ONLY:
        written = ", ".join(str(each.label) for each in DataClass if each in WRITES_ONLY[ground])
        found.append(_("written are only: %(classes)s") % {"classes": written})
    return ". ".join(found)


def lent(ground: Ground) -> str:
    """Whose column it lends, and to whom."""
    column = GROUND_LENDS[ground]
    said = _("what the column “%(column)s” may") % {"column": LENT[column] if column in LENT else column_name(column)}
    roles = ", ".join(role_name(code) for code in LENT_ONLY_TO.get(ground, ()))
    return _("%(said)s, for: %(roles)s") % {"said": said, "roles": roles} if roles else said


def most(ground: Ground) -> str:
    classes = GROUND_OPENS.get(ground)
    if classes is None:
        return (
            _("all that the role may read; nothing is written") if ground in READ_ONLY else _("all that the role may")
        )
    if not classes:
        return _("nothing of the case")
    return "; ".join(f"{each.label}" + (f" ({WORDS['S']})" if word == "S" else "") for each, word in classes.items())


def never_content() -> str:
    return ", ".join(role_name(code) for code in ROLES if code in NO_CONTENT)


def supervisors() -> str:
    never = ", ".join(str(each.label) for each in SUPERVISOR_NEVER)
    decides = "; ".join(
        f"{role_name(code)}: {', '.join(str(each.label) for each in classes)}"
        for code, classes in SUPERVISOR_DECIDES.items()
    )
    reading = _("They read what the operational roles of their organisation may read, except: %(never)s.")
    deciding = _("They write nothing. They decide as the second person: %(decides)s.")
    return f"{reading % {'never': never}} {deciding % {'decides': decides}}"


@dataclass(frozen=True)
class Reach:
    """One right in words, and the classes of data it is for."""

    right: str
    classes: list[str]


def in_case(role: str) -> list[Reach]:
    """What a role may do in a case at most, the most first; where a class needs a ground, it is said."""
    return _reaches({each: _at_most(role, each) for each in TABLE})


def outside(role: str) -> list[Reach]:
    """The same outside any case."""
    return _reaches({each: cell(roles[role]) for each, roles in WITHOUT_CASE.items() if role in roles})


def nowhere(role: str) -> list[str]:
    """The classes of which a role reads nothing, in a case or outside."""
    known = {each for each, roles in WITHOUT_CASE.items() if role in roles}
    return [str(each.label) for each in TABLE if each not in known and not _at_most(role, each).anything]


def _at_most(role: str, data_class: DataClass) -> Right:
    """By its own column; a role without one by the column that is lent to it."""
    if role in NO_CONTENT:
        return DENIED
    if role in OPERATIONAL or any(role in ROLES_OF_COLUMN.get(column, (column,)) for column in COLUMNS):
        return of_role(role, data_class)
    grounds = frozenset(ground for ground in GROUND_LENDS if role in LENT_ONLY_TO.get(ground, ()))
    return by_grounds(role, grounds, data_class)


def _reaches(rights: Mapping[DataClass, Right]) -> list[Reach]:
    found: dict[str, list[str]] = {word: [] for word in MOST_FIRST}
    for data_class, right in rights.items():
        through = _(" or ").join(str(ground.label) for ground in Ground if ground in right.only)
        if right.anything:
            found[word_of(right)].append(str(data_class.label) + (f" ({through})" if through else ""))
    return [Reach(str(WORDS[word]), classes) for word, classes in found.items() if classes]


def word_of(right: Right) -> str:
    """The word of the table that says the most of this right."""
    if right.decides:
        return "A"
    if right.writes:
        return {FULL: "W", SUMMARY: "W+S", NOTHING: "W+O"}[right.reads]
    return {FULL: "R", SUMMARY: "S", NOTHING: "O"}[right.reads]


def _outside() -> list[list[str]]:
    return [
        [str(data_class.label), role_name(role), in_words(word)]
        for data_class, roles in WITHOUT_CASE.items()
        for role, word in roles.items()
    ]
