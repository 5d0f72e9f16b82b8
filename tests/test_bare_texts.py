"""No text that a user reads stands in a page or in the code without being marked for translation."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.test_translations import ROOMS, SAME
from tools import messages

# What may stand in a page as it is: our name, an organisation's, and each language in its own words.
BRANDS = {"Beschut", "COA", "English", "Nederlands"}

# Where a person reads bare text in HTML, apart from the text itself.
READ_ALOUD = {"alt", "aria-label", "aria-description", "content", "label", "placeholder", "title", "value"}
# Filters whose argument is shown.
SAID = re.compile(r"""\|(?:default|default_if_none|yesno|pluralize|add|join):["'][^"'_]*[A-Za-z][^"'_]*["']""")
# Blocks of the admin's templates that hold CSS classes.
CLASS_BLOCKS = {"bodyclass", "coltype"}
LETTERS = re.compile(r"[^\W\d_]{2,}")


class BareText(HTMLParser):
    """Collects text that stands in HTML as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "style"}:
            self.silent = tag
        kept = {name: value for name, value in attrs if value and name in READ_ALOUD}
        if tag == "meta" or (tag in {"input", "option", "button"} and dict(attrs).get("type") != "submit"):
            kept = {name: value for name, value in kept.items() if name not in {"content", "value"}}
        self.found += [value for value in kept.values() if is_bare(value)]

    def handle_endtag(self, tag):
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data):
        if not self.silent and is_bare(data):
            self.found.append(data.strip())


def is_bare(text: str) -> bool:
    return bool(set(LETTERS.findall(text)) - BRANDS - SAME)


def bare_in_template(source: str) -> list[str]:
    """Every text of a template that is not translated."""
    parts, hidden = [], ""
    found = []
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if name in {"blocktranslate", "blocktrans", "comment"}:
            hidden = f"end{name}"
        elif name == "block" and token.contents.split()[1] in CLASS_BLOCKS:
            hidden = "endblock"
        elif name and name == hidden:
            hidden = ""
        elif token.token_type == TokenType.TEXT and not hidden:
            parts.append(token.contents)
        elif token.token_type == TokenType.VAR and SAID.search(token.contents):
            found.append(token.contents)
    parser = BareText()
    parser.feed("".join(parts))
    parser.close()
    return found + parser.found


# Commands speak to the operator and the description of the API to a developer, both in English.
UNSEEN = {"commands", "migrations", "api"}
# Arguments and names that hold what a person reads.
TEXT_ARGUMENTS = {
    "empty_label", "empty_value_display", "help", "help_text", "label", "message", "sentence", "short_description",
    "title", "verbose_name", "verbose_name_plural", "violation_error_message",
}  # fmt: skip
TEXT_NAMES = {"verbose_name", "verbose_name_plural", "short_description", "site_title", "site_header", "index_title"}
# Calls that take what a person reads as a positional argument: which one.
TEXT_CALLS = {
    "RuleBroken": 1, "ValidationError": 0, "ParseError": 0, "ErrorDetail": 0, "AuthenticationFailed": 0,
    "success": 1, "warning": 1, "error": 1, "info": 1,
}  # fmt: skip


def literal(node: ast.AST) -> str:
    """The text of a plain string or of the fixed parts of an f-string; empty for anything else."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def bare_in_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    yield from (literal(keyword.value) for keyword in call.keywords if keyword.arg in TEXT_ARGUMENTS)
    place = 0 if name.endswith("Field") and isinstance(call.func, ast.Attribute) else TEXT_CALLS.get(name)
    logs = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") in {"logger", "log"}
    if place is not None and not logs and len(call.args) > place:
        yield literal(call.args[place])


def bare_in_python(source: str) -> list[str]:
    """Every text in Python that a user reads and that is not marked."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found += bare_in_call(node)
        elif isinstance(node, ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            found.append(literal(node.value) if names & TEXT_NAMES else "")
    return [text for text in found if is_bare(text)]


def product_files(suffix: str) -> list[Path]:
    folders = [*(messages.ROOT / room for room in [*ROOMS, "seeds"]), messages.ROOT / "templates"]
    return sorted(path for folder in folders for path in folder.rglob(f"*{suffix}"))


def name_of(path: Path) -> str:
    return str(path.relative_to(messages.ROOT))


class TestNothingEscapes:
    @pytest.mark.parametrize("path", product_files(".html"), ids=name_of)
    def test_templates(self, path):
        assert bare_in_template(path.read_text()) == []

    @pytest.mark.parametrize(
        "path",
        [path for path in product_files(".py") if not UNSEEN & set(path.parts)],
        ids=name_of,
    )
    def test_python(self, path):
        assert bare_in_python(path.read_text()) == []

    @pytest.mark.parametrize(
        "source",
        [
            "<p>Bare</p>", '<img alt="Bare">', '{{ x|default:"bare" }}', '<input type="submit" value="Bare">',
            "{% if x %}bare{% endif %}",
        ],
    )  # fmt: skip
    def test_bare_text_in_a_template_is_found(self, source):
        assert bare_in_template(source) != []

    @pytest.mark.parametrize(
        "source",
        [
            '{% translate "x" %}', "{% blocktranslate %}text {{ x }}{% endblocktranslate %}", "Beschut · {{ x }}",
            "<script>bare()</script>", '{{ x|default:_("none") }}', '{{ x|default:"–" }}', "{# bare #}",
        ],
    )  # fmt: skip
    def test_translated_text_in_a_template_is_let_through(self, source):
        assert bare_in_template(source) == []

    @pytest.mark.parametrize(
        "source",
        [
            'RuleBroken("code", "Bare.", "S")', 'models.CharField("bare")', 'f(help_text="Bare")',
            'class Meta:\n verbose_name = "bare"', 'messages.success(request, f"{x} bare")',
        ],
    )  # fmt: skip
    def test_bare_text_in_python_is_found(self, source):
        assert bare_in_python(source) != []
