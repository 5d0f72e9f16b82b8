"""Somali, not checked by an interpreter yet."""

from policy.child_words.language import Language

SO = Language(
    code="so",
    months=(
        "Janaayo", "Febraayo", "Maarso", "Abriil", "Maajo", "Juun", "Luulyo", "Agoosto", "Sebtembar", "Oktoobar",
        "Nofembar", "Desembar",
    ),
    texts={
        "title": "Waxa dhacay iyo waxa soo socda",
        "yours": "Warqaddan adiga ayaa iska leh. Khasab kuguma aha inaad qof tusto.",
        "happened": "Waxa dhacay",
        "asylum": "{day} waxaad magangalyo ka codsatay Nederland.",
        "talk_nidos": "{day} waxaad la hadashay Nidos.",
        "talk_again": "{day} waxaad mar kale la hadashay Nidos.",
        "talk_ind": "{day} waxaad la hadashay IND.",
        "talk_lawyer": "{day} waxaad la hadashay qareenkaaga.",
        "rested": "Waxaad haysatay waqti aad ku nasato ilaa {day}.",
        "hearing_held": "{day} waxaad sheekadaada u sheegtay IND.",
        "coming": "Waxa soo socda",
        "rests": "Waxaad haysataa waqti aad ku nasato ilaa {day}.",
        "plan_nidos": "{day} waxaad la hadli doontaa Nidos.",
        "plan_ind": "{day} waxaad la hadli doontaa IND.",
        "hearing": "{day} waxaad sheekadaada u sheegi doontaa IND.",
        "hearing_later": "Mar dambe ayaad sheekadaada u sheegi doontaa IND. Ma noqon doonto ka hor {day}.",
        "nothing": "Weli taariikh cusub ma jirto. Waan kuu sheegi doonnaa.",
        "people": "Cidda ku caawisa",
        "guardian": "Waxaad leedahay mas'uul ka socda Nidos. Mas'uulkaagu wuu ku daryeelaa.",
        "nidos": "Nidos ayaa ku daryeesha.",
        "lawyer": "Waxaad leedahay qareen. Qareenku wuxuu kaa caawiyaa IND.",
        "home": "Dadka jooga meesha aad deggan tahay ayaa maalin kasta ku caawiya.",
        "interpreter": "Mar kasta waxaad codsan kartaa turjubaan.",
        "call": "Cidda aad wici karto",
        "call_guardian": "Su'aal ma qabtaa, mise waad baqaysaa? Wac mas'uulkaaga:",
        "call_nidos": "Su'aal ma qabtaa, mise waad baqaysaa? Wac Nidos:",
        "danger": "Khatar ma ku jirtaa? Wac 112.",
        "calendar": "Maalmuhu waa kuwa taariikhda Nederland.",
        "unchecked": "Tarjumaaddan weli turjubaan ma hubin. La akhri turjubaan.",
        "made": "Waxaa la qoray {day}.",
    },
)  # fmt: skip
