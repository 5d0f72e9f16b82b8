"""Organisations whose people log in with the account they have at work: OpenID Connect, as a setting.

`OIDC_PROVIDERS` is a list in JSON, one object for each organisation; its secret may stand in a file.
"""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDED = {"organisation", "name", "issuer", "client_id"}
SECRETS = {"client_secret", "client_secret_file"}
KNOWN = {*NEEDED, *SECRETS, "claim"}


def providers(text: str) -> list[dict[str, Any]]:
    """The providers as allauth takes them; anything that is wrong stops the start."""
    try:
        given = json.loads(text or "[]")
    except ValueError as fault:
        raise ImproperlyConfigured("OIDC_PROVIDERS is not JSON.") from fault
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise ImproperlyConfigured("OIDC_PROVIDERS must be a list of objects.")
    found = [provider(each) for each in given]
    if len({each["provider_id"] for each in found}) < len(found):
        raise ImproperlyConfigured("OIDC_PROVIDERS names an organisation twice.")
    return found


def provider(given: dict[str, Any]) -> dict[str, Any]:
    """One of them. The claim that holds the staff number is `sub`, unless it says otherwise."""
    wrong = [name for name in NEEDED if not given.get(name)] or sorted(set(given) - KNOWN)
    if wrong or len(SECRETS & set(given)) != 1 or not all(isinstance(each, str) for each in given.values()):
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS: each has {sorted(NEEDED)}, one of {sorted(SECRETS)}, and `claim`."
        )
    if not given["issuer"].startswith("https://"):
        raise ImproperlyConfigured("OIDC_PROVIDERS: an issuer must begin with https://.")
    path = given.get("client_secret_file")
    return {
        "provider_id": given["organisation"],
        "name": given["name"],
        "client_id": given["client_id"],
        "secret": Path(path).read_text().strip() if path else given["client_secret"],
        "settings": {
            "server_url": given["issuer"],
            "uid_field": given.get("claim", "sub"),
            "fetch_userinfo": False,  # what the signed token says, and nothing beside it
            "oauth_pkce_enabled": True,
        },
    }
