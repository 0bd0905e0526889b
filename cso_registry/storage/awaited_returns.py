"""Which return of a subject is waited for: its first, or that after the last one (F:A13).

What is kept follows from the set of records that are held, in whichever order they came.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from cso_registry.domain.shadow import RECORD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.shadow import Shadow
    from cso_registry.storage.connection import Connection

RETURN: Final = "return"
_SUBJECT: Final = RECORD_COLUMNS.index("about")
_ABOUT: Final = (
    "(SELECT lower(substr(hex(r.id), 1, 8) || '-' || substr(hex(r.id), 9, 4) || '-'"
    " || substr(hex(r.id), 13, 4) || '-' || substr(hex(r.id), 17, 4) || '-'"
    " || substr(hex(r.id), 21)) FROM records r WHERE r.rec = :rec)"
)
_HELD: Final = (
    "FROM record_list l JOIN dues h ON h.rec = l.rec AND h.what = 'return'"
    " WHERE l.type = 'return' AND l.about ="
)
_FIRST: Final = (
    "INSERT OR REPLACE INTO first_returns(rec, day, came)"
    f" SELECT :rec, :day, EXISTS(SELECT 1 {_HELD} {_ABOUT})"
)
_FIRST_OF_ALL: Final = "INSERT OR REPLACE INTO first_returns(rec, day, came) VALUES(:rec, :day, 0)"
_IS_ANY: Final = "SELECT 1 FROM record_list WHERE type = 'return' LIMIT 1"
_CAME: Final = (
    f"UPDATE first_returns SET came = EXISTS(SELECT 1 {_HELD} :about)"
    " WHERE rec = (SELECT rec FROM records WHERE id = unhex(replace(:about, '-', '')))"
)
_PAST: Final = (
    f"UPDATE dues SET past = day < (SELECT max(h.day) {_HELD} :about) WHERE what = 'return'"
    " AND rec IN (SELECT rec FROM record_list WHERE type = 'return' AND about = :about)"
)

Step = tuple[int, str, "Shadow", "Shadow", bool]


def settle_returns(connection: Connection, steps: Sequence[Step]) -> None:
    """Bring what is waited for up to date, after the days of the records were written.

    Args:
        connection: Within the transaction that writes them.
        steps: Key, type, the derived rows before and after, whether the record is new.
    """
    moved = [step for step in steps if step[2].registered != step[3].registered]
    gone = [(rec,) for rec, _, _, after, is_new in moved if after.registered is None and not is_new]
    if gone:
        connection.executemany("DELETE FROM first_returns WHERE rec = ?", gone)
    begun = [{"rec": s[0], "day": s[3].registered} for s in moved if s[3].registered is not None]
    begun.sort(key=itemgetter("day"))
    if begun:
        # A first load brings the subjects before any return of theirs.
        is_any = connection.one(_IS_ANY) is not None
        connection.executemany(_FIRST if is_any else _FIRST_OF_ALL, begun)
    abouts = {
        str(line[_SUBJECT])
        for _, kind, *shadows, _ in steps
        if kind == RETURN
        for line in (one.listing for one in shadows)
        if line is not None
    }
    for sql in (_CAME, _PAST):
        connection.executemany(sql, [{"about": about} for about in sorted(abouts)])
