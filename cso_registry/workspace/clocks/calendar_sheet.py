"""The calendar on paper: the clocks that are shown, to be hung up or taken along (F:I4, F:X8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.workspace.clocks.calendar import ClockRules, Rung, clocks, explained
from cso_registry.workspace.desk_sheets import (
    CALENDAR_SHEET,
    SheetTable,
    draw_tables,
    training_mark,
)
from cso_registry.workspace.duty_words import duty_words
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.paper_sights import PaperSight, page_pictures
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.clocks.calendar import Clock, WantedClocks
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

COLUMNS: Final = ("until", "due", "title", "starts", "officer", "source")
SHARES: Final = (7, 8, 9, 7, 6, 8)
DASH: Final = "–"
MOST: Final = 2_000


def calendar_sheet(
    workspace: Workspace,
    session: Session,
    language: Language,
    wanted: WantedClocks,
    first: date,
    last: date,
) -> PaperSight:
    """Return the sheet of the clocks that end in a span; printing it is logged."""
    program, today, rules = workspace.program, workspace.today, ClockRules.of(workspace.program)
    found = clocks(workspace.read, rules, today, wanted, first, last, MOST)
    lines = explained(workspace.read, rules, found.lines)
    showing = Showing(program, language, today, workspace.office, None)
    names, say = officer_names(workspace.read), program.texts.text
    # What is asked may be open at either end; the sheet names the days that stand on it.
    shown = [one.day for one in lines] or [today]
    if workspace.office is not None:
        workspace.note_look(session, f"printed {CALENDAR_SHEET}", workspace.office.id)
    title = say("calendar.sheet", language)
    span = say(
        "duty_sheet.span", language, first=showing.day(shown[0]), last=showing.day(shown[-1])
    )
    headings = (program.texts.label(f"list.{name}").say(language) for name in COLUMNS)
    table = SheetTable(
        showing.digits(say("ui.list.count", language, count=len(lines))),
        tuple(headings),
        tuple(_row(one, showing, names) for one in lines),
        SHARES,
    )
    pdf = draw_tables(
        program,
        language,
        title=title,
        subtitle=showing.digits(f"{showing.office_name()}\n{span}"),
        tables=[table] if lines else [],
        notes=[] if lines else [say("calendar.none", language)],
        code=CALENDAR_SHEET,
        watermark=training_mark(workspace, language),
    )
    return PaperSight(title, None, pdf, page_pictures(pdf), is_sheet=True)


def _row(one: Clock, showing: Showing, names: Mapping[str, str]) -> tuple[str, ...]:
    program, language, day = showing.program, showing.language, showing.short_day
    about = "\n".join(part for part in (one.title, one.number) if part)
    told = program.texts.value(f"rung.{one.rung.value}").say(language)
    whose = [names.get(one.officer or "", DASH), *([told] if one.rung is not Rung.OWNER else [])]
    counted = program.texts.value(f"counted.{one.counted}").say(language)
    return (
        showing.digits(day(one.day)),
        duty_words(one.what, program, language),
        showing.digits(about) or DASH,
        showing.digits(day(one.starts)) or DASH,
        "\n".join(whose),
        f"{one.cite}\n{counted}",
    )
