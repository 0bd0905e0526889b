"""How long the window is deaf: while one types in search, scrolls, saves, imports."""

from __future__ import annotations

import gc
import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from build_spec.bench.figures import Figure
from build_spec.bench.ground import SEED, Desk, found, keys, program, registrations, scratch
from build_spec.bench.listing import KEY, kept_list
from build_spec.bench.two_offices import exported, fill, found_two, subjects
from build_spec.bench.watchdog import PART, Watchdog, control, rest, until
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.domain.organizations.sample_sheet import messy_spreadsheet_rows
from cso_registry.host.paths import find_places
from cso_registry.kernel.ids import OrganizationId
from cso_registry.seal.secret import Secret
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.tables.writing import OutColumn, write_csv
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.importing import ImportChoices, import_organizations
from cso_registry.workspace.sampling import read_words_of
from cso_registry.workspace.this_computer import ThisComputer
from cso_registry.workspace.workspace import OpenedParts, Workspace
from ui.commands.catalogue import Catalogue
from ui.lists.kinds import ORGANIZATIONS
from ui.lists.pane import ListPane
from ui.look.look import Look, Theme
from ui.look.speech import Speech
from ui.settings.keeper import Keeper
from ui.shell.room import Message, Surroundings
from ui.tasks.desk import Tasks
from ui.tasks.threads import SECONDS_A_TURN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from build_spec.bench.sizes import Sizes
    from cso_registry.workspace.performing import Session
    from ui.lists.view import View
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Report

KEY_MS = 90
SECONDS_OF_NOTHING = 0.1
"""For each run of what is measured."""
TYPED = ("มูลนิธิพัฒนา", "ชมรมผู้สูงอายุ", "อนุรักษ์ป่า")
JUMPS, SAVES = 60, 40
SHOWN = {
    "by number": {"order": "number", "descending": False, "codes": {}},
    "by number, from the end": {"order": "number", "descending": True, "codes": {}},
    "one status": {"order": "title", "descending": False, "codes": {"status": ["registered"]}},
    "by name again": {"order": "title", "descending": False, "codes": {}},
}
"""What is shown of the list, one after the other."""


class Quiet:
    """A window of which the bench asks nothing; trouble ends the bench."""

    def go(self, room: str, record: str = "") -> None:
        """Go nowhere."""

    def open_record(self, record_type: str, identity: str) -> None:
        """Open nothing."""

    def tell(self, message: Message) -> None:
        """Say nothing."""

    def tell_trouble(self, trouble: Trouble) -> None:
        """End.

        Raises:
            RuntimeError: Always, from what happened.
        """
        raise RuntimeError from trouble.error

    def help(self, page: str) -> None:
        """Open nothing."""


def measure(sizes: Sizes) -> list[Figure]:
    """Return the figures of lists of every size, of saving and of importing."""
    app = QApplication.instance()
    qt = app if isinstance(app, QApplication) else QApplication([])
    look = Look(qt, program().resources)
    look.wear(Theme.LIGHT, 100)
    figures = list(control(sizes.reads * SECONDS_OF_NOTHING))
    for size in sizes.lists:
        with scratch() as folder:
            # Only read, so it need not be copied.
            os.link(kept_list(size), folder / DATABASE_NAME)
            figures += _listing(look, folder, size, sizes.reads)
    with scratch() as folder:
        session = found(folder / "desk")
        desk = Desk(folder / "desk", session)
        desk.fill(registrations(sizes.saved_beside))
        desk.close()
        figures += _working(look, folder, session, sizes)
    with scratch() as folder:
        figures += _taking(look, folder, sizes)
    figures += control(sizes.reads * SECONDS_OF_NOTHING)
    return figures


def _bare(folder: Path) -> Workspace:
    """Return a workspace over a database of lists only."""
    connection = open_writer(folder / DATABASE_NAME, KEY)
    return Workspace(OpenedParts(folder, Secret(KEY), connection, None, None, program()))


def _surroundings(look: Look, tasks: Tasks) -> tuple[QMainWindow, Surroundings]:
    window, speech = QMainWindow(), Speech(program().texts)
    keeper = Keeper(ThisComputer(find_places()), look, speech)
    commands = Catalogue(window, speech, look)
    return window, Surroundings(look, speech, tasks, commands, Quiet(), keeper)


def _opened(opener: Callable[[], Workspace], session: Session | None) -> Tasks:
    tasks = Tasks()
    # As the program does.
    tasks.opened.connect(gc.freeze)
    sys.setswitchinterval(SECONDS_A_TURN)

    def failed(trouble: Trouble) -> None:
        raise RuntimeError from trouble.error

    tasks.open(opener, lambda _: None, failed)
    until(lambda: tasks.is_open)
    tasks.session = session
    return tasks


