"""Read one file that a stranger may have made, and give back a clean picture of it; a process of its own.

It gets bytes on standard input and answers with one line of JSON (what it is, or the code of a refusal) and the clean
bytes. It runs with little memory, little time, no right to write a file, and neither keys nor database in its
environment: whatever a file does to the libraries that read it, it does here (docs/decisions/0032), and when it breaks
them there is no answer at all. Nothing of the file itself is passed on: each page is drawn, and the drawing is kept.
"""

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
import pypdfium2
from PIL import Image, ImageOps

MEMORY, SECONDS = 1 << 30, 20
MAX_PAGES, MAX_PIXELS = 20, 40_000_000  # an A4 page scanned at 600 dpi has 35 million
DRAWN_DPI, LONGEST_SIDE, JPEG_QUALITY = 200, 2400, 85
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
BEGINS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
# What has no business outside the picture: a page for a browser, a program, an archive, a document.
FOREIGN = re.compile(rb"<!doctype|<html|<script|<\?php|%PDF-", re.IGNORECASE)
FOREIGN_TAILS = (b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"GIF8", b"#!", b"<")
# Of a PDF: what runs, opens, sends or carries something when somebody reads it.
RUNS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"}
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/RichMediaExecute"}


class Refused(Exception):
    """The file is not taken; its only argument is the code that says why."""


def clean(data: bytes) -> tuple[str, bytes]:
    """What the file is, and the clean picture of it. Raises Refused."""
    if not data:
        raise Refused("empty-file")
    kind = next((kind for begin, kind in BEGINS.items() if data.startswith(begin)), None)
    if kind is None:
        raise Refused("two-files" if b"%PDF-" in data[:1024] else "not-a-scan")
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("two-files")
    return kind, {PDF: of_pdf, JPEG: of_jpeg, PNG: of_png}[kind](data)


def of_pdf(data: bytes) -> bytes:
    """The pages as they look, each a picture; refused when it does more than show pages."""
    if b"%%EOF" not in data or data.rpartition(b"%%EOF")[2].strip(b"\0\t\n\r "):
        raise Refused("two-files" if b"%%EOF" in data else "unreadable")
    check_harmless(data)
    return as_pdf(drawn(data))


def check_harmless(data: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted-pdf")
            if not 0 < len(pdf.pages) <= MAX_PAGES:
                raise Refused("too-many-pages" if pdf.pages else "unreadable")
            if any(does_something(each) for each in pdf.objects):
                raise Refused("active-pdf")
    except pikepdf.PasswordError as fault:
        raise Refused("encrypted-pdf") from fault


def does_something(found: Any) -> bool:
    """Whether this object, or one that lies inside it, is more than something to look at."""
    if isinstance(found, pikepdf.Array):
        return any(does_something(each) for each in direct(found))
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return False
    names = set(found.keys())
    acts = "/S" in names and isinstance(found["/S"], pikepdf.Name) and str(found["/S"]) in ACTIONS
    return bool(names & RUNS) or acts or any(does_something(each) for each in direct(found[name] for name in names))


def direct(values: Any) -> Iterator[Any]:
    """Those that lie inside; what stands elsewhere in the file is looked at there, once."""
    for each in values:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            yield each


def drawn(data: bytes) -> Iterator[Image.Image]:
    """Each page as somebody sees it, what was written on it with a pen included."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for page in document:
        longest = max(page.get_size())
        if longest <= 0:
            raise Refused("unreadable")
        scale = min(DRAWN_DPI / 72, LONGEST_SIDE / longest)
        yield page.render(scale=scale).to_pil().convert("RGB")


def as_pdf(pages: Iterator[Image.Image]) -> bytes:
    """A PDF of our own making, with nothing in it but these pictures."""
    made, out = pikepdf.new(), io.BytesIO()
    for picture in pages:
        width, height = (round(side * 72 / DRAWN_DPI, 2) for side in picture.size)
        image = pikepdf.Stream(
            made, jpeg(picture), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=picture.width,
            Height=picture.height, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page = made.add_blank_page(page_size=(width, height))
        page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=made.make_indirect(image)))
        page.obj["/Contents"] = pikepdf.Stream(made, f"{width} 0 0 {height} 0 0 cm /Scan Do".encode())
    made.save(out, deterministic_id=True)
    return out.getvalue()


def of_jpeg(data: bytes) -> bytes:
    check_alone(outside_jpeg(data))
    return jpeg(upright(data, "JPEG").convert("RGB"))


def of_png(data: bytes) -> bytes:
    check_alone(outside_png(data))
    picture, out = upright(data, "PNG"), io.BytesIO()
    if picture.mode not in {"1", "L", "RGB"}:
        # What shows through is paper.
        layer = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    bare(picture).save(out, "PNG")
    return out.getvalue()


def upright(data: bytes, kind: str) -> Image.Image:
    """The picture the way it was held, which it says itself and will not be able to say any more."""
    picture = Image.open(io.BytesIO(data), formats=[kind])
    if picture.width * picture.height > MAX_PIXELS:
        raise Refused("too-large-inside")
    return ImageOps.exif_transpose(picture)


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    bare(picture).save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def bare(picture: Image.Image) -> Image.Image:
    """The same picture with nothing beside its pixels."""
    made = Image.new(picture.mode, picture.size)
    made.paste(picture)
    return made


def check_alone(parts: tuple[bytes, bytes]) -> None:
    """Refuse a picture that is another kind of file as well. What a telephone puts behind it is left out silently."""
    inside, tail = parts
    if FOREIGN.search(inside) or FOREIGN.search(tail) or tail.strip(b"\0\t\n\r ").startswith(FOREIGN_TAILS):
        raise Refused("two-files")


def outside_png(data: bytes) -> tuple[bytes, bytes]:
    """What stands beside the pixels, and what comes behind the picture."""
    beside, place = b"", 8
    while place + 12 <= len(data):
        length, name = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if name not in {b"IDAT", b"fdAT"}:
            beside += data[place + 8 : place + 8 + length]
        place += 12 + length
        if name == b"IEND":
            return beside, data[place:]
    raise Refused("unreadable")


def outside_jpeg(data: bytes) -> tuple[bytes, bytes]:
    """What stands beside the pixels, and what comes behind the picture."""
    beside, place = b"", 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xD9:
            return beside, data[place + 2 :]
        if marker == 0xFF:  # a byte that only fills
            place += 1
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        beside += data[place + 4 : end]
        # Behind the head of a scan come its pixels, up to the next marker that is none of theirs.
        place = pixels_end(data, end) if marker == 0xDA else end
    if data[place : place + 2] == b"\xff\xd9":
        return beside, b""
    raise Refused("unreadable")


MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def pixels_end(data: bytes, place: int) -> int:
    found = MARKER.search(data, place)
    return found.start() if found else len(data)


def confine() -> None:
    """Little memory and time; no file can be written."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0),
                       (resource.RLIMIT_CORE, 0)):  # fmt: skip
        resource.setrlimit(what, (most, most))


def main(taken: BinaryIO, given: BinaryIO) -> None:
    confine()
    Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and has a sentence
    try:
        kind, content = clean(taken.read())
        told = {"is": kind}
    except Refused as refusal:
        told, content = {"refused": str(refusal)}, b""
    except MemoryError:
        told, content = {"refused": "too-large-inside"}, b""
    given.write(json.dumps(told).encode() + b"\n" + content)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
