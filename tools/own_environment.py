"""A Python environment beside .venv, for tools whose requirements do not fit ours; it is as pinned."""

import subprocess
import sys
from pathlib import Path

from tools.machine import ROOT


def install(name: str) -> Path:
    """The folder with the programs of requirements-NAME.txt; installed at the first use."""
    home, pins = ROOT / f".venv-{name}", ROOT / f"requirements-{name}.txt"
    mark = home / ".installed"
    if not mark.exists() or mark.read_text() != pins.read_text():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "--requirement", str(pins)], check=True)
        mark.write_text(pins.read_text())
    return home / "bin"
