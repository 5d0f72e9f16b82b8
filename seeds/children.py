"""The invented children of the demo: what they say of themselves on arrival. Their ages count from today."""

from dataclasses import dataclass
from datetime import date

from policy.dates import nth_birthday, term_last_day


@dataclass(frozen=True)
class Kid:
    """A child on arrival: born `years` and `days` before today, as precisely as it is known; years 0: not known.

    `v_number` is what the identification will give; a number with 99 in front belongs to nobody.
    """

    key: str
    given_names: str
    family_name: str
    sex: str
    nationality: str
    languages: tuple[str, ...]
    years: int
    days: int = 0
    precision: str = "DAY"
    v_number: str = ""
    aliases: tuple[str, ...] = ()
    accompanied_by: tuple[str, ...] = ()

    def child(self) -> dict[str, object]:
        """What the form of arrival asks about the child."""
        return {
            "given_names": self.given_names, "family_name": self.family_name, "aliases": list(self.aliases),
            "sex": self.sex, "nationality": self.nationality, "languages": list(self.languages),
        }  # fmt: skip

    def born(self, today: date) -> date | None:
        """The birth date as the child gives it."""
        if not self.years:
            return None
        birthday = nth_birthday(today, -self.years)
        return term_last_day(birthday, days=-self.days) if self.days else birthday

    def birth(self, today: date) -> dict[str, object] | None:
        """What the form of arrival asks about the birth date."""
        if not self.years:
            return None
        return {"date": self.born(today), "precision": self.precision, "source": "CHILD", "status": "PROVISIONAL"}


KIDS: dict[str, Kid] = {
    kid.key: kid
    for kid in (
        Kid("yared", "Yared", "Mehari", "M", "ER", ("ti",), 18, 12, v_number="9900000171"),
        Kid("selam", "ሰላም", "ገብረ", "F", "ER", ("ti", "ar"), 18, 12, v_number="9900000101", aliases=("Selam Gebre",)),
        Kid("binh", "Thanh Bình", "Phạm", "M", "VN", ("vi",), 16, 90, v_number="9900000102"),
        Kid("biniam", "Biniam", "Sium", "M", "ER", ("ti",), 15, 210, v_number="9900000191"),
        Kid("adaeze", "Adaeze", "Nwoye", "F", "NG", ("en", "ig"), 15, 120, v_number="9900000192"),
        Kid("favour", "Favour", "Osaghae", "F", "NG", ("en",), 16, 200, v_number="9900000103",
            accompanied_by=("een vrouw die zich haar tante noemt",)),
        Kid("aster", "Aster", "Bekele", "F", "ET", ("am",), 17, 20, v_number="9900000104"),
        Kid("senait", "Senait", "Woldu", "F", "ER", ("ti",), 16, 44, v_number="9900000181"),
        Kid("merhawit", "Merhawit", "Zemichael", "F", "ER", ("ti",), 15, 77, v_number="9900000182"),
        Kid("farzana", "فرزانه", "نوری", "F", "AF", ("prs", "fa"), 15, 300, v_number="9900000105",
            aliases=("Farzana Noori", "Farzaneh")),
        Kid("rohullah", "Rohullah", "", "M", "AF", ("ps",), 17, 325, v_number="9900000106"),
        Kid("layla", "ليلى", "الحمداني", "F", "SY", ("ar",), 15, 40, v_number="9900000107",
            aliases=("Layla al-Hamdani",)),
        Kid("hodan", "Hodan", "Warsame Jimcaale", "F", "SO", ("so",), 16, 15, v_number="9900000108",
            accompanied_by=("haar broer van dertien",)),
        Kid("idris", "Idris", "Warsame Jimcaale", "M", "SO", ("so",), 13, 60, v_number="9900000109",
            accompanied_by=("zijn zus van zestien",)),
        Kid("mariam", "Mariam", "N'Dao", "F", "SN", ("ff", "fr"), 10, 120, v_number="9900000110"),
        Kid("mamadou", "Mamadou", "", "M", "GN", ("ff", "fr"), 16, 33, v_number="9900000111"),
        Kid("hewan", "Hewan", "Tekleab", "F", "ER", ("ti",), 15, 170, precision="MONTH", v_number="9900000112"),
        Kid("blessing", "Blessing", "O'Brien-Eze", "F", "NG", ("en", "ig"), 17, 5, v_number="9900000113"),
        Kid("kofi", "Kofi", "Amankwah", "M", "GH", ("en",), 15, 190, v_number="9900000183"),
        Kid("mehret", "Mehret", "Ghebru", "F", "ER", ("ti",), 16, 25, v_number="9900000184"),
        Kid("ardit", "Ardit", "Hoxhalli", "M", "AL", ("sq",), 16, 250, v_number="9900000114"),
        Kid("quynh", "Quỳnh", "Nguyễn Thị", "F", "VN", ("vi",), 15, 220, v_number="9900000115"),
        Kid("zarina", "Zarina", "Mirzoyeva", "F", "UNKNOWN", ("ru", "fa"), 16, precision="YEAR"),
        Kid("feven", "Feven", "Habtemariam", "F", "ER", ("ti",), 16, 60, v_number="9900000141"),
        Kid("natnael", "Natnael", "Habtemariam", "M", "ER", ("ti",), 14, 100, v_number="9900000142"),
        Kid("saron", "Saron", "Habtemariam", "F", "ER", ("ti",), 11, 30, v_number="9900000143"),
        Kid("nasrin", "نسرین", "احمدی", "F", "AF", ("prs",), 15, 110, v_number="9900000144",
            aliases=("Nasrin Ahmadi",), accompanied_by=("haar man", "haar dochtertje")),
        Kid("yonatan", "Yonatan", "Berhe", "M", "ER", ("ti",), 16, 140, v_number="9900000161"),
        Kid("sabrina", "Sabrina", "Daci", "F", "AL", ("sq",), 17, 80, v_number="9900000162"),
        Kid("habib", "حبیب", "رحیمی", "M", "AF", ("prs",), 16, 300, precision="MONTH", v_number="9900000163",
            aliases=("Habib Rahimi",)),
        Kid("tirhas", "Tirhas", "Mehari", "F", "ER", ("ti",), 16, 140, v_number="9900000151"),
        Kid("emeka", "Emeka", "Obialo", "M", "NG", ("en", "ig"), 15, 260, v_number="9900000152"),
        Kid("ha", "Thị Hà", "Vũ", "F", "VN", ("vi",), 16, 70, v_number="9900000153"),
        Kid("zahra", "زهرا", "رضایی", "F", "AF", ("prs",), 16, 30, v_number="9900000154", aliases=("Zahra Rezai",)),
        Kid("laleh", "لاله", "کریمی", "F", "AF", ("prs",), 15, 210, v_number="9900000155", aliases=("Laleh Karimi",)),
        Kid("yusuf", "يوسف", "مصطفى", "M", "SY", ("ar",), 15, 131),
        Kid("yousef", "Youssef", "al-Mustafa", "M", "SY", ("ar",), 15, 133),
        Kid("rahwa", "Rahwa", "Asmerom", "F", "ER", ("ti",), 16, 75),
        Kid("rahwa-again", "ራህዋ", "ኣስመሮም", "F", "ER", ("ti",), 16, 75, precision="YEAR"),
        Kid("abel", "Abel", "", "M", "ER", ("ti",), 0),
    )
}  # fmt: skip
