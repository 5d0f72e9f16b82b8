"""Each check of access, with what stands in its place when it is removed; tools/remove_each_check.py tries them.

Every refusal behind an `if`, every `require`, every filter by who asks, the plans of columns, and every word of the
access table one step wider.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Where access is decided. What a rule of the procedure forbids (RuleBroken) has tests of its own.
GUARDED = (
    "partners/access.py", "partners/acts.py", "partners/both.py", "partners/cover.py", "partners/involvement.py",
    "partners/involving.py", "partners/newest.py", "partners/notices.py", "partners/rights.py", "partners/together.py",
    "partners/api/authentication.py", "partners/api/nowhere.py", "partners/api/notices.py", "partners/api/views.py",
    "intake/api", "shelter/api", "residence/api", "overview/*.py", "overview/api", "overview/admin",
    "config/api/permissions.py",
)  # fmt: skip
REFUSALS = {"NotAllowed", "NotFound", "PermissionDenied", "Http404", "AuthenticationFailed"}
# A filter by one of these depends on who asks, or on the case in the path.
BY_WHO = {
    "actor", "standing", "standings", "organisation_id", "visible_cases", "of_actor", "sees", "personal", "covered_by",
    "person_id", "location", "case_id", "role", "user_id", "in_case_of",
}  # fmt: skip
SELECTED = {"filter", "exclude"}
TABLE = "partners/access_table.py"
PLANNED = ("partners/access.py", "partners/rights.py")
WIDER = {"-": "S", "O": "R", "S": "R", "R": "W", "W": "A", "W+O": "W", "W+S": "W"}


@dataclass(frozen=True)
class Mutant:
    """One place in one file with another text in it, and what that removes."""

    file: str
    line: int
    last: int
    start: int
    end: int
    text: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.what}"


class Source:
    """A file with the places of its nodes in it."""

    def __init__(self, file: str) -> None:
        self.file, self.code = file, (ROOT / file).read_bytes()
        self.tree = ast.parse(self.code)
        self.starts = [0]
        for line in self.code.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.span(node)
        return self.code[start:end].decode()

    def instead(self, node: ast.expr | ast.stmt, text: str, what: str) -> Mutant:
        return Mutant(self.file, node.lineno, node.end_lineno or node.lineno, *self.span(node), text, what)


def mutants() -> list[Mutant]:
    found = [each for file in guarded() for each in of_code(Source(file))]
    return [*found, *of_plan([Source(file) for file in PLANNED]), *of_table(Source(TABLE))]


def guarded() -> list[str]:
    paths = [path for each in GUARDED for path in ROOT.glob(each)]
    files = {file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path])}
    return sorted(str(file.relative_to(ROOT)) for file in files)


def of_code(source: Source) -> Iterator[Mutant]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.If) and refuses(node):
            said = " ".join(source.text(node.test).split())
            yield source.instead(node.test, "False", f"no refusal if {said}")
        elif isinstance(node, ast.Expr) and called(node.value) == "require":
            yield source.instead(node, "pass", f"without {source.text(node)}")
        elif isinstance(node, ast.Call) and called(node) in SELECTED and names(node) & BY_WHO:
            assert isinstance(node.func, ast.Attribute)
            rows = source.text(node.func.value)
            said = " ".join(source.text(node).removeprefix(rows).split())
            yield source.instead(node, f"{rows}.all()" if manages(rows) else rows, f"without {said}")


def refuses(node: ast.If) -> bool:
    """Whether this `if` only says no: it raises one of the refusals, or gives nothing."""
    first = node.body[0]
    if isinstance(first, ast.Raise) and first.exc is not None:
        raised = first.exc.func if isinstance(first.exc, ast.Call) else first.exc
        return isinstance(raised, ast.Name) and raised.id in REFUSALS
    return isinstance(first, ast.Return) and isinstance(first.value, ast.Name) and first.value.id == "DENIED"


def called(node: ast.AST) -> str:
    return node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


def names(call: ast.Call) -> set[str]:
    """Every name in what a call is given."""
    given = [*call.args, *call.keywords]
    found = [each for one in given for each in ast.walk(one)]
    return {str(getattr(each, name)) for each in found for name in ("id", "attr", "arg") if hasattr(each, name)}


def manages(rows: str) -> bool:
    return rows.endswith(("objects", "_default_manager"))


# The plans of columns and the rights behind them: (in which function, what stands, what it becomes, what that is).
PLANS = (
    ("_drawn_up", "right.reads == FULL", "True", "every column of every class is planned"),
    ("_drawn_up", "right.own and right.reads < FULL", "False", "no column is kept for own rows"),
    ("_drawn_up", "not data_of(model) or not first.anything", "False", "rows are planned without a right on them"),
    ("_drawn_up", "None if first.reads else mine(model, standing.actor)", "None", "who reads own rows reads all rows"),
    ("_drawn_up", "not first.reads", "False", "what belongs beside is told"),
    ("conditions", "owned & seen(linked[name], standing) if name in linked else owned", "Q()",
     "own columns of any row"),
    ("conditions", "{name: seen(linked[name], standing) for name in chosen.plain if name in linked}", "{}",
     "what tells of another case is told to all"),
    ("kept", "hidden is not None", "False", "what is withdrawn is there"),
    ("kept", "confined is not None and actor.role not in confined[1]", "False", "what is confined is there"),
    ("_through", "right.only and not right.only & grounds", "False", "no word asks for its ground"),
    ("_through", "role in NO_CONTENT", "False", "who looks after the machine reads children"),
    ("_through", "ground in READ_ONLY or data_class not in WRITES_ONLY.get(ground, TABLE)", "False",
     "who only reads through a ground writes"),
    ("_through", "role in LENT_WITHIN_OWN.get(ground, ())", "False", "what is lent is more than the role may itself"),
    ("_through", "opens is None", "True", "a ground opens all that the role may"),
    ("of_role", "data_class in SUPERVISOR_NEVER", "False", "a supervisor reads stories and details"),
    ("right", "self.case is None", "False", "no rights outside a case"),
)  # fmt: skip


def of_plan(sources: Sequence[Source]) -> Iterator[Mutant]:
    """The plans of columns made to give more; a line of PLANS that fits no more stops the command."""
    functions = {
        each.name: (source, each) for source in sources for each in ast.walk(source.tree)
        if isinstance(each, ast.FunctionDef)
    }  # fmt: skip
    for function, stands, becomes, what in PLANS:
        source, where = functions[function]
        fits = [each for each in ast.walk(where) if isinstance(each, ast.expr)
                and ast.unparse(each) == ast.unparse(ast.parse(stands, mode="eval").body)]  # fmt: skip
        if not fits:
            raise SystemExit(f"{source.file} {function}: no {stands!r} any more; bring PLANS along")
        yield source.instead(fits[0], becomes, what)


def of_table(source: Source) -> Iterator[Mutant]:
    """Every word of the table one step wider, also where a ground behind @ falls away."""
    for node in ast.walk(source.tree):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(target, ast.Name) and target.id == "TABLE":
            assert isinstance(node, ast.AnnAssign)
            assert isinstance(node.value, ast.Dict)
            for key, value in zip(node.value.keys, node.value.values, strict=True):
                assert key is not None
                assert isinstance(value, ast.Constant)
                yield from of_row(source, source.text(key), value)


def of_row(source: Source, key: str, row: ast.Constant) -> Iterator[Mutant]:
    words = str(row.value).split()
    for place, word in enumerate(words):
        wider = word.partition("@")[0] if "@" in word else WIDER.get(word)
        if wider:
            text = " ".join([*words[:place], wider, *words[place + 1 :]])
            yield source.instead(row, f'"{text}"', f"{key}, column {place + 1}: {word} becomes {wider}")
