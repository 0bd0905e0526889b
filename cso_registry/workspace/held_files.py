"""What is held about a person, as files to hand over: a paper, and a sheet to take along (F:N6)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from cso_registry.host.private_files import make_private_folder, write_small_file
from cso_registry.host.said_values import say_day
from cso_registry.journal.moment import thai_time
from cso_registry.tables.workbook_writing import write_xlsx
from cso_registry.tables.writing import OutColumn
from cso_registry.workspace.desk_sheets import SheetTable, draw_tables
from cso_registry.workspace.keeping import require_outside

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.data_subject import HeldAbout, HeldPart
    from cso_registry.workspace.workspace import Workspace

NAME = "held-about-{moment:%Y%m%d-%H%M%S}"
COLUMNS = ("record", "group", "field", "value", "day", "by", "stands", "purpose", "basis")
WIDE = frozenset({"record", "value", "purpose", "basis"})


def write_held(
    workspace: Workspace, held: HeldAbout, folder: Path, language: Language
) -> tuple[Path, Path]:
    """Write a PDF and a sheet of what is held into `folder`; return their files.

    Raises:
        InputError: `cli.inside_registry`.
        KnownError: What the disk said.
    """
    require_outside(folder, workspace.folder)
    make_private_folder(folder)
    words = _Words(workspace, language)
    name = NAME.format(moment=thai_time(workspace.program.clock.now_ms()))
    paper, sheet = folder / f"{name}.pdf", folder / f"{name}.xlsx"
    write_small_file(paper, words.paper(held))
    write_small_file(sheet, words.sheet(held))
    return paper, sheet


class _Words:
    """Says what is held in one language."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self._program, self._language = workspace.program, language
        self._today = workspace.today
        office = workspace.office
        identity = None if office is None else office.identity
        self._office = "" if identity is None else identity.name_th

    def paper(self, held: HeldAbout) -> bytes:
        """Return the paper: a table for each part, and why and since when it is kept."""
        columns = (self._say("held.field"), self._say("held.value"))
        note = ((self._say("held.asked"), held.asked), (self._say("held.looked"), self._looked()))
        tables = [SheetTable(self._say("held.request"), columns, note)]
        tables += [
            SheetTable(f"{one.title} · {one.label}", columns, (*one.values, *self._about(one)))
            for one in held.parts
        ]
        return draw_tables(
            self._program,
            self._language,
            title=self._say("held.title"),
            subtitle=f"{self._office} {say_day(self._today, self._language)}",
            tables=tables,
        )

    def sheet(self, held: HeldAbout) -> bytes:
        """Return the sheet: a row for each field."""
        stream = BytesIO()
        columns = [
            OutColumn(self._say(f"held.{name}"), width=40 if name in WIDE else 18)
            for name in COLUMNS
        ]
        rows = (
            (
                *(one.title, one.label, label, words, one.day, one.by),
                *(self._stands(one), one.purpose, one.basis),
            )
            for one in held.parts
            for label, words in one.values
        )
        write_xlsx(stream, self._say("held.title"), columns, rows, language=self._language)
        return stream.getvalue()

    def _about(self, one: HeldPart) -> tuple[tuple[str, str], ...]:
        said = (
            ("stands", self._stands(one)),
            ("day", f"{say_day(one.day, self._language)} {one.by}".strip()),
            ("purpose", one.purpose),
            ("basis", one.basis),
        )
        return tuple((self._say(f"held.{name}"), words) for name, words in said if words)

    def _stands(self, one: HeldPart) -> str:
        return self._say("held.now" if one.is_current else "held.before")

    def _looked(self) -> str:
        return self._say("held.looked_where")

    def _say(self, key: str) -> str:
        return self._program.texts.label(key).say(self._language)
