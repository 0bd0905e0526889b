"""What is kept of a letter: its line in the book, its ways, and what it is tied to (F:J4)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.erasure import Erasure
from cso_registry.domain.fields import Code, Day, Line, Lines, NumberText, Personal
from cso_registry.domain.letters.shadow import letter_shadow
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.kernel.ids import LetterId, OrganizationId, PaperId, RecordId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class Direction(StrEnum):
    """Whether a letter leaves the office or comes to it."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Way(StrEnum):
    """How a letter was sent."""

    BY_HAND = "by_hand"
    POST = "post"
    REGISTERED_POST = "registered_post"
    """Post with a tracking number."""
    EMAIL = "email"


class LetterStatus(StrEnum):
    """Where a letter stands; computed from its legal acts, never stored."""

    RECEIVED = "received"
    ISSUED = "issued"
    SENT = "sent"
    DELIVERED = "delivered"
    RETURNED = "returned"
    VOID = "void"
    WITHDRAWN = "withdrawn"
    """Withdrawn by a later letter, its own year being closed."""


class BookEntry(FieldGroup):
    """The line of a letter in the book.

    `dated` is the day on the letter when it leaves, the day of receipt when it comes in;
    `their_number` and `their_date` are those of the sender.
    """

    direction: Direction
    number: NumberText
    series: Line
    dated: Day
    topic: Line
    party: Personal[Line | None] = None
    party_address: Personal[Lines | None] = None
    their_number: NumberText | None = None
    their_date: Day | None = None
    code: Code | None = None
    paper: PaperId | None = None
    subject: OrganizationId | None = None
    references: tuple[Line, ...] = ()
    enclosures: tuple[Line, ...] = ()
    copies: Personal[tuple[Line, ...] | None] = None
    scans: tuple[Attachment, ...] = ()


class Tie(FieldGroup):
    """A record that the letter belongs to."""

    record_type: Line
    record: RecordId


class Sending(FieldGroup):
    """The letter left the office."""

    sent: Day
    way: Way
    tracking: Line | None = None


class Outcome(FieldGroup):
    """What became of one sending; a letter that was not delivered came back."""

    sending: Line
    day: Day
    delivered: bool
    cause: Line | None = None


class Receipt(FieldGroup):
    """Who took the letter; apart from its delivery, so that it can be erased alone."""

    received_by: Personal[Line | None] = None


class LetterVoid(FieldGroup):
    """The number was taken and is not used (F:X22).

    What the book of a closed year counts as used stays used: `withdrawn_by` is the letter
    of an open year that withdraws it.
    """

    voided: Day
    reason: Lines
    withdrawn_by: LetterId | None = None


class Letter(Record, type="letter"):
    """One letter in the letter book."""

    entry = Group(BookEntry)
    ties = Items(Tie, legal=True)
    sendings = Items(Sending, legal=True)
    outcomes = Items(Outcome, legal=True)
    receipt = Group(Receipt)
    voids = Items(LetterVoid, legal=True)
    erasures = Items(Erasure, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, its number and what it is tied to."""
        return letter_shadow(self)

    @property
    def last_sending(self) -> str | None:
        """Return the key of the sending that was recorded last, None before the first."""
        return max(self.sendings, default=None)

    @property
    def is_void(self) -> bool:
        """Return whether its number is not used; a withdrawn letter used its number."""
        return any(one.withdrawn_by is None for one in self.voids.values())

    @property
    def status(self) -> LetterStatus:
        """Return where the letter stands, from its legal acts."""
        if self.is_void:
            return LetterStatus.VOID
        if self.voids:
            return LetterStatus.WITHDRAWN
        entry, last = self.entry, self.last_sending
        if entry is not None and entry.direction is Direction.INCOMING:
            return LetterStatus.RECEIVED
        if last is None:
            return LetterStatus.ISSUED
        told = [one for _, one in sorted(self.outcomes.items()) if one.sending == last]
        if not told:
            return LetterStatus.SENT
        return LetterStatus.DELIVERED if told[-1].delivered else LetterStatus.RETURNED
