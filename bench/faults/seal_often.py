"""`manage.py seal --forever`, with a second between rounds in place of a minute: there is something to hit then."""

import sys

from django.core.management import execute_from_command_line

from audit.management.commands import seal

if __name__ == "__main__":
    seal.PAUSE_SECONDS = 1.0
    sys.argv = ["manage.py", "seal", "--forever"]
    execute_from_command_line(sys.argv)
