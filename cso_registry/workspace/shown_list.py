"""What a list shows, as a spreadsheet or CSV: formula-safe, and the look is logged (F:N4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.letters.records import Letter
from cso_registry.kernel.ids import RecordId
from cso_registry.tables.writing import OutColumn, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.listing import ListRow
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

BLOCK = 500
PIXELS_PER_LETTER = 8


def note_list_export(workspace: Workspace, session: Session, record_type: str) -> None:
    """Log that a list was written to a file."""
    office = workspace.office
    if office is not None:
        workspace.note_look(session, f"exported list of {record_type}", office.id)


def shown_rows(workspace: Workspace, record_type: str, keys: Sequence[int]) -> list[ListRow]:
    """Return the lines of a block of keys with all that its list shows of them."""
    rows = workspace.read.lists.rows(record_type, keys, workspace.today)
    return [_of_letter(workspace, row) for row in rows] if record_type == Letter.type else rows


def _of_letter(workspace: Workspace, row: ListRow) -> ListRow:
    found = workspace.read.record(RecordId(row.id))
    entry = found.entry if isinstance(found, Letter) else None
    if entry is None:
        return row
    return row._replace(day=entry.dated.isoformat(), party=entry.party or row.about_name)


def list_rows(
    workspace: Workspace, record_type: str, keys: Sequence[int], progress: Progress
) -> Iterator[ListRow]:
    """Yield the lines of all keys, block by block."""
    for start in range(0, len(keys), BLOCK):
        progress(start, len(keys))
        yield from shown_rows(workspace, record_type, keys[start : start + BLOCK])
    progress(len(keys), len(keys))


def export_list(
    file: Path,
    title: str,
    columns: Sequence[tuple[str, int, Callable[[ListRow], str]]],
    rows: Iterator[ListRow],
    *,
    language: Language,
) -> int:
    """Write lines to `file` as its ending says; return how many.

    Args:
        file: A new file, ending in .csv or .xlsx.
        title: Name of the sheet.
        columns: Heading, width in pixels and words of each column.
        rows: The lines, read once.
        language: The language that is spoken.

    Raises:
        KnownError: What the disk said; nothing is left behind then.
    """
    out = [
        OutColumn(heading, width=max(8, width // PIXELS_PER_LETTER))
        for heading, width, _ in columns
    ]
    count = 0

    def cells() -> Iterator[list[str]]:
        nonlocal count
        for one in rows:
            count += 1
            yield [say(one) for _, _, say in columns]

    try:
        with file.open("wb") as stream:
            if file.suffix.lower() == ".csv":
                write_csv(stream, out, cells(), language=language)
            else:
                # A list is shown before anybody exports it.
                from cso_registry.tables.workbook_writing import write_xlsx  # noqa: PLC0415

                write_xlsx(stream, title, out, cells(), language=language)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return count
