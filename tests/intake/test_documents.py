"""Scans of signed papers: what is kept, who gets them, and what nobody finds in the database."""

import base64
import hashlib
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from PIL import Image

from audit import ledger
from audit.models import Entry, Kind
from config.encryption import DataKey, Unreadable
from intake import document, signal
from intake.document_code import code_of
from intake.models import Document, DocumentContent
from partners import involving
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import Organisation
from residence import guardianship
from tests import scan_files
from tests.houses import refusal
from tests.intake.consenting import ask
from tests.overview.conftest import at_screen, text
from tests.partner_api import as_partner, counts

__all__ = ["as_partner", "ask", "at_screen"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(open_case, people, cast, at):
    """A child with a guardian, whom AVIM knows too."""
    opened = open_case()
    guardianship.request(case=opened, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    signal.report(case=opened, kinds=["TRAFFICKING"], summary="Bang.", by=cast.avim, at=at(2026, 3, 2))
    return opened


@pytest.fixture
def consent(case, ask):
    return ask(case)


@pytest.fixture
def code(consent):
    """The code on the form of the child."""
    return code_of(consent.pk)


@pytest.fixture
def add(case, code, cast, at):
    def added(by=None, content=None, **more):
        known = {"case": case, "form_code": code, "kind": "CONSENT_FORM",
                 "content": content or scan_files.photographed()}  # fmt: skip
        return document.add(by=by or cast.guardian, at=at(2026, 3, 3), **known | more)

    return added


@pytest.fixture
def get(at):
    """The bytes of a document as somebody gets them."""
    return lambda row, by: document.read_in(case=row.case_id, document=row.pk, by=by, at=at(2026, 3, 4)).content


class TestWhatIsKept:
    @pytest.mark.requirement("S001-15")
    def test_the_scan_comes_back_as_its_fingerprint_says(self, add, get, cast):
        row = add()
        content = get(row, cast.guardian)
        assert Image.open(io.BytesIO(content)).size == (400, 560)
        assert (row.media_type, row.size) == ("image/jpeg", len(content))
        assert row.sha256 == hashlib.sha256(content).hexdigest()

    @pytest.mark.requirement("S001-19")
    def test_no_byte_of_it_lies_in_the_database_in_the_clear(self, add, get, cast):
        row = add()
        content = get(row, cast.guardian)
        sealed = bytes(DocumentContent.objects.get(pk=row.pk).sealed)
        assert len(sealed) == len(content) + 32  # the id of the key in front, and what shows any change
        assert not any(content[place : place + 16] in sealed for place in range(0, len(content) - 16, 97))
        assert "sealed" not in {field.name for field in Document.history.model._meta.fields}

    @pytest.mark.requirement("S001-19")
    def test_without_the_key_of_the_child_it_is_lost(self, add, get, cast):
        row = add()
        ledger.destroyed(DataKey, row.case.data_key, by=cast.intake, reason="retention")
        DataKey.objects.filter(pk=row.case.data_key).delete()
        with pytest.raises(Unreadable):
            get(row, cast.guardian)

    def test_no_scan_takes_the_place_of_another(self, add, get, cast):
        row, other = add(), add(content=scan_files.png())
        kept = {each.pk: bytes(each.sealed) for each in DocumentContent.objects.all()}
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(
                "UPDATE intake_documentcontent SET sealed = %s WHERE document_id = %s", [kept[other.pk], row.pk]
            )
            cursor.execute("SET session_replication_role = DEFAULT")
        with pytest.raises(Unreadable):
            get(row, cast.guardian)

    @pytest.mark.requirement("INV-41")
    @pytest.mark.parametrize("way", ["UPDATE {} SET sealed = '\\x00'", "DELETE FROM {}", "TRUNCATE {}"])
    def test_the_database_lets_nobody_change_or_remove_it(self, add, way):
        add()
        connection.check_constraints()
        with pytest.raises(DatabaseError, match="nothing is lost here"), transaction.atomic():
            connection.cursor().execute(way.format("intake_documentcontent"))

    @pytest.mark.requirement("INV-41")
    def test_only_retention_removes_it_and_by_its_entry(self, add, cast):
        row, other = add(), add(content=scan_files.png())
        connection.check_constraints()
        ledger.destroyed(DocumentContent, row.pk, by=cast.intake, reason="retention", case=row.case_id)
        with pytest.raises(DatabaseError, match="nothing is lost here"), transaction.atomic():
            DocumentContent.objects.filter(pk=other.pk).delete()
        DocumentContent.objects.filter(pk=row.pk).delete()
        assert DocumentContent.objects.get().pk == other.pk

    def test_the_same_scan_stands_in_a_case_once(self, add, cast):
        row = add()
        before = counts()
        assert refusal(add) == ("scan-known", "S001-15")
        assert counts() == before
        fields = ("case", "consent", "form_code", "kind", "media_type", "size", "sha256")
        twin = Document(**{name: getattr(row, name) for name in fields}, created_at=row.created_at, version=1)
        with pytest.raises(DatabaseError, match="a_scan_stands_once_in_a_case"), transaction.atomic():
            Document.objects.bulk_create([twin])

    @pytest.mark.requirement("S001-15")
    @pytest.mark.parametrize("what", ["an SVG", "a PDF before a ZIP", "a PDF with a password", "a PDF with a script"])
    def test_what_is_refused_leaves_nothing_behind(self, add, what):
        make, code = scan_files.REFUSED[what]
        before = counts()
        with pytest.raises(RuleBroken) as refused:
            add(content=make())
        assert (refused.value.code, refused.value.source) == (code, "S001-15")
        assert counts() == before


class TestWhoGetsIt:
    @pytest.mark.requirement("INV-39", "B-27")
    def test_each_time_it_is_given_out_stands_in_the_ledger(self, add, get, cast):
        row = add()
        get(row, cast.guardian)
        entry = Entry.objects.order_by("-id").first()
        assert (entry.kind, entry.table, entry.record) == (Kind.READ, "intake_document", row.pk)
        assert (entry.case, entry.person, entry.version) == (row.case_id, cast.guardian.person_id, 1)
        assert entry.data_classes == ["CONSENT"]

    @pytest.mark.parametrize("who", ["intake", "avim", "ind"])
    def test_who_sees_the_case_and_has_no_right_to_consent_gets_none(self, add, get, cast, who):
        row = add()
        with pytest.raises(NotAllowed):
            get(row, getattr(cast, who))

    def test_who_reads_a_summary_knows_that_it_is_there_and_gets_none(self, add, get, cast, case, at):
        row = add()
        involving.involve(case=case.id, number=case.number, organisation=Organisation.objects.get(kind="COA"),
                          ground=Ground.AGENDA, by=cast.guardian, at=at(2026, 3, 3))  # fmt: skip
        with pytest.raises(NotAllowed):
            get(row, cast.coa)

    def test_a_stranger_and_who_names_no_document_get_the_same(self, add, get, cast, open_case):
        row = add()
        other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
        row.case = other
        for by in (cast.mentor, cast.guardian):
            with pytest.raises(NotFound):
                get(row, by)


@pytest.mark.requirement("S001-15")
class TestTheCode:
    def test_the_code_on_the_paper_finds_its_consent(self, add, consent, code, ask, case):
        ask(case, "MEDICAL")
        row = add(form_code=f" {code.lower().replace('-', '')} ")
        assert (row.consent_id, row.form_code) == (consent.pk, code)

    def test_a_form_of_another_child_is_refused(self, add, ask, open_case):
        other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
        theirs = code_of(ask(other).pk)
        before = counts()
        assert refusal(lambda: add(form_code=theirs)) == ("form-of-another", "S001-15")
        assert counts() == before

    def test_a_code_with_a_wrong_sign_is_no_code(self, add, code):
        wrong = ("2" if code[0] != "2" else "3") + code[1:]
        assert refusal(lambda: add(form_code=wrong)) == ("code-mistyped", "S001-15")


@pytest.mark.requirement("S001-15")
class TestThroughTheApi:
    @pytest.fixture(autouse=True)
    def _code(self, code):
        self.code = code

    def body(self, content=None, **more):
        return {"kind": "CONSENT_FORM", "formCode": self.code,
                "content": base64.b64encode(content or scan_files.pdf()).decode()} | more  # fmt: skip

    def test_a_scan_goes_in_and_comes_out(self, as_partner, case):
        guardian, path = as_partner("nidos.guardian"), f"cases/{case.id}/documents"
        made = guardian.post(path, self.body())
        assert guardian.rows(path) == [made]
        assert (made["mediaType"], made["kind"]) == ("application/pdf", "CONSENT_FORM")
        assert "content" not in made
        answer = guardian.send("get", f"{path}/{made['id']}/contents", Accept="application/pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert hashlib.sha256(answer.content).hexdigest() == made["sha256"]
        assert answer["Content-Disposition"] == f'attachment; filename="document-{made["id"][:8]}.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "no-store"

    def test_a_second_time_under_the_same_key_is_the_same_scan(self, as_partner, case):
        guardian, path, body = as_partner("nidos.guardian"), f"cases/{case.id}/documents", self.body()
        first, again = (guardian.send("post", path, body, Idempotency_Key="een") for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json() == again.json()
        assert again["Idempotency-Replayed"] == "true"
        other = guardian.send("post", path, self.body(scan_files.png()), Idempotency_Key="een")
        assert other.status_code == 422

    def test_a_scan_may_be_larger_than_any_other_body(self, as_partner, case):
        noise = Image.effect_noise((1500, 1500), 90)
        content = scan_files.png(noise)
        assert len(content) > 1_500_000
        made = as_partner("nidos.guardian").post(f"cases/{case.id}/documents", self.body(content))
        assert made["mediaType"] == "image/png"

    def test_a_refusal_says_why(self, as_partner, case):
        refused = as_partner("nidos.guardian").refused
        path = f"cases/{case.id}/documents"
        said = refused(path, self.body(scan_files.SVG), status=409, code="not-a-scan", source="S001-15")
        assert said["detail"].endswith(".")
        refused(path, self.body(content=b"\0") | {"content": "geen base64!"}, status=400, code="invalid")
        refused(path, {"kind": "CONSENT_FORM", "formCode": self.code}, status=400, code="invalid")
        refused(path, self.body(formCode="2222-2223"), status=409, code="code-mistyped", source="S001-15")

    def test_too_large_is_refused_before_and_after_it_is_unpacked(self, as_partner, case, settings):
        path, refused = f"cases/{case.id}/documents", as_partner("nidos.guardian").refused
        settings.SCAN_MAX_BYTES = 1000
        refused(path, self.body(scan_files.png()), status=409, code="too-large", source="S001-15")
        refused(path, self.body(b"x" * 40_000), status=413, code="too_large")

    @pytest.mark.parametrize("tail", ["", "/contents"])
    def test_what_there_is_no_right_to_is_not_given(self, as_partner, case, add, tail):
        path = f"cases/{case.id}/documents/{add().pk}{tail}"
        as_partner("bo_provider.mentor").refused(path, method="get", status=404, code="not_found")
        as_partner("ind.officer").refused(path, method="get", status=403, code="not_allowed")


@pytest.mark.requirement("S001-15")
class TestAtTheScreen:
    @pytest.fixture
    def send(self, at_screen, case, code):
        def sent(content, who="guardian", name="formulier.pdf"):
            address = reverse("admin:act", args=[case.pk, document.ADD.name])
            file = SimpleUploadedFile(name, content, content_type="text/html")
            return at_screen(who).post(address, {"form_code": code, "kind": "CONSENT_FORM", "file": file})

        return sent

    def test_the_form_takes_a_file_and_the_case_leads_to_it(self, at_screen, send, case):
        form = text(at_screen("guardian").get(reverse("admin:act", args=[case.pk, document.ADD.name])))
        assert 'enctype="multipart/form-data"' in form
        assert "csrfmiddlewaretoken" in form
        assert send(scan_files.pdf()).status_code == 302
        row = Document.objects.get()
        page = text(at_screen("guardian").get(reverse("admin:intake_case_change", args=[case.pk])))
        address = reverse("admin:document", args=[case.pk, row.pk])
        assert address in page
        assert row.sha256 in page
        given = at_screen("guardian").get(address)
        assert hashlib.sha256(given.content).hexdigest() == row.sha256
        assert given["Content-Disposition"].startswith("attachment")
        assert given["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert given["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("what", ["nothing", "an SVG", "a JPEG before a ZIP", "a PDF with a file in it"])
    def test_a_refusal_stands_on_the_form_and_nothing_is_kept(self, send, what):
        answer = send(scan_files.REFUSED[what][0]())
        assert answer.status_code == 409
        assert "Dit kan niet." in text(answer)
        assert "Kies het bestand opnieuw." in text(answer)
        assert not Document.objects.exists()
        assert not DocumentContent.objects.exists()

    def test_a_file_that_is_far_too_large_is_not_read(self, send, settings):
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
        answer = send(scan_files.pdf())
        assert answer.status_code == 400
        assert "van ten hoogste 10,0\xa0MB" in text(answer)

    def test_nobody_else_finds_the_form_or_the_scan(self, at_screen, send, case, add):
        address = reverse("admin:document", args=[case.pk, add().pk])
        for who, status in (("intake", 403), ("ind", 403), ("avim", 403), ("mentor", 404)):
            assert at_screen(who).get(address).status_code == status, who
            page = at_screen(who).get(reverse("admin:intake_case_change", args=[case.pk]))
            assert address not in text(page)
        for who, status in (("intake", 403), ("ind", 403), ("mentor", 404)):
            assert send(scan_files.png(), who=who).status_code == status
