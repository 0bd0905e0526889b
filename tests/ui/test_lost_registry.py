"""A registry that does not open: the recovery key, or a backup in its place; nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from cso_registry.seal.recovery import create_recovery_key, protect_identity
from cso_registry.workspace.keyfile import read_key_file, write_key_file
from cso_registry.workspace.opening import typed
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, OFFICER_SECRET, PASSPHRASE, copy_of, founded, program_at
from tests.support.registry import SetClock
from tests.ui.conftest import CHEAP
from ui.gate import start
from ui.settings.passphrase import PassphraseCard

NEW = "ดอกจาน-ริมรั้ว-สมมติ"
LOCKED = "ตู้เหล็ก-ชั้นสอง-สมมติ"
PASSING = {"registry.lock", "registry.db-shm", "registry.db-wal"}
"""What trying to open leaves beside the database; it tells nothing."""
DATABASE, KEY_FILE = "registry.db", "keys.json"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A registry with a recovery key, and a folder with its backup; made once."""
    base = tmp_path_factory.mktemp("kept")
    key = create_recovery_key()
    founded(base / "registry", recipient=key.recipient)
    (base / "recovery.json").write_bytes(protect_identity(key, typed(LOCKED), cost=CHEAP))
    (base / "backups").mkdir()
    with Workspace.opened(base / "registry", KEYS, program_at(SetClock())) as workspace:
        workspace.back_up(base / "backups" / "registry-25690301.csobackup")
    return base


@pytest.fixture
def folder(kept, computer):
    """The usual place of a registry, with a copy of it."""
    found = computer.places.registry()
    found.parent.mkdir(parents=True)
    copy_of(kept / "registry", found)
    backups = str(kept / "backups")
    computer.keep(replace(computer.preferences(), backup_folder=backups))
    return found


@pytest.fixture
def gate(folder, desktop, computer, kept):
    """The gate of a desk that knows the registry and where its backups are."""
    desktop.keeper.now = replace(desktop.keeper.now, backup_folder=str(kept / "backups"))
    return desktop.window.gate


def content(folder):
    files = (one for one in folder.rglob("*") if one.is_file() and one.name not in PASSING)
    return {str(one.relative_to(folder)): one.read_bytes() for one in files}


def cut(folder):
    file = folder / DATABASE
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


def overwritten(folder):
    (folder / DATABASE).write_bytes(b"\xa7garbage " * 4_000)


def emptied(folder):
    (folder / DATABASE).write_bytes(b"")


def without_database(folder):
    (folder / DATABASE).unlink()


def without_key_file(folder):
    (folder / KEY_FILE).unlink()


def torn_key_file(folder):
    (folder / KEY_FILE).write_bytes(b'{"form":1,')


def try_to_open(qtbot, desktop):
    """Opens the registry as a clerk would, until it is refused."""
    window, gate = desktop.window, desktop.window.gate
    window.begin()
    assert gate.page is gate.open
    if gate.open.passphrase.isVisible():
        gate.open.passphrase.setText(PASSPHRASE.reveal_text())
        gate.open.open.click()
    qtbot.waitUntil(lambda: gate.open.card.isEnabled() and bool(gate.open.said()))


@pytest.mark.parametrize(
    "damage",
    [cut, overwritten, emptied, without_database, without_key_file, torn_key_file],
    ids=lambda one: one.__name__,
)
def test_backup_takes_the_place_of_what_is_damaged_and_keeps_it_whole(
    qtbot, desktop, gate, folder, damage
):
    damage(folder)
    before = content(folder)
    try_to_open(qtbot, desktop)
    assert "--" not in gate.open.said()
    assert gate.open.restore.isVisible()
    gate.open.restore.click()
    page = gate.page
    assert page.text("restore_file").endswith("registry-25690301.csobackup")
    assert page.folder == folder
    assert page.replaces.isChecked()
    page.fields["restore_secret"].control.setText(PASSPHRASE.reveal_text())
    page.next.click()
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)
    [aside] = [one for one in folder.parent.iterdir() if one != folder]
    assert content(aside) == before
    assert aside.name in gate.sign_in.said()
    with qtbot.waitSignal(desktop.window.entered):
        gate.sign_in.secret.setText(OFFICER_SECRET.reveal_text())
        gate.sign_in.secret.returnPressed.emit()


