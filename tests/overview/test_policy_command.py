"""Printing the policy to the screen, to the file, and checking the file."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policy.print_out import markdown


@pytest.fixture
def document(tmp_path: Path, settings) -> Path:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs" / "policy.md"


def test_the_policy_is_printed_to_the_screen(document: Path) -> None:
    out = StringIO()
    call_command("policy", stdout=out)
    assert out.getvalue() == markdown()
    assert not document.exists()


def test_a_written_document_passes_the_check(document: Path) -> None:
    call_command("policy", write=True)
    call_command("policy", check=True, stdout=StringIO())
    assert document.read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("content", [None, "an older policy"])
def test_a_missing_or_older_document_fails_the_check(document: Path, content: str | None) -> None:
    if content:
        document.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="out of date"):
        call_command("policy", check=True)
