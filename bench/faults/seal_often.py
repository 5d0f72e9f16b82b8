"""`manage.py seal --forever`, with a second between rounds in place of a minute: there is something to hit then."""

import os
import sys

import django
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    sys.argv = ["manage.py", "seal", "--forever"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from audit.management.commands import seal

    seal.PAUSE_SECONDS = 1.0
    execute_from_command_line(sys.argv)
