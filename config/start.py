"""What must hold of the database before anything serves from it: the web server or a worker."""

from django.core.checks import run_checks


def faults() -> str:
    """What is wrong: a guard of the ledger that is missing, or a role that could switch one off. Empty: nothing.

    `migrate`, which the owner of the database runs, may do both and asks for neither.
    """
    found = run_checks(tags=["database"], databases=["default"], include_deployment_checks=True)
    return "; ".join(f"{fault.msg} {fault.hint or ''}".strip() for fault in found)
