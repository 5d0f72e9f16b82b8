"""THE ACCESS TABLE: data class × role → what that role may read and do (model.md C5). Deny by default.

The words: `W` writes and reads, `R` reads, `S` reads the summary, `O` reads its own organisation's rows only,
`W+O` writes and reads its own rows only, `A` decides (and writes and reads), `-` or absent: nothing.
A ground behind `@` says that the right holds only while that ground is open; `|` stands between grounds of which
one suffices. What C5 does not list is Nidos only
(docs/decisions/0005-access.md).
"""

from partners.data_classes import DataClass as D

# The columns of the table, in the order of C5.
COLUMNS = (
    "nidos.guardian", "nidos.intake", "avim", "ind.officer", "coa.placement", "bo_provider.mentor", "lawyer.lawyer",
    "ggd_vwn", "cobo", "report_author", "coa.focal_person",
)  # fmt: skip

TABLE: dict[D, str] = {
    # guardian      intake  avim        ind         coa     mentor      lawyer      ggd/vwn cobo report focal
    D.IDENTITY:          "W      W       W           W       R           R           R           S   R   R   S",
    D.LOCATION:          "R      S       R@ABSENCE|EMERGENCY - W         R@HOUSE     -           -   S   -   -",
    D.ADDRESS:           "R      -       R@ABSENCE|EMERGENCY - W         R@HOUSE     -           -   -   -   -",
    D.CONVERSATION:      "R      W       W+S         W+S     S           S           R           -   R   -   -",
    D.CONVERSATION_NOTE: "R      W+O     W+O         W+O     -           -           R@AGREEMENT -   S   -   -",
    D.SIGNAL:            "W      W       W           W       W+O         W           W+O         W+O R   S   W",
    D.SIGNAL_DETAIL:     "W      W       W           W+O     W+O         W+O         W           W+O R   -   W+O",
    D.SCREENING:         "W      W       W+S         W+S      -           -           -           O   R   -   -",
    D.CATEGORY:          "W@AUTHORISED W@AUTHORISED - -      -           S@AUTHORISED R          O   R@AUTHORISED - -",
    # Who speaks for the child, who looks for the smuggler and the lawyer; the house and the consultation that there is
    # one and on whom the pressure is. Not for IND (rule c, decision 0049).
    D.DEBT:              "W      W       R           -           -       S           R           -       S   -   -",
    D.STORY:             "R@NAMED R@NAMED R@NAMED    R@NAMED -           -           R           -   -   -   -",
    D.MEDICAL:           "S      -       -           S       -           S           -           W   S   -   -",
    D.INDICATION:        "A      R       R           S       R           S           R           -   R   -   -",
    D.PLACEMENT:         "R      S       S@ABSENCE|EMERGENCY - A           R@HOUSE     -           -   S   -   -",
    D.REST:              "W      R       S           R       S           R           R           -   R   -   -",
    D.HEARING:           "R      R       S           W       S           R           R           -   R   -   -",
    # C5 has one row for both procedures, and of it the scheme only for police. They know that asylum was asked for, as
    # it is signed with them, and are alerted to a reflection period beside it (AL-13): the days, not the decision.
    D.ASYLUM:            "R      S       S           W       S           -           R           -   S   -   -",
    D.PROCEDURE:         "R      S       R           W       S           -           R           -   S   -   -",
    # Police answer two of the three facts, and read those with the outcome (decision 0044).
    D.TEST:              "R      -       W+S         W       -           -           R           -   S   -   -",
    # Police offer it and IND hears of it (B-28); for COA it is a right to reception.
    D.REFLECTION:        "R      S       W           R       S           -           R           -   S   -   -",
    # The child chooses with who speaks for it; who decides on the procedure reads the procedure (decision 0044).
    D.CHOICE:            "W      -       -           -       -           -           W           -   -   -   -",
    D.POLICE:            "S      -       W           S       -           -           R           -   S   S   -",
    # What the child may have done under force is for police, who speaks for the child and the lawyer (decision 0045).
    D.OFFENCE:           "R      -       W           -       -           -           R           -   -   -   -",
    # Who speaks for the child asks it; it is one element for IND, and decides nothing (B-60, decision 0050).
    D.PLAUSIBILITY:      "W      -       -           R       -           -           W           -   -   -   -",
    # C5 has R for IND; rule (c) bounds it: the three answers and its own part, the analysis if the child agrees. The
    # "S (safety needs)" of COA is all of the first row (decision 0039).
    D.RISK:              "W      -       R           S       R           R           R@AGREEMENT -   W   -   -",
    D.RISK_ANSWERS:      "W      -       R           R       -           R           R@AGREEMENT -   W   -   -",
    D.RISK_TEXT:         "W      -       R           R@AGREEMENT -       R           R@AGREEMENT -   W   -   -",
    D.RISK_PART:         "W      -       W           W+S     -           W           R@AGREEMENT -   W   -   -",
    # Who sits in it reads what was decided and does what was agreed; IND as long as the agenda is open (rule c).
    D.CONSULTATION:      "W      -       W           W@AGENDA -          W           -           -   W   -   -",
    D.PLAN:              "R      -       -           -       S           W           S           -   R   -   -",
    # Where it moves on to is for who has charge of it and who gives it a place (decision 0041); not for IND (rule c).
    D.STEP_DOWN:         "W      R       -           -       W           W           R           -   R   -   -",
    D.CARE:              "W      R       -           -       R           R           R           -   S   -   -",
    # The W own of AVIM in this row of C5 is its report by police duty, and no consent (decisions 0031, 0033).
    D.CONSENT:           "W      -       -           -       -           -           R           -   S   W   -",
    D.COMENSHA:          "W      -       W+O         -       -           -           R           -   S   W   -",
    D.COMENSHA_SENT:     "W      -       W+O         -       -           -           R           -   S   W   -",
    # C5 has R for the intake: before a guardian is named nobody else of Nidos could report it (decision 0038, EC-24).
    D.ABSENCE:           "W      W       W           S       W           W           R           -   R   S   S",
    # Whoever may be asked writes it down; that somebody asks, whoever could be asked next reads (decision 0046).
    D.INQUIRY:           "W      W       W           W+S     W           W           W           W+O R   -   W+S",
    # Who sees the child for itself, and whoever speaks for it; not for IND or police (rule c, decision 0048).
    D.SIGHT:             "W      W       -           -       S       W           R           -           R   -   -",
    # Whether the child is in tonight: for the house, and for who has charge of the child (decision 0038).
    D.PRESENCE:          "R      -       -           -       -           W@HOUSE     -           -   -   -   -",
    # The house a child leaves and the one that receives it say so; guardian and mentor say when it should stay. Police
    # read of a journey while the child is missing: it may be lost on the way (decision 0037).
    D.TRANSFER:          "W      S       S@ABSENCE|EMERGENCY - A         W@HOUSE     -           -   S   -   -",
    # COA's own supervisor reviews crisis shelter afterwards (C5 "Supervisor"); the guardian reads the outcome.
    D.OVERRIDE:          "R      -       -           -       R           -           -           -   -   -   -",
    # C5 has R for the guardian: who confirms what limits the child, as nobody of the house does (decision 0042).
    D.MEASURE:           "A      -       R           -       R           W           -           -   A   -   -",
    D.GUARDIANSHIP:      "R      W       S           S       S           S           S           -   S   S   -",
    # Who sees the child to a hearing needs to reach its lawyer; the others know that there is one (decision 0043).
    D.LAWYER:            "W      W       S           R       S           R           W           -   R   -   -",
    D.INFORMATION:       "W      W       W           W       -           W           W           -   R   -   -",
    D.INVOLVEMENT:       "R      R       R           R       S           S           R           -   R   -   -",
    D.NOTICE:            "R      R       R           R       S           S           R           -   R   -   -",
    # guardian      intake  avim        ind         coa     mentor      lawyer      ggd/vwn cobo report focal
    D.FAMILY:            "W      W       W           W       R           R           R           -   R   -   -",
    D.CONTACT:           "W      W       -           -       -           S           -           -   -   -   -",
    D.DUPLICATE:         "R      W       S           S       -           -           -           -   -   -   -",
    # Whoever reads who is involved reads who came in by an emergency; why, is for the guardian and the reviewer.
    D.EMERGENCY:         "R      R       R           R       S           S           R           -   R   -   -",
    D.EMERGENCY_REVIEW:  "R      S       O           O       O           O           S           -   -   -   -",
    D.ALERT:             "W      W       W           W       W           W           W           -   -   -   -",
    # Whoever reads the birth date reads that it is contested; guardian, intake and lawyer contest (decision 0015).
    D.AGE:               "W      W       W           W       R           R           W           S   R   R   S",
    # Whoever reads who it is about reads that it is closed; why, only Nidos (decision 0018).
    D.CLOSING:           "W      W       S           S       S           S           S           S   S   S   S",
    # Who knows of every consent records what rests on it, and what went without (decision 0034).
    D.DISCLOSURE:        "W      -       -           -       -           -           R           -   -   -   -",
    # The same for what another organisation is asked, which names what it was given (decision 0053).
    D.REFERRAL:          "W      S       -           -       -           -           R           -   S   -   -",
    # Whoever gave it to somebody outside tells them that it changed; who keeps the file sees that it was done.
    D.CORRECTION:        "W      R       W+O         W+O     W+O         W+O         R           W+O R   W+O -",
    # Who speaks for the child or meets it writes down that it asks; the officer answers (decision 0071).
    D.SUBJECT_ACCESS:    "W      W       -           -       -           -           W+O         -   -   -   -",
    # The guardian prints it for the child, and hands it over (docs/decisions/0030-the-ledger-read.md).
    D.CHILD_LOG:         "R      -       -           -       -           -           -           -   -   -   -",
    # Who reads and keeps the whole file prints for others what these others read (docs/decisions/0056-dossier.md).
    D.DOSSIER:           "R      -       -           -       -           -           -           -   -   -   -",
}  # fmt: skip

