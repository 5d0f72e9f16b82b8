"""What must hold before anything serves: the web server or a worker."""

import logging
import time

from django.core.checks import run_checks
from django.db import OperationalError, connection

# The checks of settings that are asked before anything serves (config/safety.py); `check --deploy` asks them too.
START = "start"
WAIT_SECONDS = 1.0
REFUSED_BY_A_POOL = "unsupported startup parameter"
log = logging.getLogger("beschut.start")


def faults() -> str:
    """What is wrong: an unsafe setting, a guard of the ledger that is missing, or a role that could switch one off.

    Empty: nothing. `migrate`, which the owner of the database runs, may do all of it and asks for none.
    """
    try:
        found = run_checks(tags=["database", START], databases=["default"], include_deployment_checks=True)
    except OperationalError as fault:
        if REFUSED_BY_A_POOL in str(fault):
            return "DATABASE_URL leads to a pool: put ?pooled=true behind its address (docs/operations.md, 14)."
        raise
    return "; ".join(f"{fault.msg} {fault.hint or ''}".strip() for fault in found)


def faults_of_a_worker() -> str:
    """The same, as soon as there is a database to ask.

    A web worker that ended because the database is away would end all others too: gunicorn takes what cannot be loaded
    once for what never can be. So it waits; one that waits for too long gunicorn begins again, and that one only.
    """
    while True:
        try:
            return faults()
        except OperationalError:
            if connection.vendor == "sqlite":  # a file that is there, or is not
                raise
            log.warning("the database cannot be reached: this worker waits for it")
            connection.close()
            time.sleep(WAIT_SECONDS)
