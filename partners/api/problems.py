"""Which problem of the API each refusal of a verb is."""

from audit.models import StaleRow
from config.api.problems import Problem, register
from partners.errors import NotAllowed, NotFound, RuleBroken


def register_all() -> None:
    register(NotAllowed, lambda exc: Problem(403))
    register(NotFound, lambda exc: Problem(404))
    register(RuleBroken, lambda exc: Problem(409, exc.code, exc.message, exc.source))
    register(StaleRow, lambda exc: Problem(412))
