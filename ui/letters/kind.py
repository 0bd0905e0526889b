"""What a letter shows: its list, its heading, its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.letters.records import Direction, Letter, LetterStatus
from cso_registry.domain.numbering import LETTER_IN, LETTER_OUT
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.workspace.letter_view import LetterView, letter_view
from ui.cases.kind import CaseKind, subject_links
from ui.letters.cards import JourneysCard, TiesCard
from ui.lists.kind import Column, Filter, ListKind
from ui.lists.kinds import ABOUT, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.storage.listing import ListRow
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

_TONES: Final[Mapping[str, Tone]] = {
    LetterStatus.ISSUED.value: "accent",
    LetterStatus.SENT.value: "soon",
    LetterStatus.DELIVERED.value: "good",
    LetterStatus.RETURNED.value: "late",
}
STATUSES: Final = Statuses(Letter.type, tuple(one.value for one in LetterStatus), _TONES)
WAYS: Final[Mapping[str, str]] = {
    LETTER_OUT: Direction.OUTGOING.value,
    LETTER_IN: Direction.INCOMING.value,
}
"""Which way a letter of a series went."""
MOST_YEARS: Final = 10
"""So many fiscal years can be chosen from, this one first."""


def years(words: Words) -> dict[str, str]:
    """Return the fiscal years that can be chosen, this one first."""
    this = fiscal_year(words.today)
    return {str(year): str(year) for year in range(this, this - MOST_YEARS, -1)}


def _directions(words: Words) -> dict[str, str]:
    return {code: words.value(("direction",), way) for code, way in WAYS.items()}


def _direction(row: ListRow, words: Words) -> str:
    return words.value(("direction",), WAYS.get(row.kind or ""))


LIST: Final = ListKind(
    name="letters",
    record_type=Letter.type,
    columns=(
        Column("title", "list.number", lambda row, _: row.number or EMPTY, width=150),
        Column("day", "ui.letters.dated", lambda row, words: words.day(row.day), width=120,
               ordered=False),
        Column("kind", "ui.letters.direction", _direction, width=130, ranked=_directions),
        Column("party", "ui.letters.party", lambda row, _: row.party or EMPTY, width=240,
               ordered=False),
        Column("topic", "ui.letters.topic", lambda row, _: row.title, width=280, ordered=False),
        STATUSES.column(140),
        Column("about", ABOUT.label, ABOUT.say, width=240, ordered=False, shown=False),
        Column("province", PROVINCE.label, PROVINCE.say, ranked=PROVINCE.ranked, shown=False),
    ),
    filters=(
        Filter("kind", "ui.letters.direction", choices=_directions),
        STATUSES.filter,
        Filter("year", "ui.letters.year", choices=years),
        BY_PROVINCE,
    ),
    empty="ui.letters.empty",
    descending=True,
)  # fmt: skip


def _heading(view: LetterView, words: Words) -> tuple[str, str]:
    entry = view.letter.entry
    if entry is None:
        return EMPTY, ""
    way = words.value(("direction",), entry.direction.value)
    return entry.topic, " · ".join((way, entry.number, words.day(entry.dated)))


def _parts(around: Surroundings) -> tuple[JourneysCard, TiesCard]:
    return JourneysCard(around), TiesCard(around)


LETTERS: Final = CaseKind(
    room="letters",
    list=LIST,
    record=Letter,
    look=letter_view,
    heading=_heading,
    tone=STATUSES.tone,
    links=subject_links,
    parts=_parts,
    papers=(),
    hidden=frozenset({"ties", "sendings", "outcomes"}),
)
