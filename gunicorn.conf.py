"""How gunicorn serves Beschut; it reads this file by itself, and its command line goes before it.

One thread per process: threads do not help work that is bound by the processor.
"""

import gc
import os
from pathlib import Path
from typing import Any

bind = "127.0.0.1:8000"
workers = 2
# The longest request registers an arrival list of a thousand lines (20 s on two cores); one that is cut off has
# written nothing.
timeout = 120
# Of these the longest any one question to the database takes; what takes longer is answered 503 (config/patience.py).
os.environ.setdefault("DATABASE_SECONDS", "30")
worker_tmp_dir = "/dev/shm"  # nosec B108: gunicorn makes an unlinked file of a name of its own there
control_socket_disable = True
# Who came here over https, and from where, is for config/proxy.py to say and for nobody else.
forwarded_allow_ips = ""
# No access log: it would write addresses. Each request has its line from overview/operations/watching.py.
accesslog = None
logconfig_dict = {
    "formatters": {"json": {"()": "config.logs.Json"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False}},
}


def on_starting(server: Any) -> None:
    """What an earlier run counted is over: a counter begins again at nought."""
    if folder := os.environ.get("METRICS_FOLDER"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for path in Path(folder).glob("*.db"):
            path.unlink()


def post_worker_init(worker: Any) -> None:
    """What is loaded now stays: the garbage collector need not look through it each time, while somebody waits."""
    from django.urls import get_resolver

    # The addresses bring in every view, which would be loaded with the first call.
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
