"""French, not checked by an interpreter yet."""

from policy.child_words.language import Language

FR = Language(
    code="fr",
    first="1er",
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
    texts={
        "title": "Ce qui s'est passé et ce qui va suivre",
        "yours": "Ce papier est à vous. Vous n'avez à le montrer à personne.",
        "happened": "Ce qui s'est passé",
        "asylum": "Le {day}, vous avez demandé l'asile aux Pays-Bas.",
        "talk_nidos": "Le {day}, vous avez parlé avec Nidos.",
        "talk_again": "Le {day}, vous avez de nouveau parlé avec Nidos.",
        "talk_ind": "Le {day}, vous avez parlé avec l'IND.",
        "talk_lawyer": "Le {day}, vous avez parlé avec votre avocat.",
        "rested": "Vous avez eu du temps pour vous reposer jusqu'au {day}.",
        "hearing_held": "Le {day}, vous avez raconté votre histoire à l'IND.",
        "coming": "Ce qui va suivre",
        "rests": "Vous avez du temps pour vous reposer jusqu'au {day}.",
        "plan_nidos": "Le {day}, vous parlerez avec Nidos.",
        "plan_ind": "Le {day}, vous parlerez avec l'IND.",
        "hearing": "Le {day}, vous raconterez votre histoire à l'IND.",
        "hearing_later": "Plus tard, vous raconterez votre histoire à l'IND. Ce ne sera pas avant le {day}.",
        "nothing": "Il n'y a pas encore de nouvelle date. Nous vous la dirons.",
        "people": "Qui vous aide",
        "guardian": "Vous avez un tuteur ou une tutrice de Nidos. Cette personne s'occupe de vous.",
        "nidos": "Nidos s'occupe de vous.",
        "lawyer": "Vous avez un avocat. L'avocat vous aide auprès de l'IND.",
        "home": "Les personnes là où vous habitez vous aident chaque jour.",
        "interpreter": "Vous pouvez toujours demander un interprète.",
        "call": "Qui vous pouvez appeler",
        "call_guardian": "Vous avez une question ou vous avez peur ? Appelez votre tuteur ou votre tutrice :",
        "call_nidos": "Vous avez une question ou vous avez peur ? Appelez Nidos :",
        "danger": "Vous êtes en danger ? Appelez le 112.",
        "calendar": "Les jours sont ceux du calendrier des Pays-Bas.",
        "unchecked": "Cette traduction n'a pas encore été vérifiée par un interprète. Lisez-la avec un interprète.",
        "made": "Fait le {day}.",
    },
)  # fmt: skip
