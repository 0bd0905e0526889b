"""The derived rows of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.numbering import counter_of
from cso_registry.domain.shadow import EMPTY, NumberUse, Shadow, record_line
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from cso_registry.domain.letters.records import BookEntry, Letter

LETTER_OF, LETTER_ABOUT, TRACKING = "LETTER-OF", "LETTER-ABOUT", "LETTER-TRACKING"
"""A letter is found by all it is tied to, by its subject, and by the number of the post."""
_DIGITS = 9


def letter_shadow(letter: Letter) -> Shadow:
    """Return the derived rows of `letter`."""
    entry = letter.entry
    if entry is None:
        return EMPTY
    state = "void" if letter.is_void else "used"
    line = record_line(
        letter.type,
        title=entry.topic,
        sort=_sort(entry),
        status=letter.status.value,
        province=letter.scope,
        number=entry.number,
        about=entry.subject,
    )
    return Shadow(
        listing=line,
        search="\n".join(key for text in _texts(entry) if text and (key := search_key(text))),
        identifiers=tuple(_identifiers(letter, entry)),
        numbers=(NumberUse(entry.number, entry.series, _counter(entry), state),),
    )


def _counter(entry: BookEntry) -> int:
    parts = counter_of(entry.number)
    return 0 if parts is None else parts[1]


def _sort(entry: BookEntry) -> str:
    """Return what puts the letters of a series in the order of their counters."""
    return f"{entry.series}/{_counter(entry):0{_DIGITS}d}"


def _texts(entry: BookEntry) -> tuple[str | None, ...]:
    return (entry.number, entry.topic, entry.party, entry.their_number)


def _identifiers(letter: Letter, entry: BookEntry) -> list[tuple[str, str]]:
    tied = {tie.record for tie in letter.ties.values()}
    if entry.subject is not None:
        tied.add(entry.subject)
    posted = {one.tracking for one in letter.sendings.values() if one.tracking}
    return [
        *((LETTER_OF, one) for one in sorted(tied)),
        *((LETTER_ABOUT, one) for one in (entry.subject,) if one is not None),
        *((TRACKING, one) for one in sorted(posted)),
    ]
