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
# As pytest ends: all passed, some failed.
RAN = (0, 1)


class Recording:
    """The tests by the lines they reach, fastest first. A test is named by its file, its class and its function.

    It is made in parts, each by one run of pytest; a part that stands already is not made again.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.seconds: dict[str, float] = defaultdict(float)
        self.failing: set[str] = set()
        self.lines: list[tuple[str, dict[int, list[str]]]] = []

    def run(self, part: str, tree: Path, files: Iterable[str], environment: Mapping[str, str],
            pytest: Iterable[str]) -> None:  # fmt: skip
        """Run these tests once. Only these files are looked at."""
        report, written = self.home / f"{part}.xml", self.home / f"{part}.part"
        if report.exists():
            return
        self.home.mkdir(parents=True, exist_ok=True)
        settings = self.home / f"{part}.rc"
        included = "\n".join(f"    {tree / file}" for file in files)
        settings.write_text(SETTINGS.format(data=self.data(part), files=included))
        command = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest",
                   f"--junitxml={written}", "-o", "junit_family=xunit1", *pytest]  # fmt: skip
        done = subprocess.run(command, cwd=tree, env=dict(environment), capture_output=True, text=True, check=False)
        if done.returncode not in RAN:
            raise SystemExit(f"part {part} was not recorded:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        written.rename(report)

    def data(self, part: str) -> Path:
        return self.home / f"{part}.coverage"

    def read(self) -> None:
        for report in self.home.glob("*.xml"):
            for case in ElementTree.parse(report).iter("testcase"):  # nosec B314
                # As coverage names it: its module, its class and its function, without what it was given.
                name = f"{case.get('classname')}.{case.get('name', '').partition('[')[0]}"
                self.seconds[name] += float(case.get("time", 0))
                if case.find("failure") is not None or case.find("error") is not None:
                    self.failing.add(name)
            data = CoverageData(str(self.data(report.stem)))
            data.read()
            self.lines += [(file, data.contexts_by_lineno(file)) for file in data.measured_files()]

    def tests(self, file: str, lines: Iterable[int]) -> list[str]:
        """The tests that reach one of these lines, as pytest is given them; not those that fail as it is."""
        wanted = set(lines)
        # Each part may have been recorded in another copy of the tree.
        reached = [each for path, each in self.lines if path.endswith(f"/{file}")]
        found = {name for each in reached for line in wanted for name in each.get(line, ())}
        known = found & self.seconds.keys() - self.failing
        return [node(name) for name in sorted(known, key=lambda name: self.seconds[name])]

    def took(self, tests: Iterable[str]) -> float:
        """How many seconds these tests, or files of tests, took when they were recorded."""
        asked = set(tests)
        nodes = {node(name): seconds for name, seconds in self.seconds.items()}
        return sum(seconds for name, seconds in nodes.items() if {name, name.partition("::")[0]} & asked)


def node(name: str) -> str:
    """tests.api.test_x.TestY.test_z → tests/api/test_x.py::TestY::test_z"""
    words = name.split(".")
    file = next(place for place, word in enumerate(words) if word.startswith("test_")) + 1
    return "::".join(["/".join(words[:file]) + ".py", *words[file:]])
