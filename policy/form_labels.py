"""The few words around the text of a printed form, in each language of a form.

As the texts themselves: Dutch and English are ready, the others are concepts until an office has approved them.
"""

# fmt: off
LABELS: dict[str, dict[str, str]] = {
    "title": {
        "nl": "Toestemmingsverklaring", "en": "Consent form", "fr": "Formulaire de consentement",
        "ar": "نموذج الموافقة", "ti": "ቅጥዒ ስምምዕ", "prs": "فورم رضایت",
    },
    "name": {
        "nl": "Naam", "en": "Name", "fr": "Nom", "ar": "الاسم", "ti": "ስም", "prs": "نام",
    },
    "born": {
        "nl": "Geboren", "en": "Born", "fr": "Né(e) le", "ar": "تاريخ الميلاد", "ti": "ዕለት ልደት", "prs": "تاریخ تولد",
    },
    "number": {
        "nl": "Dossier", "en": "Case", "fr": "Dossier", "ar": "رقم الملف", "ti": "ቁጽሪ መዝገብ", "prs": "شمارهٔ دوسیه",
    },
    "shared": {
        "nl": "Delen met", "en": "Sharing with", "fr": "Partage avec", "ar": "المشاركة مع", "ti": "ምክፋል ምስ",
        "prs": "شریک ساختن با",
    },
    "agrees": {
        "nl": "Ja, ik geef toestemming.", "en": "Yes, I give consent.", "fr": "Oui, je donne mon consentement.",
        "ar": "نعم، أوافق.", "ti": "እወ፡ እሰማማዕ እየ።", "prs": "بلی، رضایت می‌دهم.",
    },
    "refuses": {
        "nl": "Nee, ik geef geen toestemming.", "en": "No, I do not give consent.",
        "fr": "Non, je ne donne pas mon consentement.", "ar": "لا، لا أوافق.", "ti": "ኣይፋል፡ ኣይሰማማዕን እየ።",
        "prs": "نه، رضایت نمی‌دهم.",
    },
    "signer": {
        "nl": "Naam van wie tekent", "en": "Name of who signs", "fr": "Nom du signataire", "ar": "اسم الموقّع",
        "ti": "ስም ፈራሚ", "prs": "نام امضاکننده",
    },
    "date": {
        "nl": "Datum", "en": "Date", "fr": "Date", "ar": "التاريخ", "ti": "ዕለት", "prs": "تاریخ",
    },
    "signature": {
        "nl": "Handtekening", "en": "Signature", "fr": "Signature", "ar": "التوقيع", "ti": "ፊርማ", "prs": "امضا",
    },
}
# fmt: on


def labels(language: str) -> dict[str, str]:
    """Every word around the text in one language."""
    return {name: words[language] for name, words in LABELS.items()}
