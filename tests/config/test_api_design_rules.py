"""The API Design Rules of the Dutch government, each on our own description and on the running server.

The names are those of the government's ruleset for Spectral, which `.ci/run` runs as well (docs/api-design-rules.md).
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from drf_spectacular.validation import validate_schema

from config.api.schema import document

Document = dict[str, Any]
METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}
SEMVER = r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"
KEBAB = r"/(([a-z0-9\-]+|{[^}]+})(/([a-z0-9\-.]+|{[^}]+}))*)?"
CAMEL, PASCAL = r"\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*", r"[A-Z][a-zA-Z0-9]*"


def resolved(node: Any, whole: Document) -> Any:
    """The node without references, which is how Spectral reads it."""
    if isinstance(node, list):
        return [resolved(each, whole) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target: Any = whole
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return resolved(target, whole)
    return {name: resolved(each, whole) for name, each in node.items()}


def operations(api: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in api["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def parameters(api: Document) -> Iterator[tuple[str, str, Document]]:
    for path, method, operation in operations(api):
        for parameter in operation.get("parameters", []):
            yield path, method, parameter


def responses(api: Document, first_digits: str) -> Iterator[tuple[str, Document]]:
    for path, method, operation in operations(api):
        for status, response in operation["responses"].items():
            if status[0] in first_digits:
                yield f"{method} {path} {status}", response


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield from node["properties"].items()
        node = list(node.values())
    for each in node if isinstance(node, list) else ():
        yield from properties(each)


def repeated(values: list[str]) -> list[str]:
    return [value for value in set(values) if values.count(value) > 1]


def undeclared_path_parameters(api: Document) -> list[str]:
    return [
        f"{method} {path}"
        for path, method, operation in operations(api)
        if set(re.findall(r"{(.+?)}", path))
        != {each["name"] for each in operation.get("parameters", []) if each["in"] == "path" and each["required"]}
    ]


def dates_with_another_format(api: Document) -> list[str]:
    """A property named …Date must be a date; `date` and `datum` by themselves too."""
    named = [
        (name, each)
        for name, each in properties(api)
        if re.search(r"^(date|datum)$|\w+D(ate|atum)|_[dD](ate|atum)", name)
    ]
    return [name for name, each in named if each.get("format") != "date"]


def without_a_400(api: Document) -> list[str]:
    asks = [
        (path, method, each)
        for path, method, each in operations(api)
        if method not in {"get", "delete"} or each.get("parameters")
    ]
    return [f"{method} {path}" for path, method, each in asks if "400" not in each["responses"]]


def problems_without_members(api: Document) -> list[str]:
    wanted = {"status", "title", "detail"}
    return [
        where
        for where, response in responses(api, "45")
        if not wanted <= set(response["content"]["application/problem+json"]["schema"]["properties"])
    ]


RULES: dict[str, Callable[[Document], list[str]]] = {
    "operation-operationId-unique": lambda api: repeated([each["operationId"] for _, _, each in operations(api)]),
    "path-params": undeclared_path_parameters,
    "openapi-tags-uniqueness": lambda api: repeated([tag["name"] for tag in api["tags"]]),
    "oas3-api-servers": lambda api: [] if api.get("servers") else ["servers"],
    "path-keys-no-trailing-slash": lambda api: [path for path in api["paths"] if path != "/" and path.endswith("/")],
    "nlgov:openapi3": lambda api: [] if re.fullmatch(r"3(.\d+){1,2}", api["openapi"]) else [api["openapi"]],
    "nlgov:missing-version-header": lambda api: [
        where for where, response in responses(api, "23") if "API-Version" not in response.get("headers", {})
    ],
    "nlgov:include-major-version-in-uri": lambda api: [
        server["url"] for server in api["servers"] if not re.search(r"/v\d", server["url"])
    ],
    "nlgov:servers-use-https": lambda api: [s["url"] for s in api["servers"] if not s["url"].startswith("https://")],
    "nlgov:info-contact-fields-exist": lambda api: [
        name for name in ("email", "name", "url") if not api["info"].get("contact", {}).get(name)
    ],
    "nlgov:http-methods": lambda api: [
        f"{method} {path}"
        for path, method, _ in operations(api)
        if method not in {"get", "put", "post", "delete", "patch"}
    ],
    "nlgov:paths-kebab-case": lambda api: [path for path in api["paths"] if not re.fullmatch(KEBAB, path)],
    "nlgov:query-keys-camel-case": lambda api: [
        each["name"]
        for _, _, each in parameters(api)
        if each["in"] == "query" and not re.fullmatch(CAMEL, each["name"])
    ],
    "nlgov:schema-camel-case": lambda api: [
        name for name in api["components"]["schemas"] if not re.fullmatch(PASCAL, name)
    ],
    "nlgov:use-problem-schema": lambda api: [
        where for where, response in responses(api, "45") if list(response["content"]) != ["application/problem+json"]
    ],
    "nlgov:problem-schema-members": problems_without_members,
    "nlgov:problem-invalid-input": without_a_400,
    "nlgov:property-casing": lambda api: [
        name for name, _ in properties(api["components"]["schemas"]) if not re.fullmatch(CAMEL, name)
    ],
    "nlgov:date-time-ensure-timezone": lambda api: [
        name for name, each in properties(api) if each.get("format") == "date-time-local"
    ],
    "nlgov:time-without-timezone": lambda api: [
        name for name, each in properties(api) if each.get("format") == "time"
    ],
    "nlgov:use-date-instead-of-datetime": dates_with_another_format,
    "nlgov:semver": lambda api: [] if re.fullmatch(SEMVER, api["info"]["version"]) else [api["info"]["version"]],
}


def an_operation(api: Document) -> Document:
    return api["paths"]["/probes/{id}"]["post"]


def a_schema(api: Document) -> Document:
    return api["components"]["schemas"]["Probe"]["properties"]


BREAKING: dict[str, Callable[[Document], Any]] = {
    "operation-operationId-unique": lambda api: api["paths"].update({"/twice/{id}": api["paths"]["/probes/{id}"]}),
    "path-params": lambda api: an_operation(api)["parameters"].pop(0),
    "openapi-tags-uniqueness": lambda api: api["tags"].append(api["tags"][0]),
    "oas3-api-servers": lambda api: api["servers"].clear(),
    "path-keys-no-trailing-slash": lambda api: api["paths"].update({"/probes/": {}}),
    "nlgov:openapi3": lambda api: api.update(openapi="2.0"),
    "nlgov:missing-version-header": lambda api: an_operation(api)["responses"]["201"].pop("headers"),
    "nlgov:include-major-version-in-uri": lambda api: api["servers"][0].update(url="https://x.example/api"),
    "nlgov:servers-use-https": lambda api: api["servers"][0].update(url="http://x.example/api/v1"),
    "nlgov:info-contact-fields-exist": lambda api: api["info"]["contact"].pop("email"),
    "nlgov:http-methods": lambda api: api["paths"]["/probes/{id}"].update(trace=an_operation(api)),
    "nlgov:paths-kebab-case": lambda api: api["paths"].update({"/restExtensions": {}}),
    "nlgov:query-keys-camel-case": lambda api: an_operation(api)["parameters"].append(
        {"in": "query", "name": "page_size"}
    ),
    "nlgov:schema-camel-case": lambda api: api["components"]["schemas"].update(probe={}),
    "nlgov:use-problem-schema": lambda api: an_operation(api)["responses"].update(
        {"409": {"content": {"text/html": {}}}}
    ),
    "nlgov:problem-schema-members": lambda api: an_operation(api)["responses"]["400"]["content"].update(
        {"application/problem+json": {"schema": {"properties": {"detail": {}}}}}
    ),
    "nlgov:problem-invalid-input": lambda api: an_operation(api)["responses"].pop("400"),
    "nlgov:property-casing": lambda api: a_schema(api).update(held_on={}),
    "nlgov:date-time-ensure-timezone": lambda api: a_schema(api).update(at={"format": "date-time-local"}),
    "nlgov:time-without-timezone": lambda api: a_schema(api).update(at={"format": "time"}),
    "nlgov:use-date-instead-of-datetime": lambda api: a_schema(api).update(birthDate={"format": "date-time"}),
    "nlgov:semver": lambda api: api["info"].update(version="1.0"),
}

REFUSAL = {
    "content": {"application/problem+json": {"schema": {"properties": {"status": {}, "title": {}, "detail": {}}}}}
}
SOUND: Document = {
    "openapi": "3.1.0",
    "info": {"version": "1.0.0", "contact": {"email": "x@x.example", "name": "x", "url": "https://x.example"}},
    "servers": [{"url": "https://x.example/api/v1"}],
    "tags": [{"name": "probes"}],
    "paths": {
        "/probes/{id}": {
            "post": {
                "operationId": "postProbe",
                "parameters": [{"in": "path", "name": "id", "required": True}],
                "responses": {"201": {"headers": {"API-Version": {}}}, "400": REFUSAL},
            }
        }
    },
    "components": {"schemas": {"Probe": {"properties": {"birthDate": {"format": "date"}, "heldOn": {}}}}},
}


@pytest.fixture(scope="module")
def published() -> Document:
    return json.loads(document("nl"))


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_holds_in_the_description(published: Document, rule: str) -> None:
    assert RULES[rule](resolved(published, published)) == []


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_notices_when_it_is_broken(rule: str) -> None:
    api = copy.deepcopy(SOUND)
    assert RULES[rule](api) == []
    BREAKING[rule](api)
    assert RULES[rule](api)


def test_the_description_is_valid_openapi(published: Document) -> None:
    validate_schema(published)


class TestDescription:
    def test_every_operation_asks_for_a_token_the_person_and_the_reason(self, published: Document) -> None:
        assert published["paths"]
        for path, method, operation in operations(resolved(published, published)):
            headers = {each["name"]: each for each in operation["parameters"] if each["in"] == "header"}
            assert headers["Request-User-Id"]["required"], f"{method} {path}"
            assert "ACUTE_DANGER" in headers["Request-Purpose"]["schema"]["enum"]
            assert operation["security"] == [{"clientCredentials": ["case"]}]
            assert operation["tags"]
            assert {"400", "401", "403", "404", "429", "500"} <= operation["responses"].keys()

    def test_it_says_where_to_get_a_token(self, published: Document) -> None:
        flows = published["components"]["securitySchemes"]["clientCredentials"]["flows"]
        assert flows["clientCredentials"]["tokenUrl"] == "https://beschut.example/oauth/token"


class TestServer:
    """What the rules ask of a server rather than of a description; the rest is in test_api_plumbing.py."""

    def test_the_description_is_public_json_for_scripts_of_any_site(self, db: None) -> None:
        response = Browser().get("/api/v1/openapi.json")
        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["API-Version"] == response.json()["info"]["version"]

    def test_nothing_else_is_open_to_other_sites(self, db: None) -> None:
        for where in ("/api/v1/docs", "/api/v1/cases", "/oauth/token"):
            assert "Access-Control-Allow-Origin" not in Browser().get(where, headers={"Origin": "https://x.example"})

    def test_the_pages_to_read_it_run_nothing_inline(self, db: None) -> None:
        page = Browser().get("/api/v1/docs")
        assert page.status_code == 200
        assert not re.findall(r"<style|style=|<script(?! src=)|\son\w+=|https?://", page.content.decode())
        assert "unsafe" not in page["Content-Security-Policy"]
        (script,) = re.findall(r'src="(/api/v1/docs[^"]*)"', page.content.decode())
        assert Browser().get(script.replace("&amp;", "&"))["Content-Type"] == "application/javascript"

    def test_the_paths_of_the_description_exist_without_a_slash_only(self, db: None, published: Document) -> None:
        identity = "7b0f3c52-6f0e-4c5f-9a53-3f6f4b1f4d11"
        for path, method, _operation in operations(published):
            address = "/api/v1" + re.sub(r"{.+?}", identity, path)
            assert getattr(Browser(), method)(address).status_code == 401, address
            assert getattr(Browser(), method)(address + "/").status_code == 404, address
