"""The sentences of the paper for the child: the same in every language, and never what could be used against it."""

import re
from datetime import date

import pytest

from intake.languages import SPOKEN
from policy.child_words import DUTCH, LANGUAGES, NO_TEXT, columns
from policy.child_words.language import END, ISOLATE

DAY = date(2026, 3, 1)
# Of each language what must never stand on a paper that a trafficker may take away: trafficking and exploitation,
# police, signals and suspicion, risk, shelter and addresses.
FORBIDDEN = {
    "nl": "handel|uitbuit|politie|aangifte|signaal|verdacht|risico|opvang|adres|slachtoffer|avim|beschermd|locatie",
    "en": "traffick|exploit|police|report|signal|suspect|risk|shelter|address|victim|avim|protected|location",
    "fr": "traite|exploit|police|plainte|signal|suspect|risque|foyer|adresse|victime|avim|refuge",
    "ar": "اتجار|استغلال|شرطة|بلاغ|إشارة|مشتبه|خطورة|مأوى|عنوان|ضحية|إيواء",
    "fa": "قاچاق|بهره|پلیس|شکایت|نشانه|مظنون|ریسک|پناهگاه|آدرس|نشانی|قربانی",
    "prs": "قاچاق|بهره|پولیس|شکایت|نشانه|مظنون|ریسک|پناهگاه|آدرس|قربانی",
    "so": "tahriib|dhiig|boolis|dacwad|calaamad|tuhun|hoyga|cinwaan|dhibane",
    "ti": "ንግዲ|ምዝመዛ|ፖሊስ|ክሲ|ምልክት|ጥርጣረ|መዕቆቢ|ኣድራሻ|ግዳይ",
    "vi": "buôn người|bóc lột|cảnh sát|tố cáo|dấu hiệu|nghi ngờ|rủi ro|trại|địa chỉ|nạn nhân",
}
SCRIPTS = {"ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "prs": "\u0600-\u06ff", "ti": "\u1200-\u139f"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_every_sentence_with_a_day_where_the_dutch_has_one(code):
    texts = LANGUAGES[code].texts
    assert texts.keys() == DUTCH.texts.keys()
    assert {name for name, text in texts.items() if not text.strip()} == set()
    placeholders = {name: re.findall(r"{\w*}", text) for name, text in texts.items()}
    assert placeholders == {name: re.findall(r"{\w*}", text) for name, text in DUTCH.texts.items()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_language_says_what_could_be_used_against_the_child(code):
    said = " ".join([*LANGUAGES[code].texts.values(), NO_TEXT.get(code, "")]).lower()
    assert [word for word in FORBIDDEN[code].split("|") if word in said] == []
    assert re.findall(r"\d{3,}", said.replace("112", "")) == []


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_language_keeps_to_its_own_letters_but_for_two_names(code):
    letters = re.findall(r"[A-Za-z]+", " ".join(LANGUAGES[code].texts.values()).replace("{day}", ""))
    assert set(letters) == {"Nidos", "IND"}
    assert all(re.search(f"[{SCRIPTS[code]}]", text) for text in LANGUAGES[code].texts.values())


@pytest.mark.parametrize(("code", "said"), [
    ("nl", "1 maart 2026"), ("en", "1 March 2026"), ("fr", "1er mars 2026"), ("so", "1 Maarso 2026"),
    ("vi", "1 tháng 3 năm 2026"), ("ti", "1-3-2026"), ("ar", f"{ISOLATE}1-3-2026{END}"),
    ("fa", f"{ISOLATE}1-3-2026{END}"), ("prs", f"{ISOLATE}1-3-2026{END}"),
])  # fmt: skip
def test_a_day_is_written_as_the_language_does_and_keeps_its_order_among_letters_from_the_right(code, said):
    assert LANGUAGES[code].day(DAY) == said


def test_only_dutch_and_english_are_ready():
    assert {code for code, language in LANGUAGES.items() if language.checked} == {"nl", "en"}
    assert {code for code, language in LANGUAGES.items() if language.right_to_left} == {"ar", "fa", "prs"}


def test_the_dutch_stands_beside_and_what_is_missing_comes_in_dutch_and_english():
    assert [each.code for each in columns("ti")] == ["ti", "nl"]
    assert [each.code for each in columns("nl")] == ["nl"]
    assert [each.code for each in columns("am")] == ["nl", "en"]


def test_every_language_is_one_that_a_child_can_speak():
    assert set(LANGUAGES) <= set(SPOKEN)


def test_a_sentence_that_there_is_not_stops():
    with pytest.raises(KeyError):
        DUTCH.say("where_you_live")
