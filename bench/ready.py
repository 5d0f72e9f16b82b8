"""Django, ready as the demo: imported before whatever needs it."""

import os

import django

os.environ["BESCHUT_DEMO"] = "true"
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
if "DATABASE_URL" not in os.environ:
    raise SystemExit("Name a database that may be filled in DATABASE_URL, or say `make bench`.")
django.setup()
