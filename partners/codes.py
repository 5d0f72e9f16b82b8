"""Every code that the API answers with, and its sentence in both languages: what a partner's program can act on.

A rule stands where it is checked, with its code and its sentence in one place; so the list is read from there.
"""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions

from config.api.problems import CODES
from config.scans import SENTENCES
from partners.grounds import Ground
from partners.roles import ROLES, Purpose

RULE_BROKEN = 409
# A place that hands on what was refused elsewhere; its codes and sentences stand there.
HANDED_ON = {"intake/document.py": SENTENCES}
# Where the code and the sentence stand among the arguments of what says no.
SAYS_NO = {"RuleBroken": (0, 1), "Problem": (1, 2), "AuthenticationFailed": (1, 0)}
# What is refused before anything of ours is asked.
OF_THE_FRAMEWORK = (exceptions.ParseError, exceptions.NotAcceptable, exceptions.UnsupportedMediaType)
SAYS_WHY = _("A rule of the procedure says no; the answer says which one and why.")


@dataclass(frozen=True)
class Code:
    """One code: of a problem (with its status, and the rule that says no), a purpose, a role or a ground."""

    kind: str
    code: str
    nl: str
    en: str
    status: int | None = None
    source: str = ""

    def shown(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in (None, "")}


@dataclass(frozen=True)
class Refusal:
    """A place in the code that says no. An empty code or sentence is one that only shows when it happens."""

    where: str
    says: str
    code: str
    sentence: str
    source: str = ""
    status: int = RULE_BROKEN


def published() -> list[Code]:
    """All codes, each sentence once."""
    return [*problems(), *_chosen("purpose", Purpose.choices), *_chosen("ground", Ground.choices),
            *_chosen("role", [(role.code, role.label) for role in ROLES.values()])]  # fmt: skip


def _chosen(kind: str, choices: Any) -> list[Code]:
    return [Code(kind, code, *_both(label)) for code, label in choices]


def _both(sentence: Any) -> tuple[str, str]:
    said = []
    for language in ("nl", "en"):
        with translation.override(language):
            said.append(str(translated(sentence) if isinstance(sentence, str) else sentence))
    return said[0], said[1]


def problems() -> list[Code]:
    """The codes of problems, by status and code."""
    found = {Code("problem", code, *_both(sentence), status=status) for status, (code, sentence) in CODES.items()}
    found |= {
        Code("problem", one.default_code, *_both(one.default_detail), status=one.status_code)
        for one in OF_THE_FRAMEWORK
    }
    found |= {
        Code("problem", each.code, *_both(each.sentence or SAYS_WHY), status=each.status, source=each.source)
        for each in refusals() if each.code
    }  # fmt: skip
    found |= {
        Code("problem", code, *_both(sentence), status=RULE_BROKEN)
        for sentences in HANDED_ON.values() for code, sentence in sentences.items()
    }  # fmt: skip
    return sorted(found, key=lambda each: (each.status or 0, each.code, each.en))


@cache
def refusals() -> tuple[Refusal, ...]:
    """Every place in our own code that says no."""
    return tuple(refusal for path in _sources() for refusal in _of_file(path))


def _sources() -> Iterator[Path]:
    for app in apps.get_app_configs():
        folder = Path(app.path)
        if settings.BASE_DIR in folder.parents and ".venv" not in folder.parts:
            yield from sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def _of_file(path: Path) -> Iterator[Refusal]:
    text = path.read_text()
    if not any(f"{name}(" in text for name in SAYS_NO):
        return
    inside = path.relative_to(settings.BASE_DIR)
    module = importlib.import_module(".".join(inside.with_suffix("").parts))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS_NO:
            refusal = _of_call(f"{inside}:{node.lineno}", node, vars(module))
            if refusal is not None:
                yield refusal


def _of_call(where: str, node: ast.Call, known: dict[str, Any]) -> Refusal | None:
    assert isinstance(node.func, ast.Name)
    says, arguments = node.func.id, [*node.args, *(each.value for each in node.keywords)]
    at, sentence_at = SAYS_NO[says]
    if len(arguments) <= max(at, sentence_at):
        return None  # it says what its status says
    source = _text(arguments[2], known) if says == "RuleBroken" and len(arguments) > 2 else ""
    status = _status(says, arguments)
    return Refusal(where, says, _text(arguments[at], known), _text(arguments[sentence_at], known), source, status)


def _status(says: str, arguments: list[ast.expr]) -> int:
    first = arguments[0]
    if says == "Problem" and isinstance(first, ast.Constant) and isinstance(first.value, int):
        return first.value
    return exceptions.AuthenticationFailed.status_code if says == "AuthenticationFailed" else RULE_BROKEN


def _text(node: ast.expr, known: dict[str, Any]) -> str:
    """The text that an argument says: itself, the name of a text of its module, or the first text that is marked."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        with translation.override("en"):
            return str(known.get(node.id, ""))
    marked = (each.args[0] for each in ast.walk(node) if isinstance(each, ast.Call) and _marks(each))
    return next((str(each.value) for each in marked if isinstance(each, ast.Constant)), "")


def _marks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"} and bool(call.args)
