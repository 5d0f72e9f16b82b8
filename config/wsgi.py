"""The WSGI entry point."""

import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# A server whose database lacks a guard of the ledger, or whose role could switch one off, must not answer at all.
if faults := run_checks(tags=["database"], databases=["default"], include_deployment_checks=True):
    raise ImproperlyConfigured("; ".join(f"{fault.msg} {fault.hint or ''}".strip() for fault in faults))
