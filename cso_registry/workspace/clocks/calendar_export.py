"""The calendar as a file for other programs; writing it is logged (F:I5, F:X8)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from cso_registry.documents.calendar_file import CalendarDay, calendar_file
from cso_registry.workspace.duty_words import duty_words
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.clocks.calendar import Clock
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

_CLOCKS = UUID("9a0e5c1d-40ff-4f3a-8d7b-5f2c6f1a7b10")
"""Under this name the identities of clocks are derived."""
EXPORTED = "exported calendar"


def calendar_bytes(
    workspace: Workspace, session: Session, language: Language, found: Iterable[Clock]
) -> bytes:
    """Return the iCalendar file of clocks; their names leave the registry, so it is logged."""
    office = workspace.office
    showing = Showing(workspace.program, language, workspace.today, office, None)
    if office is not None:
        workspace.note_look(session, EXPORTED, office.id)
    names = officer_names(workspace.read)
    name = workspace.program.texts.text(
        "calendar.file_name", language, office=showing.office_name()
    )
    days = [_day(one, showing, names) for one in found]
    return calendar_file(name, days, workspace.program.clock.now_ms())


def _day(clock: Clock, showing: Showing, names: Mapping[str, str]) -> CalendarDay:
    program, language = showing.program, showing.language
    what = duty_words(clock.what, program, language)
    value = program.texts.words_or_none("value", f"clock_group.{clock.group}")
    said = [
        " ".join(part for part in (clock.title, clock.number) if part),
        names.get(clock.officer or "", ""),
        clock.cite,
    ]
    return CalendarDay(
        uid=f"{uuid5(_CLOCKS, f'{clock.id}/{clock.what}/{clock.item}')}@cso-registry",
        day=clock.day,
        title=f"{what}: {clock.title}",
        text="\n".join(part for part in said if part),
        category=clock.group if value is None else value.say(language),
    )
