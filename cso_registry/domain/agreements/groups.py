"""What is kept of an agreement, group by group."""

from __future__ import annotations

from enum import StrEnum

from cso_registry.domain.agreements.instalments import GivenInstalment, Instalment
from cso_registry.domain.fields import (
    Amount,
    AreaCode,
    Code,
    Count,
    Day,
    Line,
    Lines,
    NumberText,
    OrderNumber,
)
from cso_registry.domain.record import FieldGroup, Personal
from cso_registry.kernel.ids import (
    AgencyId,
    AgreementId,
    CallId,
    CostingId,
    DelegationId,
    EnvelopeId,
    MissionId,
    NoticeId,
    OfficerId,
    OrganizationId,
    PaperId,
    ProposalId,
)


class Instrument(StrEnum):
    """What is written down. Contracting-out is none of them (R-15, C-09)."""

    COMPACT = "compact"
    GRANT_OFFER = "grant_offer"
    MOU = "mou"
    CONTRACT = "contract"
    JOINT_CONTRACT = "joint_contract"
    CHARTER = "charter"
    NO_DOCUMENT = "no_document"
    """Cooperation without a document is valid, but never with public money (R-39, C-15)."""


OF_MODEL = {
    "GR": Instrument.MOU,
    "PBC": Instrument.CONTRACT,
    "CM": Instrument.JOINT_CONTRACT,
}
"""The instrument that a partnership model decides (R-27)."""
OF_SECTOR = frozenset({Instrument.COMPACT, Instrument.CHARTER})
"""Instruments that no partnership model has and that are kept apart from projects (R-40)."""


class Side(StrEnum):
    """One of the two sides of an agreement; both are equal partners (R-35)."""

    AGENCY = "agency"
    PARTNER = "partner"


class AgreementFile(FieldGroup):
    """What an agreement is, from its first day on.

    Attributes:
        agency: The state agency that started it and stays responsible (R-14, R-87).
        instrument_reason: Why it is another instrument than the model decides (R-27).
        compact: The compact that it cites.
    """

    code: NumberText
    name_th: Line
    instrument: Instrument
    instrument_reason: Lines | None = None
    model: Code | None = None
    agency: AgencyId
    mission: MissionId | None = None
    compact: AgreementId | None = None
    begun: Day
    by: OfficerId


class AgreementLinks(FieldGroup):
    """The records that an agreement rests on, as far as there are any yet.

    `counterparty` names a partner that the register does not hold, such as a local
    government or a firm (C-14).
    """

    call: CallId | None = None
    proposal: ProposalId | None = None
    organization: OrganizationId | None = None
    counterparty: Line | None = None
    delegation: DelegationId | None = None


class Contribution(FieldGroup):
    """What one side brings: resources, people, money in satang (R-80)."""

    side: Side
    what: Line
    people: Count = 0
    amount: Amount = 0


class Undertaking(FieldGroup):
    """What one side undertakes to do; kept for both (F:E6)."""

    side: Side
    what: Lines


class SignerRole(StrEnum):
    """Whether a person binds a side or saw that others did."""

    SIGNATORY = "signatory"
    WITNESS = "witness"


class SigningPlace(FieldGroup):
    """A place in the paper where somebody will sign, by post and not by name."""

    side: Side
    signer_role: SignerRole
    position: Line


class CharterTerms(FieldGroup):
    """What a citizen charter promises to those who are served (D-34, 002 3.2(3))."""

    rights: Lines
    service_period: Lines
    quality: Lines
    service_steps: tuple[Line, ...]
    cost: Lines
    redress: Lines


