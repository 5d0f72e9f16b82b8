"""What a screen says of an age: which date counts and why, what moved, what is contested; and what it asks of whom."""

from datetime import date

import pytest
from django.urls import reverse

from intake import family
from intake.models import AgeAssessment, BirthDateRecord, Case
from overview import snapshot, tasks
from overview.admin.act_form import hints
from partners.actors import of_person
from residence import age, birth_date, guardianship
from shelter import indication
from tests.houses import perform
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db
ADULT = {"date": date(2006, 5, 1), "precision": "DAY"}


def open_codes(person, case, moment):
    actor = of_person(person)
    found = tasks.open_tasks(snapshot.load(actor, moment), actor.role, moment)
    return {todo.task.code: todo for todo in found if todo.facts.case == case.id}


@pytest.fixture
def claimed(open_case, people, cast, at):
    """Seventeen by her own account, with a guardian."""
    case = open_case(born=date(2009, 1, 1), status="PROVISIONAL")
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 14))
    return case


@pytest.fixture
def ask(cast, at):
    return lambda case: perform(
        age.REQUEST, by=cast.avim, at=at(2026, 3, 3), data={"reason": "Twijfel."}, case=case.id
    )


@pytest.fixture
def contested(claimed, ask, cast, at):
    row = ask(claimed)
    perform(age.DECIDE, by=cast.ind, at=at(2026, 3, 5), data={"outcome": "EVIDENT_ADULT", "birth": ADULT},
            case=claimed.id, assessment=row.id)  # fmt: skip
    said = {"contest_reason": "Zij heeft een doopakte."}
    return perform(age.CONTEST, by=cast.guardian, at=at(2026, 3, 9), data=said, case=claimed.id)


def official(case, by, moment, born, **said):
    return birth_date.record(case=case, date=born, source="IND", status="OFFICIAL", by=by, at=moment, **said)


class TestCasePage:
    @pytest.mark.requirement("EC-27")
    def test_a_contested_age_strikes_the_eye_and_its_reason_stands_there(self, at_screen, contested):
        for name in ("ind", "intake", "avim"):
            page = text(at_screen(name).get(url(contested.case)))
            assert "leeftijd betwist: telt als minderjarig" in page
            assert "Zij heeft een doopakte." in page
            assert "evident meerderjarig, 5 maart 2026" in page

    @pytest.mark.requirement("EC-27")
    def test_the_timeline_tells_each_step_on_its_own_day(self, at_screen, contested, cast, at):
        perform(age.SETTLE, by=cast.ind, at=at(2026, 3, 12), data={}, case=contested.case_id, assessment=contested.id)
        page = text(at_screen("ind").get(url(contested.case)))
        found = [
            page.index(each)
            for each in (
                "Leeftijd definitief vastgesteld",
                "Leeftijd betwist",
                "Uitkomst van het leeftijdsonderzoek: evident meerderjarig",
                "Leeftijdsonderzoek aangevraagd",
            )
        ]
        assert found == sorted(found)

    @pytest.mark.requirement("D-5", "INV-38")
    def test_who_does_not_read_the_birth_date_does_not_learn_that_it_is_contested(self, at_screen, contested):
        page = text(at_screen("coa").get(url(contested.case)))
        assert not any(each in page for each in ("betwist: telt", "doopakte", "Meerderjarig", "definitief"))

    @pytest.mark.requirement("AL-23", "EC-25")
    def test_what_a_correction_moved_is_said_with_the_old_day_and_the_new_one(self, at_screen, claimed, cast, at):
        official(claimed, cast.ind, at(2026, 3, 10), date(2008, 5, 14))
        page = text(at_screen("ind").get(url(claimed)))
        assert "Was 1 januari 2027, nu 14 mei 2026, door de geboortedatum volgens IND van 10 maart 2026." in page

    @pytest.mark.requirement("AL-23", "EC-27")
    def test_a_contest_took_the_day_away(self, at_screen, contested):
        page = text(at_screen("ind").get(url(contested.case)))
        assert "Was 5 maart 2026; sinds 9 maart 2026 geen dag, zolang de leeftijd betwist is." in page
        assert "minderjarig totdat het definitief is" in page

    @pytest.mark.requirement("D-5")
    def test_every_record_stands_there_with_which_one_counts_and_why(self, at_screen, claimed, cast, at):
        official(claimed, cast.ind, at(2026, 3, 10), date(2008, 5, 14))
        birth_date.record(case=claimed, date=date(2010, 1, 1), by=cast.avim, at=at(2026, 3, 11))
        page = text(at_screen("ind").get(url(claimed)))
        assert "Telt: geboren op 14 mei 2008, officieel, volgens IND, sinds 10 maart 2026." in page
        for chip in ('ok">telt<', 'calm">vervangen<', 'calm">telt niet<'):
            assert page.count(chip) == 1

    @pytest.mark.requirement("EC-25")
    def test_that_the_child_was_registered_as_a_minor_stays_readable(self, at_screen, claimed, cast, at):
        official(claimed, cast.ind, at(2026, 3, 10), date(2007, 1, 1))
        page = text(at_screen("ind").get(url(claimed)))
        assert "Geregistreerd als minderjarig; door een besluit meerderjarig sinds 10 maart 2026." in page

    @pytest.mark.requirement("INV-23")
    def test_a_guardianship_that_ended_says_so(self, at_screen, contested):
        assert "geëindigd op 5 mrt" in text(at_screen("intake").get(url(contested.case)))

    @pytest.mark.requirement("D-5")
    def test_a_claim_to_be_an_adult_counts_as_a_minor_in_words(self, at_screen, open_case):
        case = open_case(born=date(2005, 1, 1), status="PROVISIONAL")
        page = text(at_screen("intake").get(url(case)))
        assert "zonder officiële datum telt het als minderjarig" in page

    @pytest.mark.requirement("D-5")
    @pytest.mark.parametrize(("precision", "said", "unsaid"), [
        ("MONTH", "geboren in maart 2009 (dag onbekend)", "14 maart 2009"),
        ("YEAR", "geboren in 2009 (dag en maand onbekend)", "maart 2009"),
    ])  # fmt: skip
    def test_no_more_is_said_of_a_date_than_is_known(self, at_screen, open_case, cast, at, precision, said, unsaid):
        case = open_case(born=None)
        row = official(case, cast.ind, at(2026, 3, 3), date(2009, 3, 14), precision=precision)
        browser = at_screen("ind")
        page = text(browser.get(url(case)))
        assert said in page
        history = text(browser.get(reverse("admin:intake_birthdaterecord_history", args=[row.pk])))
        form = text(browser.get(reverse("admin:act", args=[case.pk, "birth-dates"])))
        assert not any(unsaid in each for each in (page, history, form))


