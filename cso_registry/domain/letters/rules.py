"""Rules about letters: when one may be sent, void, tied; days that fit each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.letters.questions import HeldRecord
from cso_registry.domain.letters.records import Direction, Letter, LetterStatus, Way
from cso_registry.domain.numbering import is_series_of
from cso_registry.domain.offices.year_rules import closed_years, year_of
from cso_registry.domain.rule import Fault, Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Rule

NOTICE = "D-24"
"""The paper by which the end of an agreement is announced."""
CITE, CLOSED = "features J4", "features X22; domain §11"


@rule("F:J4", cite=CITE)
def tied_records_are_held(act: Any, facts: Facts) -> Iterable[Fault]:
    """A letter is tied to records that are there, its subject being one of the register."""
    held = {one.identity: one for one in _held(facts)}
    for field in ("subject", "tied"):
        named = getattr(act, field, None)
        if named is None:
            continue
        found = held.get(named)
        if found is None or (field == "subject" and found.type != "organization"):
            yield fault(field)


@rule("F:J4", cite=CITE)
def letter_days_are_not_of_the_future(act: Any, facts: Facts) -> Iterable[Fault]:
    """A letter is received, sent and delivered on a day that has come."""
    for field in ("received", "their_date", "sent", "day"):
        day = getattr(act, field, None)
        if day is not None and day > facts.today:
            yield fault(field)


@rule("F:J4", cite=CITE)
def letter_days_follow_each_other(act: Any, facts: Facts) -> Verdict:
    """Written before it is received, issued before it is sent, sent before it arrives."""
    if facts.records.get("letter") is None:
        late = act.their_date is not None and act.their_date > act.received
        return fault("their_date") if late else None
    letter = facts.record("letter", Letter)
    field = "sent" if hasattr(act, "sent") else "day"
    last = letter.last_sending
    if field == "day" and last is not None:
        before = letter.sendings[last].sent
    else:
        before = letter.entry.dated if letter.entry is not None else facts.today
    return fault(field) if getattr(act, field) < before else None


def letter_is(*statuses: LetterStatus) -> Rule:
    """Return the rule that a letter stands where what is done to it can follow."""

    @rule("F:J4", cite=CITE)
    def letter_stands_so(_act: Any, facts: Facts) -> Verdict:
        """What is done to a letter follows from where it stands."""
        letter = facts.record("letter", Letter)
        number = letter.entry.number if letter.entry is not None else ""
        return None if letter.status in statuses else fault("letter", number=number)

    return letter_stands_so


@rule("F:X22", cite=CLOSED)
def closed_year_is_not_written_in(_act: Any, facts: Facts) -> Verdict:
    """What a closed year counts as used stays used; a letter of an open year withdraws it."""
    closed, letter = closed_years(facts), facts.record("letter", Letter)
    if not _is_of(letter, closed, facts):
        return None
    named = [one for one in facts.answers.get("withdrawing", ()) if isinstance(one, Letter)]
    later = any(not one.voids and not _is_of(one, closed, facts) for one in named)
    return None if later else fault("withdrawn_by", year=_year(letter), number=_number(letter))


@rule("F:X22", cite=CLOSED)
def letter_of_an_open_year_is_void(act: Any, facts: Facts) -> Verdict:
    """While its year is open, the number itself is declared unused."""
    letter = facts.record("letter", Letter)
    closed = _is_of(letter, closed_years(facts), facts)
    return None if closed or act.withdrawn_by is None else fault("withdrawn_by")


def _is_of(letter: Letter, years: frozenset[int], facts: Facts) -> bool:
    """Return whether the office itself numbered a letter in one of some years."""
    ours = letter.entry is not None and is_series_of(letter.entry.series, facts.setting.office_code)
    return ours and _year(letter) in years


def _year(letter: Letter) -> int:
    return year_of(_number(letter))


def _number(letter: Letter) -> str:
    return "" if letter.entry is None else letter.entry.number


@rule("R-57", cite="002 3.3.4(6); features X7")
def notice_is_recorded_in_its_file(_act: Any, facts: Facts) -> Verdict:
    """What became of a notice of an end starts its months, so it is recorded where they count."""
    entry = facts.record("letter", Letter).entry
    return fault("letter") if entry is not None and entry.code == NOTICE else None


@rule("F:J4", cite=CITE)
def letter_is_outgoing(_act: Any, facts: Facts) -> Verdict:
    """Only a letter of the office itself is sent."""
    entry = facts.record("letter", Letter).entry
    outgoing = entry is not None and entry.direction is Direction.OUTGOING
    return None if outgoing else fault("letter")


@rule("F:J4", cite=CITE)
def registered_post_names_its_number(act: Any, _facts: Facts) -> Verdict:
    """What is registered at the post has a tracking number, and nothing else has."""
    registered = act.way is Way.REGISTERED_POST
    return fault("tracking") if registered != (act.tracking is not None) else None


@rule("F:J4", cite=CITE)
def record_is_not_tied_yet(act: Any, facts: Facts) -> Verdict:
    """A letter is tied to a record once."""
    letter = facts.record("letter", Letter)
    tied = {tie.record for tie in letter.ties.values()}
    subject = letter.entry.subject if letter.entry is not None else None
    return fault("tied") if act.tied in tied | {subject, letter.id} else None


def _held(facts: Facts) -> tuple[HeldRecord, ...]:
    return tuple(one for one in facts.answers.get("held", ()) if isinstance(one, HeldRecord))
