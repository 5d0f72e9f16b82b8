"""Arrival lists of invented children, with names in several scripts put together from parts."""

from intake.arrival_list import COLUMNS

GIVEN = (
    "Semhar", "Yonas", "Filmon", "ሰምሃር", "ዮናስ", "Ahmad Reza", "زهرا", "نور", "Abdulkadir", "Khadra", "Minh Anh",
    "Thị Mai", "Đức", "Ibrahima", "Fatoumata", "Oluwaseun", "Chinyere", "Rojda", "Serhat", "Олена", "Дмитро",
    "Blerina", "Gëzim", "Sofia Luz", "D'Angelo", "Xiao Yu", "小雨", "Amina",
)  # fmt: skip
FAMILY = (
    "Tesfay", "Berhane", "ተስፋይ", "Habte-Mariam", "Al-Ḥasan", "بنت علي", "حیدری", "Noorzai", "Warsame", "Cali",
    "Nguyễn", "Trần", "Phạm", "Diallo", "Bah", "Adeyemi", "Okonkwo", "Çelik", "Aslan", "Шевченко", "Коваль", "Hoxha",
    "Krasniqi", "de la Cruz Peña", "O’Brien", "王", "Li", "", "Traoré", "Mengesha", "Haile", "Sesay", "Kamara",
    "Jallow", "Rahimi", "Osman",
)  # fmt: skip
NATIONALITIES = ("Eritrea", "SY", "Afghanistan", "Somalië", "vietnam", "Guinee", "onbekend", "staatloos", "Syrie", "")
LANGUAGES = ("Tigrinya", "ar", "Dari|Perzisch", "Somalisch|Engels", "vi", "Frans", "", "Arabisch|ti")
ARRIVED = "2-3-2024"
HEADER = ";".join(COLUMNS)


def line(**cells: str) -> str:
    """One line of a list: Semhar, who arrived in Ter Apel; `cells` says what is different."""
    known = {"voornamen": "Semhar", "aankomstdatum": ARRIVED, "aankomstplaats": "Ter Apel", **cells}
    return ";".join(known.get(column, "") for column in COLUMNS)


def nth(place: int, **cells: str) -> str:
    """The line of the child of this number; no two are alike."""
    known = {
        "voornamen": GIVEN[place % len(GIVEN)],
        "achternaam": FAMILY[place // len(GIVEN) % len(FAMILY)],
        "geslacht": ("m", "v", "x", "onbekend", "")[place % 5],
        "nationaliteit": NATIONALITIES[place % len(NATIONALITIES)],
        "talen": LANGUAGES[place % len(LANGUAGES)],
        "geboortedatum": (
            f"{place % 28 + 1}-{place % 12 + 1}-{2008 + place % 9}",
            f"{place % 12 + 1}-2010",
            "2009",
            "",
        )[place % 4],
        "v_nummer": f"29{place:08d}" if place % 3 == 0 else "",
        "vergezeld_door": "een oom|een buurman" if place % 7 == 0 else "",
    }
    return line(**known | cells)


def many(count: int) -> list[str]:
    return [nth(place) for place in range(count)]


def file(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()