class TestForms:
    @pytest.fixture
    def record(self, at_screen):
        """Send the three boxes as a browser does."""

        def sent(case, day, month, year, status="PROVISIONAL"):
            said = {"date_day": day, "date_month": month, "date_year": year, "source": "DOCUMENT", "status": status}
            return at_screen("avim").post(reverse("admin:act", args=[case.pk, "birth-dates"]), said)

        return sent

    @pytest.mark.requirement("D-5")
    @pytest.mark.parametrize(("boxes", "born", "precision"), [
        (("14", "3", "2009"), date(2009, 3, 14), "DAY"), (("", "3", "2009"), date(2009, 3, 1), "MONTH"),
        (("", "", "2009"), date(2009, 1, 1), "YEAR"),
    ])  # fmt: skip
    def test_three_boxes_take_what_is_known(self, claimed, record, boxes, born, precision):
        assert record(claimed, *boxes).status_code == 302
        row = claimed.birth_dates.first()
        assert (row.date, row.precision, row.source) == (born, precision, "DOCUMENT")

    @pytest.mark.requirement("D-5")
    def test_a_day_that_does_not_exist_is_said_at_the_field_and_nothing_is_written(self, claimed, record):
        answer = record(claimed, "31", "2", "2009")
        page = text(answer)
        assert (answer.status_code, "31-2-2009 bestaat niet." in page) == (400, True)
        assert 'value="31"' in page
        assert page.count('aria-invalid="true"') == 3
        assert claimed.birth_dates.count() == 1

    @pytest.mark.requirement("D-5", "S004-27")
    @pytest.mark.parametrize(("boxes", "code", "said"), [
        (("", "", ""), 409, "Vul ten minste een jaar in"), (("", "", "1909"), 409, "kijk het jaar nog eens na"),
        (("3", "3", "2026"), 409, "geboren na de dag van aankomst"),
    ])  # fmt: skip
    def test_a_refusal_of_the_verb_is_the_same_sentence(self, claimed, record, boxes, code, said):
        answer = record(claimed, *boxes)
        assert (answer.status_code, said in text(answer)) == (code, True)
        assert claimed.birth_dates.count() == 1

    @pytest.mark.requirement("D-5", "EC-43")
    @pytest.mark.parametrize("name", ["cases", "siblings"])
    def test_a_child_or_its_sibling_is_registered_with_a_year_only(self, at_screen, claimed, name):
        address = (reverse("admin:free_act", args=["cases"]) if name == "cases"
                   else reverse("admin:act", args=[claimed.pk, "siblings"]))  # fmt: skip
        said = {
            "child-given_names": "Idris", "child-sex": "M", "child-nationality": "ER", "birth-date_year": "2010",
            "birth-source": "CHILD", "birth-status": "PROVISIONAL", "arrival-intake_location": "ter-apel",
            "arrival-arrived_on": "2026-03-02",
        }  # fmt: skip
        assert at_screen("intake").post(address, said).status_code == 302
        row = BirthDateRecord.objects.get(case=Case.objects.exclude(pk=claimed.pk).get())
        assert (row.date, row.precision) == (date(2010, 1, 1), "YEAR")

    def test_the_boxes_are_empty_and_each_has_its_label(self, at_screen, claimed):
        page = text(at_screen("ind").get(reverse("admin:act", args=[claimed.pk, "birth-dates"])))
        for number, (label, name) in enumerate((("Dag", "day"), ("Maand", "month"), ("Jaar", "year"))):
            assert f'<label for="id_date_{number}">{label}</label><input type="text" name="date_{name}"' in page
        assert "UNKNOWN" not in page
        assert 'name="precision"' not in page

    @pytest.mark.requirement("B-18", "EC-27")
    def test_an_age_is_assessed_contested_and_settled_at_the_screen(self, at_screen, claimed):
        def go(name, act, said, row=None):
            args = [claimed.pk, act] + ([row.pk] if row else [])
            answer = at_screen(name).post(reverse("admin:nested_act" if row else "admin:act", args=args), said)
            assert (answer.status_code, answer["Location"]) == (302, url(claimed))
            return AgeAssessment.objects.get()

        row = go("avim", "age-assessments", {"reason": "Twijfel."})
        row = go("ind", "age-assessments-decisions",
                 {"outcome": "EVIDENT_ADULT", "birth-date_month": "5", "birth-date_year": "2006"}, row)  # fmt: skip
        assert claimed.birth_dates.first().precision == "MONTH"
        row = go("guardian", "age-contests", {"contest_reason": "Onjuist."})
        row = go("ind", "age-assessments-settlements", {"outcome": "EVIDENT_ADULT"}, row)
        assert (row.state, row.outcome) == ("FINAL", "EVIDENT_ADULT")

    def test_a_button_shows_only_where_the_act_can_be_done(self, at_screen, claimed):
        contest = reverse("admin:act", args=[claimed.pk, "age-contests"])
        request = reverse("admin:act", args=[claimed.pk, "age-assessments"])
        assert contest not in text(at_screen("intake").get(url(claimed)))
        assert request in text(at_screen("ind").get(url(claimed)))
        assert request not in text(at_screen("intake").get(url(claimed)))