def test_registry_that_stands_there_is_never_replaced_unasked(qtbot, desktop, gate, folder):
    overwritten(folder)
    before = content(folder)
    try_to_open(qtbot, desktop)
    gate.open.restore.click()
    page = gate.page
    page.fields["restore_secret"].control.setText(PASSPHRASE.reveal_text())
    page.replaces.setChecked(False)
    page.next.click()
    assert gate.page is page
    assert page.fields["restore_folder"]._wrong.plain
    assert content(folder) == before
    page.back.emit()
    assert gate.page is gate.open


def test_wrong_passphrase_of_the_backup_leaves_everything_as_it_was(qtbot, desktop, gate, folder):
    cut(folder)
    before = content(folder)
    try_to_open(qtbot, desktop)
    gate.open.restore.click()
    page = gate.page
    page.fields["restore_secret"].control.setText("ผิด-แน่นอน-สมมติ-จริง")
    page.next.click()
    qtbot.waitUntil(lambda: bool(page.said()) and page.card.isEnabled())
    assert content(folder) == before
    assert list(folder.parent.iterdir()) == [folder]


def test_wrong_passphrase_alone_offers_no_backup(qtbot, desktop, gate):
    desktop.window.begin()
    gate.open.passphrase.setText("ผิด-แน่นอน-สมมติ-จริง")
    gate.open.open.click()
    qtbot.waitUntil(lambda: gate.open.card.isEnabled() and bool(gate.open.said()))
    assert not gate.open.restore.isVisible()


def test_forgotten_passphrase_the_recovery_key_opens(qtbot, desktop, gate, kept):
    desktop.window.begin()
    gate.open.way.click()
    gate.open.passphrase.setText(LOCKED)
    gate.open.open.click()
    assert gate.page is gate.open
    gate.open.key_file.line.setText(str(kept / "recovery.json"))
    gate.open.open.click()
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)


def test_who_came_in_by_the_recovery_key_is_led_to_a_new_passphrase(
    qtbot, desktop, gate, folder, kept
):
    window = desktop.window
    window.begin()
    gate.open.use_recovery(on=True)
    gate.open.key_file.line.setText(str(kept / "recovery.json"))
    gate.open.passphrase.setText(LOCKED)
    gate.open.open.click()
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)
    with qtbot.waitSignal(window.entered):
        gate.sign_in.secret.setText(OFFICER_SECRET.reveal_text())
        gate.sign_in.secret.returnPressed.emit()
    messages = window.house.messages.shown()
    words = desktop.speech.say("ui.settings.opens_with_do")
    buttons = [one for said in messages for one in said.findChildren(QPushButton)]
    next(one for one in buttons if one.text() == words).click()
    [card] = window.house.page.findChildren(PassphraseCard)
    card.fields["new"].control.setText(NEW)
    card.change.click()
    assert card.fields["again"]._wrong.plain
    card.fields["again"].control.setText(NEW)
    card.change.click()
    qtbot.waitUntil(lambda: card.change.isEnabled() and not card.fields["new"].text())
    window.close_registry()
    gate.open.use_recovery(on=False)
    gate.open.passphrase.setText(NEW)
    gate.open.open.click()
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)


def test_lost_keyring_asks_for_the_recovery_key(qtbot, desktop, gate, folder, kept):
    write_key_file(folder, replace(read_key_file(folder), in_keyring=True))
    desktop.window.begin()
    assert not gate.open.passphrase.isVisible()
    gate.open.open.click()
    qtbot.waitUntil(gate.open.key_file.isVisible)
    assert gate.open.said()
    gate.open.key_file.line.setText(str(kept / "recovery.json"))
    gate.open.passphrase.setText(LOCKED)
    gate.open.passphrase.returnPressed.emit()
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)


def test_backup_beside_a_registry_is_offered_a_free_place(desktop, gate, folder):
    desktop.window.begin()
    gate.open.other.emit()
    gate.start.choices[start.BACKUP].click()
    assert gate.page.folder == folder.with_name("registry-2")
    assert not gate.page.replaces.isVisible()
