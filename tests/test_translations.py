"""Everything a user sees is Dutch (design decision 11): the catalogue is complete, it shows, no text escapes it."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import gettext, override

from audit.models import Recorded
from overview import words
from tools import messages
from tools.messages_of_packages import EXTRA

ROOMS = ["config", "audit", "partners", "intake", "shelter", "residence", "overview"]
# The same word in both languages, and names that nobody translates.
SAME = {
    "API", "Accounts", "Agenda", "Dari", "Filter", "Sorani", "bed", "code", "mentor", "partner", "screening",
    "screenings", "Training", "training", "status", "supervisor", "type", "was", "webhook", "webhooks", "Server",
    "Webhooks",
}  # fmt: skip
NAMES = {"Nidos", "CoMensha", "Fier", "KMar", "RvdK", "Inspectie SZW", "de Evenaar", "Veilig Thuis"}


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
