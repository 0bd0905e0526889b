"""What the page of a letter shows: its line in the book, its ways, and what it is tied to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.letters.records import Letter
from cso_registry.domain.letters.shadow import LETTER_OF
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.print_batch import record_title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TiedRecord:
    """A record that a letter belongs to."""

    type: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Journey:
    """One sending of a letter, and what became of it.

    Attributes:
        ended: The day on which it arrived or came back, None while nobody knows.
        delivered: Whether it arrived.
        cause: Why it came back.
    """

    sent: date
    way: str
    tracking: str
    ended: date | None = None
    delivered: bool = False
    cause: str = ""


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as its page shows it.

    Attributes:
        ties: What it is tied to, its subject apart.
        journeys: Its sendings, the last one first.
        paper: The paper that was issued, nothing of an incoming letter.
    """

    case: CaseView
    letter: Letter
    status: str
    ties: tuple[TiedRecord, ...]
    journeys: tuple[Journey, ...]
    paper: str


def letter_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> LetterView:
    """Return everything that the page of a letter shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Letter)
    entry = found.entry
    subject = None if entry is None else entry.subject
    return LetterView(
        case=case_view(workspace, found, subject, session, language, personal=personal),
        letter=found,
        status=found.status.value,
        ties=tuple(_ties(workspace, found)),
        journeys=tuple(reversed([*_journeys(found)])),
        paper="" if entry is None or entry.paper is None else str(entry.paper),
    )


def letters_of(workspace: Workspace, record: RecordId) -> list[Letter]:
    """Return the letters that are tied to a record, in the order of the book."""
    found = (workspace.read.record(one) for one in workspace.read.by_identifier(LETTER_OF, record))
    return [one for one in found if isinstance(one, Letter)]


def _ties(workspace: Workspace, found: Letter) -> Iterator[TiedRecord]:
    for one in found.ties.values():
        held = workspace.read.record(RecordId(one.record))
        yield TiedRecord(one.record_type, str(one.record), record_title(held))


def _journeys(found: Letter) -> Iterator[Journey]:
    for key, one in found.sendings.items():
        told = [end for _, end in sorted(found.outcomes.items()) if end.sending == key]
        sent = Journey(one.sent, one.way.value, one.tracking or "")
        if not told:
            yield sent
            continue
        last = told[-1]
        yield Journey(
            sent.sent, sent.way, sent.tracking, last.day, last.delivered, last.cause or ""
        )
