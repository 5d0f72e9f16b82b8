"""What must hold before anything serves: the web server or a worker."""

from django.core.checks import run_checks

# The checks of settings that are asked before anything serves (config/safety.py); `check --deploy` asks them too.
START = "start"


def faults() -> str:
    """What is wrong: an unsafe setting, a guard of the ledger that is missing, or a role that could switch one off.

    Empty: nothing. `migrate`, which the owner of the database runs, may do all of it and asks for none.
    """
    found = run_checks(tags=["database", START], databases=["default"], include_deployment_checks=True)
    return "; ".join(f"{fault.msg} {fault.hint or ''}".strip() for fault in found)
