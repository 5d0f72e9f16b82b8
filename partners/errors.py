"""What a verb raises when it says no."""

from django.utils.functional import Promise


class RuleBroken(Exception):
    """A rule of the procedure says no. `message` is a sentence a caseworker understands; `source` is the rule's id."""

    def __init__(self, code: str, message: str | Promise, source: str) -> None:
        super().__init__(code)
        self.code, self.message, self.source = code, message, source

    def __str__(self) -> str:
        return f"{self.message} ({self.source})"


class NotAllowed(Exception):
    """The actor sees the case, but has no right to do or see this."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotFound(Exception):
    """There is no such thing, or the actor may not know of it: the answer is the same."""
