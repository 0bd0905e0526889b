"""The signs of life of a subject, from everything that is about it (X27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.contacts.records import ContactNote, Means
from cso_registry.domain.letters.records import Direction, Letter
from cso_registry.domain.organizations.life_signs import (
    QUIET_MONTHS,
    LifeSign,
    LifeSigns,
    Sign,
    read_signs,
)
from cso_registry.domain.organizations.standing import Step
from cso_registry.domain.returns.records import Return
from cso_registry.domain.screening.records import Screening
from cso_registry.workspace.subject_file.standing_subjects import nobody_watches, standing_subjects
from cso_registry.workspace.subject_file.whole_history import with_merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cso_registry.domain.organizations.records import Organization
    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.storage.reading import Reading

TELLING = frozenset({"return", "contact_note", "letter", "screening", "certificate"})
"""Types of records that can show that a subject lives."""
LIVING = (Step.REGISTERED, Step.RESTORED, Step.REFORMED)


@dataclass(frozen=True, slots=True)
class Silent:
    """A subject that gave no sign of life for long."""

    subject: Organization
    signs: LifeSigns


def signs_of(reading: Reading, subject: Organization, months: int, today: date) -> LifeSigns:
    """Return what the signs of life of a subject say, with those of what was merged into it."""
    signs: list[LifeSign] = []
    vain: list[date] = []
    for one in with_merged(reading, subject):
        signs += _own_signs(one)
        for record in _telling(reading, one):
            signs += record_signs(record)
            vain += _vain_calls(record)
    contact = subject.contact
    has_phone = bool(contact is not None and contact.phone) or any(
        post.phone for post in subject.posts.values()
    )
    return read_signs(signs, vain, has_phone=has_phone, months=months, today=today)


def silent_subjects(
    reading: Reading,
    policies: Policies,
    today: date,
    province: str | None = None,
    progress: Callable[[int, int], None] = nobody_watches,
) -> Iterator[Silent]:
    """Yield the subjects without a sign of life for as long as the setting says."""
    months = policies.number(QUIET_MONTHS, today)
    for subject in standing_subjects(reading, today, province, progress):
        signs = signs_of(reading, subject, months, today)
        if signs.is_quiet:
            yield Silent(subject, signs)


def record_signs(record: Record) -> Iterator[LifeSign]:
    """Yield the signs of life that a record about a subject holds."""
    if isinstance(record, Return) and record.filed is not None:
        yield LifeSign(Sign.RETURN, record.filed.received)
    elif isinstance(record, ContactNote) and _was_reached(record):
        spoken = record.spoken
        if spoken is not None:
            sign = Sign.LETTER if spoken.means is Means.LETTER else Sign.CONTACT
            yield LifeSign(sign, spoken.contacted)
    elif isinstance(record, Letter):
        yield from _letter_signs(record)
    elif isinstance(record, Screening):
        if record.opening is not None:
            yield LifeSign(Sign.SCREENING, record.opening.received)
        for again in record.resubmissions.values():
            yield LifeSign(Sign.SCREENING, again.received)
    elif isinstance(record, Certificate):
        for taken in record.collections.values():
            yield LifeSign(Sign.CERTIFICATE, taken.collected)


def _own_signs(subject: Organization) -> Iterator[LifeSign]:
    for event in subject.life.values():
        if event.step in LIVING:
            yield LifeSign(Sign.REGISTERED, event.effective)
    for held in subject.documents.values():
        if held.issued is not None:
            yield LifeSign(Sign.DOCUMENT, held.issued)


def _letter_signs(letter: Letter) -> Iterator[LifeSign]:
    entry = letter.entry
    if entry is not None and entry.direction is Direction.INCOMING and not letter.voids:
        yield LifeSign(Sign.LETTER, entry.dated)
    for outcome in letter.outcomes.values():
        if outcome.delivered:
            yield LifeSign(Sign.LETTER, outcome.day)


def _was_reached(note: ContactNote) -> bool:
    return note.spoken is not None and note.spoken.reached


def _vain_calls(record: Record) -> Iterator[date]:
    if isinstance(record, ContactNote) and record.spoken is not None and not record.spoken.reached:
        yield record.spoken.contacted
    elif isinstance(record, Letter):
        yield from (one.day for one in record.outcomes.values() if not one.delivered)


def _telling(reading: Reading, subject: Organization) -> Iterator[Record]:
    for line in reading.about.lines(subject.id):
        if line.type in TELLING:
            found = reading.record(line.id)
            if found is not None:
                yield found
