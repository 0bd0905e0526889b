"""The page of supervision: dashboard, agencies, partners, concentration, down to the record."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from cso_registry.domain.permission import LOOKERS
from cso_registry.domain.roles import NATION
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.look_log import looking_officer
from cso_registry.workspace.supervision.compliance import behind_lines, compliance, standings
from cso_registry.workspace.supervision.concentration import concentration
from cso_registry.workspace.supervision.dashboard import dashboard, standing_chart
from cso_registry.workspace.supervision.sight import asked_by
from cso_registry.workspace.supervision.telling import Teller
from ui.cases.tabs import Tabs
from ui.commands.catalogue import Binding
from ui.lists.kinds import provinces
from ui.look.measures import GRID
from ui.look.parts import column
from ui.shell.room import Message
from ui.shell.stacked_page import StackedPage
from ui.supervision.behind import BehindPane
from ui.supervision.parts import ChartsPane, StandingsPane
from ui.widgets.page_head import RoomHead
from ui.widgets.progress_line import ProgressLine
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.storage.sums import Side
    from cso_registry.workspace.supervision.charts import Behind, Chart
    from cso_registry.workspace.supervision.compliance import Compliance, Line, Standing
    from cso_registry.workspace.supervision.concentration import Concentration
    from cso_registry.workspace.supervision.dashboard import Dashboard
    from cso_registry.workspace.supervision.sight import Asked
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report

DASHBOARD: Final = "dashboard"
AGENCIES: Final = "agencies_owe"
PARTNERS: Final = "partners_owe"
CONCENTRATION: Final = "concentration"
SIDES: Final[dict[str, Side]] = {AGENCIES: "agency", PARTNERS: "partner"}
PAPERS: Final = {CONCENTRATION: "D-33"}
REPORT: Final = "D-32"


class SupervisionPage(StackedPage):
    """Supervision on the screen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._behind: BehindPane | None = None
        self._places: tuple[str, ...] = ()
        self._shown: Standing | None = None
        self.charts: tuple[Chart, ...] = ()
        self.work = QWidget()
        self.stack.addWidget(self.work)
        self.where, self.year = QComboBox(), QComboBox()
        self.progress = ProgressLine(around, "ui.list.concentration")
        self.tabs = Tabs(around, "ui.room.supervision")
        self.tabs.add(DASHBOARD, self._charts)
        for name in SIDES:
            self.tabs.add(name, partial(self._standings, name))
        self.tabs.add(CONCENTRATION, self._charts)
        self._lay_out()
        self.tabs.choose(DASHBOARD)
        self.tabs.chosen.connect(self._on_tab)
        self.where.activated.connect(lambda _: self.look_anew())
        self.year.activated.connect(lambda _: self.look_anew())
        around.speech.keep(self, self.look_anew)
        around.tasks.changed.connect(self._on_changed)

    @property
    def behind(self) -> BehindPane:
        """Return where records are listed; made when it is first needed."""
        if self._behind is None:
            self._behind = BehindPane(self.around)
            self._behind.closed.connect(self.show_work)
            self._behind.opened.connect(self.around.shell.open_record)
            self._behind.deeper.connect(self.show_behind)
            self._behind.printed.connect(self.print_report)
            self.stack.addWidget(self._behind)
        return self._behind

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        if self.stack.currentWidget() is self.work:
            return {**self.tabs.page.bindings(), "record.print": Binding(self.print_report)}
        if self.stack.currentWidget() is self._behind:
            return {**self.behind.bindings(), "record.print": Binding(self.print_report)}
        return {**self.paper.bindings(), "record.close": Binding(self.show_work)}

    def crumbs(self) -> tuple[str, ...]:
        """Return the tab, and what is in front of it."""
        if self.stack.currentWidget() is self._behind:
            return (self.tabs.title, self.behind.head.title.plain)
        return (self.tabs.title,)

    def open_record(self, identity: str) -> None:
        """Show a tab by its name."""
        if identity in self.tabs.names:
            self.show_work()
            self.tabs.choose(identity)

    def enter(self) -> None:
        """Begin with what is in front, looked at anew: days pass."""
        if self.stack.currentWidget() is self.work:
            self.look_anew()
            self.tabs.page.begin()

    def look_anew(self) -> None:
        """Ask for the figures of the tab in front."""
        name, around = self.tabs.name, self.around
        if around.tasks.session is None:
            return
        if name == DASHBOARD:
            language = around.speech.language
            self._ask(lambda workspace, asked: dashboard(workspace, language, asked), self._take)
        elif name == CONCENTRATION:
            self._compute()
        else:
            side = SIDES[name]
            self._ask(
                lambda workspace, asked: standings(self._teller(workspace, asked), side),
                self._take_standings,
            )

    def close_paper(self) -> None:
        """Leave the report."""
        self.show_work()

    def show_work(self) -> None:
        """Show the tabs again."""
        self._shown = None
        self.show_page(self.work)
        self.tabs.page.begin()

    def show_behind(self, title: str, behind: Behind) -> None:
        """List the records behind a bar."""

        def look(workspace: Workspace, _asked: Asked) -> list[Line]:
            return behind_lines(workspace.read, behind, workspace.today)

        def show(lines: list[Line]) -> None:
            self._shown = None
            self.behind.printing.hide()
            self.behind.show_lines(title, lines, money=behind.is_of_money)
            self._front(self.behind)

        self._ask(look, show)

    def show_side(self, by: Side, standing: Standing) -> None:
        """Show what one agency or partner owes."""

        def look(workspace: Workspace, asked: Asked) -> tuple[Compliance, Chart]:
            teller = self._teller(workspace, asked)
            found = compliance(workspace.read, asked, by, standing.key, workspace.today)
            return found, standing_chart(teller, by, standing.key)

        def show(found: tuple[Compliance, Chart]) -> None:
            owed, chart = found
            self._shown = standing if by == "agency" else None
            self.behind.printing.setVisible(by == "agency")
            lines = (*owed.lasting_lines, *owed.open_lines, *owed.late_lines)
            self.behind.show_lines(standing.name, lines, money=False, chart=chart)
            self._front(self.behind)

        self._ask(look, show)

    def print_report(self) -> None:
        """Show the report of the tab in front as a paper."""
        office = self.around.tasks.office
        if office is None:
            return
        asked = {"year": str(self.year.currentData() or "")}
        place = str(self.where.currentData() or "")
        if place and place != NATION:
            asked["province"] = place
        if self._shown is not None:
            asked["agency"] = self._shown.key
        code = PAPERS.get(self.tabs.name, REPORT) if self._shown is None else REPORT
        self.paper.offer(RecordId(office), (code,), {key: one for key, one in asked.items() if one})
        self._front(self.paper)

    def ask_file(self) -> None:
        """Ask for a file, and write the tables behind the charts into it."""
        title = self.around.speech.say("ui.supervision.export")
        start = str(Path.home() / "supervision.xlsx")
        kinds = "Excel (*.xlsx);;CSV (*.csv)"
        file, _ = QFileDialog.getSaveFileName(self, title, start, kinds)
        if file:
            self.export_to(Path(file))

    def export_to(self, file: Path) -> None:
        """Write the tables behind the charts in front into a file."""
        session, charts = self.around.tasks.session, self.charts
        language = self.around.speech.language
        if session is None:
            return

        def work(workspace: Workspace) -> int:
            # Spreadsheets are not loaded before somebody writes one.
            from cso_registry.workspace.supervision.writing_out import (  # noqa: PLC0415
                write_charts,
            )

            return write_charts(workspace, session, file, language, charts)

        def done(rows: int) -> None:
            said = self.around.speech.say(
                "ui.supervision.exported", rows=f"{rows:,}", file=file.name
            )
            self.around.shell.tell(Message(said, "good"))

        self.around.tasks.write(self, work, done)

    def _lay_out(self) -> None:
        around, look = self.around, self.around.look
        whole = column(look, self.work, gap=GRID * 2)
        head = RoomHead(around, "ui.room.supervision")
        for box, key in ((self.where, "list.province"), (self.year, "ui.supervision.year")):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            around.speech.put(box, box.setAccessibleName, key)
            head.add(box)
        self.exporting = head.add_button(
            "ui.supervision.export", self.ask_file, icon="table-export"
        )
        head.add_button("ui.supervision.print", self.print_report, icon="printer")
        whole.addWidget(head)
        whole.addWidget(self.tabs.bar)
        whole.addWidget(self.progress)
        whole.addWidget(self.tabs, 1)

    def _standings(self, name: str) -> StandingsPane:
        made = StandingsPane(self.around, name, self.look_anew)
        made.opened.connect(partial(self.show_side, SIDES[name]))
        return made

    def _charts(self) -> ChartsPane:
        made = ChartsPane(self.around, self.look_anew)
        made.opened.connect(self.show_behind)
        return made

    def _on_tab(self, name: str) -> None:
        self.exporting.setEnabled(name not in SIDES)
        self.moved.emit()
        self.look_anew()

    def _ask(
        self, question: Callable[[Workspace, Asked], object], then: Callable[..., object]
    ) -> None:
        session = self.around.tasks.session
        if session is None:
            return
        place, year = self._chosen()

        def look(workspace: Workspace) -> tuple[tuple[str, ...], object]:
            actor = looking_officer(workspace, session)
            own = {right.jurisdiction for right in actor.rights if right.role in LOOKERS}
            asked = asked_by(workspace, session, place, year)
            return tuple(sorted(own)), question(workspace, asked)

        def take(found: tuple[tuple[str, ...], object]) -> None:
            self._fill_places(found[0])
            then(found[1])

        self.around.tasks.ask(self, look, take, topic="supervision")

    def _chosen(self) -> tuple[str | None, int | None]:
        place, year = self.where.currentData(), self.year.currentData()
        return (str(place) if place else None), (int(year) if year else None)

    def _compute(self) -> None:
        session, language = self.around.tasks.session, self.around.speech.language
        if session is None:
            return
        place, year = self._chosen()
        self.progress.stop()

        def work(workspace: Workspace, report: Report) -> Concentration:
            asked = asked_by(workspace, session, place, year)
            return concentration(workspace, language, asked, report)

        title = self.around.speech.say("ui.list.concentration")
        self.progress.follow(
            self.around.tasks.run(
                title, work, self._take_concentration, writes=False, is_quiet=True
            )
        )

    def _take(self, found: Dashboard) -> None:
        self._fill_years(found.years, found.year)
        self.charts = found.charts
        if self.tabs.name == DASHBOARD:
            cast("ChartsPane", self.tabs.page).show_charts(found.charts)

    def _take_standings(self, found: list[Standing]) -> None:
        if self.tabs.name in SIDES:
            cast("StandingsPane", self.tabs.page).show_lines(found)

    def _take_concentration(self, found: Concentration) -> None:
        if self.tabs.name == CONCENTRATION:
            self.charts = found.charts
            cast("ChartsPane", self.tabs.page).show_charts(found.charts, found.explained)

    def _fill_places(self, own: tuple[str, ...]) -> None:
        """Offer the nation and every province to who may see all, else the own provinces."""
        words = Words(self.around.tasks.program, self.around.speech.language)
        nation = self.around.speech.say("ui.supervision.nation")
        known = provinces(words)
        offered = {NATION: nation, **known} if NATION in own else {one: known[one] for one in own}
        chosen = self.where.currentData()
        self.where.clear()
        for code, name in offered.items():
            self.where.addItem(name, code)
        self.where.setCurrentIndex(max(0, self.where.findData(chosen)))

    def _fill_years(self, years: tuple[int, ...], year: int) -> None:
        say = self.around.speech.say
        self.year.clear()
        for one in years:
            self.year.addItem(say("ui.supervision.fiscal_year", year=str(one)), one)
        self.year.setCurrentIndex(max(0, self.year.findData(year)))

    def _teller(self, workspace: Workspace, asked: Asked) -> Teller:
        language = self.around.speech.language
        return Teller(workspace.program, workspace.read, language, asked, workspace.today)

    def _front(self, page: QWidget) -> None:
        self.show_page(page)
        page.setFocus()

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible() and self.stack.currentWidget() is self.work:
            self.look_anew()
