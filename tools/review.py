"""`make review`: bandit over everything, and semgrep with the rules of this house. Both end clean, or this does not.

`make sbom` writes what a release is made of (var/sbom.json, CycloneDX). First each rule of the house has to find what
was written for it: one that finds nothing because it is wrong would end clean as well.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from tools.machine import ROOT
from tools.own_environment import install

RULES = ROOT / "tools" / "semgrep.yml"
# For each rule one line that it must find; {} is nothing that it may find.
WRONG = {
    "no-door-without-csrf": "view = csrf_exempt(view)",
    "no-html-from-a-text": "from django.utils.safestring import mark_safe\nshown = mark_safe(text)",
    "no-text-that-becomes-code": "subprocess.run(command, shell=True)",
    "no-trust-in-any-certificate": "context.verify_mode = ssl.CERT_NONE",
    "no-secret-compared-by-steps": "same = given_token == known_token",
    "no-value-in-a-log-line": 'log.info(f"opened {case}")',
    "no-name-in-a-log-line": 'log.warning("%s", child.family_name)',
    "no-value-written-into-sql": 'cursor.execute("SELECT %s" % name)',
    "no-clear-text-in-a-confidential-field": "print(settings.KEY_RING)",
    "no-script-or-style-in-a-page": '<p style="color: red">',
    "no-text-shown-as-html": "{{ story|safe }}",
}


def semgrep(programs: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(programs / "semgrep"), "scan", "--metrics=off", "--disable-version-check", "--config", str(RULES)]
    environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    command += arguments
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)


def blind(programs: Path) -> set[str]:
    """The rules that do not find what was written for them."""
    rules = {rule["id"]: rule["languages"] for rule in yaml.safe_load(RULES.read_text())["rules"]}
    with tempfile.TemporaryDirectory() as folder:
        for name, languages in rules.items():
            suffix = "html" if languages == ["generic"] else "py"
            (Path(folder) / f"{name}.{suffix}").write_text(WRONG.get(name, "") + "\n")
        found: dict[str, Any] = json.loads(semgrep(programs, "--json", "--no-git-ignore", folder).stdout)
    hit = {(each["check_id"].rpartition(".")[2], Path(each["path"]).stem) for each in found["results"]}
    return {name for name in rules if (name, name) not in hit}


def review() -> int:
    programs = install("review")
    if unfound := blind(programs):
        print(f"FAILED: these rules find nothing: {', '.join(sorted(unfound))}")
        return 1
    print(f"semgrep: each of {len(WRONG)} rules finds what was written for it")
    found = semgrep(programs, "--error", "--quiet", "--exclude", "tests", "--exclude", "bench", ".")
    print(found.stdout.strip() or "semgrep: nothing")
    bandit = [str(programs / "bandit"), "--quiet", "--configfile", "pyproject.toml", "--recursive", "."]
    looked = subprocess.run(bandit, cwd=ROOT, check=False)
    print("bandit: nothing" if looked.returncode == 0 else "")
    return int(bool(found.returncode or looked.returncode))


def bill() -> int:
    """Of what is installed on a server: every requirement of requirements.txt, with its version and hashes."""
    target = ROOT / "var" / "sbom.json"
    target.parent.mkdir(exist_ok=True)
    command = [str(install("review") / "cyclonedx-py"), "requirements", "requirements.txt", "--pyproject",
               "pyproject.toml", "--mc-type", "application", "--output-reproducible", "--output-format", "JSON",
               "--output-file", str(target)]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)
    parts = json.loads(target.read_text())["components"]
    print(f"{target}: {len(parts)} components, {sum(bool(each.get('version')) for each in parts)} with their version")
    return 0


if __name__ == "__main__":
    sys.exit(bill() if sys.argv[1:] == ["bill"] else review())
