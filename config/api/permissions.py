"""The permission of a view that names none: nothing."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class Denied(BasePermission):
    """Refuses everybody, so that a forgotten permission closes a door instead of opening it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return False
