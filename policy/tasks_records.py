"""What the file itself asks: an age that is settled, one case for each child, somebody who is there."""

from policy.task_row import AVIM, COA, DPO, GUARDIAN, IND, INTAKE, NIDOS_SUPERVISOR, SUPERVISORS, Task
from policy.text import Text

RECORDS: tuple[Task, ...] = (
    Task(
        code="FIND_BIRTH_DATE",
        act="birth-dates",
        roles=(INTAKE, AVIM, IND),
        source=("D-5",),
        text=Text("De geboortedatum is niet bekend: vaststellen", "The birth date is not known: establish it"),
    ),
    Task(
        code="SETTLE_BIRTH_DATE",
        act="birth-dates",
        roles=(INTAKE, AVIM, IND),
        source=("D-5", "EC-27"),
        term="MAJORITY_MINUS_6M",
        text=Text(
            "De voorlopige geboortedatum maakt het kind bijna achttien: officieel vaststellen",
            "The provisional birth date makes the child nearly eighteen: establish it officially",
        ),
    ),
    Task(
        code="DECIDE_AGE",
        act="age-assessments-decisions",
        roles=(AVIM, IND),
        source=("B-18",),
        term="AGE_DECISION",
        text=Text("De uitkomst van het leeftijdsonderzoek vastleggen", "Record the outcome of the age assessment"),
    ),
    Task(
        code="RECORD_ASSESSED_DATE",
        act="birth-dates",
        roles=(AVIM, IND),
        source=("B-18", "D-5"),
        text=Text(
            "De leeftijd is onderzocht: de officiële geboortedatum vastleggen; zonder telt het kind als minderjarig",
            "The age was assessed: record the official birth date; without one the child counts as a minor",
        ),
    ),
    Task(
        code="SETTLE_CONTEST",
        act="age-assessments-settlements",
        roles=(IND,),
        source=("EC-27",),
        term="AGE_CONTEST_SETTLED",
        text=Text(
            "De leeftijd is betwist: definitief vaststellen; tot dan telt het kind als minderjarig",
            "The age is contested: settle it as final; until then the child counts as a minor",
        ),
    ),
    Task(
        code="AGE_CORRECTED",
        act="indications",
        roles=(GUARDIAN,),
        source=("EC-25", "INV-24"),
        term="AFTER_AGE_CORRECTION",
        text=Text(
            "De leeftijd is gecorrigeerd naar meerderjarig: opnieuw beslissen over de indicatie. De plek blijft",
            "The age was corrected to adult: decide on the indication anew. The place stays",
        ),
    ),
    Task(
        code="AGE_CORRECTED_PLACE",
        act="placements-moves",
        roles=(COA,),
        source=("EC-25", "INV-24"),
        term="AFTER_AGE_CORRECTION",
        text=Text(
            "De leeftijd is gecorrigeerd naar meerderjarig: met Nidos regelen wat volgt. De plek eindigt niet vanzelf",
            "The age was corrected to adult: arrange with Nidos what follows. The place does not end by itself",
        ),
    ),
    Task(
        code="NAME_STAND_IN",
        act="stand-ins",
        roles=(NIDOS_SUPERVISOR,),
        source=("S004-58",),
        text=Text(
            "Een voogd is er niet meer en niemand neemt waar: een waarnemer aanwijzen",
            "A guardian has left and nobody stands in: name a stand-in",
        ),
    ),
    Task(
        code="JUDGE_DUPLICATE",
        act="possible-duplicates-dismissals",
        roles=(INTAKE,),
        source=("AL-31",),
        text=Text(
            "Dit kind staat misschien al in een andere zaak: vergelijken",
            "This child may be in another case already: compare the two",
        ),
    ),
    Task(
        code="APPROVE_MERGE",
        act="merges-approvals",
        roles=(NIDOS_SUPERVISOR,),
        source=("AL-31",),
        text=Text(
            "Er is gevraagd twee zaken van één kind samen te voegen: vergelijken en beslissen",
            "It is asked to join two cases of one child: compare and decide",
        ),
    ),
    Task(
        code="REVIEW_EMERGENCY",
        act="emergency-accesses-reviews",
        roles=(DPO, *SUPERVISORS),
        source=("B-27", "AL-32"),
        term="BREAK_GLASS_REVIEW",
        text=Text(
            "Iemand heeft in nood een zaak geopend: beoordelen of dat terecht was",
            "Somebody opened a case in an emergency: say whether that was right",
        ),
    ),
    Task(
        code="ANSWER_ACCESS_REQUEST",
        act="access-requests-grants",
        roles=(INTAKE, NIDOS_SUPERVISOR),
        source=("D-10",),
        term="ANSWER_ACCESS_REQUEST",
        text=Text(
            "Iemand vraagt toegang tot de zaak van een kind: toegang geven of niet",
            "Somebody asks for access to the case of a child: give access or not",
        ),
    ),
    Task(
        code="CONFIRM_STAFF",
        act="staff-changes-decisions",
        roles=(*SUPERVISORS, DPO),
        source=("D-10",),
        text=Text(
            "Iemand krijgt een account of een andere rol: bevestig dat dit klopt, of zeg waarom niet",
            "Somebody gets an account or another role: confirm that this is right, or say why not",
        ),
    ),
    Task(
        code="CONFIRM_CONSENT",
        act="consents-confirmations",
        roles=(NIDOS_SUPERVISOR,),
        source=("EC-05", "S001-23"),
        text=Text(
            "Er is getekend voor toestemming terwijl het kind bezwaar heeft: als tweede persoon beslissen",
            "A consent was signed although the child objects: decide as the second person",
        ),
    ),
    Task(
        code="REVIEW_CONSENT",
        act="consents-signatures",
        roles=(GUARDIAN,),
        source=("B-07", "AL-26"),
        text=Text(
            "Wie toestemming gaf, tekent op deze leeftijd niet meer: de jongere zelf vragen. Tot dan telt het niet",
            "Who gave consent no longer signs at this age: ask the youth. Until then it does not count",
        ),
    ),
    Task(
        code="CHASE_REFERRAL",
        act="referrals-answers",
        roles=(GUARDIAN,),
        source=("S000-41", "S002-18"),
        text=Text(
            "Een verwijzing is nog niet beantwoord: bel, en leg het antwoord vast",
            "A referral was not answered yet: call, and record the answer",
        ),
    ),
    Task(
        code="MATCH_SIGNAL",
        act="signals-matches",
        roles=(INTAKE,),
        source=("S004-92",),
        text=Text(
            "Een signaal van buiten past bij geen zaak: zoek om welk kind het gaat",
            "A signal from outside fits no case: find out which child it is about",
        ),
    ),
)
