"""What can be done with letters: numbered, received, sent, delivered, returned, void, tied."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Code, Day, Line, Lines, NumberText, ReasonText
from cso_registry.domain.letters import rules
from cso_registry.domain.letters.questions import Held, HeldRecord
from cso_registry.domain.letters.records import (
    BookEntry,
    Direction,
    Letter,
    LetterStatus,
    LetterVoid,
    Outcome,
    Receipt,
    Sending,
    Tie,
    Way,
)
from cso_registry.domain.numbering import LETTER_IN, LETTER_OUT, Series
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.domain.offices.year_rules import closed_year, fiscal_year_is_open, our_office
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.questions import AnyRecord
from cso_registry.kernel.ids import LetterId, OrganizationId, PaperId, RecordId

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

WRITERS = (Role.OFFICER, Role.HEAD, Role.COMMITTEE_SECRETARY)


def _series(purpose: str, setting: Setting, day: date) -> Series:
    return Series.on(purpose, setting.office_code, setting.desk_mark, day)


def _next_out(_act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(_series(LETTER_OUT, setting, setting.today)))


def _next_in(act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(_series(LETTER_IN, setting, act.received)))


def _named(act: Any, _setting: Setting) -> Question[Any]:
    named = (getattr(act, "subject", None), act.tied)
    return Held(tuple(RecordId(one) for one in named if one is not None))


def _withdrawing(act: Any, _setting: Setting) -> Question[Any] | None:
    return None if act.withdrawn_by is None else AnyRecord(RecordId(act.withdrawn_by))


class _Entered(Act):
    """Base of the acts that put a letter in the book under its next number."""

    letter: LetterId
    topic: Line
    subject: OrganizationId | None = None
    tied: RecordId | None = None
    enclosures: tuple[Line, ...] = ()

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject or of what it is tied to, else of the office."""
        held = {one.identity: one.scope for one in facts.answer("held", tuple)}
        named = (one for one in (self.subject, self.tied) if one is not None)
        return next((held[one] for one in named if one in held), facts.setting.office_scope)

    def _tie(self, facts: Facts) -> tuple[Change, ...]:
        return _tied(self.letter, self.tied, facts)


