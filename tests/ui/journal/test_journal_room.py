"""The room of the journal on a real registry of thirty invented subjects (F:N1-N5, F:X36, F:X38)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from cso_registry.storage import desk
from cso_registry.workspace.keeping import back_up_now
from tests.support.desk import PASSPHRASE
from tests.ui.walker import assert_readable
from ui.journal.page import JournalPage


def until(qtbot, is_so):
    """Waits as long as a busy machine may need."""
    qtbot.waitUntil(is_so)


@pytest.fixture
def page(qtbot, around, shown):
    made = shown(JournalPage(around), (1200, 800))
    until(qtbot, lambda: bool(made.model.lines))
    return made


def wish_for(qtbot, page):
    with qtbot.waitSignal(page.model.arrived):
        page.wishes.changed.emit(page.wishes.wish())


def test_newest_entry_stands_first_and_older_ones_come_in_blocks(qtbot, page):
    QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.model
    )
    assert page.model.data(page.model.index(0, 1)) == "รับจดทะเบียน"
    everything = [one.entry for one in page.model.lines]
    assert everything == sorted(everything, reverse=True)
    page.model.block = 10
    with qtbot.waitSignal(page.model.arrived):
        page.refresh()
    assert len(page.model.lines) < len(everything)

    def is_whole():
        page.model.fetchMore(QModelIndex())
        return not page.model.canFetchMore(QModelIndex())

    until(qtbot, is_whole)
    assert [one.entry for one in page.model.lines] == everything


def test_wishes_narrow_the_list(qtbot, page):
    everything = len(page.model.lines)
    page.wishes.act.setCurrentIndex(page.wishes.act.findData("office.found"))
    wish_for(qtbot, page)
    assert {one.kind for one in page.model.lines} == {"office.found"}
    page.wishes.clear()
    until(qtbot, lambda: len(page.model.lines) == everything)
    page.wishes.until.put("2000-01-01")
    wish_for(qtbot, page)
    assert page.model.lines == []
    assert page._none.isVisible()


def test_entry_tells_before_and_after_with_personal_data_masked(qtbot, page, tasks):
    page.open_row(0)
    until(qtbot, lambda: page.entry.view is not None)
    view = page.entry.view
    assert page.crumbs() == ("รับจดทะเบียน",)
    assert view.changed
    assert view.changed[0].lines
    assert view.has_personal
    assert any("••••" in new for _, _, new in view.changed[0].lines)
    page.entry.show_personal()
    until(qtbot, lambda: not page.entry.view.has_personal)
    looks = []
    tasks.write(None, lambda workspace: looks.extend(desk.looks(workspace.connection)))
    until(qtbot, lambda: bool(looks))
    page.entry.record.emit(str(view.changed[0].record))
    until(qtbot, lambda: len(page.model.lines) == 1)
    assert page.crumbs() == ()


def test_registry_is_proved_with_a_report(qtbot, page, tmp_path):
    page.begin_proof()
    job = page.prove.prove()
    until(qtbot, lambda: page.prove.found.audited is not None)
    assert job.state.value == "done"
    assert page.prove.found.audited.audit.findings == []
    assert "ถูกต้องครบถ้วน" in page.prove.found.words[0]
    page.around.speech.speak("en")
    assert "Everything holds" in page.prove.found.words[0]
    report = tmp_path / "รายงาน.pdf"
    page.prove.found.save(report)
    until(qtbot, lambda: report.is_file() and bool(page.around.shell.messages))
    assert report.read_bytes().startswith(b"%PDF")


def test_backup_is_proved_from_the_file_alone_and_a_spoiled_one_is_told(
    qtbot, page, tasks, around, tmp_path
):
    kept = []
    tasks.write(
        None, lambda workspace: kept.append(back_up_now(workspace, tmp_path, lambda *_: None)[0])
    )
    until(qtbot, lambda: bool(kept))
    page.begin_audit()
    page.audit.give(kept[0])
    assert page.audit.prove() is None  # the passphrase is needed
    page.audit.secret.setText(PASSPHRASE.reveal_text())
    page.audit.prove()
    until(qtbot, lambda: page.audit.found.audited is not None)
    assert page.audit.found.audited.audit.is_sound
    spoiled = tmp_path / "เสีย.csobackup"
    spoiled.write_bytes(kept[0].read_bytes()[:-200])
    page.audit.give(spoiled)
    page.audit.secret.setText(PASSPHRASE.reveal_text())
    page.audit.prove()
    until(qtbot, lambda: bool(around.shell.troubles))


def test_room_can_be_read_at_any_size(qtbot, page, look, speech):
    assert_readable(page.window(), look, speech)
    until(qtbot, lambda: bool(page.model.lines))
    page.open_row(0)
    until(qtbot, lambda: page.entry.view is not None)
    assert_readable(page.window(), look, speech)
    page.begin_audit()
    page.audit.way.show()
    assert_readable(page.window(), look, speech)
