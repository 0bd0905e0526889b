"""Gives out what a list shows: to the clipboard for spreadsheets, or to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication

from cso_registry.workspace.shown_list import export_list, list_rows, note_list_export

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cso_registry.storage.listing import ListRow
    from cso_registry.workspace.workspace import Workspace
    from ui.lists.kind import Column, ListKind
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job, Report
    from ui.widgets.words import Words

MOST_COPIED: Final = 50_000


def without_breaks(text: str) -> str:
    """Return a text that stays in one cell when it is pasted."""
    return " ".join(text.split())


class GivingOut:
    """Copies and exports the lines of one list."""

    def __init__(self, around: Surroundings, kind: ListKind) -> None:
        self._around, self._kind = around, kind

    def copy(
        self,
        keys: Sequence[int],
        columns: Sequence[Column],
        words: Words,
        then: Callable[[int], None],
    ) -> None:
        """Put lines on the clipboard as a spreadsheet pastes them, headings first."""
        kind, wanted = self._kind, keys[:MOST_COPIED]

        def look(workspace: Workspace) -> tuple[str, int]:
            rows = list(list_rows(workspace, kind.record_type, wanted, lambda *_: None))
            heads = [words.program.texts.label(one.label).say(words.language) for one in columns]
            lines = [heads, *([one.say(row, words) for one in columns] for row in rows)]
            said = "\n".join("\t".join(map(without_breaks, line)) for line in lines)
            return said, len(rows)

        def put(found: tuple[str, int]) -> None:
            QGuiApplication.clipboard().setText(found[0])
            then(found[1])

        self._around.tasks.ask(self._around.commands, look, put, topic=f"copy {kind.name}")

    def export(
        self,
        file: Path,
        keys: array[int],
        columns: Sequence[Column],
        words: Words,
        then: Callable[[int], None],
    ) -> Job | None:
        """Write lines to a file as a job; the look is logged first."""
        around, kind = self._around, self._kind
        session = around.tasks.session
        if session is None:
            return None
        around.tasks.write(
            None, lambda workspace: note_list_export(workspace, session, kind.record_type)
        )
        title = around.speech.say(f"ui.list.{kind.name}")
        texts = words.program.texts
        out = [
            (texts.label(one.label).say(words.language), one.width, _saying(one, words))
            for one in columns
        ]

        def work(workspace: Workspace, report: Report) -> int:
            rows = list_rows(workspace, kind.record_type, keys, report)
            return export_list(file, title, out, rows, language=words.language)

        job_title = around.speech.say("ui.list.exporting", name=title)
        return around.tasks.run(job_title, work, then, writes=False)


def _saying(column: Column, words: Words) -> Callable[[ListRow], str]:
    return lambda row: column.say(row, words)
