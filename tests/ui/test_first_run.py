"""First run: a new office, an office that joins others, a backup; every refusal loses nothing."""

from __future__ import annotations

import json
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QPushButton, QScrollBar

from cso_registry.workspace import opening
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, OFFICER_SECRET, PASSPHRASE, copy_of, founded, program_at
from tests.ui.conftest import CHEAP
from tests.ui.test_key_card import text_of
from tests.ui.walker import assert_readable
from ui.gate import start
from ui.look.look import Theme
from ui.look.parts import Wrapped

SECRET, WORDS, LOCKED = "ต้นกล้า-ริมห้วย-สมมติ", "แม่น้ำ-ภูเขา-ทะเล-สมมติ", "ตู้เหล็ก-ชั้นสอง-สมมติ"


@pytest.fixture
def gate(desktop):
    desktop.window.gate.wizard.cost = CHEAP
    return desktop.window.gate


def type_into(page, **texts):
    for name, text in texts.items():
        control = page.fields[name].control
        (control.line if hasattr(control, "line") else control).setText(text)


def answer_all(gate, tmp_path, *, way=start.NEW):
    """Answers every step up to the summary, as a person would."""
    gate.start.choices[way].click()
    wizard = gate.wizard
    assert gate.page is wizard.office
    type_into(
        wizard.office,
        name="สำนักงานจังหวัดเชียงใหม่ (สมมติ)",
        code="ชม",
        folder=str(tmp_path / "ทะเบียน"),
    )
    wizard.office.province.setCurrentIndex(wizard.office.province.findText("เชียงใหม่"))
    wizard.office.next.click()
    type_into(wizard.officer, given="กมลชนก", family="ใจดีสมมติ", secret=SECRET, secret_again=SECRET)
    wizard.officer.next.click()
    type_into(
        wizard.key,
        passphrase=WORDS,
        passphrase_again=WORDS,
        recovery=str(tmp_path / "กู้คืน.json"),
        recovery_passphrase=LOCKED,
        recovery_passphrase_again=LOCKED,
    )
    wizard.key.next.click()
    type_into(wizard.backup, backups=str(tmp_path / "สำรอง"), request=str(tmp_path / "คำขอ.json"))
    wizard.backup.next.click()
    assert gate.page is wizard.summary
    return wizard


def test_new_office_is_at_work_after_five_steps(qtbot, desktop, gate, tmp_path, computer):
    wizard = answer_all(gate, tmp_path)
    with qtbot.waitSignal(gate.founded):
        wizard.summary.next.click()
    assert desktop.window.is_inside
    told = desktop.window.house.messages.shown()[0].findChildren(Wrapped)
    assert any("กู้คืน.json" in one.plain for one in told)
    assert (tmp_path / "กู้คืน.json").is_file()
    assert computer.preferences().backup_folder == str(tmp_path / "สำรอง")
    assert computer.preferences().registries == (str(tmp_path / "ทะเบียน"),)
    assert [page.text(name) for page in wizard.pages for name in page.fields if "secret" in name
            or "passphrase" in name] == [""] * 6  # fmt: skip
    desktop.window.close()
    keys = opening.recovery_keys(tmp_path / "กู้คืน.json", opening.typed(LOCKED))
    with Workspace.opened(tmp_path / "ทะเบียน", keys, desktop.window._program) as workspace:
        assert workspace.office.identity.province == "50"
        assert not workspace.is_training


def test_sheet_of_recovery_is_printed_without_any_secret(
    qtbot, desktop, gate, tmp_path, monkeypatch
):
    wizard = answer_all(gate, tmp_path)
    with qtbot.waitSignal(gate.founded):
        wizard.summary.next.click()
    file = tmp_path / "ใบกู้คืน.pdf"
    opened = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), "*.pdf"))
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    message = desktop.window.house.messages.shown()[0]
    next(one for one in message.findChildren(QPushButton) if one.text() == "พิมพ์ใบกู้คืน").click()
    assert len(opened) == 1
    told = text_of(file.read_bytes())
    assert "สำนักงานจังหวัดเชียงใหม่" in told
    assert "กู้คืน.json" in told
    assert not any(one in told for one in (SECRET, WORDS, LOCKED))


def test_office_that_joins_writes_its_request(qtbot, desktop, gate, tmp_path):
    wizard = answer_all(gate, tmp_path, way=start.KIT)
    begun = []
    gate.founded.connect(begun.append)
    with qtbot.waitSignal(gate.founded):
        wizard.summary.next.click()
    assert len(begun[0].words) == 8
    assert (tmp_path / "คำขอ.json").read_bytes().startswith(b"{")


def test_what_is_missing_is_said_beside_its_field(gate):
    gate.start.choices[start.NEW].click()
    gate.wizard.office.next.click()
    assert gate.page is gate.wizard.office
    wrong = {name: field._wrong.plain for name, field in gate.wizard.office.fields.items()}
    assert [name for name, said in wrong.items() if said] == ["name", "code"]


@pytest.mark.parametrize(
    ("once", "again", "field"),
    [("สั้น", "สั้น", "secret"), (SECRET, WORDS, "secret_again"), ("", "", "secret")],
)
def test_weak_or_unequal_secret_is_refused(gate, tmp_path, once, again, field):
    answer_all(gate, tmp_path)
    gate.show_page(gate.wizard.officer)
    type_into(gate.wizard.officer, secret=once, secret_again=again)
    gate.wizard.officer.next.click()
    assert gate.page is gate.wizard.officer
    assert gate.wizard.officer.fields[field]._wrong.plain


