"""Give out a file so that a browser keeps it and never runs it."""

from django.http import HttpResponse

SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
JSON = "application/json"


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """The file under a name that says nothing of a child; nowhere cached, and with no right to anything."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{SUFFIXES.get(media_type, "json")}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        },
    )
