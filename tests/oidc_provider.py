"""Another organisation's own login, as a server of its own: `python -m tests.oidc_provider CALLBACK`.

It is django-oauth-toolkit, which gives our partners their tokens too, with a database of its own in memory. It prints
where it listens. Who is logged in there is whoever the cookie `who` names.
"""

import sys
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

CLIENT_ID, SECRET, SCOPES = "beschut", "a-secret-of-the-test", ("openid", "profile", "email")


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nobody reads it."""


def configure(address: str) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="of-the-test-of-a-login-that-stands-elsewhere", ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.oidc_site", MIDDLEWARE=["tests.oidc_site.whoever_the_cookie_names"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True, "OIDC_ISS_ENDPOINT": f"{address}/o", "SCOPES": dict.fromkeys(SCOPES, ""),
            "OIDC_RSA_PRIVATE_KEY": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
            "OAUTH2_VALIDATOR_CLASS": "tests.oidc_site.StaffNumbers",
        },
    )  # fmt: skip
    django.setup()


def fill(callback: str) -> None:
    """Its tables, and Beschut as the one program that asks."""
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    Application.objects.create(
        name="Beschut", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=callback, algorithm="RS256",
        client_type="confidential", authorization_grant_type="authorization-code", skip_authorization=True,
    )  # fmt: skip


def main(callback: str) -> None:
    server: WSGIServer = make_server("127.0.0.1", 0, None, handler_class=Quiet)  # type: ignore[arg-type]
    address = f"http://127.0.0.1:{server.server_port}"
    configure(address)
    fill(callback)
    server.set_app(get_wsgi_application())
    print(address, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
