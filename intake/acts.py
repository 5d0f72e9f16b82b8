"""What can be done and read in the intake, for both doors; recording a birth date is an act of a later room."""

from django.utils.translation import gettext_lazy as _

from intake import (
    access_request,
    account,
    account_use,
    case,
    category,
    child,
    closing,
    comensha,
    comensha_send,
    consent,
    consent_answer,
    consent_correction,
    consent_form,
    consent_seal,
    contact,
    conversation,
    conversation_correction,
    conversation_held,
    conversation_plan,
    correction_told,
    debt,
    disclosure,
    document,
    duplicate,
    duplicate_access,
    emergency,
    family,
    handover,
    identification,
    merge,
    naming,
    no_report,
    referral,
    screening,
    sibling,
    signal,
    signal_assessment,
    signal_correction,
    signal_link,
    subject_request,
)
from intake.models import (
    AgeAssessment,
    BirthDateRecord,
    CaseMerge,
    Closing,
    ContactPerson,
    Conversation,
    EmergencyAccess,
    Handover,
    Identification,
    PossibleDuplicate,
    Relation,
    Signal,
    SignalAssessment,
)
from partners.resources import Resource

CONVERSATION_ACTS = (
    conversation.RECORD, conversation_plan.PLAN, conversation_held.HOLD, conversation_plan.EXPLAIN,
    conversation_plan.MOVE, conversation_held.INTERRUPT, conversation_held.SKIP, conversation_held.REOPEN,
    conversation_correction.CORRECT,
)  # fmt: skip
FAMILY_ACTS = (family.RECORD, sibling.REGISTER, family.SEPARATE, family.END, contact.RECORD, contact.ASSESS)
SIGNAL_ACTS = (
    signal.REPORT, signal_assessment.ASSESS, signal_assessment.REOPEN, signal_link.LINK, signal_link.MERGE,
    signal_correction.CORRECT, signal_correction.WITHDRAW,
)  # fmt: skip
DUPLICATE_ACTS = (duplicate_access.LET_COMPARE, duplicate.TELL_APART, merge.ASK, merge.WITHDRAW)
CONSENT_ACTS = (
    consent.ASK,
    *consent_answer.ACTS,
    consent_correction.CORRECT,
    consent_seal.CHECK,
    *consent_form.ACTS,
)
ACTS = (
    case.OPEN, child.CORRECT, *CONVERSATION_ACTS, handover.WRITE, identification.RECORD, *SIGNAL_ACTS, *FAMILY_ACTS,
    *DUPLICATE_ACTS, screening.RECORD, screening.CORRECT, *account.ACTS, account_use.USE, *category.ACTS,
    *naming.ACTS, closing.REOPEN, *emergency.ACTS, *access_request.ACTS, *CONSENT_ACTS,
    document.ADD, no_report.RECORD, *disclosure.ACTS, debt.RECORD, *referral.ACTS,
    *comensha_send.ACTS, *subject_request.ACTS, correction_told.RECORD,
)  # fmt: skip
RESOURCES = (
    Resource("cases/{case}/conversations", Conversation, _("conversations")),
    Resource("cases/{case}/identifications", Identification, _("identification")),
    Resource("cases/{case}/birth-dates", BirthDateRecord, _("birth dates"), order="-effective_from"),
    Resource("cases/{case}/signals", Signal, _("signals"), order="-raised_at"),
    Resource("cases/{case}/signal-assessments", SignalAssessment, _("assessments of signals")),
    screening.RESOURCE,
    Resource("cases/{case}/handovers", Handover, _("handover notes")),
    Resource("cases/{case}/relations", Relation, _("family and companions"), order="created_at"),
    Resource("cases/{case}/contact-persons", ContactPerson, _("contact persons"), order="created_at"),
    Resource("cases/{case}/age-assessments", AgeAssessment, _("age assessments"), order="-requested_on"),
    Resource("cases/{case}/possible-duplicates", PossibleDuplicate, _("possible duplicates"), order="-score"),
    Resource("cases/{case}/merges", CaseMerge, _("joined cases")),
    Resource("cases/{case}/closings", Closing, _("closings of the case")),
    child.CORRECTIONS,
    consent.RESOURCE,
    consent_correction.RESOURCE,
    consent_seal.RESOURCE,
    comensha.RESOURCE,
    comensha_send.RESOURCE,
    account.RESOURCE,
    account_use.RESOURCE,
    category.RESOURCE,
    naming.RESOURCE,
    document.RESOURCE,
    debt.RESOURCE,
    no_report.RESOURCE,
    disclosure.RESOURCE,
    referral.RESOURCE,
    subject_request.RESOURCE,
    correction_told.CORRECTIONS,
    correction_told.RESOURCE,
    Resource("cases/{case}/emergency-accesses", EmergencyAccess, _("emergency accesses")),
)
# Pages show it at their head, and in no list of records.
AT_THE_HEAD = (child.RESOURCE,)