@act("letter.issue", *WRITERS)
class IssueLetter(_Entered):
    """Takes the next number for a letter that leaves the office (F:B4, J4)."""

    writes = (Letter.entry, Letter.ties)
    makes = (Letter,)
    reads = {"next": _next_out, "held": _named, "closed": closed_year()}
    rules = (rules.tied_records_are_held, fiscal_year_is_open())

    recipient: Line
    recipient_address: Lines | None = None
    code: Code | None = None
    paper: PaperId | None = None
    references: tuple[Line, ...] = ()
    copies: tuple[Line, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the line in the book, under its number."""
        series = _series(LETTER_OUT, facts.setting, facts.today)
        entry = BookEntry(
            direction=Direction.OUTGOING,
            number=series.number(facts.answer("next", int)),
            series=str(series),
            dated=facts.today,
            topic=self.topic,
            party=self.recipient,
            party_address=self.recipient_address,
            code=self.code,
            paper=self.paper,
            subject=self.subject,
            references=self.references,
            enclosures=self.enclosures,
            copies=self.copies or None,
        )
        return (Letter.entry.set(self.letter, entry), *self._tie(facts))


@act("letter.receive", *WRITERS)
class ReceiveLetter(_Entered):
    """Takes a letter from outside into the book (F:J4)."""

    writes = (Letter.entry, Letter.ties)
    makes = (Letter,)
    reads = {"next": _next_in, "held": _named, "closed": closed_year("received")}
    rules = (
        rules.tied_records_are_held,
        rules.letter_days_are_not_of_the_future,
        rules.letter_days_follow_each_other,
        fiscal_year_is_open("received"),
    )

    received: Day
    sender: Line
    sender_address: Lines | None = None
    their_number: NumberText | None = None
    their_date: Day | None = None
    scans: tuple[Attachment, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the line in the book, under its number."""
        series = _series(LETTER_IN, facts.setting, self.received)
        entry = BookEntry(
            direction=Direction.INCOMING,
            number=series.number(facts.answer("next", int)),
            series=str(series),
            dated=self.received,
            topic=self.topic,
            party=self.sender,
            party_address=self.sender_address,
            their_number=self.their_number,
            their_date=self.their_date,
            subject=self.subject,
            enclosures=self.enclosures,
            scans=self.scans,
        )
        return (Letter.entry.set(self.letter, entry), *self._tie(facts))


class _OnLetter(Act):
    """Base of the acts on a letter that is in the book."""

    reads = {"letter": Letter}

    letter: LetterId

    def scope(self, facts: Facts) -> str:
        """Return the home of the letter."""
        return facts.record("letter", Letter).scope


@act("letter.void", Role.HEAD)
class VoidLetter(_OnLetter):
    """Declares that the number of a letter was taken and is not used (F:X22).

    A closed year is not written in again: a letter of it is withdrawn by one of an open year.
    """

    writes = (Letter.voids,)
    reads = {"letter": Letter, "office": our_office, "withdrawing": _withdrawing}
    relies_on = (Letter.sendings,)
    rules = (
        rules.letter_is(LetterStatus.ISSUED, LetterStatus.RECEIVED),
        rules.closed_year_is_not_written_in,
        rules.letter_of_an_open_year_is_void,
    )

    withdrawn_by: LetterId | None = None
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the void."""
        void = LetterVoid(voided=facts.today, reason=self.reason, withdrawn_by=self.withdrawn_by)
        return (Letter.voids.put(self.letter, facts.act_id, void),)


@act("letter.send", *WRITERS)
class SendLetter(_OnLetter):
    """Records that a letter left the office; one that came back is sent again."""

    writes = (Letter.sendings,)
    relies_on = (Letter.voids,)
    rules = (
        rules.letter_is_outgoing,
        rules.letter_is(LetterStatus.ISSUED, LetterStatus.RETURNED),
        rules.letter_days_are_not_of_the_future,
        rules.letter_days_follow_each_other,
        rules.registered_post_names_its_number,
    )

    sent: Day
    way: Way
    tracking: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the sending."""
        sending = Sending(sent=self.sent, way=self.way, tracking=self.tracking)
        return (Letter.sendings.put(self.letter, facts.act_id, sending),)


class _Ended(_OnLetter):
    """Base of the acts that say what became of the last sending."""

    relies_on = (Letter.sendings,)
    rules = (
        rules.letter_is(LetterStatus.SENT),
        rules.notice_is_recorded_in_its_file,
        rules.letter_days_are_not_of_the_future,
        rules.letter_days_follow_each_other,
    )

    day: Day

    def _outcome(self, facts: Facts, **said: Any) -> tuple[Change, ...]:
        last = facts.record("letter", Letter).last_sending or ""
        outcome = Outcome(sending=last, day=self.day, **said)
        return (Letter.outcomes.put(self.letter, facts.act_id, outcome),)


@act("letter.delivered", *WRITERS)
class LetterDelivered(_Ended):
    """Records that a letter reached its recipient, and who took it."""

    writes = (Letter.outcomes, Letter.receipt)

    received_by: Line | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the delivery."""
        delivered = self._outcome(facts, delivered=True)
        if self.received_by is None:
            return delivered
        receipt = Receipt(received_by=self.received_by)
        return (*delivered, Letter.receipt.set(self.letter, receipt))


@act("letter.returned", *WRITERS)
class LetterReturned(_Ended):
    """Records that a letter came back undelivered, and why."""

    writes = (Letter.outcomes,)

    cause: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that it came back."""
        return self._outcome(facts, delivered=False, cause=self.cause)


@act("letter.tie", *WRITERS)
class TieLetter(_OnLetter):
    """Ties a letter to one more record."""

    writes = (Letter.ties,)
    reads = {"letter": Letter, "held": _named}
    rules = (rules.tied_records_are_held, rules.record_is_not_tied_yet)

    tied: RecordId

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the tie."""
        return _tied(self.letter, self.tied, facts)


def _tied(letter: LetterId, record: RecordId | None, facts: Facts) -> tuple[Change, ...]:
    held = (one for one in facts.answer("held", tuple) if isinstance(one, HeldRecord))
    kind = next((one.type for one in held if one.identity == record), None)
    if record is None or kind is None:
        return ()
    tie = Tie(record_type=kind, record=record)
    return (Letter.ties.put(letter, facts.identities.new(), tie),)


ACTS = (
    IssueLetter,
    ReceiveLetter,
    VoidLetter,
    SendLetter,
    LetterDelivered,
    LetterReturned,
    TieLetter,
)
