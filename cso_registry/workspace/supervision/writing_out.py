"""What supervision shows, as a spreadsheet or CSV: the tables behind its charts, its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.tables.workbook_writing import write_xlsx
from cso_registry.tables.writing import OutColumn, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.supervision.charts import Chart
    from cso_registry.workspace.workspace import Workspace

WIDTHS = (60, 44, 32, 22)


def write_charts(
    workspace: Workspace, session: Session, file: Path, language: Language, charts: Iterable[Chart]
) -> int:
    """Write the tables behind charts to `file`, one under the other; return how many rows.

    The sheet says of each row which question it answers, and where its numbers come from.

    Args:
        workspace: The registry.
        session: Who takes the figures away, which is logged.
        file: A new file, ending in .csv or .xlsx.
        language: Of the headings.
        charts: What is written.

    Raises:
        KnownError: What the disk said; nothing is left behind then.
    """
    say = workspace.program.texts.value
    headings = [say(f"column.out.{name}").say(language) for name in ("question", "what")]
    headings += [say(f"column.out.{name}").say(language) for name in ("number", "more", "source")]
    rows = [
        (chart.title, bar.name, bar.said, bar.more, chart.source)
        for chart in charts
        for bar in chart.bars
    ]
    office = workspace.office
    if office is not None:
        workspace.note_look(session, "exported supervision", office.id)
    title = say("column.out.sheet").say(language)
    write_table(file, title, headings, rows, language)
    return len(rows)


def write_table(
    file: Path,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    language: Language,
) -> None:
    """Write texts to `file`, as its ending says; never a formula.

    Raises:
        KnownError: What the disk said; nothing is left behind then.
    """
    out = [OutColumn(heading, width=WIDTHS[min(at, 3)]) for at, heading in enumerate(headings)]
    try:
        with file.open("wb") as stream:
            if file.suffix.lower() == ".csv":
                write_csv(stream, out, rows, language=language)
            else:
                write_xlsx(stream, title, out, rows, language=language)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
