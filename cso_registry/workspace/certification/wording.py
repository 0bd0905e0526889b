"""Puts what was decided into the words of a certificate: the claims of D-04 (F:C1, C8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.certification.case_rules import LEVELS, MISSION_LISTS
from cso_registry.domain.certification.claims import Claims
from cso_registry.workspace.paper_facts import registration_facts
from cso_registry.workspace.showing import BASES

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.certification.groups import Assessment, CommitteeDecision
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.workspace.showing import Showing

SIGNATORIES = "certificate.signatories"
BETWEEN, PARTS = ";", "|"
Signatory = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ToBeIssued:
    """What the words of a certificate are made from.

    Attributes:
        number: The number it will carry.
        former: Number of the certificate that it renews or replaces, None when it is new.
        replaces: Whether it takes the place of `former`, and not only follows it.
        signatories: Names and posts of those who sign.
    """

    number: str
    organization: Organization
    assessment: Assessment
    decision: CommitteeDecision
    starts: date
    ends: date
    legal_basis: str
    signatories: tuple[Signatory, ...]
    former: str | None = None
    replaces: bool = False


def worded(made: ToBeIssued, showing: Showing) -> Claims:
    """Return every word of a certificate in the language of `showing`."""
    organization, assessment = made.organization, made.assessment
    facts = registration_facts(organization, showing)
    return Claims(
        number=made.number,
        office=showing.office_name(),
        name=organization.display_name,
        name_en=str(facts["name_en"]),
        register_number=organization.register_number or "",
        subject_kind=_kind(str(facts["subject_kind"]), organization, showing),
        address=str(facts["address"]),
        capacities=tuple(one.what for one in assessment.capacities),
        missions=tuple(_mission(code, showing) for code in assessment.missions),
        areas=tuple(showing.area(code) for code in assessment.areas),
        level=showing.label(LEVELS, assessment.level),
        evidence=assessment.summary,
        decision=_decision(made.decision, showing),
        valid_from=showing.day(made.starts),
        valid_until=showing.day(made.ends),
        issued=showing.day(showing.today),
        legal_basis=_bases(made.legal_basis, showing),
        criteria=assessment.criteria_version,
        former=_former(made, showing),
        signatories=made.signatories,
        first_day=made.starts.isoformat(),
        last_day=made.ends.isoformat(),
        language=showing.language,
    )


def signatories_set(showing: Showing) -> tuple[Signatory, ...]:
    """Return those who sign by the setting: `name|post;name|post`, names may be left out."""
    said = str(showing.program.policies.get(SIGNATORIES, showing.today).value)
    return read_signatories(said.split(BETWEEN))


def read_signatories(written: list[str]) -> tuple[Signatory, ...]:
    """Return names and posts as a person wrote them, `name|post` each."""
    parted = (one.partition(PARTS) for one in written if one.strip())
    return tuple((name.strip(), post.strip()) for name, _, post in parted)


def _mission(code: str, showing: Showing) -> str:
    for one in MISSION_LISTS:
        if code in showing.program.vocabulary.get(one).by_code:
            return showing.label(one, code)
    return code


def _kind(kind: str, organization: Organization, showing: Showing) -> str:
    if organization.has_legal_personality is not False:
        return kind
    without = showing.program.texts.text("certificate.without_personality", showing.language)
    return f"{kind} {without}"


def _decision(decision: CommitteeDecision, showing: Showing) -> str:
    return showing.program.texts.text(
        "certificate.decision",
        showing.language,
        meeting=decision.meeting,
        resolution=decision.resolution,
        day=showing.day(decision.decided),
    )


def _bases(code: str, showing: Showing) -> tuple[str, ...]:
    lines = (showing.label(BASES, code), *showing.basis().split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def _former(made: ToBeIssued, showing: Showing) -> str:
    if made.former is None:
        return ""
    key = "certificate.replaces" if made.replaces else "certificate.renews"
    return showing.program.texts.text(key, showing.language, number=made.former)
