"""What is taken as a scan, what is left of it, and what is refused."""

import io
import json

import pikepdf
import pytest
from PIL import Image

from config import scan_reader, scans
from tests import scan_files

TAKEN = {
    "application/pdf": lambda: scan_files.pdf(pages=2),
    "image/jpeg": scan_files.photographed,
    "image/png": scan_files.described_png,
}


@pytest.mark.requirement("S001-15")
@pytest.mark.parametrize("what", scan_files.REFUSED)
def test_a_file_that_is_no_plain_scan_is_refused_with_its_sentence(what):
    make, code = scan_files.REFUSED[what]
    with pytest.raises(scans.ScanRefused) as refusal:
        scans.clean(make())
    assert refusal.value.code == code
    assert str(refusal.value.message).endswith(".")


@pytest.mark.requirement("S001-19")
@pytest.mark.parametrize("kind", TAKEN)
def test_a_scan_is_known_by_what_it_holds_and_tells_of_nobody_any_more(kind):
    sent = TAKEN[kind]()
    assert scan_files.TELLTALE in sent or kind == "application/pdf"
    found = scans.clean(sent)
    assert found.media_type == kind
    assert scan_files.TELLTALE not in found.content
    assert b"xmpmeta" not in found.content
    if kind != "application/pdf":
        picture = Image.open(io.BytesIO(found.content))
        assert (picture.format, picture.size) == (kind.partition("/")[2].upper(), (400, 560))
        assert not picture.getexif()
        assert not {"comment", "xmp", "Author"} & set(picture.info)


@pytest.mark.requirement("S001-19")
def test_of_a_pdf_only_the_look_of_its_pages_is_kept():
    found = scans.clean(scan_files.pdf(pages=2))
    with pikepdf.open(io.BytesIO(found.content)) as kept:
        assert len(kept.pages) == 2
        assert not kept.docinfo
        assert "/Metadata" not in kept.Root
        assert [round(float(side)) for side in kept.pages[0].mediabox] == [0, 0, 400, 560]
        names = {name for each in kept.objects if isinstance(each, pikepdf.Dictionary) for name in each}
        assert not names & {"/Annots", "/Info", "/PieceInfo", "/AA", "/OpenAction"}
    photo = first_page(found.content)
    assert not photo.getexif()
    assert dark(photo)


def test_what_was_signed_with_a_pen_on_a_screen_is_kept_as_it_looks():
    def sign(made: pikepdf.Pdf) -> None:
        stroke = pikepdf.Stream(made, b"8 w 20 20 m 180 80 l S", Type=pikepdf.Name.XObject,
                                Subtype=pikepdf.Name.Form, BBox=[0, 0, 200, 100])  # fmt: skip
        look = pikepdf.Dictionary(N=made.make_indirect(stroke))
        ink = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Ink, Rect=[100, 300, 300, 400], F=4,
                                 InkList=[[120, 320, 280, 380]], AP=look)  # fmt: skip
        made.pages[0].obj["/Annots"] = pikepdf.Array([made.make_indirect(ink)])

    def around(content: bytes) -> int:
        photo = first_page(content)
        width, height = photo.size
        return dark(photo.crop((width // 4, height * 160 // 560, width * 3 // 4, height * 260 // 560)))

    assert around(scans.clean(scan_files.pdf(sign)).content) > around(scans.clean(scan_files.pdf()).content) == 0


def test_a_photo_that_was_held_sideways_stands_upright():
    turned = scans.clean(scan_files.photographed(orientation=6))
    assert Image.open(io.BytesIO(turned.content)).size == (560, 400)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_read_and_what_shows_through_is_paper(mode):
    made = Image.new("RGBA", (60, 60), (0, 0, 0, 0)) if mode == "RGBA" else Image.new(mode, (60, 60), 0)
    kept = Image.open(io.BytesIO(scans.clean(scan_files.png(made)).content))
    assert kept.size == (60, 60)
    if mode == "RGBA":
        assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_in_ink_colours_becomes_one_that_everybody_can_read():
    kept = Image.open(io.BytesIO(scans.clean(scan_files.jpeg(scan_files.page().convert("CMYK"))).content))
    assert kept.mode == "RGB"


@pytest.mark.parametrize("tail", [bytes(40), b"\n", b"\0\0Image_UTC_Data1772452800SEFT", scan_files.jpeg()])
def test_what_a_telephone_puts_behind_a_photo_is_left_out_without_a_word(tail):
    kept = scans.clean(scan_files.jpeg() + tail).content
    assert len(scan_reader.outside_jpeg(kept)[1]) == 0


def test_a_progressive_photo_is_read_to_its_end():
    assert scans.clean(scan_files.jpeg(progressive=True)).media_type == "image/jpeg"


def test_the_pdf_that_swells_is_refused_for_its_swelling_alone():
    assert scans.clean(scan_files.swelling_pdf(1)).media_type == "application/pdf"


def test_a_file_over_the_limit_is_not_even_opened(settings, monkeypatch):
    settings.SCAN_MAX_BYTES = len(scan_files.png()) - 1
    monkeypatch.setattr(scans, "READER", "/nowhere")
    with pytest.raises(scans.ScanRefused) as refusal:
        scans.clean(scan_files.png())
    assert refusal.value.code == "too-large"


def test_the_process_that_reads_has_no_secrets_about_it(monkeypatch, tmp_path):
    """Whatever takes the reader over finds no keys in its environment and can write no file."""
    spy, written = tmp_path / "spy.py", tmp_path / "kept"
    spy.write_text(f"""
import json, os, sys
sys.path.insert(0, {str(scans.READER.parent)!r})
import scan_reader
scan_reader.confine()
try:
    wrote = os.write(os.open({str(written)!r}, os.O_CREAT | os.O_WRONLY), b"x")
except OSError:
    wrote = 0
print(json.dumps({{"is": "image/png"}}))
print(json.dumps({{"wrote": wrote, "keys": [name for name in os.environ if "KEY" in name or "DATABASE" in name]}}))
""")
    monkeypatch.setattr(scans, "READER", spy)
    monkeypatch.setenv("BESCHUT_KEY_RING", "geheim")
    assert json.loads(scans.clean(b"x").content) == {"wrote": 0, "keys": []}


def first_page(content: bytes) -> Image.Image:
    """The picture of which the first page of a kept PDF is made."""
    with pikepdf.open(io.BytesIO(content)) as kept:
        return Image.open(io.BytesIO(kept.pages[0].obj.Resources.XObject["/Scan"].read_raw_bytes()))


def dark(picture: Image.Image) -> int:
    """How many dots of ink there are."""
    return sum(picture.convert("L").histogram()[:128])