def test_going_back_loses_nothing(gate, tmp_path):
    wizard = answer_all(gate, tmp_path)
    for page in reversed(wizard.pages):
        page.back.emit()
    assert gate.page is gate.start
    gate.start.choices[start.NEW].click()
    assert wizard.office.text("code") == "ชม"


def test_missing_keyring_is_told_in_plain_words(gate, tmp_path):
    wizard = answer_all(gate, tmp_path)
    gate.show_page(wizard.key)
    assert not wizard.key.keyring.isEnabled()
    assert wizard.key._why.plain
    assert "keyring.backends" not in wizard.key._why.plain


def test_recovery_key_is_never_written_over(gate, tmp_path):
    wizard = answer_all(gate, tmp_path)
    (tmp_path / "กู้คืน.json").write_text("x", "utf-8")
    gate.show_page(wizard.key)
    wizard.key.next.click()
    assert gate.page is wizard.key
    assert "กู้คืน.json" in wizard.key.fields["recovery"]._wrong.plain


def test_every_step_is_readable(desktop, gate, tmp_path):
    wizard = answer_all(gate, tmp_path, way=start.KIT)
    places = {page.name: partial(gate.show_page, page) for page in wizard.pages}
    assert_readable(desktop.window, desktop.look, desktop.speech, places=places, is_window=True)


@pytest.mark.parametrize("percent", [100, 200])
def test_what_leads_on_is_always_seen(qtbot, desktop, gate, tmp_path, percent):
    """Even in the smallest window; and what has room for all of it shows no bar."""
    wizard, window = answer_all(gate, tmp_path, way=start.KIT), desktop.window
    window.resize(window.minimumSize())
    desktop.look.wear(Theme.LIGHT, percent)
    for page in wizard.pages:
        gate.show_page(page)
        QApplication.processEvents()
        button = QRect(page.next.mapTo(window, QPoint()), page.next.size())
        assert window.rect().contains(button), page.name
    desktop.look.wear(Theme.LIGHT, 100)
    window.resize(1366, 900)
    gate.show_page(wizard.officer)
    bars = wizard.officer.findChildren(QScrollBar)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in bars))


@pytest.fixture
def backup(tmp_path, clock):
    """A backup of an invented office, away from its registry."""
    program = program_at(clock)
    folder = tmp_path / "lost"
    founded(folder, clock=clock)
    with Workspace.opened(folder, KEYS, program) as workspace:
        workspace.back_up(tmp_path / "one.csobackup")
    return tmp_path / "one.csobackup"


def restore(gate, backup, tmp_path, secret):
    gate.start.choices[start.BACKUP].click()
    page = gate.page
    type_into(
        page,
        restore_file=str(backup),
        restore_secret=secret,
        restore_folder=str(tmp_path / "again"),
    )
    page.next.click()
    return page


def test_backup_is_proved_opened_and_its_desk_opened(
    qtbot, desktop, gate, backup, tmp_path, monkeypatch
):
    restore(gate, backup, tmp_path, PASSPHRASE.reveal_text())
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)
    with qtbot.waitSignal(desktop.window.entered):
        gate.sign_in.secret.setText(OFFICER_SECRET.reveal_text())
        gate.sign_in.secret.returnPressed.emit()
    messages = desktop.window.house.messages
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("กู้คืน", True))

    def offered():
        buttons = [one for said in messages.shown() for one in said.findChildren(QPushButton)]
        return [one for one in buttons if one.text() == "เปิดโต๊ะทำงาน"]

    qtbot.waitUntil(lambda: bool(offered()))
    [button] = offered()
    with qtbot.waitSignal(desktop.tasks.changed):
        button.click()
    qtbot.waitUntil(lambda: desktop.window.house._standing.is_desk_open)


def test_backup_with_the_wrong_passphrase_leaves_nothing(qtbot, gate, backup, tmp_path):
    page = restore(gate, backup, tmp_path, "ผิด-แน่นอน-สมมติ-จริง")
    qtbot.waitUntil(lambda: bool(page.said()) and page.card.isEnabled())
    assert not (tmp_path / "again").exists()
    assert page.text("restore_file") == str(backup)


def test_known_registry_is_opened_with_its_passphrase(qtbot, desktop, gate, tmp_path, clock):
    folder = copy_of_founded(tmp_path, clock)
    desktop.window.begin(folder)
    assert gate.page is gate.open
    gate.open.passphrase.setText("ผิด-แน่นอน-สมมติ-จริง")
    gate.open.open.click()
    qtbot.waitUntil(lambda: gate.open.card.isEnabled() and bool(gate.open.said()))
    gate.open.passphrase.setText(PASSPHRASE.reveal_text())
    gate.open.open.click()
    qtbot.waitUntil(lambda: gate.page is gate.sign_in)
    assert gate.sign_in.officers.count() == 1


def copy_of_founded(tmp_path, clock):
    founded(tmp_path / "first", clock=clock)
    return copy_of(tmp_path / "first", tmp_path / "known")


def test_preferences_hold_no_secret(qtbot, desktop, gate, tmp_path, computer):
    wizard = answer_all(gate, tmp_path)
    with qtbot.waitSignal(gate.founded):
        wizard.summary.next.click()
    kept = json.loads((computer.places.config / "desktop.json").read_text("utf-8"))
    assert not any(one in json.dumps(kept, ensure_ascii=False) for one in (SECRET, WORDS, LOCKED))
