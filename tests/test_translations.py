"""Everything a user sees is Dutch (design decision 11): the catalogue is complete, it shows, no text escapes it."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext, override

from audit.models import Recorded
from overview import words
from tools import messages
from tools.messages_of_packages import EXTRA

ROOMS = ["config", "audit", "partners", "intake", "shelter", "residence", "overview"]
# The same word in both languages, and names that nobody translates.
SAME = {
    "API", "Dari", "Filter", "Sorani", "bed", "code", "mentor", "status", "supervisor", "type", "was", "webhook",
    "webhooks",
}  # fmt: skip
NAMES = {"Nidos", "CoMensha", "Fier", "KMar", "RvdK", "Inspectie SZW", "de Evenaar"}
# What may stand in a page as it is: our name, an organisation's, and each language in its own words.
BRANDS = {"Beschut", "COA", "English", "Nederlands"}


def is_dutch(english: str, dutch: str) -> bool:
    """Whether a text shows in Dutch: it differs, or says the same in both languages; capitals alone are a name."""
    return dutch != english or dutch in SAME | NAMES or dutch.upper() == dutch


def shown(text: object) -> tuple[str, str]:
    with override("en"):
        english = str(text)
    with override("nl"):
        return english, str(text)


def test_every_text_has_its_dutch_and_nothing_else_stands_in_the_catalogue():
    assert messages.faults(messages.product(), messages.read()) == []


def test_no_translation_repeats_the_english():
    said = [(message.id, message.string) for message in messages.read().values() if isinstance(message.id, str)]
    assert [english for english, dutch in said if not is_dutch(english, dutch)] == []


def test_the_catalogue_stands_as_the_tool_writes_it():
    assert messages.CATALOGUE.read_text() == messages.in_step(messages.product(), messages.read())


class TestWhatTheToolFinds:
    def test_python(self):
        source = '_("a" "b")\nngettext("one", "many", n)\nn.pgettext_lazy("context", "c")\nf("no")\n_()\n'
        assert messages.in_python(source, "") == [
            messages.Text("ab"), messages.Text("one", plural="many"), messages.Text("c", context="context"),
        ]  # fmt: skip

    @pytest.mark.parametrize("source", ['_(f"born {day}")', "_(label)", '_("a" + b)'])
    def test_a_text_that_is_not_written_out_is_refused(self, source):
        with pytest.raises(messages.NotLiteral):
            messages.in_python(source, "")

    def test_templates(self):
        source = """{% load i18n %}<p title="{% translate "it's" %}">{% translate 'a' context "c" %} bare
        {% blocktranslate count n=n trimmed %}{{ n }}
          day{% plural %}{{ n }} days{% endblocktranslate %}{{ x|default:_("none") }}"""
        assert messages.in_template(source, "") == [
            messages.Text("it's"), messages.Text("a", context="c"), messages.Text("%(n)s day", "%(n)s days"),
            messages.Text("none"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("dutch", "fault"),
        [
            ('msgstr "%(n)s keer"', None),
            ('msgstr ""', "untranslated"),
            ('msgstr "%(m)s keer"', "other placeholders"),
            ('msgstr "{n} keer"', "other placeholders"),
        ],
    )
    def test_the_faults_of_a_translation(self, tmp_path, dutch, fault):
        catalogue = tmp_path / "django.po"
        catalogue.write_text(f'{messages.HEADER}msgid "%(n)s times"\n{dutch}\n')
        found = messages.faults({"a.py": [messages.Text("%(n)s times")]}, messages.read(catalogue))
        assert found == ([f"{fault}: '%(n)s times' (a.py)"] if fault else [])

    def test_a_missing_and_an_obsolete_text(self, tmp_path):
        catalogue = tmp_path / "django.po"
        catalogue.write_text(f'{messages.HEADER}msgid "old"\nmsgstr "oud"\n')
        found = messages.faults({"a.py": [messages.Text("new")]}, messages.read(catalogue))
        assert found == ["missing: 'new' (a.py)", "obsolete: 'old' (nowhere)"]

    def test_what_stands_stays_and_what_is_gone_goes(self, tmp_path):
        catalogue = tmp_path / "django.po"
        catalogue.write_text(f'{messages.HEADER}msgid "day"\nmsgstr "dag"\n\nmsgid "old"\nmsgstr "oud"\n')
        texts = {"a.py": [messages.Text("day"), messages.Text("new")]}
        written = messages.in_step(texts, messages.read(catalogue))
        entries = '#: a.py\nmsgid "day"\nmsgstr "dag"\n\n#: a.py\nmsgid "new"\nmsgstr ""\n\n'
        assert written == messages.HEADER + entries


class TestPackages:
    """The packages our pages are built from say nothing in English that a user of ours reads."""

    @pytest.mark.parametrize("module", ["fields", "serializers", "validators"])
    def test_the_faults_of_an_input(self, module):
        found = source_of(f"rest_framework.{module}")
        with override("nl"):
            english = {text.id for text in messages.in_python(found, module) if gettext(text.id) == text.id}
        assert english == set()

    @pytest.mark.parametrize("package", EXTRA)
    def test_we_translate_nothing_that_a_package_no_longer_says(self, package):
        folder = Path(find_spec(package).origin).parent
        source = "".join(path.read_text() for path in folder.rglob("*") if path.suffix in {".py", ".html"})
        said = re.sub(r'"\s+"', "", source).replace('\\"', '"')
        assert [text for text in EXTRA[package] if text not in said] == []


def source_of(module: str) -> str:
    return Path(find_spec(module).origin).read_text()


def our_models() -> list[type[models.Model]]:
    """The models that people meet: what holds a child's data, and what has a name. The rest is machinery."""
    found = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return [
        model
        for model in found
        if not hasattr(model, "history_object") and (issubclass(model, Recorded) or promised(model._meta.verbose_name))
    ]


