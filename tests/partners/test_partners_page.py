"""docs/partners.md is true: its commands are run in their order, and each answer is the one that stands there."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from seeds import organisations, places
from tests.partners.test_outbox_worker import address

PAGE = Path(settings.BASE_DIR) / "docs" / "partners.md"
BLOCK = re.compile(r"^```(sh|json|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REST = "…"
REMEDY = "curl is not on this machine: install it (Debian, Ubuntu: apt-get install curl)"
MARK = "--- end of a block ---"


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def steps() -> Iterator[tuple[str, str, str]]:
    """Each block of commands, with the kind and the text of the answer below it, if there is one."""
    found = [*blocks(), ("sh", "")]
    for (kind, commands), (next_kind, answer) in zip(found, found[1:], strict=False):
        if kind == "sh":
            yield commands, next_kind if next_kind != "sh" else "", answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def values(text: str) -> list[Any]:
    """The JSON values of a text, one after the other."""
    found, decoder, text = [], json.JSONDecoder(), text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:].strip()
    return found


def fits(shown: Any, said: Any) -> bool:
    """Whether an answer is the one that is shown: `…` is anything, and as a member or an element: and more."""
    if shown == REST:
        return True
    if isinstance(shown, dict):
        rest = set(said) >= set(shown) - {REST} if REST in shown else set(said) == set(shown)
        return rest and all(fits(value, said[name]) for name, value in shown.items() if name != REST)
    if isinstance(shown, list):
        asked = shown[:-1] if shown[-1:] == [REST] else shown
        long_enough = len(said) >= len(asked) if asked is not shown else len(said) == len(asked)
        return long_enough and all(map(fits, asked, said))
    if isinstance(shown, str) and isinstance(said, str):
        return reads(shown, said)
    return bool(shown == said)


def reads(shown: str, said: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, shown.split(REST))), said, re.DOTALL) is not None


def run(commands: list[str], folder: Path, base: str) -> list[str]:
    """What each block printed, all in one shell."""
    port = str(free_port())
    script = f"\necho; echo '{MARK}'\n".join(["set -eu", *commands])
    for written, here in {
        "http://127.0.0.1:8000": base,
        "9000": port,
        ".venv/bin/python manage.py": f"{sys.executable} {settings.BASE_DIR}/manage.py",
    }.items():
        assert written in script
        script = script.replace(written, here)
    done = subprocess.run(["bash"], input=script, cwd=folder, env=os.environ | {"DATABASE_URL": address()}, text=True,
                          capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split(f"\n{MARK}\n")[1:]


@pytest.mark.skipif(shutil.which("curl") is None, reason=REMEDY)
@pytest.mark.django_db(transaction=True)
def test_a_developer_gets_from_credentials_to_an_acknowledged_signal(live_server, tmp_path):
    organisations.plant(organisations.NATIONAL)
    places.plant_intake_locations()
    asked = list(steps())
    said = run([commands for commands, _kind, _answer in asked], tmp_path, live_server.url)
    assert len(said) == len(asked)
    for (commands, kind, shown), printed in zip(asked, said, strict=True):
        if kind == "json":
            expected, answers = values(shown), values(printed)
            assert len(expected) == len(answers), (commands, printed)
            assert all(map(fits, expected, answers)), (commands, shown, printed)
        elif kind == "text":
            assert reads(shown.strip(), printed.strip()), (commands, shown, printed)
        else:
            assert printed.strip() == "", commands


def test_every_answer_stands_below_a_command():
    kinds = [kind for kind, _text in blocks()]
    assert kinds[0] == "sh"
    assert not any(first != "sh" and second != "sh" for first, second in zip(kinds, kinds[1:], strict=False))


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        ({"id": "…", "kind": "SIGNAL"}, {"id": "7", "kind": "SIGNAL"}, True),
        ({"id": "…"}, {"id": "7", "kind": "SIGNAL"}, False),
        ({"id": "…", "…": "…"}, {"id": "7", "kind": "SIGNAL"}, True),
        ({"id": "…", "…": "…"}, {"kind": "SIGNAL"}, False),
        ([{"id": 1}, "…"], [{"id": 1}, {"id": 2}], True),
        ([{"id": 1}], [{"id": 1}, {"id": 2}], False),
        ({"status": 404}, {"status": 403}, False),
        ("https://…/api/v1", "https://beschut.example/api/v1", True),
        ("https://…/api/v1", "https://beschut.example/api/v2", False),
    ],
)
def test_an_answer_fits_what_is_shown_or_not(shown, said, same):
    assert fits(shown, said) is same


def test_the_readme_leads_there():
    assert "(docs/partners.md)" in (Path(settings.BASE_DIR) / "README.md").read_text(encoding="utf-8")
