"""The WSGI entry point."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# A server whose database lacks a guard of the ledger, or whose role could switch one off, must not answer at all.
if faults := start.faults_of_a_worker():
    raise ImproperlyConfigured(faults)
