"""The Dutch catalogue in step with the product: `python -m tools.messages`, and `--check` to list its faults.

Takes every text from the Python files and the templates, adds what is new, untranslated, and drops what is gone.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tools.messages_of_packages import EXTRA

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale/nl/LC_MESSAGES/django.po"
LEFT_OUT = ("tools", "tests", "bench", "var")
HEADER = r"""# Dutch. `make translations` keeps the entries in step with the code; the translations are written here.
msgid ""
msgstr ""
"Language: nl\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
# Each function that marks a text, and which of its arguments are the context, the text and the plural.
SHAPES: dict[str, tuple[str, ...]] = {
    "gettext": ("id",),
    "ngettext": ("id", "plural"),
    "pgettext": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
}
MARKS = {"_": SHAPES["gettext"], **SHAPES, **{f"{name}_lazy": shape for name, shape in SHAPES.items()}}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?<!\w)((?:_|n?p?gettext)\({LITERAL}(?:, ?{LITERAL})*)", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{[\w:]*}")
Key = tuple[str, str]


class NotLiteral(Exception):
    """A marked text that is not written out where it is marked: no tool can find it."""


@dataclass(frozen=True)
class Text:
    """One text as it is marked in the code."""

    id: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> Key:
        return self.context, self.id

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.id, self.plural) if self.plural else (self.id,)


def _marked(call: ast.Call, place: str) -> Text | None:
    """The text of a call that marks one; None for any other call."""
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name not in MARKS or not call.args:
        return None
    found: dict[str, str] = {}
    for part, argument in zip(MARKS[name], call.args, strict=False):
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            raise NotLiteral(f"{place}:{call.lineno}: {ast.unparse(call)}")
        found[part] = argument.value
    return Text(**found)


def in_python(source: str, place: str) -> list[Text]:
    """Every text in Python source, in the order of the lines."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [text for call in calls if (text := _marked(call, place)) is not None]


def in_template(source: str, place: str) -> list[Text]:
    """Every text in a Django template."""
    calls = IN_TEMPLATE.findall(templatize(source, origin=place))
    return [text for call in calls for text in in_python(f"{call})", place)]


def _files(root: Path) -> Iterator[Path]:
    rooms = [init.parent for init in root.glob("*/__init__.py") if init.parent.name not in LEFT_OUT]
    for room in [*rooms, root / "templates"]:
        yield from (path for path in room.rglob("*") if path.suffix in (".py", ".html", ".txt"))


def texts_of(root: Path) -> dict[str, list[Text]]:
    """The texts under a folder by file, files in order of name."""
    found = {}
    for path in sorted(_files(root)):
        place = str(path.relative_to(root))
        found[place] = (in_python if path.suffix == ".py" else in_template)(path.read_text("utf-8"), place)
    return found


def product() -> dict[str, list[Text]]:
    """Every text the product needs, the packages' last."""
    return texts_of(ROOT) | {package: [Text(one) for one in said] for package, said in EXTRA.items()}


def _key(message: Message) -> Key:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", first


def read(path: Path = CATALOGUE) -> dict[Key, Message]:
    """The catalogue as it stands."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {_key(message): message for message in read_po(file, locale="nl") if message.id}


def in_step(texts: dict[str, list[Text]], standing: dict[Key, Message]) -> str:
    """The catalogue with exactly these texts, keeping the Dutch that stands."""
    catalogue = Catalog(locale="nl")
    for place, found in texts.items():
        for text in found:
            old = standing.get(text.key)
            ids = text.forms if text.plural else text.id
            kept = old.string if old and _forms(old.id) == text.forms and not old.fuzzy else ""
            catalogue.add(ids, kept, locations=[(place, 0)], context=text.context or None)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True, include_lineno=False)
    return HEADER + buffer.getvalue().decode()


def _forms(said: str | Iterable[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


def _fault(message: Message) -> str:
    """What is wrong with one translation, or nothing."""
    ids, strings = _forms(cast(str, message.id)), _forms(cast(str, message.string))
    if message.fuzzy or len(ids) != len(strings) or not all(strings):
        return "untranslated"
    pairs = zip(ids, strings, strict=True)
    same = all(sorted(PLACEHOLDER.findall(one)) == sorted(PLACEHOLDER.findall(other)) for one, other in pairs)
    return "" if same else "other placeholders"


def faults(texts: dict[str, list[Text]], standing: dict[Key, Message]) -> list[str]:
    """A line for each text that is missing, obsolete, untranslated or has other placeholders than its translation."""
    wanted = {text.key: place for place, found in texts.items() for text in found}
    lines = [f"missing: {key[1]!r} ({place})" for key, place in wanted.items() if key not in standing]
    for key, message in standing.items():
        fault = _fault(message) if key in wanted else "obsolete"
        if fault:
            lines.append(f"{fault}: {key[1]!r} ({wanted.get(key, 'nowhere')})")
    return lines


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; list what is wrong and exit 1")
    asked = parser.parse_args(arguments)
    texts = product()
    if not asked.check:
        CATALOGUE.write_text(in_step(texts, read()), "utf-8")
    lines = faults(texts, read())
    print(*lines, f"{len(read())} texts, {len(lines)} to mend", sep="\n")
    return int(asked.check and bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
