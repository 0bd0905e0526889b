"""What is loaded while a passphrase is typed: in pieces, and no more once it is entered."""

import sys

from PySide6.QtCore import QObject

from cso_registry.host.resources import find_resources
from cso_registry.workspace.means import Delivered
from ui.gate import ahead
from ui.gate.ahead import LISTS, Ahead, names
from ui.shell.rooms import ROOMS

MANY = 200


def test_it_ends_with_what_opens_a_registry_and_shows_the_first_page(qtbot):
    parent, delivered = QObject(), Delivered(find_resources())
    loading = Ahead(parent, delivered, ROOMS)
    loading.start()
    qtbot.waitUntil(lambda: not loading.is_loading)
    beside = {one.partition(":")[0] for room in ROOMS for one in (room.waiting, room.at_work)}
    assert beside - {""} <= set(sys.modules)
    assert set(names()) <= set(sys.modules)
    assert set(LISTS) <= set(vars(delivered))
    assert {"cso_registry.workspace.workspace", "ui.shell.house", "ui.today.page"} <= set(names())


def test_every_piece_stands_alone_so_that_letters_come_between():
    found = list(names())
    assert len(found) == len(set(found)) > MANY
    catalogue = found.index("cso_registry.domain.catalogue")
    assert catalogue > found.index("cso_registry.domain.selection.acts_and_records")


def test_nothing_more_is_loaded_once_the_registry_is_opened(qtbot, monkeypatch):
    parent, loaded, delivered = QObject(), [], Delivered(find_resources())
    loading = Ahead(parent, delivered)

    def load(name):
        loaded.append(name)
        loading.stop()

    monkeypatch.setattr(ahead, "import_module", load)
    loading.start()
    qtbot.waitUntil(lambda: bool(loaded))
    qtbot.wait(20)
    assert len(loaded) == 1
    loading.start()
    qtbot.waitUntil(lambda: len(loaded) == 2)
    assert loaded == list(names())[:2]


def test_it_stops_when_a_registry_is_opened(qtbot, desktop, trained_once):
    gate = desktop.window.gate
    desktop.window.begin(trained_once)
    assert gate.page is gate.open
    gate.ahead.start()
    gate.open_with(trained_once, lambda: 1 / 0, lambda: None)
    assert not gate.ahead.is_loading
    qtbot.waitUntil(lambda: bool(gate.page.said()))
