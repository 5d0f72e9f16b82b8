"""Which acts can say no by which rule, as far as the code tells: from verb and check along the functions they use."""

import ast
import functools
import importlib
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from overview.acts import ALL
from partners.acts import Act
from partners.codes import Refusal, refusals

# A function by its module and its name there.
Named = tuple[str, str]


@cache
def by_source() -> dict[str, dict[Refusal, list[Act]]]:
    """Of each paragraph the refusals that rest on it, and of each of those the acts that can come to it."""
    found: dict[str, dict[Refusal, list[Act]]] = defaultdict(dict)
    for refusal in refusals():
        if refusal.source:
            found[refusal.source][refusal] = []
    for act in ALL:
        for refusal in _of_act(act):
            if refusal.source:
                found[refusal.source][refusal].append(act)
    return dict(found)


def _of_act(act: Act) -> Iterator[Refusal]:
    todo = [named for each in (act.verb, act.check, act.parent_from) if (named := _named(each))]
    seen: set[Named] = set(todo)
    while todo:
        named = todo.pop()
        yield from _says_no(named)
        new = _uses(named) - seen
        seen |= new
        todo.extend(new)


def _named(what: Any) -> Named | None:
    """Where a function of ours stands, without what is wrapped around it."""
    while isinstance(what, functools.partial):
        what = what.func
    if not isinstance(what, Callable) or isinstance(what, type):  # type: ignore[arg-type]
        return None
    plain = inspect.unwrap(what)
    where = (getattr(plain, "__module__", ""), getattr(plain, "__name__", ""))
    return where if where[1] in _functions(where[0]) else None


@cache
def _functions(module: str) -> dict[str, ast.FunctionDef]:
    """The functions of a module of ours, as they are written."""
    file = getattr(importlib.import_module(module), "__file__", None) if module else None
    if file is None or settings.BASE_DIR not in Path(file).parents or ".venv" in Path(file).parts:
        return {}
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    return {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}


@cache
def _uses(named: Named) -> frozenset[Named]:
    """The functions of ours that this one calls or hands on."""
    known = vars(importlib.import_module(named[0]))
    found = (_named(_meant(each, known)) for each in ast.walk(_functions(named[0])[named[1]]))
    return frozenset(each for each in found if each is not None)


def _meant(node: ast.AST, known: dict[str, Any]) -> Any:
    """What a name in the code stands for: `check`, or `consent.check`."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = known.get(node.value.id)
        return getattr(module, node.attr, None) if inspect.ismodule(module) else None
    return None


@cache
def _places() -> dict[str, Refusal]:
    return {refusal.where: refusal for refusal in refusals()}


def _says_no(named: Named) -> Iterator[Refusal]:
    """The refusals that are written in this function."""
    file = Path(importlib.import_module(named[0]).__file__ or "").relative_to(settings.BASE_DIR)
    for node in ast.walk(_functions(named[0])[named[1]]):
        refusal = _places().get(f"{file}:{node.lineno}") if isinstance(node, ast.Call) else None
        if refusal is not None:
            yield refusal
