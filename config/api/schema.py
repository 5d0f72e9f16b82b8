"""The OpenAPI description, and what the Dutch government's API Design Rules ask of it."""

from collections.abc import Iterator
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views import View
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiJsonRenderer

from config.api import paging
from config.api.camel import TextField, camel
from config.api.problems import MEDIA_TYPE

Document = dict[str, Any]
SCHEME = "clientCredentials"
ALWAYS = (400, 401, 403, 404, 406, 429, 500, 503)
WITH_BODY = (409, 413, 415)
# What else may be refused where a header of this name is asked.
WITH_HEADER = {"Idempotency-Key": (422,), "If-Match": (412, 428)}
EVERY = {*ALWAYS, *WITH_BODY, *(status for statuses in WITH_HEADER.values() for status in statuses)}
TEXT = {"type": "string"}
# Something that is no space: nor what Python takes for one and JSON Schema does not, the old separators of records.
FILLED = r"[^\s\x1c-\x1f\x85]"

PROBLEM: Document = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "A sentence for whoever reads this."},
        "code": {"type": "string", "description": "A code for the program that reads this."},
        "source": {"type": "string", "description": "The rule that says no."},
        "errors": {
            "type": "array",
            "description": "Every fault of the input.",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {
                    "field": {"type": "string", "description": "The path of the member, such as child.givenNames."},
                    "code": TEXT,
                    "detail": TEXT,
                },
            },
        },
    },
}
VERSION_HEADER: Document = {"description": "The full version of this API.", "schema": TEXT, "required": True}
WAIT: Document = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
OTHER_HEADERS: dict[int, Document] = {
    401: {"WWW-Authenticate": {"description": "How to authenticate.", "schema": TEXT}},
    429: WAIT,
    503: WAIT,
}


class Schema(AutoSchema):
    """One operation: its id and its tag follow from its path, its headers from how the view authenticates."""

    def get_operation_id(self) -> str:
        words = [self.method.lower()]
        for segment in _segments(self.path):
            words += ["by", segment.strip("{}")] if segment.startswith("{") else segment.split("-")
        return camel("_".join(words).lower())

    def get_tags(self) -> list[str]:
        nouns = [segment for segment in _segments(self.path) if not segment.startswith("{")]
        return [nouns[1] if nouns[0] == "cases" and len(nouns) > 1 else nouns[0]]

    def get_auth(self) -> list[dict[str, list[str]]]:
        return [{SCHEME: list(settings.OAUTH2_PROVIDER["SCOPES"])}] if self.view.authentication_classes else []

    def get_override_parameters(self) -> list[Any]:
        """An authentication class that reads headers says so in `header_parameters(view, method)`."""
        asked = [getattr(each, "header_parameters", None) for each in self.view.authentication_classes]
        paged = paging.PARAMETERS if self.method == "GET" and getattr(self.view, "paged", False) else ()
        return [*super().get_override_parameters(), *paged] + [
            one for each in asked if each for one in each(self.view, self.method)
        ]


class FilledText(OpenApiSerializerFieldExtension):
    """A text that must say something does not consist of blanks: they are taken off before it is looked at."""

    target_class = TextField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> Document:
        schema: Document = auto_schema._map_serializer_field(self.target, direction, bypass_extensions=True)
        if isinstance(schema.get("type"), list):
            schema["type"] = schema["type"][0]  # whoever asks adds null to it again
        formed = any(isinstance(each, RegexValidator) for each in self.target.validators)
        filled = direction == "request" and not self.target.allow_blank and not formed
        return schema | ({"pattern": FILLED} if filled else {})


def _segments(path: str) -> list[str]:
    prefix = settings.SPECTACULAR_SETTINGS["SCHEMA_PATH_PREFIX"]
    return [part for part in path.removeprefix(prefix).split("/") if part]


def design_rules(result: Document, generator: SchemaGenerator, request: Any, public: bool) -> Document:
    """drf-spectacular's hook after generation: refusals, the version header, tags, and how to get a token."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["responses"] = {_name(status): _refusal(status) for status in sorted(EVERY)}
    components["headers"] = {"ApiVersion": VERSION_HEADER}
    components["securitySchemes"] = {SCHEME: _token_scheme()}
    for method, operation in operations(result):
        _complete(method, operation)
        body = operation.get("requestBody", {})
        _close(body, components["schemas"])
        if any(least(each, components["schemas"]) for each in body.get("content", {}).values()):
            body["required"] = True
    used = sorted({tag for _method, operation in operations(result) for tag in operation.get("tags", [])})
    result["tags"] = [{"name": tag} for tag in used]
    return result


def operations(document: Document) -> Iterator[tuple[str, Document]]:
    for item in document["paths"].values():
        yield from ((method, item[method]) for method in ("get", "post", "put", "patch", "delete") if method in item)


def _complete(method: str, operation: Document) -> None:
    responses = operation["responses"]
    for status, response in responses.items():
        if status[0] in "23":
            response.setdefault("headers", {})["API-Version"] = {"$ref": "#/components/headers/ApiVersion"}
    asked = {each["name"] for each in operation.get("parameters", []) if each["in"] == "header"}
    of_headers = [status for name, statuses in WITH_HEADER.items() if name in asked for status in statuses]
    for status in (*ALWAYS, *(WITH_BODY if method in {"post", "put", "patch"} else ()), *of_headers):
        responses[str(status)] = {"$ref": f"#/components/responses/{_name(status)}"}


def _close(node: Any, schemas: Document) -> None:
    """What is sent has the members that are described and no others: the serializers refuse them."""
    if isinstance(node, list):
        for each in node:
            _close(each, schemas)
    elif isinstance(node, dict) and "$ref" in node:
        _close(schemas[node["$ref"].rpartition("/")[2]], schemas)
    elif isinstance(node, dict) and "additionalProperties" not in node:
        if isinstance(node.get("properties"), dict):
            node["additionalProperties"] = False
        for each in node.values():
            _close(each, schemas)


def least(content: Document, schemas: Document) -> int:
    """How many members a body must have at least."""
    schema: Document = schemas.get(content["schema"].get("$ref", "").rpartition("/")[2]) or content["schema"]
    members: int = schema.get("minProperties", 0)
    return members


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.title().replace(" ", "")


def _refusal(status: int) -> Document:
    return {
        "description": HTTPStatus(status).phrase,
        "headers": {"API-Version": {"$ref": "#/components/headers/ApiVersion"}, **OTHER_HEADERS.get(status, {})},
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _token_scheme() -> Document:
    flow = {"tokenUrl": f"{settings.PUBLIC_URL}/oauth/token", "scopes": settings.OAUTH2_PROVIDER["SCOPES"]}
    return {"type": "oauth2", "flows": {"clientCredentials": flow}}


@lru_cache(maxsize=8)
def document(language: str) -> bytes:
    """The description as JSON. Made once for each language: it is public, and costs a second to make."""
    with translation.override(language):
        description = SchemaGenerator().get_schema(request=None, public=True)
        return OpenApiJsonRenderer().render(description, renderer_context={})


class OpenApiView(View):
    """Publishes the description to everybody, scripts of other sites included (API Design Rules, publish-openapi)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(document(translation.get_language()), content_type="application/json")
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response