class TermsCore(FieldGroup):
    """What the sides agree, but for the instalments. What is not settled yet stays empty.

    Attributes:
        amount: Money of the State, in satang; `remuneration` is the part that is pay of
            persons, kept apart from project funds (R-48).
        shares_reason: Why the instalments are not the usual ones (R-41).
        evaluation_days: Days of the evaluations that were agreed; none agreed, none asked.
        report_months: Months from one progress report to the next.
        manager: The side that has the project manager, `secretariat` the secretary (R-36).
        training_required: The agency asks for training before any money (R-45).
        chosen_clauses: Optional clauses without terms of their own that the sides chose.
        signing_places: Who will sign, by post; nobody named means one of each side and two
            witnesses.
    """

    goals: Lines | None = None
    scope_of_work: Lines | None = None
    expected_results: Lines | None = None
    target_group: Lines | None = None
    areas: tuple[AreaCode, ...] = ()
    starts: Day | None = None
    activities_end: Day | None = None
    ends: Day | None = None
    review_dates: tuple[Day, ...] = ()
    agency_role: Lines | None = None
    partner_role: Lines | None = None
    contributions: tuple[Contribution, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    budget_source: Line | None = None
    envelope: EnvelopeId | None = None
    amount: Amount = 0
    remuneration: Amount = 0
    costing: CostingId | None = None
    shares_reason: Lines | None = None
    standards: Lines | None = None
    deliverables: tuple[Line, ...] = ()
    evaluation: Lines | None = None
    evaluation_kinds: tuple[Code, ...] = ()
    evaluation_timing: Code | None = None
    evaluation_days: tuple[Day, ...] = ()
    report_months: Count | None = None
    consultation_months: Count | None = None
    consultation: Lines | None = None
    structure: Lines | None = None
    committee: Line | None = None
    manager: Side | None = None
    secretariat: Side | None = None
    training_required: bool = False
    conditions: Lines | None = None
    codes_of_practice: tuple[Line, ...] = ()
    disputes: Lines | None = None
    chosen_clauses: tuple[Code, ...] = ()
    signing_places: tuple[SigningPlace, ...] = ()
    charter: CharterTerms | None = None


class GivenTerms(TermsCore):
    """Terms as the sides write them: instalments by their shares."""

    instalments: tuple[GivenInstalment, ...] = ()


class AgreementTerms(TermsCore):
    """Terms as they are kept: instalments with their satang, and which writing this is.

    `serve_by` is the latest day on which a notice of the end can be received (R-56); None
    without an end.
    """

    revision: Count
    written: Day
    by: OfficerId
    instalments: tuple[Instalment, ...] = ()
    serve_by: Day | None = None


class FiledPaper(FieldGroup):
    """A paper on file that opens a gate or fulfils a duty of the course.

    `round` is the round of the cycle in which it was filed.
    """

    opens: Code
    round: Count
    dated: Day
    summary: Lines
    kept_as: Line | None = None
    filed: Day
    by: OfficerId


class Signing(FieldGroup):
    """The two sides signed one printed paper.

    Attributes:
        paper: The frozen paper that was signed; its pages carry its hash.
        page_hash: The hash that stands at the foot of the signed pages, as it was read back.
        revision: The writing of the terms that was signed.
    """

    signed: Day
    paper: PaperId
    page_hash: Line
    revision: Count
    kept_as: Line
    by: OfficerId


class Signer(FieldGroup):
    """One person who signs (R-30).

    Attributes:
        authority: What gives the right to sign, such as an office or a power of attorney.
        acting_for: For whom, with the order in `order_number`, when it is another (F:F6).
    """

    side: Side
    signer_role: SignerRole
    name: Personal[Line]
    position: Line
    authority: Line | None = None
    acting_for: Line | None = None
    order_number: OrderNumber | None = None


class Signature(Signer):
    """One person who signed; `nth` is the place in the list of those who did."""

    nth: Count
    signed: Day


class InForce(FieldGroup):
    """The agreement is in force from a day on.

    `sourcing` is how the partner was found (V-11), as the call said; None without a call.
    """

    effective: Day
    recorded: Day
    by: OfficerId
    sourcing: Code | None = None


class AmendmentReason(StrEnum):
    """Why what was signed is changed."""

    SCOPE = "scope"
    TIME = "time"
    MONEY = "money"
    PROBLEM = "problem"
    LAW = "law"
    REVIEW = "review"
    """What a joint review or evaluation found (R-61)."""


class Amendment(FieldGroup):
    """A numbered change of what was signed, with its reason (F:E5).

    Attributes:
        ends_before: The last day before a shortening; None when the term was not cut.
        lawful_end: The earliest end that a notice could reach on the day of a shortening.
        short_days: By so many days the new end comes before that; None when it does not.
    """

    number: Count
    effective: Day
    why: AmendmentReason
    rationale: Lines
    changed_terms: tuple[Line, ...]
    amount_before: Amount
    amount_after: Amount
    revision: Count
    kept_as: Line
    by: OfficerId
    ends_before: Day | None = None
    lawful_end: Day | None = None
    short_days: Count | None = None


class AmendmentSignature(Signer):
    """One signature under an amendment that shortens the term."""

    number: Count
    nth: Count


class NoticeStep(StrEnum):
    """What became of a notice of ending, as far as the agreement is concerned."""

    SERVED = "served"
    WITH_CONTRACT = "with_contract"
    RECOUNTED = "recounted"
    OVERRIDDEN = "overridden"
    WITHDRAWN = "withdrawn"


class GivenNotice(FieldGroup):
    """One step of a notice of ending; written by the acts on the notice (R-56).

    `may_end_from` is the first day that may be the last one of the agreement.
    """

    notice: NoticeId
    code: NumberText
    nth: Count
    notice_step: NoticeStep
    may_end_from: Day | None = None
    by: OfficerId


class EarlyEnd(FieldGroup):
    """The agreement ends, or its preparation stops, before all is done.

    Attributes:
        ending_reason: Code of the table of reasons; None when it never was in force.
        notice: The notice on which the end rests, and its code; None when none is needed.
        lawful_end: The earliest lawful end that the notice gave.
        is_overridden: The end comes before that day, by order; for ever a finding against
            the agency.
        kept_as: Where the paper of both sides, or the letter of the partner, is kept.
        partner_told: The day on which the agency received that letter.
        contract_months: The months that the contract asks of a partner who leaves.
    """

    effective: Day
    ended_by: Side
    ending_reason: Code | None = None
    notice: NoticeId | None = None
    notice_code: NumberText | None = None
    lawful_end: Day | None = None
    is_overridden: bool = False
    kept_as: Line | None = None
    partner_told: Day | None = None
    contract_months: Count | None = None
    order_number: OrderNumber
    rationale: Lines
    by: OfficerId
