"""A sheet that another process reads and understands, row by row, while rows are taken in."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cso_registry.kernel.errors import RegistryError
from cso_registry.tables import wire
from cso_registry.tables.child import ask
from cso_registry.tables.limits import Limits
from cso_registry.tables.process import ReadingProcess, started
from cso_registry.tables.reading import child_command, opened_file
from cso_registry.tables.rows import Skip
from cso_registry.tables.sheet import Notice, RawTable
from cso_registry.workspace.row_wire import ReadRow, unpack_headings, unpack_readings
from cso_registry.workspace.sheet_child import SHEET_FLAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cso_registry.tables.heading_map import Column, HeadingMap

SECONDS_A_ROW = 0.002
"""Wall time added for each row that a sheet may have: rows are understood, not only read."""
_CHILD = "cso_registry.workspace.sheet_child"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet is asked for.

    Attributes:
        file: Where it lies.
        name: Which sheet of the file; the first that holds anything when None.
        preface: Against what it is understood; see `sheet_child.preface`.
        columns: The columns that it may have.
    """

    file: Path
    name: str | None
    preface: bytes
    columns: Sequence[Column]


class OpenSheet:
    """A sheet while it is read; its rows can be asked for once.

    Attributes:
        table: Its name and kind; no rows.
        headings: What its columns mean.
        height: How many rows it has, blank ones included.
        notices: What was noticed, once all rows were asked for.
        skipped: Rows that were no data, once all rows were asked for.
    """

    def __init__(self, process: ReadingProcess, asked: Sheet) -> None:
        self._process = process
        self._lines = process.lines()
        head = self._note("head", next(self._lines, b""))
        self.table = RawTable(
            name=asked.file.name,
            kind=head["kind"],
            sheet=head["sheet"],
            sheets=tuple(head["sheets"]),
            encoding=head["encoding"],
            delimiter=head["delimiter"],
            rows=(),
            notices=(),
        )
        self.height = int(head["height"])
        self.headings: HeadingMap = unpack_headings(head["headings"], asked.columns)
        self.notices: tuple[Notice, ...] = ()
        self.skipped: list[Skip] = []

    def rows(self) -> Iterator[ReadRow]:
        """Yield the rows of data.

        Raises:
            RegistryError: As `read_table`; what could not be read to its end is no sheet.
        """
        line = b""
        for line in self._lines:
            if not line.startswith(b"["):
                break
            yield from self._readings(line)
        end = self._note("end", line)
        self.notices = tuple(Notice(key, params) for key, params in end["notices"])
        self.skipped = [Skip(*one) for one in end["skips"]]

    def sha256(self) -> str:
        """Return the hash of the very bytes that were read, once all rows were asked for."""
        return self._process.sha256()

    def _readings(self, line: bytes) -> list[ReadRow]:
        try:
            return list(unpack_readings(line))
        except (ValueError, TypeError) as error:
            raise self._process.why_it_ended() from error

    def _note(self, wanted: str, line: bytes) -> dict[str, Any]:
        try:
            kind, said = wire.unpack_note(line)
        except RegistryError:
            raise
        except (ValueError, TypeError, AttributeError) as error:
            raise self._process.why_it_ended() from error
        if kind != wanted:
            raise self._process.why_it_ended()
        return said


@contextmanager
def opened_sheet(asked: Sheet, limits: Limits | None = None) -> Iterator[OpenSheet]:
    """Read a sheet in a process of its own for the length of a block.

    Raises:
        RegistryError: As `read_table` and `find_headings`.
    """
    bounds = limits or Limits()
    with opened_file(asked.file, bounds) as (file, size):
        seconds = bounds.seconds_for(size) + SECONDS_A_ROW * bounds.rows
        inner = replace(bounds, file_bytes=bounds.file_bytes + len(asked.preface))
        command = child_command(_CHILD, SHEET_FLAG, ask(inner, asked.name))
        with started(command, file, seconds, preface=asked.preface) as process:
            yield OpenSheet(process, asked)
