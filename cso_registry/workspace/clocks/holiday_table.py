"""Days on which offices are closed, taken from a table: all of it or nothing (F:I3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cso_registry.domain.clocks.acts import DecideHoliday
from cso_registry.domain.clocks.holidays import Closing
from cso_registry.domain.roles import NATION
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import BatchId
from cso_registry.tables.heading_map import Column
from cso_registry.tables.headings import find_headings
from cso_registry.tables.reading import read_table
from cso_registry.tables.rows import SheetRow, iter_rows
from cso_registry.thai.dates import read_date
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

LAYOUT: Final = "imports/holidays.toml"
MOST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class TakenDays:
    """What a table of days came to: entered, and known already."""

    entered: tuple[DecideHoliday, ...]
    known: int


def import_holidays(
    workspace: Workspace,
    session: Session,
    file: Path,
    *,
    citation: str,
    reason: str,
    progress: Progress,
) -> TakenDays:
    """Enter every day of a table in one transaction.

    Args:
        workspace: The registry.
        session: Who enters them.
        file: CSV, XLSX, XLS or ODS with the day and its name in columns.
        citation: What the days rest on, for rows that say nothing of it.
        reason: Why they are entered.
        progress: Told how many rows are done.

    Raises:
        InputError: `holidays.row`, naming the row and what stands there; `tables.…`, when it
            is no such table.
        RefusedError: When the rules refuse one of them; nothing has changed then.
    """
    acts = read_days(workspace.program, file, citation=citation, reason=reason)
    known = workspace.program.holidays
    new = []
    for one in acts:
        held = known.on(one.day, one.province or NATION)
        if held is None or held.whose == "program" or held.closes is not one.closes:
            new.append(one)
    batch = BatchId(workspace.program.means.identities.new())
    with workspace.performer.performing() as work:
        for done, act in enumerate(new):
            progress(done, len(new))
            work.perform(act, session, batch=batch)
        progress(len(new), len(new))
    workspace.refresh()
    return TakenDays(tuple(new), len(acts) - len(new))


def read_days(
    program: Program, file: Path, *, citation: str, reason: str
) -> tuple[DecideHoliday, ...]:
    """Return the days of a table; see `import_holidays`."""
    raw = program.resources.toml(LAYOUT)
    columns = tuple(
        Column(name, tuple(said["headings"]), required=bool(said.get("required")))
        for name, said in raw["column"].items()
    )
    table = read_table(file)
    headings = find_headings(table, columns, ignored=raw["ignored"])
    headings.require_complete()
    today = thai_time(program.clock.now_ms()).date()
    rows = iter_rows(table, headings, lambda _skip: None)
    return tuple(_Row(program, one, today).act(citation, reason) for one in rows)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, cell by cell; what is not understood is refused by its place and words."""

    program: Program
    row: SheetRow
    today: date

    def act(self, citation: str, reason: str) -> DecideHoliday:
        try:
            return DecideHoliday(
                day=self.day(),
                closes=self.closing(),
                th=self.text("name") or "",
                citation=self.text("citation") or citation,
                province=self.province(),
                reason=reason,
            )
        except ValidationError as fault:
            name = str(fault.errors(include_url=False)[0]["loc"][0])
            raise self.refused(name if name in {"day", "citation"} else "name") from fault

    def text(self, column: str) -> str | None:
        value = self.row.values.get(column)
        return None if value is None else str(value).strip() or None

    def day(self) -> date:
        value = self.row.values.get("day")
        if isinstance(value, date):
            return value
        try:
            reading = read_date(value or "", today=self.today)
        except InputError as fault:
            raise self.refused("day") from fault
        if not reading.certain:
            raise self.refused("day")
        return reading.value

    def closing(self) -> Closing:
        written = self.text("closes")
        if written is None:
            return Closing.ALL
        for one in Closing:
            words = self.program.texts.value(f"closing.{one.value}")
            known = {search_key(said) for said in (one.value, words.th, words.en)}
            if search_key(written) in known:
                return one
        raise self.refused("closes")

    def province(self) -> str | None:
        written = self.text("province")
        if written is None:
            return None
        code = self.program.means.areas.resolve(province=written).code
        if code is None:
            raise self.refused("province")
        return code

    def refused(self, column: str) -> InputError:
        text = (self.text(column) or "")[:MOST_SHOWN]
        heading = self.program.resources.toml(LAYOUT)["column"][column]["headings"][0]
        return InputError("holidays.row", row=self.row.number, column=heading, text=text)
