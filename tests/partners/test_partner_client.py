"""`manage.py partner_client`, and the token that its client gets."""

import base64
import json
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from oauth2_provider.models import get_access_token_model

from partners.models import Client, Organisation


def made(*arguments: str) -> dict[str, str]:
    output = StringIO()
    call_command("partner_client", *arguments, "--name", "register", stdout=output)
    return json.loads(output.getvalue())


def ask(**parameters: str) -> Any:
    return Browser(raise_request_exception=False).post("/oauth/token", parameters)


@pytest.fixture
def client(organisations: dict[str, Organisation]) -> dict[str, str]:
    return made("AVIM", "officer")


class TestCommand:
    def test_it_prints_what_the_partner_needs(self, client: dict[str, str]) -> None:
        assert client.keys() == {"client_id", "client_secret", "organisation", "role"}
        assert (client["organisation"], client["role"]) == ("avim", "avim.officer")
        row = Client.objects.get(client_id=client["client_id"])
        assert (row.client_type, row.authorization_grant_type) == ("confidential", "client-credentials")
        assert (row.name, row.organisation.code, row.location) == ("register", "avim", None)

    def test_the_secret_is_kept_as_a_hash_that_costs_nothing_to_check(self, client: dict[str, str]) -> None:
        kept = Client.objects.get().client_secret
        assert client["client_secret"] not in kept
        assert kept.startswith("pbkdf2_sha256_client$1$")
        assert len(client["client_secret"]) == 128

    def test_people_keep_the_slow_hash(self) -> None:
        assert settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.PBKDF2PasswordHasher"

    def test_an_organisation_is_found_by_its_code_before_its_kind(
        self, organisations: dict[str, Organisation]
    ) -> None:
        Organisation.objects.create(code="Jade", name="Jade", kind="BO_PROVIDER")
        house = uuid4()
        assert made("jADE", "mentor", "--location", str(house))["organisation"] == "Jade"
        assert Client.objects.get().location == house
        with pytest.raises(CommandError, match="There is more than one BO_provider: name one of Jade, bo-provider"):
            made("BO_provider", "mentor")

    @pytest.mark.parametrize(
        ("organisation", "role", "sentence"),
        [
            ("NASA", "officer", "There is no organisation 'NASA'."),
            ("AVIM", "mentor", "AVIM .test. has no role 'mentor'."),
            ("AVIM", "avim.officer", "AVIM .test. has no role 'avim.officer'."),
        ],
    )
    def test_what_it_cannot_do_it_says(
        self, organisations: dict[str, Organisation], organisation: str, role: str, sentence: str
    ) -> None:
        with pytest.raises(CommandError, match=sentence):
            made(organisation, role)
        assert not Client.objects.exists()

    def test_a_location_is_a_uuid(self, organisations: dict[str, Organisation]) -> None:
        with pytest.raises(CommandError, match="--location"):
            made("AVIM", "officer", "--location", "next door")


class TestToken:
    def test_its_client_gets_one_in_both_ways(self, client: dict[str, str]) -> None:
        named = ask(
            grant_type="client_credentials", client_id=client["client_id"], client_secret=client["client_secret"]
        )
        assert named.status_code == 200
        assert named.json()["token_type"] == "Bearer"
        assert named.json()["expires_in"] == 900
        assert "refresh_token" not in named.json()
        pair = f"{client['client_id']}:{client['client_secret']}".encode()
        basic = Browser().post(
            "/oauth/token",
            {"grant_type": "client_credentials"},
            headers={"Authorization": f"Basic {base64.b64encode(pair).decode()}"},
        )
        assert basic.status_code == 200
        assert basic["Cache-Control"] == "no-store"
        assert basic["API-Version"] == settings.API_VERSION

    def test_the_token_opens_the_api_and_is_kept_as_a_checksum(self, client: dict[str, str]) -> None:
        text = ask(
            grant_type="client_credentials", client_id=client["client_id"], client_secret=client["client_secret"]
        )
        token = text.json()["access_token"]
        assert token not in str(get_access_token_model().objects.values())

    @pytest.mark.parametrize(
        ("changed", "status", "error"),
        [
            ({"client_secret": "wrong"}, 401, "invalid_client"),
            ({"client_id": "unknown"}, 401, "invalid_client"),
            ({"client_id": "nul\0"}, 401, "invalid_client"),
            ({"scope": "everything"}, 400, "invalid_scope"),
            ({"grant_type": "password", "username": "x", "password": "y"}, 400, "unsupported_grant_type"),
            ({"grant_type": "authorization_code", "code": "x"}, 400, "unsupported_grant_type"),
            ({"grant_type": "refresh_token", "refresh_token": "x"}, 400, "unsupported_grant_type"),
            ({"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}, 400, "unsupported_grant_type"),
        ],
    )
    def test_everything_else_is_an_error_of_rfc_6749(
        self, client: dict[str, str], changed: dict[str, str], status: int, error: str
    ) -> None:
        known = {"grant_type": "client_credentials", "client_id": client["client_id"]}
        answer = ask(**known | {"client_secret": client["client_secret"]} | changed)
        assert (answer.status_code, answer.json()["error"]) == (status, error)
        assert answer["Content-Type"] == "application/json"
        assert not get_access_token_model().objects.exists()

    def test_it_is_only_given_to_a_post(self, db: None) -> None:
        answer = Browser().get("/oauth/token")
        assert answer.status_code == 405
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Allow"] == "POST, OPTIONS"

    def test_secrets_do_not_travel_in_the_address(self, client: dict[str, str]) -> None:
        query = f"client_id={client['client_id']}&client_secret={client['client_secret']}"
        answer = Browser().post(f"/oauth/token?{query}", {"grant_type": "client_credentials"})
        assert answer.status_code == 400
        assert client["client_secret"].encode() not in answer.content

    def test_what_is_not_url_encoded_is_an_error_too(self, db: None) -> None:
        answer = Browser().post("/oauth/token?%zz", "a=%zz", content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