def choices_classes(base: type = models.Choices) -> Iterator[type[models.Choices]]:
    for found in base.__subclasses__():
        if found.__module__.split(".")[0] in ROOMS:
            yield found
        yield from choices_classes(found)


def promised(text: object) -> bool:
    """Whether somebody wrote this text: a name that Django made from an attribute is a plain str."""
    return bool(text) and not isinstance(text, str)


def named_texts() -> list[tuple[str, object]]:
    found = [(f"{kind.__qualname__}.{each.name}", each.label) for kind in choices_classes() for each in kind]
    for model in our_models():
        name = model._meta.label
        found += [(name, model._meta.verbose_name), (name, model._meta.verbose_name_plural)]
        for field in model._meta.get_fields():
            texts = (getattr(field, "verbose_name", ""), getattr(field, "help_text", ""))
            found += [(f"{name}.{field.name}", text) for text in texts if promised(text)]
    return [*found, *((room, apps.get_app_config(room).verbose_name) for room in ROOMS)]


class TestItShows:
    def test_the_compiled_catalogue_is_there(self):
        compiled = messages.CATALOGUE.with_suffix(".mo")
        assert compiled.exists(), "run `make messages`"

    def test_labels_names_and_help(self):
        pairs = [(place, *shown(text)) for place, text in named_texts() if promised(text)]
        assert len(pairs) > 200
        assert [(place, dutch) for place, english, dutch in pairs if not is_dutch(english, dutch)] == []

    def test_every_column_that_is_shown_has_a_name_of_its_own(self):
        recorded = [model for model in our_models() if issubclass(model, Recorded)]
        columns = [(model, field) for model in recorded for field in model._meta.concrete_fields]
        unnamed = {
            f"{model._meta.label}.{field.name}"
            for model, field in columns
            if words.shown(model, field.name) and not promised(field.verbose_name)
        }
        assert unnamed == set()

    def test_a_label_without_a_translation_is_a_name(self):
        plain = [(place, text) for place, text in named_texts() if not promised(text) and "." in place]
        assert [(place, text) for place, text in plain if text not in SAME | NAMES and text.upper() != text] == []


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