# Which roles stand in a column that carries another name.
ROLES_OF_COLUMN = {
    "avim": ("avim.officer", "avim.detective"),
    "ggd_vwn": ("ggd.health_worker", "vwn.observer"),
}

# Supervisors read what the widest operational role of their organisation may read, except these; all they ever write
# is that they have seen an alert.
SUPERVISOR_WRITES = (D.ALERT,)
SUPERVISOR_NEVER = (D.STORY, D.SIGNAL_DETAIL)
OPERATIONAL = {
    "nidos.supervisor": ("nidos.guardian", "nidos.intake"),
    "avim.supervisor": ("avim.officer",),
    "ind.supervisor": ("ind.officer",),
    "coa.supervisor": ("coa.placement",),
    "bo_provider.supervisor": ("bo_provider.mentor",),
}
SUPERVISORS = tuple(OPERATIONAL)
# Those of the organisations whose people are to be trained (S001-32, AL-29).
MANAGERS = ("nidos.supervisor", "avim.supervisor", "ind.supervisor", "coa.supervisor")
# What a supervisor decides as the second person (C5 "Supervisor").
SUPERVISOR_DECIDES = {"nidos.supervisor": (D.REST, D.DUPLICATE, D.CONSENT), "coa.supervisor": (D.OVERRIDE,)}

