"""Scans made on the fly: what a caseworker uploads, and what somebody with bad intentions would."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

# What may be left of nobody: who made the file, and where the photo was taken.
TELLTALE = b"Verhulst-7319"
CAMERA, ARTIST, ORIENTATION, GPS = 0x0110, 0x013B, 0x0112, 0x8825
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>' + TELLTALE + b"</rdf:RDF></x:xmpmeta>"


def page(size: tuple[int, int] = (400, 560)) -> Image.Image:
    """A page with a signature: dark strokes on paper."""
    made = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(made)
    pen.line([(40, 440), (120, 380), (160, 470), (260, 400)], fill="navy", width=6)
    return made


def jpeg(picture: Image.Image | None = None, **more: object) -> bytes:
    out = io.BytesIO()
    (picture or page()).save(out, "JPEG", quality=90, **more)
    return out.getvalue()


def png(picture: Image.Image | None = None, **more: object) -> bytes:
    out = io.BytesIO()
    (picture or page()).save(out, "PNG", **more)
    return out.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, *, pages: int = 1, **save: object) -> bytes:
    """A PDF as a scanner makes it: each page is a photo, which has a maker of its own."""
    made, out = pikepdf.new(), io.BytesIO()
    for _number in range(pages):
        image = pikepdf.Stream(made, photographed(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=400,
                               Height=560, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
                               Filter=pikepdf.Name.DCTDecode)  # fmt: skip
        leaf = made.add_blank_page(page_size=(400, 560))
        leaf.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=made.make_indirect(image)))
        leaf.obj["/Contents"] = pikepdf.Stream(made, b"400 0 0 560 0 0 cm /Im0 Do")
    made.docinfo["/Author"] = TELLTALE.decode()
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [TELLTALE.decode()]
    if change:
        change(made)
    made.save(out, **save)
    return out.getvalue()


def photographed(orientation: int = 1) -> bytes:
    """A photo that says who took it, with what and where."""
    exif = Image.Exif()
    exif[CAMERA], exif[ARTIST], exif[ORIENTATION] = "Telefoon", TELLTALE.decode(), orientation
    exif[GPS] = {1: "N", 2: (52.0, 52.0, 27.0), 3: "E", 4: (6.0, 33.0, 53.0)}
    return jpeg(exif=exif.tobytes(), comment=TELLTALE, xmp=XMP)


def described_png() -> bytes:
    told = PngInfo()
    told.add_text("Author", TELLTALE.decode())
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return png(pnginfo=told)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("start.js", "alert(1)")
    return out.getvalue()


def with_text(text: str) -> bytes:
    told = PngInfo()
    told.add_text("Comment", text)
    return png(pnginfo=told)


def runs(action: pikepdf.Dictionary) -> bytes:
    def opens(made: pikepdf.Pdf) -> None:
        made.Root["/OpenAction"] = action

    return pdf(opens)


def on_page(made: pikepdf.Pdf) -> None:
    """A script that waits in a page, in an object that lies inside another."""
    made.pages[0].obj["/AA"] = pikepdf.Dictionary(O=script())


def carrying(made: pikepdf.Pdf) -> None:
    made.attachments["lijst.exe"] = b"MZ..."


def asking(made: pikepdf.Pdf) -> None:
    made.Root["/AcroForm"] = pikepdf.Dictionary(XFA=pikepdf.Stream(made, b"<xdp/>"), Fields=pikepdf.Array())


def wide_png(width: int, height: int) -> bytes:
    """A picture of a few kilobytes that would be gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head, dots = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def swelling_pdf(mebibytes: int = 1200) -> bytes:
    """A PDF of one good page, whose list of objects is more than a gigabyte when it is unpacked."""
    packer = zlib.compressobj(9)
    listed = packer.compress(b"2 0\n<</Type/Catalog/Pages 4 0 R>>")
    listed += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(mebibytes)) + packer.flush()
    parts = {
        1: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(listed), listed),
        4: b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        5: b"<</Type/Page/Parent 4 0 R/MediaBox[0 0 400 560]>>",
    }
    made, rows = b"%PDF-1.5\n", {2: b"\2" + (1).to_bytes(4, "big") + b"\0"}
    for number, text in parts.items():
        rows[number] = b"\1" + len(made).to_bytes(4, "big") + b"\0"
        made += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    place, table = len(made), b"".join(rows[number] for number in (1, 2, 4, 5))
    head = b"<</Type/XRef/Size 7/Index[1 2 4 2]/W[1 4 1]/Root 2 0 R/Length %d>>" % len(table)
    return made + b"6 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (head, table, place)


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def launch() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F="calc.exe")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
# What it is called, how it is made, and the code of its refusal.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty-file"),
    "a text": (lambda: b"Ik stem toe.", "not-a-scan"),
    "an SVG": (lambda: SVG, "not-a-scan"),
    "a web page": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", "not-a-scan"),
    "a GIF": (lambda: b"GIF89a" + bytes(60), "not-a-scan"),
    "a ZIP": (zipped, "not-a-scan"),
    "only the name of a PDF": (lambda: b"%PDF-1.7\n%%EOF\n", "unreadable"),
    "half a JPEG": (lambda: jpeg()[:600], "unreadable"),
    "half a PNG": (lambda: png()[:200], "unreadable"),
    "half a PDF": (lambda: pdf()[:900], "unreadable"),
    "a PDF behind a web page": (lambda: b"<html>\n" + pdf(), "two-files"),
    "a PDF before a ZIP": (lambda: pdf() + zipped(), "two-files"),
    "a PDF before a program": (lambda: pdf() + b"MZ\x90\0", "two-files"),
    "a JPEG before a ZIP": (lambda: jpeg() + zipped(), "two-files"),
    "a JPEG before a PDF": (lambda: jpeg() + pdf(), "two-files"),
    "a JPEG with a page in its comment": (lambda: jpeg(comment=b"<script>alert(1)</script>"), "two-files"),
    "a PNG before a web page": (lambda: png() + b"\n<html>", "two-files"),
    "a PNG with a page in its text": (lambda: with_text("<SCRIPT>alert(1)</SCRIPT>"), "two-files"),
    "a PNG that swells": (lambda: wide_png(60_000, 60_000), "too-large-inside"),
    "a PDF that swells": (swelling_pdf, "unreadable"),
    "a PDF of a book": (lambda: pdf(pages=21), "too-many-pages"),
    "a PDF with a password": (lambda: pdf(encryption=pikepdf.Encryption(user="a", owner="b")), "encrypted-pdf"),
    "a PDF that may not be printed": (lambda: pdf(encryption=pikepdf.Encryption(user="", owner="b")), "encrypted-pdf"),
    "a PDF with a script": (lambda: runs(script()), "active-pdf"),
    "a PDF with a script in a page": (lambda: pdf(on_page), "active-pdf"),
    "a PDF that starts a program": (lambda: runs(launch()), "active-pdf"),
    "a PDF with a file in it": (lambda: pdf(carrying), "active-pdf"),
    "a PDF that is a form of its own": (lambda: pdf(asking), "active-pdf"),
}  # fmt: skip
