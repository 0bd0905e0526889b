"""What the page of a case shows, whatever its kind: whose it is, what is kept, its past, papers.

One question, answered from one state of the registry, so that nothing on the page
contradicts anything else on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.appealing import DecisionLine, decision_lines
from cso_registry.workspace.offers import Offer, offers_on
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.past import Past, told_past
from cso_registry.workspace.record_titles import wording_in
from cso_registry.workspace.record_view import (
    IssuedPaper,
    KeptGroup,
    issued_papers,
    kept_groups,
)
from cso_registry.workspace.record_wording import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

Held = TypeVar("Held", bound="Record")
UNTOLD: Final = frozenset(
    {
        "organization",
        "subject",
        "screening",
        "renews",
        "replaces",
        "successor",
        "assessment",
        "printing",
        "paper",
        "declaration",
        "decided_record",
        "decision",
        "decision_key",
        "claims",
        "claims_sha256",
        "key_id",
        "signature",
        "series",
        "statute",
        "agency",
        "heir",
        "mission",
        "analysis",
        "costing",
        "call",
        "proposal",
        "scouted",
        "agreement",
        "progress_report",
    }
)
"""Fields that hold an identity, a key or a fingerprint: they are links, or for the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case as its page shows it.

    Attributes:
        record: The case.
        subject: Identity of the subject, None when it is not held.
        subject_name: What the subject is called today.
        number: Its number in the register, or nothing.
        is_person: Whether the subject is a person.
        names: Names of officers by identity.
        decisions: Its decisions that may be appealed, with the appeals, the newest first.
    """

    record: Record
    subject: RecordId | None
    subject_name: str
    number: str
    is_person: bool
    names: Mapping[str, str]
    groups: tuple[KeptGroup, ...]
    past: tuple[Past, ...]
    offers: tuple[Offer, ...]
    papers: tuple[IssuedPaper, ...]
    decisions: tuple[DecisionLine, ...]
    is_personal_shown: bool

    def offer(self, kind: str) -> Offer | None:
        """Return whether an act can be done now."""
        return next((one for one in self.offers if one.kind == kind), None)

    def offers_in(self, aspect: str) -> tuple[Offer, ...]:
        """Return the acts of one side of the record, open or not, in the order of the catalogue."""
        return tuple(one for one in self.offers if ACTS[one.kind].aspect == aspect)


def case_view(
    workspace: Workspace,
    record: Record,
    subject: str | None,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
    offered: frozenset[str] | None = None,
) -> CaseView:
    """Return what the page of a case shows.

    Args:
        workspace: The registry, as it stands.
        record: The case.
        subject: Identity of the subject that it is about.
        session: Who looks: what may be done depends on it.
        language: The language that is spoken.
        personal: Whether personal fields are shown; the look must be logged before.
        offered: The acts that the page offers, where it does not offer all.
    """
    found = None if subject is None else workspace.read.record(RecordId(subject))
    about = found if isinstance(found, Organization) else None
    names = officer_names(workspace.read)
    wording = wording_in(workspace, language, names)
    return CaseView(
        record=record,
        subject=None if about is None else about.id,
        subject_name=EMPTY if about is None else about.display_name,
        number="" if about is None else about.register_number or "",
        is_person=about is not None and about.person is not None,
        names=names,
        groups=tuple(kept_groups(record, wording, personal=personal, untold=UNTOLD)),
        past=tuple(told_past(workspace, record, wording, names, language, personal=personal)),
        offers=offers_on(workspace.performer, record, session, offered),
        papers=tuple(issued_papers(workspace, record.id)),
        decisions=decision_lines(workspace, record, None if about is None else about.id),
        is_personal_shown=personal,
    )


def held_case(workspace: Workspace, identity: RecordId, kind: type[Held]) -> Held:
    """Return a case of one kind.

    Raises:
        InputError: `record.unknown`.
    """
    found = workspace.read.record(identity)
    if not isinstance(found, kind):
        raise InputError("record.unknown", field=kind.type, id=identity)
    return found
