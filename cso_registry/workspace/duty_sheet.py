"""The duty sheet of the week, to be printed and ticked off by hand (F:F4, F:X8)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cso_registry.workspace.desk_sheets import DUTY_SHEET, SheetTable, draw_tables, training_mark
from cso_registry.workspace.duty_words import (
    counts_words,
    line_words,
    rung_words,
    section_words,
)
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.paper_sights import PaperSight, page_pictures
from cso_registry.workspace.showing import Showing
from cso_registry.workspace.today import desk_news, duties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.today import Duties, Duty, Section
    from cso_registry.workspace.workspace import Workspace

WEEK: Final = 7
DASH: Final = "–"
COLUMNS: Final = ("done", "day", "what", "about", "officer")
SHARES: Final = (3, 5, 9, 12, 6)


def duty_sheet(
    workspace: Workspace,
    session: Session | None,
    language: Language,
    officer: OfficerId | None = None,
) -> bytes:
    """Return the PDF of what is overdue, due within a week, waiting here, waiting for others.

    Args:
        workspace: The registry.
        session: Who prints it; the look is logged.
        language: The language of the sheet.
        officer: Whose duties; None is everybody's.
    """
    program, today = workspace.program, workspace.today
    found = duties(workspace.read, program, today, officer, days=WEEK)
    showing = Showing(program, language, today, workspace.office, None)
    names = officer_names(workspace.read)
    say, until = program.texts.text, today + timedelta(days=WEEK)
    whose = [] if officer is None else [names.get(str(officer), DASH)]
    span = say("duty_sheet.span", language, first=showing.day(today), last=showing.day(until))
    told = counts_words(found, program, language)
    counts = [told] if told else []
    if session is not None and workspace.office is not None:
        workspace.note_look(session, f"printed {DUTY_SHEET}", workspace.office.id)
    return draw_tables(
        program,
        language,
        title=say("duty_sheet.title", language),
        subtitle=showing.digits("\n".join([showing.office_name(), *whose, span, *counts])),
        tables=[_table(one, found.today, showing, names) for one in found.sections],
        notes=_notes(workspace, found, showing),
        code=DUTY_SHEET,
        watermark=training_mark(workspace, language),
    )


def duty_sheet_sight(
    workspace: Workspace, session: Session, language: Language, officer: OfficerId | None = None
) -> PaperSight:
    """Return the duty sheet as it is seen before it is printed; see `duty_sheet`."""
    pdf = duty_sheet(workspace, session, language, officer)
    title = workspace.program.texts.text("duty_sheet.title", language)
    return PaperSight(title, None, pdf, page_pictures(pdf), is_sheet=True)


def _table(section: Section, today: date, showing: Showing, names: Mapping[str, str]) -> SheetTable:
    say, language = showing.program.texts.text, showing.language
    return SheetTable(
        showing.digits(section_words(section, showing.program, language)),
        tuple(say(f"duty_sheet.{name}", language) for name in COLUMNS),
        tuple(_row(one, today, showing, names) for one in section.lines),
        SHARES,
    )


def _row(one: Duty, today: date, showing: Showing, names: Mapping[str, str]) -> tuple[str, ...]:
    about = "\n".join(part for part in (one.title, one.number) if part)
    return (
        "",
        showing.digits(_until(one, today, showing)),
        showing.digits(line_words(one, showing.program, showing.language)),
        showing.digits(about) or DASH,
        "\n".join([names.get(one.officer or "", DASH), *_climbed(one, showing)]),
    )


def _until(one: Duty, today: date, showing: Showing) -> str:
    """Return the last day of a duty, and how late it is; of many the first."""
    if one.day is None:
        return DASH
    say, day = showing.program.texts.text, date.fromisoformat(one.day)
    if one.count > 1:
        return say("today.first", showing.language, day=showing.short_day(day))
    late = (today - day).days
    told = [say("ui.today.late", showing.language, days=late)] if late > 0 else []
    return "\n".join([showing.short_day(day), *told])


def _climbed(one: Duty, showing: Showing) -> list[str]:
    """Return who else is told of what is late, and who will be next (F:I4)."""
    said = rung_words(one, showing.program, showing.language)
    return [showing.digits(said)] if said else []


def _notes(workspace: Workspace, found: Duties, showing: Showing) -> list[str]:
    """Return what the sheet does not list one by one."""
    say, language = showing.program.texts.text, showing.language
    said = [
        say(f"today.{name}", language, count=count)
        for name, count in asdict(desk_news(workspace)).items()
        if count
    ]
    left = sum(found.counts.values()) - sum(one.count for one in found.lines)
    if left > 0:
        said.insert(0, say("duty_sheet.more", language, count=left))
    if not said and not found.lines:
        said.append(say("today.nothing", language))
    return [showing.digits(one) for one in said]
