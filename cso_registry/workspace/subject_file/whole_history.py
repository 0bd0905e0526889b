"""The whole history of a subject in one order: its acts, papers, letters, cases (F:A14).

What was merged into a subject is followed through: what is about the one merged belongs
to the history of the one kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.letters.shadow import LETTER_OF
from cso_registry.domain.organizations.records import Organization

if TYPE_CHECKING:
    from cso_registry.journal.entry import Entry
    from cso_registry.kernel.ids import RecordId
    from cso_registry.storage.about import AboutLine
    from cso_registry.storage.reading import Reading

SUBJECT = "organization"


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that an entry changed: its type, what it is called, and its number."""

    id: RecordId
    type: str
    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the history, with the records of the subject that it changed."""

    hash: str
    said: Entry
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class WholeHistory:
    """Everything that is kept about a subject.

    Attributes:
        subjects: The subject, and those merged into it, nearest first.
        lines: The records about any of them, by type.
        happenings: Every entry on any of these, in logical time.
    """

    subjects: tuple[Organization, ...]
    lines: tuple[AboutLine, ...]
    happenings: tuple[Happening, ...]


def whole_history(reading: Reading, subject: Organization) -> WholeHistory:
    """Return everything about a subject and about all that was merged into it."""
    subjects = tuple(with_merged(reading, subject))
    known = {
        one.id: Touched(one.id, SUBJECT, one.display_name, one.register_number) for one in subjects
    }
    lines = {line.id: line for one in subjects for line in reading.about.lines(one.id)}
    known |= {
        line.id: Touched(line.id, line.type, line.title, line.number) for line in lines.values()
    }
    known |= _tied_letters(reading, known)
    entries = reading.about.entries(known)
    return WholeHistory(
        subjects,
        tuple(lines.values()),
        tuple(
            Happening(one.hash, one.said, tuple(known[record] for record in one.records))
            for one in entries
        ),
    )


def with_merged(reading: Reading, subject: Organization) -> list[Organization]:
    """Return a subject and those that are merged into it now, directly or through another."""
    found: dict[RecordId, Organization] = {subject.id: subject}
    waiting = [subject]
    while waiting:
        for absorbed in waiting.pop(0).merged_here:
            other = reading.record(absorbed.merged)
            if isinstance(other, Organization) and other.id not in found:
                found[other.id] = other
                waiting.append(other)
    return list(found.values())


def _tied_letters(reading: Reading, known: dict[RecordId, Touched]) -> dict[RecordId, Touched]:
    """Return the letters that are tied to a record of the subject, but are about none."""
    tied = {
        letter
        for record in known
        for letter in reading.by_identifier(LETTER_OF, record)
        if letter not in known
    }
    found = ((letter, reading.record(letter)) for letter in sorted(tied))
    made = {}
    for letter, record in found:
        listing = None if record is None else record.shadow().listing
        if record is not None and listing is not None:
            number = None if listing[3] is None else str(listing[3])
            made[letter] = Touched(letter, record.type, str(listing[2]), number)
    return made
