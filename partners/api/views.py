"""The API's views of acts and resources, made from their declarations."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from audit import ledger
from audit.models import Kind, Recorded
from config.api import paging
from config.api.camel import render_rows
from partners import access, involvement
from partners.access import Standing
from partners.actors import Actor
from partners.acts import Act
from partners.api import versions
from partners.api.authentication import IsActor
from partners.api.idempotency import Answered, Created, once
from partners.api.serializers import for_act, for_list, for_model
from partners.errors import NotAllowed, NotFound
from partners.middleware import attempt
from partners.resources import Resource


class ActorView(APIView):
    """A view for an actor: a client of a partner, with the person and the reason at the caller's side.

    What its `post` creates, it creates `once` for each key; a view whose `post` only looks says that it does not.
    """

    permission_classes = [IsActor]
    creates = True
    paged = False
    # What a view that is no list takes behind the question mark all the same.
    asks: tuple[str, ...] = ()
    limited = "calls"
    # Where the actor of this call stands, once that was asked.
    standing: Standing

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What stands behind the question mark is for lists, which read it by `paging.page_of`.

        What takes no such call at all says that first, and nothing of what stands behind it.
        """
        super().initial(request, *args, **kwargs)
        taken = request.method in self.allowed_methods
        if taken and (request.method == "POST" or not self.paged):
            paging.refuse_unknown(request, self.asks if request.method == "GET" else ())

    @property
    def actor(self) -> Actor:
        return self.request.auth

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Rows, with the columns that the actor may read, as the API shows them."""
        return render_rows(rows)

    def among(self, resource: Resource, ids: Mapping[str, UUID]) -> QuerySet[Any]:
        """The rows among which the actor reads."""
        return of_path(resource, ids)

    def shown(self, row: Recorded, standing: Standing) -> dict[str, Any]:
        """One row as the actor may read it; when that is nothing, or its case is lost by now, its id and version."""
        own = type(row)._default_manager.filter(pk=row.pk)
        rows = access.read(own.filter(case_id__in=standing.sees()) if standing.case else own, standing)
        return self.told(rows or [{"id": row.pk, "version": row.version}])[0]


def found_again(model: type[Recorded], record: UUID | None) -> Recorded:
    """The row that an answer is about. Raises NotFound."""
    row: Recorded | None = model._default_manager.filter(pk=record).first()
    if row is None:
        raise NotFound
    return row


class CollectionView(ActorView):
    """Rows of a case or of none, and the act that adds one. Subclasses are made by `collection`."""

    resource: Resource | None = None
    act: Act | None = None
    home: Resource | None = None

    @property
    def takes(self) -> type[Serializer]:
        """The shape of the input: what the act declares, unless the view declares it by hand."""
        assert self.act is not None
        return for_act(self.act)

    @once
    def post(self, request: Request, **ids: UUID) -> Created:
        act = self.act
        assert act is not None
        attempts(request, act.model, act.attempted_as)
        at = timezone.now()
        standing, parent = act.stand(actor=self.actor, at=at, ids=ids)
        serializer = self.takes(data=request.data)
        serializer.is_valid(raise_exception=True)
        seen = versions.seen(act, request)
        row = act.perform(standing=standing, parent=parent, at=at, data=serializer.validated_data, seen=seen)
        self.standing = standing
        return self.created(act, row, ids)

    def created(self, act: Act, row: Recorded, ids: dict[str, UUID]) -> Created:
        """The new row by the right with which it was made, if its case is still seen: 201 and where it stands."""
        case = row.in_case()
        standing = self.standing if case == self.standing.case else stands(self.actor, {"case": case} if case else {})
        return Created(self.shown(row, standing), record=row.pk, location=self.location(row, ids),
                       headers=versions.of_version(row.version))  # fmt: skip

    def location(self, row: Recorded, ids: Mapping[str, UUID]) -> str:
        """Where the row can be read; for what changes a record that is not below its own address."""
        if self.home is None:
            return ""
        known = {"case": ids["case"]} if "{case}" in self.home.path else {}
        return reverse(f"{self.home.name}-item", kwargs={**known, "pk": row.pk})

    def again(self, answered: Answered, **ids: UUID) -> Response:
        """What was answered before, to somebody who may still do this and as far as it may be read now."""
        act = self.act
        assert act is not None
        attempts(self.request, act.model)
        standing, _parent = act.stand(actor=self.actor, at=timezone.now(), ids=ids)
        self.standing = standing
        row = found_again(act.model, answered.record)
        ledger.read(act.model, by=standing.actor, case=standing.case, record=row.pk, version=row.version,
                    classes=access.classes_of(act.model, standing), ground=grounds(standing))  # fmt: skip
        return answered.response(self.shown(row, standing), **versions.of_version(row.version))


class ReadableCollectionView(CollectionView):
    """A collection that can be read as well."""

    paged = True

    def get(self, request: Request, **ids: UUID) -> Response:
        resource = self.resource
        assert resource is not None
        attempts(request, resource.model)
        page = paging.page_of(request)
        standing = self.standing = stands(self.actor, ids)
        chosen = access.plan(resource.model, standing)
        if chosen is None:
            raise NotAllowed(resource.name)
        rows = access.read(self.among(resource, ids).order_by(resource.order, "id"), standing)
        ledger.read(resource.model, by=standing.actor, case=standing.case, classes=chosen.classes,
                    ground=grounds(standing))  # fmt: skip
        return Response(paging.whole(self.told(rows), page))


class ItemView(ActorView):
    """One row of a case or of none."""

    resource: Resource | None = None

    def get(self, request: Request, pk: UUID, **ids: UUID) -> Response:
        resource = self.resource
        assert resource is not None
        attempts(request, resource.model)
        standing = self.standing = stands(self.actor, ids)
        if access.plan(resource.model, standing) is None:
            raise NotAllowed(resource.name)
        row, classes = access.read_one(self.among(resource, ids).filter(pk=pk), pk, standing)
        if row is None:
            raise NotFound
        ledger.read(resource.model, by=standing.actor, case=standing.case, record=pk, version=row["version"],
                    classes=classes, ground=grounds(standing))  # fmt: skip
        return Response(self.told([row])[0], headers=versions.of_version(row["version"]))


def stands(actor: Actor, ids: Mapping[str, UUID]) -> Standing:
    """Where the actor stands in the case of the path, or without any."""
    case = ids.get("case")
    return involvement.standing(actor, case, timezone.now()) if case else involvement.without_case(actor)


def of_path(resource: Resource, ids: Mapping[str, UUID]) -> QuerySet[Any]:
    """The rows of the case of the path, or every row of what stands in no case."""
    rows = resource.model._default_manager.all()
    return rows.filter(case_id=ids["case"]) if "case" in ids else rows


def attempts(request: Request, model: type[Recorded], kind: str = Kind.DENIAL) -> None:
    """Say what kind of record this is about, for the ledger if it is refused."""
    attempt(request._request, model, kind)


def grounds(standing: Standing) -> str:
    return " ".join(sorted(standing.grounds))


def _url(route: str) -> str:
    """The path of a declaration as a Django route: every name in braces is a UUID."""
    return route.replace("{", "<uuid:").replace("}", ">")


def _words(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def collection(route: str, resource: Resource | None, act: Act | None,
               homes: Mapping[type[Recorded], Resource]) -> URLPattern:  # fmt: skip
    """The route of a collection: GET where there is a resource, POST where there is an act, its rows in a home."""
    name = resource.name if resource else act.name if act else ""
    words, home = _words(name), homes.get(act.model) if act else None
    view: Any = type(f"{words}View", (ReadableCollectionView if resource else CollectionView,),
                {"resource": resource, "act": act, "home": home, "__doc__": ""})  # fmt: skip
    described = {}
    if resource:
        described["get"] = extend_schema(operation_id=f"list{words}", summary=str(resource.label),
                                         responses=for_list(resource.model))  # fmt: skip
    if act:
        described["post"] = extend_schema(operation_id=f"create{words}", summary=str(act.label), request=for_act(act),
                                          responses={201: for_model(act.model)})  # fmt: skip
    else:
        view.http_method_names = ["get", "head", "options"]
    return path(_url(route), extend_schema_view(**described)(view).as_view(), name=name)


def item(resource: Resource) -> URLPattern:
    """The route of one row."""
    words = _words(resource.name)
    view: Any = type(f"{words}ItemView", (ItemView,), {"resource": resource, "__doc__": ""})
    described = extend_schema(
        operation_id=f"read{words}", summary=str(resource.label), responses=for_model(resource.model)
    )
    view = extend_schema_view(get=described)(view)
    return path(_url(resource.path) + "/<uuid:pk>", view.as_view(), name=f"{resource.name}-item")


def routes(acts: Sequence[Act], resources: Sequence[Resource]) -> list[URLPattern]:
    """Every route of these declarations, each path once."""
    by_path = {act.path: act for act in acts}
    readable = {resource.path: resource for resource in resources}
    homes = {resource.model: resource for resource in resources}
    paths = [*readable, *(route for route in by_path if route not in readable)]
    return [
        *(collection(route, readable.get(route), by_path.get(route), homes) for route in paths),
        *(item(resource) for resource in resources),
    ]