# Who never reads what is in a case, whatever ground stands open: the system, the trail and the figures are their work
# (C5 rule a).
NO_CONTENT = frozenset({"system.administrator", "dpo.officer", "nr.analyst"})

# Rights on what belongs to no case.
WITHOUT_CASE: dict[D, dict[str, str]] = {
    D.PLACEMENT: {
        "coa.placement": "A", "coa.supervisor": "R", "nidos.guardian": "S", "nidos.intake": "S",
        "nidos.supervisor": "S", "bo_provider.mentor": "O", "bo_provider.supervisor": "O",
    },
    D.ADDRESS: {"coa.placement": "R", "coa.supervisor": "R", "bo_provider.mentor": "O", "bo_provider.supervisor": "O"},
    D.SIGNAL: {
        "nidos.intake": "W", "nidos.supervisor": "R", "nidos.guardian": "W+O", "avim.officer": "W+O",
        "avim.detective": "W+O", "ind.officer": "W+O", "coa.placement": "W+O", "coa.focal_person": "W+O",
        "bo_provider.mentor": "W+O", "lawyer.lawyer": "W+O", "ggd.health_worker": "W+O", "vwn.observer": "W+O",
        "evenaar.clinician": "W+O", "kmar.reporter": "W+O", "inspectie_szw.reporter": "W+O",
    },
    D.SIGNAL_DETAIL: {"nidos.intake": "W"},
    # Who opens a case: whoever of the trio meets the child first (S004-87).
    D.IDENTITY: {"nidos.intake": "W", "avim.officer": "W", "ind.officer": "W"},
    D.GUARDIANSHIP: {"nidos.intake": "R", "nidos.supervisor": "R"},
    D.LAWYER: {"nidos.guardian": "R", "nidos.intake": "R", "nidos.supervisor": "R"},
    # Who opens a case in acute danger: the operational roles (docs/decisions/0019-emergency-and-requests.md).
    D.EMERGENCY: {
        "nidos.guardian": "W+O", "nidos.intake": "W+O", "avim.officer": "W+O", "avim.detective": "W+O",
        "ind.officer": "W+O", "coa.placement": "W+O", "bo_provider.mentor": "W+O", "dpo.officer": "R",
        **dict.fromkeys(SUPERVISORS, "O"),
    },
    # Who says afterwards whether that was right; who opened it reads that of their own.
    D.EMERGENCY_REVIEW: {
        "dpo.officer": "W", **dict.fromkeys(SUPERVISORS, "W+O"),
        "nidos.guardian": "O", "nidos.intake": "O", "avim.officer": "O", "avim.detective": "O", "ind.officer": "O",
        "coa.placement": "O", "bo_provider.mentor": "O",
    },
    # Whoever can search asks; Nidos answers.
    D.ACCESS_REQUEST: {
        "nidos.intake": "A", "nidos.supervisor": "A", "nidos.guardian": "W+O", "avim.officer": "W+O",
        "avim.detective": "W+O", "ind.officer": "W+O", "coa.placement": "W+O", "coa.focal_person": "W+O",
        "bo_provider.mentor": "W+O", "lawyer.lawyer": "W+O", "ggd.health_worker": "W+O", "vwn.observer": "W+O",
    },
    # That the shelter fills up is about no case: who gives the places away says that it was seen (AL-07).
    # So does who sees to it that people are trained (AL-29).
    D.ALERT: {"coa.placement": "W+O", **dict.fromkeys(MANAGERS, "W+O")},
    # Everybody names who stands in for them; a supervisor for all of the own organisation.
    D.COVER: dict.fromkeys(
        (
            "nidos.guardian", "nidos.intake", "nidos.care_coordinator", "nidos.supervisor", "avim.officer",
            "avim.detective", "avim.supervisor", "ind.officer", "ind.supervisor", "coa.placement", "coa.supervisor",
            "bo_provider.mentor", "bo_provider.supervisor",
        ),
        "W+O",
    ),
    # A supervisor records of the own organisation who was trained and who is focal person (decision 0052).
    D.TRAINING: dict.fromkeys(SUPERVISORS, "W+O"),
    # The administrator looks after accounts; whether they are of somebody who works there, somebody else says: a
    # supervisor there or, where there is none, the data-protection officer (decision 0073).
    D.STAFF: {"system.administrator": "W", "dpo.officer": "R", **dict.fromkeys(SUPERVISORS, "O")},
    D.STAFF_REVIEW: {"system.administrator": "R", "dpo.officer": "W", **dict.fromkeys(SUPERVISORS, "W+O")},
    # It says nothing about a child: for whoever screens or may raise a signal (S004-92).
    D.REFERENCE: dict.fromkeys(
        (
            "nidos.guardian", "nidos.intake", "nidos.supervisor", "avim.officer", "avim.detective", "avim.supervisor",
            "ind.officer", "ind.supervisor", "coa.placement", "coa.focal_person", "coa.supervisor",
            "bo_provider.mentor", "bo_provider.supervisor", "lawyer.lawyer", "ggd.health_worker", "vwn.observer",
            "evenaar.clinician", "kmar.reporter", "inspectie_szw.reporter",
        ),
        "R",
    ),
    # The administrator writes a new edition, a supervisor of Nidos approves it: nobody alone changes what is signed.
    D.CONSENT_FORM: {
        "system.administrator": "W", "nidos.supervisor": "A", "nidos.guardian": "R", "nidos.intake": "R",
        "lawyer.lawyer": "R",
    },
    # Nidos plans the consultations; that there is one says nothing of a child, and who may be asked to it reads that.
    D.COBO: {
        "nidos.guardian": "W", "nidos.supervisor": "W",
        **dict.fromkeys(
            (
                "avim.officer", "avim.detective", "avim.supervisor", "ind.officer", "ind.supervisor", "coa.placement",
                "coa.supervisor", "bo_provider.mentor", "bo_provider.supervisor", "evenaar.clinician",
            ),
            "R",
        ),
    },
    # CoMensha gets what was sent to it, and no case (docs/decisions/0033-comensha.md).
    D.COMENSHA_SENT: {"comensha.clerk": "R"},
    # A supervisor of what the own organisation did not get, an administrator of everybody's: ids and kinds only
    # (docs/decisions/0024-webhooks.md).
    D.DELIVERY: {
        "nidos.supervisor": "W+O", "avim.supervisor": "W+O", "ind.supervisor": "W+O", "coa.supervisor": "W+O",
        "bo_provider.supervisor": "W+O", "system.administrator": "W", "dpo.officer": "R",
    },
    D.AUDIT: {"nidos.supervisor": "O", "avim.supervisor": "O", "ind.supervisor": "O", "coa.supervisor": "O",
              "bo_provider.supervisor": "O", "dpo.officer": "R"},
    D.CHILD_LOG: {"dpo.officer": "R"},
    # Who answers reads for that, and only for a request that was granted, the texts that are to be judged.
    D.SUBJECT_ACCESS: {"dpo.officer": "A"},
    D.SUBJECT_TEXT: {"dpo.officer": "A"},
    # To whom, what and on which basis, as the child's own log says it; no reasons and no names of people.
    D.DISCLOSURE: {"dpo.officer": "S"},
    # Who must act when something is suspicious near a house; of its provider all that is about it (decision 0042).
    D.INCIDENT: {
        "avim.officer": "W", "avim.detective": "W", "avim.supervisor": "R", "coa.placement": "W",
        "coa.supervisor": "R", "bo_provider.mentor": "W+O", "bo_provider.supervisor": "O",
    },
    # The # of C5: aggregates with small counts suppressed; the supervisors account for their organisation.
    D.FIGURES: dict.fromkeys(("nr.analyst", *SUPERVISORS), "R"),
    # Whoever publishes or accounts for the figures says what must be known to read them (decision 0063).
    D.YEAR_NOTE: dict.fromkeys(("nr.analyst", *SUPERVISORS), "W"),
    # One of these proposes to destroy a file whose term has run out, another one confirms it (decision 0070).
    D.RETENTION: {"nidos.supervisor": "A", "dpo.officer": "A"},
    D.CONFIGURATION: {"system.administrator": "W", "dpo.officer": "R"},
}  # fmt: skip
