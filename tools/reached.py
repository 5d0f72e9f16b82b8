"""Which tests reach which line: a recording of one run of the suite, for whoever needs only the tests of a line."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree  # nosec B405

from coverage import CoverageData

SETTINGS = """[run]
dynamic_context = test_function
data_file = {data}
disable_warnings = no-data-collected
include =
{files}
"""


class Recording:
    """The tests by the lines they reach, fastest first. A test is named by its file, its class and its function."""

    def __init__(self, home: Path) -> None:
        self.settings, self.data, self.report = home / "coveragerc", home / "coverage", home / "reached.xml"
        self.seconds: dict[str, float] = {}
        self.lines: dict[str, dict[int, list[str]]] = {}

    def run(self, tree: Path, files: Iterable[str], environment: Mapping[str, str], pytest: Iterable[str]) -> bool:
        """Run these tests once; whether all of them passed. Only these files are looked at."""
        self.report.parent.mkdir(parents=True, exist_ok=True)
        included = "\n".join(f"    {tree / file}" for file in files)
        self.settings.write_text(SETTINGS.format(data=self.data, files=included))
        command = [sys.executable, "-m", "coverage", "run", f"--rcfile={self.settings}", "-m", "pytest",
                   f"--junitxml={self.report}", *pytest]  # fmt: skip
        done = subprocess.run(command, cwd=tree, env=dict(environment), check=False)
        if done.returncode:
            self.report.unlink(missing_ok=True)
            return False
        self.read()
        return True

    def stands(self) -> bool:
        """Whether it was made before, of a run in which all tests passed."""
        return self.data.exists() and self.report.exists()

    def read(self) -> None:
        seconds: dict[str, float] = defaultdict(float)
        for case in ElementTree.parse(self.report).iter("testcase"):  # nosec B314
            # As coverage names it: its module, its class and its function, without what it was given.
            seconds[f"{case.get('classname')}.{case.get('name', '').partition('[')[0]}"] += float(case.get("time", 0))
        self.seconds = dict(seconds)
        data = CoverageData(str(self.data))
        data.read()
        self.lines = {file: data.contexts_by_lineno(file) for file in data.measured_files()}

    def tests(self, file: str, lines: Iterable[int]) -> list[str]:
        """The tests that reach one of these lines, as pytest is given them."""
        # It may have been recorded in another copy of the tree.
        reached = next((lines for path, lines in self.lines.items() if path.endswith(f"/{file}")), {})
        found = {name for line in lines for name in reached.get(line, ()) if name in self.seconds}
        return [node(name) for name in sorted(found, key=lambda name: self.seconds[name])]


def node(name: str) -> str:
    """tests.api.test_x.TestY.test_z → tests/api/test_x.py::TestY::test_z"""
    words = name.split(".")
    file = next(place for place, word in enumerate(words) if word.startswith("test_")) + 1
    return "::".join(["/".join(words[:file]) + ".py", *words[file:]])
