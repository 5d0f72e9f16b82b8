"""Make the roles of the database: `manage.py database_roles`, as a superuser, after each `migrate`."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg2.extensions import encrypt_password

from audit import guards, roles


class Command(BaseCommand):
    help = (
        "Makes the roles of the database and grants each what it needs: owner (migrates), app (web server, workers), "
        "auditor (reads the ledger for the verifier), retention (the only one that deletes). Safe to run again. "
        "A password is set for each role for which the environment has one: APP_PASSWORD, AUDITOR_PASSWORD, …"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prefix", default="beschut", help="the names begin with this: beschut_app")

    def handle(self, *args: Any, prefix: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles; this database is for looking around.")
        if not prefix.isidentifier() or not prefix.islower():
            raise CommandError("A prefix is made of small letters, figures and underscores.")
        if guards.missing():
            raise CommandError("Guards of the ledger are missing: run manage.py migrate first.")
        names = roles.Names(prefix)
        for line in roles.lay(names):
            self.stdout.write(line)
        for name in names.all:
            self.password(name, os.environ.get(f"{name.removeprefix(prefix + '_').upper()}_PASSWORD", ""))

    def password(self, name: str, password: str) -> None:
        """Sent as its hash, so that no log of the server holds it."""
        if not password:
            return
        with connection.cursor() as cursor:
            hashed = encrypt_password(password, name, scope=connection.connection, algorithm="scram-sha-256")
            cursor.execute(f"ALTER ROLE {name} PASSWORD %s", [hashed])
        self.stdout.write(f"{name}: password set")
