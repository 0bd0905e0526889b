"""The file of rows that were refused: as they came, with the reasons, ready to be mended.

It is of the kind the office sent (a spreadsheet or CSV). The office mends the rows and
imports the file again; the column of reasons is then left out by its heading.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final, Literal, NamedTuple

from cso_registry.tables.workbook_writing import LONGEST_CELL, write_xlsx
from cso_registry.tables.writing import OutColumn, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cso_registry.tables.headings import HeadingMap
    from cso_registry.tables.sheet import Cell, RawTable

_REASON_WIDTH: Final = 60


class Rejected(NamedTuple):
    """A refused row.

    Attributes:
        number: Its row number.
        reasons: The sentences that say why and what to do.
    """

    number: int
    reasons: tuple[str, ...]


def reject_kind(table: RawTable) -> Literal["csv", "xlsx"]:
    """Return the kind of file that ``write_rejects`` writes, also its extension."""
    return "csv" if table.kind == "csv" else "xlsx"


def write_rejects(
    stream: IO[bytes],
    table: RawTable,
    headings: HeadingMap,
    rejected: Iterable[Rejected],
    *,
    reason_heading: str,
    scratch: Path | None = None,
) -> None:
    """Write the refused rows in their original form and the reasons beside them.

    Args:
        stream: Where to write.
        table: The table the rows came from.
        headings: What its columns mean; an old column of reasons is replaced.
        rejected: The refused rows, in the order to write them.
        reason_heading: Heading of the reasons; hand it to ``find_headings`` as ignored.
        scratch: Private folder for unfinished parts.
    """
    width = max((len(row.cells) for row in table.rows), default=0)
    names = (*headings.headings, *[""] * (width - len(headings.headings)))
    kept = [at for at in range(len(names)) if names[at] != reason_heading]
    columns = [OutColumn(names[at]) for at in kept]
    columns.append(OutColumn(reason_heading, _REASON_WIDTH))
    rows = _rows(table, kept, rejected)
    if reject_kind(table) == "csv":
        write_csv(stream, columns, rows, language="th", as_typed=True)
    else:
        title = table.sheet
        write_xlsx(stream, title, columns, rows, language="th", scratch=scratch, as_typed=True)


def _rows(table: RawTable, kept: list[int], rejected: Iterable[Rejected]) -> Iterator[list[Cell]]:
    by_number = {row.number: row.cells for row in table.rows}
    for row in rejected:
        cells = by_number[row.number]
        original = [cells[at] if at < len(cells) else None for at in kept]
        yield [*original, "\n".join(row.reasons)[: LONGEST_CELL // 2]]
