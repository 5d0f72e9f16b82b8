"""The access table as a document, for whoever has to trust it."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from partners.access_table import TABLE
from partners.print_access import in_words, markdown


def test_the_committed_document_is_the_table():
    assert (settings.BASE_DIR / "docs" / "access.md").read_text() == markdown()


def test_the_document_names_every_class_of_data():
    document = markdown()
    assert len([line for line in document.splitlines() if line.startswith("| ")]) > len(TABLE)
    assert "leest @vermissing" in document


def test_an_unknown_word_in_the_table_is_no_word_of_the_document():
    with pytest.raises(KeyError):
        in_words("X")


def test_a_document_that_differs_fails_the_check(tmp_path: Path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="access --write"):
        call_command("access", check=True)
    call_command("access", write=True)
    call_command("access", check=True, stdout=StringIO())
