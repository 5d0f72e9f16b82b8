"""A copy of everything that is held of a child, and of nobody else (GDPR art. 15): made from every model there is."""

import base64
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from audit.models import Recorded
from intake import subject_request
from intake.models import Case, Child, Document, SubjectRequest
from overview import subject_copy, subject_records, subject_texts
from overview.subject_records import CONTENT, columns, goes, kinds
from partners.actors import of_person
from partners.data_classes import DataClass, fields
from partners.errors import RuleBroken
from policy.subject_access import ABOUT_NO_CHILD, CLASSES, DERIVED, FIELDS, LEFT_OUT, Goes
from shelter.models import Bed, Location
from tests.access import canaries
from tests.access.canaries import Planted

pytestmark = pytest.mark.django_db
ALONG = (Goes.GIVEN, Goes.JUDGED)
NOW = timezone.now


def asked(case: Case, cast, **said) -> SubjectRequest:
    """A request that was granted, with every text listed."""
    known = {"asked_by": "CHILD", "identified_by": "KNOWN", "received_on": timezone.localdate()} | said
    row = subject_request.record(case=case, by=cast.guardian, at=NOW(), **known)
    subject_request.decide(subject_request=row, decision="GRANTED", by=cast.dpo, at=NOW())
    return subject_texts.collect(subject_request=row, by=cast.dpo, at=NOW())


def keep_all(row: SubjectRequest, cast) -> None:
    for each in row.texts.filter(verdict=""):
        subject_texts.judge(subject_text=each, verdict="KEPT", by=cast.dpo, at=NOW())


def given(row: SubjectRequest, cast) -> subject_copy.Copy:
    return subject_copy.give(subject_request=row, by=cast.dpo, at=NOW())


class TestTheTable:
    def test_every_column_of_every_model_is_decided(self):
        assert subject_records.not_judged() == []

    @pytest.fixture
    def diary(self) -> Iterator[type[Recorded]]:
        """A kind of record that somebody adds, in a class of which the policy says nothing."""

        class Diary(Recorded):
            __module__ = "intake.models"
            case_id = models.UUIDField()
            text = models.TextField()
            data = {DataClass.IDENTITY: fields("case_id"), "DIARY": fields("text")}

            class Meta:
                app_label = "intake"

            def __str__(self) -> str:
                return str(self.pk)

        yield Diary
        for name in ("diary", "historicaldiary"):
            del apps.all_models["intake"][name]
        apps.clear_cache()

    def test_a_new_kind_of_record_comes_along_by_itself_and_what_nobody_decided_is_left_out_and_named(self, diary):
        assert diary in kinds()
        assert goes(diary, "text") is Goes.NOT_JUDGED_YET
        assert subject_records.not_judged() == ["Diary.text"]

    def test_a_new_field_in_words_is_judged_by_a_person_first(self, monkeypatch):
        assert goes(Child, "given_names") is Goes.GIVEN
        monkeypatch.delitem(FIELDS, "Child.given_names")
        assert goes(Child, "given_names") is Goes.JUDGED

    def test_every_table_that_hangs_on_a_case_is_counted(self):
        """What is no record of the ledger, and still hangs on a child, is derived from records or is the ledger."""
        hanging = {
            model.__name__
            for model in apps.get_models()
            if not issubclass(model, Recorded) and not model.__name__.startswith("Historical")
            for each in model._meta.concrete_fields
            if each.name in ("case", "case_id", "child", "document") or each.related_model in (Case, Child, Document)
        }
        assert hanging <= set(DERIVED), hanging - set(DERIVED)

    def test_the_table_names_nothing_that_is_not_there(self):
        names = {model.__name__ for model in apps.get_models()}
        there = {f"{model.__name__}.{each.name}" for model in kinds() for each in model._meta.concrete_fields}
        assert set(FIELDS) <= there, set(FIELDS) - there
        assert set(CLASSES) == set(DataClass.values)
        assert {*ABOUT_NO_CHILD, *DERIVED} <= names
        assert set(LEFT_OUT) == set(Goes) - {*ALONG, Goes.NO_CHILD, Goes.NOT_JUDGED_YET}


class TestCanaries:
    @pytest.fixture
    def planted(self, open_case, people) -> Planted:
        """A value of its own in every field of every kind of record."""
        house = Location.objects.create(name="Huis Geheim", kind="BO", address="Verzonnen Pad 1",
                                        provider=people["bo_provider.mentor"].organisation)  # fmt: skip
        bed = Bed.objects.create(location=house, label="Bed Geheim")
        made = Planted(open_case(), open_case(given_names="Vreemd"), house, bed, people["lawyer.lawyer"])
        canaries.plant(made, theirs=of_person(people["lawyer.lawyer"]), own=of_person(people["nidos.intake"]),
                       at=NOW())  # fmt: skip
        return made

    def test_all_of_the_child_goes_along_and_nothing_else_does(self, planted, cast):
        row = asked(planted.case, cast)
        keep_all(row, cast)
        file = given(row, cast).content.file().decode()
        expected, wrong = 0, []
        for canary, (model, name, _side) in planted.texts().items():
            if (model, name) == (Document, "sha256"):
                continue  # of the scan itself, below
            along = model in kinds() and goes(model, name) in ALONG
            expected += along
            if along is not (canary in file):
                wrong.append(f"{model.__name__}.{name}")
        assert wrong == []
        assert expected > 120

    def test_a_scan_that_was_kept_goes_along_as_it_is_and_one_that_was_not_does_not(self, planted, cast):
        row = asked(planted.case, cast)
        first, second = row.texts.filter(column=CONTENT)
        refusal = {"subject_text": first, "by": cast.dpo, "at": NOW()}
        with pytest.raises(RuleBroken):
            subject_texts.judge(verdict="SHORTENED", text="Anders.", why="OTHERS", **refusal)
        subject_texts.judge(verdict="LEFT_OUT", why="OTHERS", **refusal)
        keep_all(row, cast)
        [scan] = given(row, cast).content.scans
        assert scan.name == str(second.record)
        assert planted.found_in(base64.b64decode(scan.content).decode())

    def test_every_day_and_number_of_the_child_goes_along(self, planted, cast):
        row = asked(planted.case, cast)
        keep_all(row, cast)
        file = given(row, cast).content.file().decode()
        said = {(model, name): [] for model, name, _side in planted.canaries.values()}
        for canary, (model, name, _side) in planted.canaries.items():
            said[model, name].append(canary in file)
        dates = {(model, each.name) for model in kinds() for each in columns(model)
                 if isinstance(each, (models.DateField, models.PositiveIntegerField))}  # fmt: skip
        wrong = [f"{m.__name__}.{n}" for (m, n) in dates & said.keys() if (goes(m, n) in ALONG) is not any(said[m, n])]
        assert wrong == []

    def test_left_out_texts_are_nowhere_in_it(self, planted, cast):
        row = asked(planted.case, cast)
        for each in row.texts.all():
            subject_texts.judge(subject_text=each, verdict="LEFT_OUT", why="OTHERS", by=cast.dpo, at=NOW())
        file = given(row, cast).content.file().decode()
        judged = [found for found in planted.texts().items() if found[1][0] in kinds()
                  and goes(*found[1][:2]) is Goes.JUDGED]  # fmt: skip
        assert len(judged) > 80
        assert [what for canary, what in judged if canary in file] == []
        assert "de rechten en vrijheden van anderen" in file