class TestTasks:
    @pytest.mark.requirement("B-18")
    def test_an_assessment_without_an_outcome_asks_both_and_is_late_after_two_weeks(self, claimed, ask, people, at):
        row = ask(claimed)
        for role in ("avim.officer", "ind.officer"):
            todo = open_codes(people[role], claimed, at(2026, 3, 4))["DECIDE_AGE"]
            assert (todo.due, todo.about) == (date(2026, 3, 17), row.id)
        assert "DECIDE_AGE" not in open_codes(people["nidos.intake"], claimed, at(2026, 3, 4))

    @pytest.mark.requirement("B-18", "D-5")
    @pytest.mark.parametrize(("outcome", "asked"), [
        ("EVIDENT_ADULT", True), ("MEDICAL_RESULT", True), ("EVIDENT_MINOR", False), ("DOUBT", False),
    ])  # fmt: skip
    def test_an_outcome_without_a_date_asks_for_one_that_is_filled_in_beforehand(
        self, claimed, ask, people, cast, at, rf, outcome, asked
    ):
        perform(age.DECIDE, by=cast.ind, at=at(2026, 3, 5), data={"outcome": outcome}, case=claimed.id,
                assessment=ask(claimed).id)  # fmt: skip
        todo = open_codes(people["ind.officer"], claimed, at(2026, 3, 6)).get("RECORD_ASSESSED_DATE")
        assert (todo is not None) == asked
        if todo:
            assert hints(rf.get(f"/?{todo.hint}"), birth_date.RECORD) == {
                "source": "AGE_ASSESSMENT", "status": "OFFICIAL",
            }  # fmt: skip
            official(claimed, cast.ind, at(2026, 3, 6), date(2006, 1, 1))
            assert "RECORD_ASSESSED_DATE" not in open_codes(people["ind.officer"], claimed, at(2026, 3, 7))

    @pytest.mark.requirement("EC-27", "INV-23")
    def test_a_contest_asks_ind_to_settle_it_and_nidos_for_a_guardian_anew(self, contested, people, cast, at):
        todo = open_codes(people["ind.officer"], contested.case, at(2026, 3, 10))["SETTLE_CONTEST"]
        assert (todo.due, todo.about) == (date(2026, 4, 20), contested.id)
        assert "REQUEST_GUARDIANSHIP" in open_codes(people["nidos.intake"], contested.case, at(2026, 3, 10))
        guardianship.request(case=contested.case, guardian=people["nidos.guardian"], by=cast.intake,
                             at=at(2026, 3, 10, 13))  # fmt: skip
        assert "REQUEST_GUARDIANSHIP" not in open_codes(people["nidos.intake"], contested.case, at(2026, 3, 11))
        perform(age.SETTLE, by=cast.ind, at=at(2026, 3, 12), data={}, case=contested.case_id, assessment=contested.id)
        assert open_codes(people["ind.officer"], contested.case, at(2026, 3, 13)).keys() & {
            "SETTLE_CONTEST", "DECIDE_AGE",
        } == set()  # fmt: skip
        assert "REQUEST_GUARDIANSHIP" not in open_codes(people["nidos.intake"], contested.case, at(2026, 3, 13))

    @pytest.mark.requirement("EC-25", "INV-24")
    def test_a_correction_in_shelter_asks_nidos_to_decide_and_coa_to_arrange(self, known_child, people, cast, at):
        case = known_child(born=date(2009, 1, 1), status="PROVISIONAL")
        asked = {"AGE_CORRECTED": "nidos.guardian", "AGE_CORRECTED_PLACE": "coa.placement"}

        def due(moment):
            return {code: todo.due for code, role in asked.items()
                    if (todo := open_codes(people[role], case, moment).get(code))}  # fmt: skip

        assert due(at(2026, 3, 9)) == {}
        official(case, cast.ind, at(2026, 3, 10), date(2007, 1, 1))
        assert due(at(2026, 3, 11)) == dict.fromkeys(asked, date(2026, 3, 24))
        indication.decide(case=case, outcome="BO", ground="TRAFFICKING", reasons="Gevaar blijft.", by=cast.guardian,
                          at=at(2026, 3, 12))  # fmt: skip
        assert due(at(2026, 3, 13)) == {}

    @pytest.mark.requirement("EC-25")
    def test_a_birthday_is_no_correction(self, known_child, people, at):
        case = known_child(born=date(2008, 3, 10), status="OFFICIAL")
        for role in ("nidos.guardian", "coa.placement"):
            assert not {"AGE_CORRECTED", "AGE_CORRECTED_PLACE"} & set(open_codes(people[role], case, at(2026, 3, 11)))


