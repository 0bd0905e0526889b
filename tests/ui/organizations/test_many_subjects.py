"""Many subjects at once: a field changed and undone, labels, a letter to all, rows pasted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cso_registry.domain.batches.acts import UndoImport
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import BatchId, RecordId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.bulk_edit import FIELDS, Wish, edit_many
from tests.documents.paper_examples import copied, squeezed
from tests.support.desk import WHY, add_subjects, new_desk
from tests.ui.keys import type_text
from tests.ui.walker import assert_readable
from ui.organizations.page import OrganizationsPage
from ui.widgets.reason import ReasonPanel

WEBSITE = "https://จังหวัด.invalid"


@pytest.fixture
def page(qtbot, around, shown):
    made = shown(OrganizationsPage(around), (1280, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 30)
    return made


@pytest.fixture
def editing(qtbot, page, around):
    """The bulk edit of all thirty, at their website, tried."""
    page.list.table.selectAll()
    action = next(one for one in page.list.foot.menu.actions() if "ช่องเดียว" in one.text())
    action.trigger()
    qtbot.waitUntil(lambda: page._editing is not None and bool(page.editing.records))
    pane = page.editing
    pane.fields.setCurrentIndex(FIELDS.index(("contact", "website")))
    pane.fields.activated.emit(pane.fields.currentIndex())
    type_text(pane.editor.input, WEBSITE)
    pane.try_out.click()
    qtbot.waitUntil(lambda: bool(pane.outcome or around.shell.troubles))
    assert around.shell.troubles == []
    return pane


def websites(qtbot, tasks):
    def look(workspace):
        rows = workspace.read.first_organizations(OrganizationFilter(), workspace.today, 99)
        found = [workspace.read.record(RecordId(row.id)) for row in rows]
        return [None if one.contact is None else one.contact.website for one in found]

    said = []
    tasks.ask(tasks, look, said.append)
    qtbot.waitUntil(lambda: bool(said))
    return said[0]


def test_field_of_many_is_seen_first_then_changed_and_undone(qtbot, page, editing, around, tasks):
    before = websites(qtbot, tasks)
    assert WEBSITE not in before
    tried = editing.outcome
    assert len(tried.changed) + tried.same + len(tried.refused) == 30
    assert all(one.after == WEBSITE for one in tried.changed)
    assert not editing.do.isEnabled()
    type_text(editing.reason, "ย้ายที่เก็บเว็บ (สมมติ)")
    qtbot.mouseClick(editing.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(around.shell.messages))
    assert websites(qtbot, tasks).count(WEBSITE) == len(tried.changed)
    message = around.shell.messages[0]
    assert message.action == "ถอนคืนทั้งชุด"
    message.do()
    panel = page.window().findChild(ReasonPanel)
    type_text(panel.reason, "ใส่ผิด (สมมติ)")
    panel.do.click()
    qtbot.waitUntil(lambda: len(around.shell.messages) == 2)
    assert websites(qtbot, tasks) == before


def test_what_was_seen_holds_until_something_else_is_asked(editing):
    type_text(editing.reason, "ลอง (สมมติ)")
    assert editing.do.isEnabled()
    type_text(editing.editor.input, "/ใหม่")
    assert not editing.do.isEnabled()
    assert editing.outcome is None


def test_bulk_edit_reads_well(editing, look, speech):
    assert_readable(editing.window(), look, speech)


def test_undoing_keeps_what_somebody_touched_since(tmp_path):
    with new_desk(tmp_path / "r", province=None) as desk:
        add_subjects(desk, 3)
        workspace = desk.workspace
        rows = workspace.read.first_organizations(OrganizationFilter(), workspace.today, 9)
        records = [RecordId(row.id) for row in rows]
        kept = [workspace.read.record(one).contact for one in records]
        wish = Wish("contact", "website", WEBSITE, WHY)

        def edit(asked, *, is_trial=False):
            return edit_many(
                workspace, records, asked, desk.session, no_progress, is_trial=is_trial
            )

        assert edit(wish, is_trial=True).changed
        assert [workspace.read.record(one).contact for one in records] == kept
        outcome = edit(wish)
        with pytest.raises(RefusedError) as refused:
            edit(wish)
        assert [one.key for one in refused.value.reasons] == ["F:L2.editing_changes_something"]
        with pytest.raises(InputError, match=r"bulk\.unknown_field"):
            edit(Wish("contact", "phone", "1", WHY))
        assert len(edit(Wish("address", "postal", "x", WHY), is_trial=True).refused) == 3
        newer = Contact(website="https://ใหม่กว่า.invalid")
        workspace.perform(
            ChangeContact(organization=records[0], contact=newer, reason=WHY), desk.session
        )
        act = UndoImport(
            batch=BatchId(outcome.batch),
            legal_basis="PMO-2551",
            effective=workspace.today,
            reason=WHY,
        )
        workspace.perform(act, desk.session)
        found = [workspace.read.record(one).contact for one in records]
        assert found == [newer, *kept[1:]]


def test_labels_of_what_is_selected_are_seen_to_be_printed(qtbot, page, around):
    page.list.table.selectAll()
    action = next(one for one in page.list.foot.menu.actions() if "ฉลาก" in one.text())
    action.trigger()
    qtbot.waitUntil(lambda: bool(around.shell.troubles or page.labels.sight))
    assert around.shell.troubles == []
    text = squeezed(copied(page.labels.sight.pdf))
    assert text.count("จังหวัด") >= 20
    page.bindings()["record.close"].do()
    assert page.list.isVisible()


def test_letter_to_all_is_numbered_into_one_file(qtbot, page, around, tmp_path):
    page.list.table.selectRow(0)
    panel = page.many.ask_letter()
    asked = []
    panel.written.disconnect()
    panel.written.connect(asked.append)
    type_text(panel.topic, "เชิญประชุม (สมมติ)")
    assert not panel.do.isEnabled()
    type_text(panel.words, "ขอเชิญประชุมประจำปี (สมมติ)")
    panel.do.click()
    file = tmp_path / "letters.pdf"
    page.many.print_to(file, "L-00", asked[0])
    qtbot.waitUntil(lambda: bool(around.shell.messages))
    assert around.shell.messages[0].tone == "good"
    assert "ขอเชิญประชุมประจำปี" in squeezed(copied(file.read_bytes()))


def test_rows_pasted_from_a_spreadsheet_are_tried_and_not_kept(qtbot, page, around):
    heads = ("ชื่อ", "ประเภท", "จังหวัด", "อำเภอ", "ตำบล", "วันที่จดทะเบียน")
    row = ("มูลนิธิวางแล้วสมมติ", "มูลนิธิ", "เชียงใหม่", "แม่แตง", "แม่แตง", "1/2/2558")
    QGuiApplication.clipboard().setText("ไม่มีแถว")
    qtbot.keyClick(page.list.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert around.shell.messages
    QGuiApplication.clipboard().setText("\n".join("\t".join(one) for one in (heads, row)))
    page.importing.paste_in.click()
    pane = page.importing
    file = pane._file
    qtbot.waitUntil(lambda: pane.result is not None)
    assert (pane.result.accepted, pane.result.refused) == (1, [])
    assert file.exists()
    page.show_list()
    assert not file.exists()
