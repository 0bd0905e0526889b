"""What fields of acts and groups mean beyond their type: coded lists, areas, new identities.

Forms, the command line and the words of a record draw on the same tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.certification.case_acts import AssessCapacity
from cso_registry.domain.certification.sheet_acts import ReceiveSheets
from cso_registry.domain.delivery.consultations import TOOLS
from cso_registry.domain.letters.acts import IssueLetter, ReceiveLetter
from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.screening.acts import OpenScreening
from cso_registry.domain.screening.appeal_acts import FileAppeal
from cso_registry.domain.screening.breach_acts import RecordBreach

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW_IDENTITY = {
    "return.file": "filed_return",
    "contact.note": "note",
    "intake.receive": "intake",
    "intake.print_forms": "form_batch",
    "conflict.settle": "settlement",
    RegisterOrganization.kind: "organization",
    AppointOfficer.kind: "officer",
    IssueLetter.kind: "letter",
    ReceiveLetter.kind: "letter",
    OpenScreening.kind: "screening",
    RecordBreach.kind: "breach",
    FileAppeal.kind: "appeal",
    AssessCapacity.kind: "certificate",
    ReceiveSheets.kind: "security_paper",
    "committee.constitute": "committee",
    "meeting.call": "meeting",
    "meeting.take_over": "meeting",
    "agency.register": "agency",
    "mission.register": "mission",
    "analysis.open": "analysis",
    "costing.draw_up": "costing",
    "call.draft": "call",
    "proposal.receive": "proposal",
    "delegation.decide": "delegation",
    "agreement.begin": "agreement",
    "envelope.open": "envelope",
    "envelope.carry_over": "next_envelope",
    "progress_report.receive": "progress_report",
    "problem.notify": "problem",
    "consultation.record": "consultation",
    "site_visit.record": "site_visit",
    "indicator.set": "indicator",
    "survey.set_up": "survey",
    "complaint.receive": "complaint",
    "evaluation_committee.appoint": "evaluation_committee",
    "finding.record": "finding",
    "commissioning.rank": "commissioning_plan",
    "compliance.check": "compliance_check",
    "notice.open": "notice",
    "notice.give_with_contract": "notice",
}
"""The field of an act that names what it creates; left out, the program gives an identity."""
LISTS: Mapping[tuple[str, str], str] = {
    ("Identity", "form"): "V-05",
    ("Purposes", "main"): "V-04",
    ("Purposes", "others"): "V-04",
    ("Resources", "standards"): "V-S4",
    ("OutsideIdentifier", "scheme"): "V-S6",
    ("PostHeld", "post"): "V-S5",
    ("DocumentHeld", "item"): "V-S3",
    ("LifeEvent", "legal_basis"): "V-S7",
    ("Assessment", "level"): "V-S8",
    ("AssessCapacity", "level"): "V-S8",
    ("ReassessCapacity", "level"): "V-S8",
    ("CertificateIssue", "legal_basis"): "V-S7",
    ("CertificateEvent", "legal_basis"): "V-S7",
    ("ReceiveApplication", "seen_originals"): "V-S3",
    ("ReceiveApplication", "copies"): "V-S3",
    ("ReceiveApplication", "missing"): "V-S3",
    ("Received", "seen_originals"): "V-S3",
    ("Received", "copies"): "V-S3",
    ("Received", "missing"): "V-S3",
    ("ConsultationFile", "initiator"): "V-14",
    ("RecordConsultation", "initiator"): "V-14",
    ("AnswerLevelSide", "opening"): "V-08",
    ("LevelSide", "opening"): "V-08",
    ("CallCriterion", "criterion"): "V-12",
    ("CriterionEvidence", "criterion"): "V-12",
    ("GivenTerms", "evaluation_kinds"): "V-15",
    ("GivenTerms", "evaluation_timing"): "V-15",
    ("AgreementTerms", "evaluation_kinds"): "V-15",
    ("AgreementTerms", "evaluation_timing"): "V-15",
    ("MemberInterest", "found_in"): "V-S5",
}
"""The coded list from which a field of a group takes its codes."""
TERM_GROUPS: Mapping[tuple[str, str], str] = {
    ("GivenTerms", "evaluation_kinds"): "kind",
    ("GivenTerms", "evaluation_timing"): "timing",
}
"""The group of a coded list from which a field takes its codes, where it is not the whole list."""
MISSIONS = ("V-01", "V-02", "V-04")
SEVERAL_LISTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("AssessCapacity", "missions"): MISSIONS,
    ("ReassessCapacity", "missions"): MISSIONS,
    ("ConsultationFile", "tool"): TOOLS,
    ("RecordConsultation", "tool"): TOOLS,
}
"""Fields whose code stands in one of several lists."""
LISTS_BY_NAME: Mapping[str, str] = {
    "legal_basis": "V-S7",
    "mission_type": "V-01",
    "process": "V-02",
    "provider": "V-03",
    "forms": "V-05",
    "participation_form": "V-06",
    "suggested": "V-06",
    "model": "V-09",
    "evaluation_kind": "V-15",
    "evaluation_kinds": "V-15",
    "evaluation_timing": "V-15",
    "sourcing": "V-11",
    "method": "V-13",
    "ending_reason": "V-S9",
    "notice_reason": "V-S9",
}
"""The coded list of a field wherever it stands, where no group says another."""
WORDS: Mapping[tuple[str, str], str] = {
    ("Identity", "kind"): "kind",
    ("LifeEvent", "step"): "step",
    ("OtherName", "language"): "language",
    ("HeldRight", "role"): "role",
    ("OfficeIdentity", "level"): "level",
    ("OpenedSeries", "series"): "series",
    ("VoidNumber", "series"): "series",
    ("ClosedSeries", "series"): "series",
    ("BookEntry", "direction"): "direction",
    ("Sending", "way"): "way",
    ("Tie", "record_type"): "record",
    ("Filing", "decided_type"): "record",
    ("Filing", "what"): "decision",
    ("CertificateEvent", "step"): "certificate_step",
    ("Printing", "edition"): "edition",
    ("SheetEnd", "state"): "sheet",
    ("StatusCount", "status"): "certificate_status",
    ("ExceptionLine", "status"): "certificate_status",
    ("LifeEvent", "ended_by"): "ended_by",
    ("KinTie", "tied"): "tied",
    ("GroupDecision", "matter"): "group_matter",
    ("Settled", "verdict"): "verdict",
    ("Spoken", "means"): "means",
    ("Criterion", "part"): "review_part",
    ("Assigned", "part"): "review_part",
    ("FlaggedInterest", "flag"): "interest_flag",
    ("Review", "part"): "review_part",
    ("Review", "proposed"): "outcome",
    ("Decision", "outcome"): "outcome",
    ("AppealDecision", "outcome"): "appeal_status",
    ("MissionSide", "room"): "degree",
    ("PeopleSide", "capacity"): "degree",
    ("AnalysisDecision", "outcome"): "analysis_outcome",
    ("Constituted", "kind"): "committee_kind",
    ("Membership", "group"): "member_group",
    ("Membership", "seat"): "seat",
    ("Left", "why"): "departure",
    ("Called", "mode"): "meeting_mode",
    ("Item", "matter"): "matter",
    ("Place", "group"): "member_group",
    ("Place", "seat"): "seat",
    ("Place", "attendance"): "attendance",
    ("Answered", "voice"): "voice",
    ("Resolution", "manner"): "manner",
    ("Votes", "casting"): "voice",
    ("EvaluatorNamed", "evaluator_kind"): "evaluator_kind",
    ("SharedInterest", "shared"): "shared",
    ("SelectionDecision", "decision_kind"): "decision_kind",
    ("CriterionEvidence", "evidence_kind"): "evidence_kind",
    ("ScopeDecision", "extent"): "extent",
    ("AgreementFile", "instrument"): "instrument",
    ("StepTaken", "move_way"): "move_way",
    ("Contribution", "side"): "side",
    ("Undertaking", "side"): "side",
    ("Signature", "side"): "side",
    ("SigningPlace", "side"): "side",
    ("SigningPlace", "signer_role"): "signer_role",
    ("WordingProposed", "side"): "side",
    ("EarlyEnd", "ended_by"): "side",
    ("AgreementTerms", "manager"): "side",
    ("AgreementTerms", "secretariat"): "side",
    ("Instalment", "when"): "instalment_when",
    ("GivenInstalment", "when"): "instalment_when",
    ("BeginAgreement", "instrument"): "instrument",
    ("Signer", "signer_role"): "signer_role",
    ("Signer", "side"): "side",
    ("AmendAgreement", "why"): "amendment_reason",
    ("Signature", "signer_role"): "signer_role",
    ("Amendment", "why"): "amendment_reason",
    ("Evaluation", "stage"): "evaluation_stage",
    ("OfferReply", "reply"): "reply",
    ("Evaluation", "next_step"): "next_step",
    ("Evaluation", "evaluators"): "evaluator_kind",
    ("ReportReview", "verdict"): "progress_report_status",
    ("ProblemFile", "raised_by"): "side",
    ("ComplaintFile", "complaint_kind"): "complaint_kind",
    ("ComplaintFile", "concerned"): "side",
    ("ComplaintStep", "stage"): "complaint_status",
    ("CommitteePlace", "evaluator_kind"): "evaluator_kind",
    ("CommitteePlace", "committee_seat"): "committee_seat",
    ("CommitteeMember", "evaluator_kind"): "evaluator_kind",
    ("CommitteeMember", "committee_seat"): "committee_seat",
    ("FindingFile", "severity"): "severity",
    ("FindingFile", "answers_for"): "side",
    ("FindingStep", "finding_stage"): "finding_status",
    ("CheckedLine", "kept"): "kept",
    ("CheckedUndertaking", "kept"): "kept",
    ("CheckedUndertaking", "side"): "side",
    ("CheckedCode", "kept"): "kept",
    ("ComplianceReply", "side"): "side",
    ("ReplyToCheck", "side"): "side",
    ("ResourceLine", "side"): "side",
    ("RecordFinding", "severity"): "severity",
    ("RecordFinding", "answers_for"): "side",
    ("OfficeKey", "purpose"): "key_purpose",
    ("AnswerMissionSide", "room"): "degree",
    ("AnswerPeopleSide", "capacity"): "degree",
    ("DecideAnalysis", "outcome"): "analysis_outcome",
    ("DecideAppeal", "outcome"): "appeal_status",
    ("AppointMember", "group"): "member_group",
    ("EndMembership", "why"): "departure",
    ("CallMeeting", "mode"): "meeting_mode",
    ("Resolve", "casting"): "voice",
    ("AssignReviewer", "part"): "review_part",
    ("ProposeOutcome", "proposed"): "outcome",
    ("WriteOffSheet", "state"): "sheet",
    ("GivenTerms", "manager"): "side",
    ("GivenTerms", "secretariat"): "side",
    ("EndAgreement", "ended_by"): "side",
    ("EvaluateAgreement", "evaluators"): "evaluator_kind",
    ("EvaluateAgreement", "stage"): "evaluation_stage",
    ("TakeOverMeeting", "mode"): "meeting_mode",
    ("RecordGroupDecision", "matter"): "group_matter",
    ("ReceiveComplaint", "concerned"): "side",
    ("TakeComplaintStep", "stage"): "complaint_status",
    ("NotifyProblem", "raised_by"): "side",
    ("ReviewReport", "verdict"): "progress_report_status",
    ("NoticeFile", "trigger"): "trigger",
    ("OpenNotice", "trigger"): "trigger",
    ("Hearing", "heard_how"): "heard_how",
    ("HearPartner", "heard_how"): "heard_how",
    ("NoticeDecision", "outcome"): "notice_outcome",
    ("DecideEnd", "outcome"): "notice_outcome",
    ("Service", "way"): "way",
    ("Service", "result"): "service_result",
    ("ServeNotice", "result"): "service_result",
    ("CountReview", "doubts"): "doubt",
    ("GivenNotice", "notice_step"): "notice_step",
}
"""The words of the program for a value of a field of a record, or of an act."""
PARTS = frozenset({("FileReturn", "changed")})
"""Fields that name groups of what is kept of a subject."""
CRITERIA = frozenset({("GivenAnswer", "criterion"), ("Ground", "criterion")})
"""Fields that name a criterion of screening."""
CLAUSES = frozenset({"chosen_clauses"})
"""Fields that name clauses of the library."""
AREAS = frozenset({"area", "areas", "province", "jurisdiction", "home", "former_home"})
OFFICERS = frozenset({"officer", "by", "to", "set_by"})


def coded_list(model: str, name: str) -> str | None:
    """Return the coded list from which a field takes its codes; None when it takes none."""
    return LISTS.get((model, name)) or LISTS_BY_NAME.get(name)