def _listing(look: Look, folder: Path, lines: int, reads: int) -> Iterator[Figure]:
    size = f"{lines:,}"
    tasks = _opened(lambda: _bare(folder), None)
    window, around = _surroundings(look, tasks)
    dog = Watchdog()
    dog.start()
    pane = ListPane(around, ORGANIZATIONS)
    window.setCentralWidget(pane)
    window.resize(1_200, 760)
    window.show()
    until(lambda: len(pane.model.keys) > 0)
    rest(0.5)
    yield from dog.figures(f"open a list of {size}")
    dog.start()
    _scroll(pane, min(JUMPS, 2 * reads))
    yield from dog.figures(f"scroll {size}")
    dog.start()
    for text in TYPED[: max(1, reads // 10)]:
        _type(pane, text)
    yield from dog.figures(f"type in search of {size}")
    dog.start()
    took = {name: _show(pane, pane.view.model_copy(update=what)) for name, what in SHOWN.items()}
    yield from dog.figures(f"order and filter {size}")
    for name, seconds in took.items():
        note = "until its first lines are there; the window goes on meanwhile"
        yield Figure(PART, f"{name} {size}", seconds * 1_000, "ms", note=note)
    dog.start()
    pane.table.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_End):
        press(pane.table, key)
        rest(0.1)
    yield from dog.figures(f"jump to the end of {size}")
    window.close()
    tasks.close()
    window.deleteLater()


def _working(look: Look, folder: Path, session: Session, sizes: Sizes) -> Iterator[Figure]:
    tasks = _opened(lambda: Workspace.open(folder / "desk", keys(), program()), session)
    window, around = _surroundings(look, tasks)
    pane = ListPane(around, ORGANIZATIONS)
    window.setCentralWidget(pane)
    window.resize(1_200, 760)
    window.show()
    until(lambda: pane.model.row_at(0) is not None)
    dog = Watchdog()
    dog.start()
    for at in range(min(SAVES, sizes.reads)):
        _save(pane, tasks, at)
    yield from dog.figures("save, list in front")
    sheet = _sheet(folder, min(10_000, sizes.imported))
    choices = ImportChoices(skips_unknown=True, allows_doubles=True)
    dog.start()
    job = tasks.run(
        "import",
        lambda workspace, report: import_organizations(workspace, session, sheet, choices, report),
        writes=True,
    )
    until(lambda: job.has_ended)
    rest(0.5)
    yield from dog.figures(f"import {min(10_000, sizes.imported):,} rows")
    again = tasks.run(
        "import",
        lambda workspace, report: import_organizations(workspace, session, sheet, choices, report),
        writes=True,
    )
    until(lambda: again.done > 0)
    asked = time.perf_counter()
    again.stop()
    until(lambda: again.has_ended)
    took = (time.perf_counter() - asked) * 1_000
    yield Figure(PART, "stop an import", took, "ms", 1_000.0, note="until the job has ended")
    window.close()
    tasks.close()
    window.deleteLater()


def _taking(look: Look, folder: Path, sizes: Sizes) -> Iterator[Figure]:
    """Take a bundle in, with a list in front."""
    offices, count = found_two(folder), min(10_000, sizes.imported)
    fill(offices.province, offices.session, subjects(count))
    _, written = exported(offices.province, folder / "out")
    tasks = _opened(lambda: Workspace.open(offices.nation, keys(), program()), offices.session)
    window, around = _surroundings(look, tasks)
    pane = ListPane(around, ORGANIZATIONS)
    window.setCentralWidget(pane)
    window.show()
    dog = Watchdog()
    dog.start()
    for one in written:
        job = tasks.run("take", partial(_take, one.file), writes=True)
        until(lambda job=job: job.has_ended)  # type: ignore[misc]
    rest(0.5)
    yield from dog.figures(f"take a bundle of {count:,} entries")
    window.close()
    tasks.close()
    window.deleteLater()


def _take(file: Path, workspace: Workspace, report: Report) -> object:
    with file.open("rb") as source:
        return Exchange(workspace).take(source, report)


def _show(pane: ListPane, view: View) -> float:
    """Show something else of the list; return how long it takes until its first lines are there."""
    came: list[object] = []
    began = time.perf_counter()
    pane.model.arrived.connect(came.append)
    pane.show_view(view)
    until(lambda: bool(came))
    until(lambda: not pane.model.keys or pane.model.row_at(0) is not None)
    took = time.perf_counter() - began
    pane.model.arrived.disconnect(came.append)
    rest(0.1)
    return took


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def _scroll(pane: ListPane, jumps: int) -> None:
    bar = pane.table.verticalScrollBar()
    for at in range(jumps):
        bar.setValue(bar.maximum() * (at * 37 % jumps) // jumps)
        rest(0.06)
    for _ in range(jumps):
        bar.setValue(bar.value() + bar.singleStep())
        rest(0.016)


def _type(pane: ListPane, text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(pane.search, event)
        rest(KEY_MS / 1_000)
    rest(0.6)
    pane.search.clear()
    rest(0.6)


def _save(pane: ListPane, tasks: Tasks, at: int) -> None:
    row = pane.model.row_at(at)
    if row is None:
        return
    act = ChangeContact(
        organization=OrganizationId(row.id),
        contact=Contact(website=f"https://{at}.invalid"),
        reason="แจ้งใหม่ (สมมติ)",
    )
    done: list[object] = []
    tasks.perform(pane, act, done.append)
    until(lambda: bool(done))
    rest(0.05)


def _sheet(folder: Path, rows: int) -> Path:
    words = read_words_of(program())
    made = messy_spreadsheet_rows(words, program().means.areas, seed=SEED, rows=rows, after=50_000)
    file = folder / "sheet.csv"
    first, *rest = (row.cells for row in made.rows)
    with file.open("wb") as stream:
        columns = [OutColumn(str(one or "")) for one in first]
        write_csv(stream, columns, rest, language="th")
    return file
