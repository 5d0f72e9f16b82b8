"""The first edition of every consent form. A text in use never changes: a later edition is a row of its own (0031).

The office has not seen the Dutch and English texts yet (proposal). The others are concepts: nobody signs them before
an office has approved them. CoMensha's own paper form is unknown (B-09), so no text claims to be it.
"""

from dataclasses import dataclass
from datetime import date

from policy.dated import SINCE_PROTECTED_SHELTER
from policy.signers import PURPOSES

# The languages in which there is a form, and those that are written from right to left.
LANGUAGES = ("nl", "en", "fr", "ar", "ti", "prs")
RIGHT_TO_LEFT = frozenset({"ar", "prs"})
READY = frozenset({"nl", "en"})

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True)
class FormText:
    """The words that are signed, for one purpose in one language."""

    purpose: str
    language: str
    text: str
    edition: int = 1
    approved: bool = True
    in_force_from: date = SINCE_PROTECTED_SHELTER

    @property
    def right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT


# What is asked, in each language, by purpose; then what everybody must know who signs, the same for every purpose.
ASKED: dict[str, dict[str, str]] = {
    "COMENSHA_REGISTRATION": {
        "nl": "Mogen wij jou bij CoMensha melden? CoMensha telt hoeveel mensen misschien zijn uitgebuit.",
        "en": "May we report you to CoMensha? CoMensha counts how many people may have been exploited.",
        "fr": "Pouvons-nous vous signaler à CoMensha ? CoMensha compte les personnes peut-être exploitées.",
        "ar": "هل تسمح لنا بأن نبلغ CoMensha عنك؟ تحصي CoMensha عدد الأشخاص الذين ربما تعرضوا للاستغلال.",
        "ti": "ናብ CoMensha ክንሕብረካ ትፈቅደልና ዶ? CoMensha ክንደይ ሰባት ከም ዝተመዝመዙ ትቖጽር።",
        "prs": "آیا اجازه می‌دهید شما را به CoMensha گزارش دهیم؟ "
               "CoMensha شمار کسانی را که شاید بهره‌کشی شده‌اند می‌شمارد.",
    },
    "COMENSHA_SHELTER": {
        "nl": "Mogen wij CoMensha vragen om een veilige plek voor jou te zoeken?",
        "en": "May we ask CoMensha to look for a safe place for you?",
        "fr": "Pouvons-nous demander à CoMensha de chercher un lieu sûr pour vous ?",
        "ar": "هل تسمح لنا بأن نطلب من CoMensha البحث عن مكان آمن لك؟",
        "ti": "CoMensha ውሑስ ቦታ ክትደልየልካ ክንሓትት ትፈቅደልና ዶ?",
        "prs": "آیا اجازه می‌دهید از CoMensha بخواهیم جای امنی برای شما پیدا کند؟",
    },
    "SHARE_WITH_X": {
        "nl": "Mogen wij gegevens over jou delen met de organisatie die op dit formulier staat?",
        "en": "May we share information about you with the organisation named on this form?",
        "fr": "Pouvons-nous partager vos données avec l'organisation indiquée sur ce formulaire ?",
        "ar": "هل تسمح لنا بمشاركة معلومات عنك مع المنظمة المذكورة في هذا النموذج؟",
        "ti": "ብዛዕባኻ ሓበሬታ ምስታ ኣብዚ ቅጥዒ ተጠቒሳ ዘላ ትካል ከነካፍል ትፈቅደልና ዶ?",
        "prs": "آیا اجازه می‌دهید معلومات شما را با سازمانی که در این فورم نام برده شده شریک سازیم؟",
    },
    "MEDICAL": {
        "nl": "Mag een arts jou onderzoeken of behandelen?",
        "en": "May a doctor examine or treat you?",
        "fr": "Un médecin peut-il vous examiner ou vous soigner ?",
        "ar": "هل تسمح بأن يفحصك طبيب أو يعالجك؟",
        "ti": "ሓኪም ክምርምረካ ወይ ክሕክመካ ትፈቅድ ዶ?",
        "prs": "آیا اجازه می‌دهید داکتر شما را معاینه یا تداوی کند؟",
    },
}
EXPLAINED: dict[str, str] = {
    "nl": "Je hoeft niet. Zeg je nee, dan verandert er niets aan je opvang, je begeleiding of je procedure. "
          "Je mag later altijd nee zeggen.",
    "en": "You do not have to. If you say no, nothing changes in your shelter, your care or your procedure. "
          "You may always say no later.",
    "fr": "Vous n'êtes pas obligé. Un refus ne change rien à votre accueil, votre aide ou votre procédure. "
          "Vous pouvez toujours dire non plus tard.",
    "ar": "لست مضطرا. إذا قلت لا فلن يتغير شيء في إيوائك أو رعايتك أو إجراءاتك. يمكنك دائما أن تقول لا لاحقا.",
    "ti": "ግዴታ የብልካን። እንተ ኣቢኻ ኣብ መዕቆቢኻ፡ ኣብ ክንክንካ ወይ ኣብ መስርሕካ ዝቕየር የለን። ደሓር እውን ኩሉ ግዜ ኣይፋል ክትብል ትኽእል።",
    "prs": "مجبور نیستید. اگر نه بگویید، در جای بودوباش، مراقبت یا دوسیهٔ شما چیزی تغییر نمی‌کند. "
           "بعداً همیشه می‌توانید نه بگویید.",
}
# fmt: on

FIRST_EDITION: tuple[FormText, ...] = tuple(
    FormText(purpose, language, f"{ASKED[purpose][language]} {EXPLAINED[language]}", approved=language in READY)
    for purpose in PURPOSES
    for language in LANGUAGES
)


def first_edition(purpose: str, language: str) -> FormText:
    """The text a purpose began with in a language. Raises LookupError."""
    for row in FIRST_EDITION:
        if (row.purpose, row.language) == (purpose, language):
            return row
    raise LookupError(f"There is no form for {purpose!r} in {language!r}.")
