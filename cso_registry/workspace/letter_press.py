"""The one way in which a letter leaves the office (F:B4, J4).

In one transaction the letter takes its number, is composed with number and date, drawn,
and frozen; a failing drawing takes no number, and no letter leaves without one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cso_registry.domain.letters.acts import IssueLetter
from cso_registry.domain.letters.records import Letter
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import LetterId, OrganizationId, PaperId, RecordId
from cso_registry.workspace.addressing import (
    Addressee,
    addressee,
    letter_contact,
    letterhead,
    signer_of,
)
from cso_registry.workspace.paper_kinds.all_kinds import paper_kind
from cso_registry.workspace.paper_making import NOTHING_ASKED, Sheet, sheet_of, subject_about

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.letters.records import BookEntry
    from cso_registry.domain.offices.records import Officer
    from cso_registry.workspace.paper_kinds.kind import PaperKind
    from cso_registry.workspace.paper_making import PaperMaker
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.printing import Printed
    from cso_registry.workspace.workspace import Workspace

NO_NUMBER = "…………"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOrder:
    """What is to be written to whom.

    Attributes:
        code: Which letter, such as "L-06".
        record: What the facts of the letter are about.
        subject: In whose file it goes; by default the subject that `record` is about.
        recipient: As it stands after "To"; by default that of the subject.
        address: Lines for the envelope; by default that of the subject.
        topic: The subject line; by default the title of the letter's template.
        references: Earlier letters, with number and date.
        enclosures: What comes with it.
        copies: Who gets a copy.
        signer: Who signs; by default the head of the office.
        asked: What the facts of the letter are asked for, by name.
    """

    code: str
    record: Any
    subject: OrganizationId | None = None
    recipient: str = ""
    address: str = ""
    topic: str = ""
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    signer: Officer | None = None
    asked: Mapping[str, str] = field(default_factory=lambda: NOTHING_ASKED)


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """A letter that was numbered, frozen and drawn."""

    letter: LetterId
    number: str
    paper: PaperId
    pdf: bytes
    content: PaperContent


BETWEEN = ";"


def order_as_asked(code: str, record: Any, asked: Mapping[str, str]) -> LetterOrder:
    """Return an order from what a person asked for by name.

    `recipient`, `address` and `topic` are taken as they are; `references`, `enclosures`
    and `copies` are lines between semicolons.
    """
    return LetterOrder(
        code=code,
        record=record,
        recipient=asked.get("recipient", ""),
        address=asked.get("address", ""),
        topic=asked.get("topic", ""),
        references=_parted(asked.get("references", "")),
        enclosures=_parted(asked.get("enclosures", "")),
        copies=_parted(asked.get("copies", "")),
        asked=asked,
    )


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part for one in text.split(BETWEEN) if (part := one.strip()))


class LetterWriter:
    """Resolves what a letter order leaves open and makes its act and its facts."""

    def __init__(self, workspace: Workspace, maker: PaperMaker) -> None:
        self._workspace = workspace
        self._maker = maker

    def act(self, order: LetterOrder, session: Session, paper: PaperId) -> IssueLetter:
        """Return the act that takes the number.

        Raises:
            InputError: `letter.no_recipient`, when neither the order nor a subject names one.
        """
        to = self._addressee(order, session)
        record = order.record
        subject = subject_of(order)
        return IssueLetter(
            letter=LetterId(self._workspace.program.means.identities.new()),
            topic=order.topic or self._maker.title(order.code),
            subject=subject,
            tied=None if record.id == subject else RecordId(record.id),
            enclosures=order.enclosures,
            recipient=to.name,
            recipient_address=to.address or None,
            code=order.code,
            paper=paper,
            references=order.references,
            copies=order.copies,
        )

    def sheet(self, order: LetterOrder, session: Session, entry: BookEntry) -> Sheet:
        """Return what the numbered letter is made of."""
        showing = self._maker.showing(session, order.asked)
        more = {
            **self._frame(order, session),
            "letter_number": entry.number,
            "letter_date": showing.day(entry.dated),
        }
        kind, about = letter_kind(order.code), subject_of(order)
        return sheet_of(kind, order.record, order.asked, more, about)

    def draft(self, order: LetterOrder, session: Session) -> Sheet:
        """Return what a letter is made of that has no number yet."""
        more = {**self._frame(order, session), "letter_number": NO_NUMBER, "letter_date": NO_NUMBER}
        return sheet_of(letter_kind(order.code), order.record, order.asked, more)

    def _frame(self, order: LetterOrder, session: Session) -> dict[str, FactValue]:
        """Return the facts that every letter shows around its body."""
        showing = self._maker.showing(session, order.asked)
        signer = order.signer or signer_of(self._workspace.read, showing, order.record.scope)
        person = None if signer is None else signer.person
        return {
            "letter_office": letterhead(showing),
            "letter_topic": order.topic or self._maker.title(order.code),
            "letter_contact": letter_contact(showing),
            "recipient": self._addressee(order, session).name,
            "signer": "" if signer is None else signer.display_name,
            "signer_post": (person.position or "") if person is not None else "",
            **_listed("references", order.references),
            **_listed("enclosures", order.enclosures),
            **_listed("copies", order.copies),
        }

    def _addressee(self, order: LetterOrder, session: Session) -> Addressee:
        if order.recipient:
            return Addressee(order.recipient, order.address)
        of = letter_kind(order.code).recipient
        if of is not None:
            return Addressee(of(order.record), order.address)
        subject = subject_of(order)
        found = None if subject is None else self._workspace.read.record(subject)
        if not isinstance(found, Organization):
            raise InputError("letter.no_recipient", paper=order.code)
        to = addressee(found, self._maker.showing(session))
        return Addressee(to.name, order.address or to.address)


def subject_of(order: LetterOrder) -> OrganizationId | None:
    """Return in whose file a letter goes, None when it is about no subject."""
    return order.subject or subject_about(order.record)


def letter_kind(code: str) -> PaperKind:
    """Return the kind of letter with a code.

    Raises:
        InputError: `paper.unknown_code`, `paper.not_a_letter`.
    """
    kind = paper_kind(code)
    if not kind.letter:
        raise InputError("paper.not_a_letter", paper=code)
    return kind


def entry_of(record: object) -> BookEntry:
    """Return the line in the book of a letter that was just numbered."""
    entry = record.entry if isinstance(record, Letter) else None
    if entry is None:
        raise TypeError
    return entry


def printed_letter(letter: LetterId, entry: BookEntry, printed: Printed) -> PrintedLetter:
    """Return a numbered letter with its paper."""
    if printed.paper is None:
        raise TypeError
    return PrintedLetter(letter, entry.number, printed.paper, printed.pdf, printed.content)


def _listed(name: str, lines: tuple[str, ...]) -> dict[str, FactValue]:
    """Return a fact of lines, numbered when there are several, and whether there are any."""
    text = "\n".join(
        lines if len(lines) == 1 else (f"{n}. {one}" for n, one in enumerate(lines, 1))
    )
    return {name: text, f"has_{name}": bool(lines)}
