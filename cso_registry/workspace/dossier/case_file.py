"""What belongs to the case of an agreement, and what of it an officer may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.shadow import AGREEMENT_OF
from cso_registry.domain.delivery.work import WORK_OF
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.record import FieldGroup, Group
from cso_registry.workspace.agreements.agreement_view import agreement_view
from cso_registry.workspace.attaching import files_named
from cso_registry.workspace.case_view import UNTOLD
from cso_registry.workspace.letter_view import letters_of
from cso_registry.workspace.look_log import require_may_look
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.past import told_past
from cso_registry.workspace.record_titles import title_of_record, wording_in
from cso_registry.workspace.record_view import issued_papers, kept_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.past import Past
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.record_view import IssuedPaper, KeptGroup
    from cso_registry.workspace.workspace import Workspace

OF_THE_PROGRAM = frozenset({"course", "clauses"})
"""Groups that hold a map or a list of editions: long, and for the machine."""
RESTED_ON = frozenset({"envelope"})
"""Records that cite an agreement and are no part of its case: they serve others, too."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One record of a case in words.

    Attributes:
        kind: What a record of its type is called.
        papers: What was issued about it.
        files: Hash and name of each kept file that it names.
    """

    record: Record
    kind: str
    title: str
    groups: tuple[KeptGroup, ...]
    past: tuple[Past, ...]
    papers: tuple[IssuedPaper, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything about the case of an agreement.

    Attributes:
        records: The agreement first, then what was recorded under it.
        rests_on: What records it rests on are called; they are no part of the case.
        is_personal_shown: Whether this officer may see personal data: else they are masked,
            and papers and files, which hold them, are named and left out.
    """

    agreement: Agreement
    records: tuple[CaseRecord, ...]
    rests_on: tuple[str, ...]
    is_personal_shown: bool


def case_file(
    workspace: Workspace,
    agreement: Agreement,
    session: Session,
    language: Language,
    *,
    masked: bool = False,
) -> CaseFile:
    """Return everything that is kept about the case of an agreement.

    Args:
        workspace: The registry, as it stands.
        agreement: The agreement.
        session: Who asks; their rights decide what is masked.
        language: The language of the words.
        masked: Whether personal data are masked even from who may see them.
    """
    records = (agreement, *records_of(workspace, agreement))
    personal = not masked and all(_may_look(workspace, one, session) for one in records)
    names = officer_names(workspace.read)
    wording = wording_in(workspace, language, names)
    said = workspace.program.texts

    def told(record: Record) -> CaseRecord:
        return CaseRecord(
            record=record,
            kind=said.value(f"record.{record.type}").say(language),
            title=title_of_record(record),
            groups=tuple(
                one
                for one in kept_groups(record, wording, personal=personal, untold=UNTOLD)
                if one.name not in OF_THE_PROGRAM
            ),
            past=tuple(told_past(workspace, record, wording, names, language, personal=personal)),
            papers=tuple(issued_papers(workspace, record.id)),
            files=tuple(dict.fromkeys(_files(record))),
        )

    rests_on = agreement_view(workspace, agreement).rests_on
    return CaseFile(
        agreement=agreement,
        records=tuple(map(told, records)),
        rests_on=tuple(
            f"{said.value(f'record.{one.type}').say(language)}: {title_of_record(one)}"
            for one in rests_on
        ),
        is_personal_shown=personal,
    )


def records_of(workspace: Workspace, agreement: Agreement) -> list[Record]:
    """Return what was recorded under an agreement, and the letters about any of it."""
    read = workspace.read
    found: dict[RecordId, Record] = {
        one.id: one
        for scheme in (WORK_OF, AGREEMENT_OF)
        for one in read.records_under(scheme, str(agreement.id))
        if not isinstance(one, Agreement) and one.type not in RESTED_ON
    }
    for identity in (agreement.id, *found):
        found |= {one.id: one for one in letters_of(workspace, identity)}
    return sorted(found.values(), key=lambda one: (one.type, one.id))


def _may_look(workspace: Workspace, record: Record, session: Session) -> bool:
    try:
        require_may_look(workspace, session, record)
    except DeniedError:
        return False
    return True


def _files(record: Record) -> Iterator[tuple[str, str]]:
    for name, slot in record.slots.items():
        found = getattr(record, name)
        kept = (found,) if isinstance(slot, Group) else tuple((found or {}).values())
        for one in kept:
            if isinstance(one, FieldGroup):
                yield from files_named(one)
