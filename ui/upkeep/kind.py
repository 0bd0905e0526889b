"""What applications, contacts and returns show, and the two lists that are computed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cso_registry.domain.contacts.records import ContactNote
from cso_registry.domain.intake.records import Intake
from cso_registry.domain.returns.records import Return
from cso_registry.workspace.growth.upkeep_views import UpkeepView, upkeep_view
from cso_registry.workspace.growth.watch_lists import due_lines, visit_lines
from ui.cases.kind import CaseKind, subject_links
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses
from ui.upkeep.watching import WatchColumn, WatchKind, day_or_nothing

if TYPE_CHECKING:
    from cso_registry.workspace.growth.watch_lists import WatchLine
    from ui.widgets.words import Words

RECEIVED: Final = Statuses(
    Intake.type, ("open", "linked", "ended"), {"open": "accent", "linked": "good"}
)
NOTED: Final = Statuses(
    ContactNote.type, ("open", "noted", "not_reached"), {"open": "accent", "not_reached": "soon"}
)
RETURNED: Final = Statuses(
    Return.type,
    ("received", "in_order", "queried"),
    {"received": "accent", "in_order": "good", "queried": "late"},
)
COUNTED: Final = frozenset({"late", "lapsed", "unreached"})
"""States of a computed list that are told with a number."""
DAY: Final = Column(
    "day", "ui.upkeep.day", lambda row, words: words.day(row.day), width=120, ordered=False
)


INTAKES: Final = ListKind(
    name="intakes",
    record_type=Intake.type,
    columns=(
        Column("number", "list.number", lambda row, _: row.number or EMPTY, width=150),
        Column("title", "ui.upkeep.applied_for", lambda row, _: row.title, width=320),
        Column("day", "ui.upkeep.received", DAY.say, width=130, ordered=False),
        RECEIVED.column(140),
        PROVINCE,
    ),
    filters=(RECEIVED.filter, BY_PROVINCE),
    empty="ui.intakes.empty",
    descending=True,
)
NOTES: Final = ListKind(
    name="contacts",
    record_type=ContactNote.type,
    columns=(
        Column("title", "ui.upkeep.topic", lambda row, _: row.title, width=300),
        ABOUT,
        DAY,
        NOTED.column(140),
        Column("until", "ui.upkeep.next_day", lambda row, words: words.day(row.until), width=140),
    ),
    filters=(NOTED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.contacts.empty",
    descending=True,
)
RETURNS: Final = ListKind(
    name="returns",
    record_type=Return.type,
    columns=(
        Column("about", ABOUT.label, ABOUT.say, width=320, ordered=False),
        Column("title", "ui.upkeep.year", lambda row, _: row.title, width=110),
        Column("day", "ui.upkeep.received", DAY.say, width=130, ordered=False),
        RETURNED.column(140),
        Column("until", "ui.upkeep.next_due", lambda row, words: words.day(row.until), width=150),
    ),
    filters=(RETURNED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.returns.empty",
    descending=True,
)


def _intake_heading(view: UpkeepView, words: Words) -> tuple[str, str]:
    received = view.record.received
    if received is None:
        return EMPTY, ""
    day = f"{words.day(received.received)} {received.clock}"
    return received.subject_name or EMPTY, f"{received.number} · {day}"


def _note_heading(view: UpkeepView, words: Words) -> tuple[str, str]:
    spoken = view.record.spoken
    if spoken is None:
        return EMPTY, ""
    means = words.value(("means",), spoken.means.value)
    return spoken.topic, " · ".join((view.case.subject_name, means, words.day(spoken.contacted)))


def _return_heading(view: UpkeepView, words: Words) -> tuple[str, str]:
    filed = view.record.filed
    if filed is None:
        return EMPTY, ""
    year = words.program.texts.text("ui.upkeep.of_year", words.language, year=filed.year)
    return view.case.subject_name, " · ".join((year, words.day(filed.received)))


INTAKE_CASES: Final = CaseKind(
    room="upkeep",
    list=INTAKES,
    record=Intake,
    look=partial(upkeep_view, Intake),
    heading=_intake_heading,
    tone=RECEIVED.tone,
    links=subject_links,
    parts=lambda _: (),
    papers=("S-01",),
)
NOTE_CASES: Final = CaseKind(
    room="upkeep",
    list=NOTES,
    record=ContactNote,
    look=partial(upkeep_view, ContactNote),
    heading=_note_heading,
    tone=NOTED.tone,
    links=subject_links,
    parts=lambda _: (),
    papers=(),
)
RETURN_CASES: Final = CaseKind(
    room="upkeep",
    list=RETURNS,
    record=Return,
    look=partial(upkeep_view, Return),
    heading=_return_heading,
    tone=RETURNED.tone,
    links=subject_links,
    parts=lambda _: (),
    papers=(),
)


def _state(line: WatchLine, words: Words) -> str:
    counted = {"count": line.count} if line.state in COUNTED else {}
    return words.program.texts.text(f"ui.upkeep.state_{line.state}", words.language, **counted)


_NUMBER: Final = WatchColumn("list.number", lambda line, _: line.number or EMPTY, 140)
_NAME: Final = WatchColumn("list.name", lambda line, _: line.name, 320)
_PROVINCE: Final = WatchColumn("list.province", lambda line, words: words.area(line.province), 150)
DUE: Final = WatchKind(
    name="due_returns",
    ask=due_lines,
    columns=(
        _NAME,
        _NUMBER,
        WatchColumn("ui.upkeep.return_due", day_or_nothing, 130),
        WatchColumn("list.status", _state, 220, is_badge=True),
        _PROVINCE,
    ),
    paper="S-02",
    empty="ui.upkeep.nothing_due",
    acts=(("contact.note", "phone"), ("return.file", "report-analytics")),
)
VISITS: Final = WatchKind(
    name="visits",
    ask=visit_lines,
    columns=(
        _NAME,
        _NUMBER,
        WatchColumn("list.status", _state, 200, is_badge=True),
        WatchColumn("ui.upkeep.last_sign", lambda line, _: line.words or EMPTY, 320),
        _PROVINCE,
    ),
    paper="S-03",
    empty="ui.upkeep.nobody_silent",
    acts=(("contact.note", "phone"),),
)