@pytest.mark.requirement("EC-27", "EC-45")
def test_a_contested_girl_counts_as_a_child_bride(at_screen, contested, cast, at):
    family.record(case=contested.case, kind="PARTNER", birth_date=date(1999, 1, 1), married=True, by=cast.intake,
                  at=at(2026, 3, 10))  # fmt: skip
    assert "De kindbruid-route begint" in text(at_screen("intake").get(url(contested.case)))


def test_the_page_asks_as_many_questions_for_four_records_and_assessments_as_for_one(
    at_screen, open_case, ask, cast, at, django_assert_num_queries, django_assert_max_num_queries
):
    few, many = open_case(status="PROVISIONAL"), open_case(status="PROVISIONAL")
    official(few, cast.ind, at(2026, 3, 2, 11), date(2009, 1, 1))
    ask(few)
    for day in range(1, 5):
        official(many, cast.ind, at(2026, 3, 2 + day, 11), date(2009, 1, day))
        ask(many)
        row = AgeAssessment.objects.get(case=many, final_on=None)
        perform(age.DECIDE, by=cast.ind, at=at(2026, 3, 8), data={"outcome": "DOUBT"}, case=many.id, assessment=row.id)
    browser = at_screen("ind")
    browser.get(url(few))
    with django_assert_max_num_queries(33) as asked:
        browser.get(url(few))
    with django_assert_num_queries(len(asked)):
        browser.get(url(many))
