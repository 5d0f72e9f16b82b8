"""A signed form in a story: drawn on the spot, as a photo of the paper with the code of its consent."""

import io

from PIL import Image, ImageDraw

from intake import document
from intake.document_code import code_of
from intake.models import Consent, Document
from seeds.storyteller import Story

A4_AT_75_DPI = (620, 877)
STROKES = [(90, 690), (130, 640), (160, 710), (220, 650), (260, 700), (330, 660)]


def photo(code: str) -> bytes:
    """A sheet with the code in its box and a signature under it; nobody's."""
    sheet, out = Image.new("RGB", A4_AT_75_DPI, "white"), io.BytesIO()
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((430, 50, 570, 90), outline="black", width=2)
    pen.text((455, 63), code, fill="black")
    pen.text((60, 63), "Toestemmingsverklaring (voorbeeld)", fill="black")
    pen.line((60, 730, 560, 730), fill="black")
    pen.line(STROKES, fill="navy", width=4, joint="curve")
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()


def add(story: Story, row: Consent, guardian: str, ago: int) -> Document:
    """The guardian adds a photo of the signed form to the case."""
    code = code_of(row.pk)
    added: Document = story.do(
        document.ADD, guardian, ago, 16, form_code=code, kind="CONSENT_FORM", content=photo(code)
    )
    return added
