"""Pictures of every page of the desktop: Thai and English, light and dark, 100 and 200 %.

They are drawn without a screen from a training registry in which everything is invented,
and stand in ``build/screenshots/<page>-<language>-<theme>-<percent>.png``. Words after the
command name the rooms wanted; none means all.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from build_spec.picture_cases import make_office
from build_spec.screenshot_offices import befriend
from cso_registry.host.paths import Places
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.means import this_program
from cso_registry.workspace.opening import training_folder
from cso_registry.workspace.this_computer import ThisComputer
from ui.app import Desktop
from ui.cases.page import CasesPage
from ui.exchange.page import ExchangePage
from ui.exchange.places import keep
from ui.gate import start
from ui.guided.page import MOVE, PERSON, RESTORE, GuidedPage
from ui.guided.person import PersonLead
from ui.journal.page import JournalPage
from ui.settings.parts import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cso_registry.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "screenshots"
LANGUAGES, THEMES, PERCENTS = ("th", "en"), ("light", "dark"), (100, 200)
WIDE, HIGH = 1366, 768
INVENTED = "สมมติ"
SECONDS_TO_SETTLE = 0.4
LEAST_TURNS = 20
"""Layouts settle over several turns; on a busy computer the first one may use up the time."""
SECONDS_TO_OPEN = 120


class Photographer:
    """Shows one page after the other and takes its pictures."""

    def __init__(self, desktop: Desktop, app: QApplication) -> None:
        self._desktop, self._app = desktop, app
        self.taken = 0

    def settle(self) -> None:
        """Let the window draw, and answers of other threads arrive."""
        until, turns = time.monotonic() + SECONDS_TO_SETTLE, 0
        while time.monotonic() < until or turns < LEAST_TURNS:
            self._app.processEvents()
            time.sleep(0.01)
            turns += 1

    def wait(self, is_ready: Callable[[], object]) -> None:
        """Wait until something is so.

        Raises:
            TimeoutError: It never was.
        """
        until = time.monotonic() + SECONDS_TO_OPEN
        while not is_ready():
            if time.monotonic() > until:
                raise TimeoutError
            self._app.processEvents()
            time.sleep(0.01)

    def take(self, name: str) -> None:
        """Take the window in every language, theme and size."""
        for language in LANGUAGES:
            for theme in THEMES:
                for percent in PERCENTS:
                    self._desktop.keeper.choose(language=language, theme=theme, percent=percent)
                    self._desktop.window.resize(WIDE, HIGH)
                    self.settle()
                    file = OUT / f"{name}-{language}-{theme}-{percent}.png"
                    self._desktop.window.grab().save(str(file))
                    self.taken += 1
        self._desktop.keeper.choose(language="th", theme="light", percent=100)


def shots(desktop: Desktop, photographer: Photographer) -> Iterator[str]:
    """Show one page after the other and give its name."""
    window, gate = desktop.window, desktop.window.gate
    yield "gate-start"
    gate.wizard.begin(joins=True)
    for page in gate.wizard.pages:
        if page is gate.wizard.summary:
            page.offer(gate.wizard.lines())
        gate.show_page(page)
        yield f"gate-{page.name}"
    gate.show_page(gate.start)
    befriended(desktop)
    gate.start.choices[start.TRAINING].click()
    photographer.wait(lambda: window.is_inside)
    photographer.wait(lambda: bool(window.house.title.office.plain))
    for name in window.house.rooms:
        window.house.go(name)
        yield f"room-{name}"
    yield from records(desktop, photographer)
    yield from exchange_shots(desktop, photographer)
    yield from journal_shots(desktop, photographer)
    for section in SECTIONS:
        window.house.go("settings", section.name)
        photographer.settle()
        yield f"settings-{section.name}"
    yield from guided(desktop, photographer)
    window.commands.do("app.palette")
    window.house.palette_box.field.setText("ก")
    yield "palette"
    window.house.palette_box.close_again()
    window.lock()
    photographer.settle()
    yield "gate-sign-in"


def guided(desktop: Desktop, photographer: Photographer) -> Iterator[str]:
    """Show every step of the guided jobs; of an answer to a person with what was found."""
    house = desktop.window.house
    house.go("guided")
    page = house.page
    if not isinstance(page, GuidedPage):
        return
    for name in (MOVE, RESTORE, PERSON):
        page.begin(name)
        lead = page.lead(name)
        if isinstance(lead, PersonLead):
            lead.ask.fields["asked"].control.setProperty("text", INVENTED)
            lead.ask.next.click()
            photographer.wait(partial(lead.stands_at, lead.seen))
        for at, step in enumerate(lead.steps):
            lead.go(at)
            photographer.settle()
            yield f"guided-{step.name}"
        page.show_list()


def records(desktop: Desktop, photographer: Photographer) -> Iterator[str]:
    """Open one record of each kind that a room shows, and every tab of its lists."""
    window, tasks = desktop.window, desktop.tasks
    for room in window.house.rooms.values():
        window.house.go(room.name)
        page = window.house.page
        if isinstance(page, CasesPage):
            for tab in page.tabs.names[1:]:
                page.tabs.choose(tab)
                photographer.settle()
                yield f"list-{tab}"
        for kind in room.records:
            found: list[str] = []
            tasks.ask(desktop.window, partial(newest, kind), found.append, topic=kind)
            photographer.wait(partial(len, found))
            if found[0]:
                window.house.open_record(kind, found[0])
                photographer.settle()
                photographer.settle()
                yield f"record-{kind}"


def newest(kind: str, workspace: Workspace) -> str:
    """Return the identity of the newest record of a kind; nothing when there is none."""
    keys = workspace.read.lists.keys(Wanted(kind), workspace.today)
    found = workspace.read.lists.identities([max(keys)]) if keys else ()
    return str(found[0]) if found else ""


def befriended(desktop: Desktop) -> None:
    """Give the training registry two offices that it trusts."""
    places, program = desktop.keeper.computer.places, desktop.program
    folder = training_folder(places.data)
    carried = places.state / "carried"
    for one in (carried, places.state / "offices"):
        one.mkdir(parents=True)
    befriend(folder, places.state / "offices", carried, program)
    keep(desktop.keeper, folder=str(carried))


def exchange_shots(desktop: Desktop, photographer: Photographer) -> Iterator[str]:
    """Show the errands of exchange one after the other."""
    house = desktop.window.house
    house.go("exchange")
    page = house.page
    if not isinstance(page, ExchangePage):
        raise TypeError
    begin = page.errands.begin
    sending = begin("send")
    photographer.wait(lambda: sending.picker.list.count() > 0)  # type: ignore[union-attr]
    sending.picker.list.item(0).setCheckState(Qt.CheckState.Checked)  # type: ignore[union-attr]
    sending.look()  # type: ignore[union-attr]
    photographer.wait(lambda: not sending.progress.is_busy)  # type: ignore[union-attr]
    house.jobs.clear_ended()
    house.jobs.hide()
    yield "exchange-send"
    begin("take")
    yield "exchange-take"
    offices = begin("offices")
    photographer.wait(lambda: offices.view is not None)  # type: ignore[union-attr]
    yield "exchange-offices"
    page.errands.show_office(offices.view.offices[-1].office)  # type: ignore[union-attr]
    yield "exchange-office"
    for name in ("admit", "join", "request", "found", "folders"):
        begin(name)
        yield f"exchange-{name}"


def journal_shots(desktop: Desktop, photographer: Photographer) -> Iterator[str]:
    """Show an entry of the journal and its proofs."""
    house = desktop.window.house
    house.go("journal")
    page = house.page
    if not isinstance(page, JournalPage):
        raise TypeError
    photographer.wait(lambda: bool(page.model.lines))
    page.open_row(len(page.model.lines) - 1)
    photographer.wait(lambda: page.entry.view is not None)
    yield "journal-entry"
    page.begin_proof()
    page.prove.prove()
    photographer.wait(lambda: page.prove.found.audited is not None)
    house.jobs.hide()
    yield "journal-prove"
    page.begin_audit()
    page.audit.give(next(desktop.keeper.computer.places.state.glob("carried/*.csob")))
    yield "journal-audit"
    page.show_list()


def main() -> int:
    """Take the pictures and return the exit code."""
    wanted = set(sys.argv[1:])
    OUT.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        places = Places(*(Path(folder) / name for name in ("data", "config", "logs", "state")))
        make_office(training_folder(places.data), this_program())
        desktop = Desktop(app, this_program(), ThisComputer(places))
        desktop.window.show()
        desktop.window.begin()
        photographer = Photographer(desktop, app)
        for name in shots(desktop, photographer):
            if not wanted or name in wanted or name.removeprefix("room-") in wanted:
                photographer.take(name)
        desktop.window.close()
    print(f"{photographer.taken} pictures in {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
