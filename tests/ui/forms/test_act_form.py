"""A form from its act: checked while typing, refused with every reason, undone, kept, done."""

from __future__ import annotations

import json
import os
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.organizations.acts import (
    ChangeAddress,
    ChangeContact,
    PutPost,
    RegisterOrganization,
)
from cso_registry.host.scanning import SaneScanner, ScannerFound
from cso_registry.kernel.ids import OrganizationId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.workspace.own_things import own_things
from tests.support.scanimage import PAGE, stand_in
from tests.ui.keys import type_text
from tests.ui.walker import assert_readable
from ui.forms.form import ActForm
from ui.forms.groups import GroupEditor
from ui.forms.plan import Input, plan_of
from ui.organizations.layouts import REGISTRATION
from ui.widgets.panel import WordPanel
from ui.widgets.tab_order import stops


@pytest.fixture
def subject(qtbot, tasks):
    """The identity of an organisation of Chiang Mai's kind: no person."""
    found = []

    def look(workspace):
        keys = workspace.read.organization_keys(OrganizationFilter(kind="group"), workspace.today)
        return workspace.read.organizations(keys[:1], workspace.today)[0].id

    tasks.ask(tasks, look, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return OrganizationId(found[0])


@pytest.fixture
def form_of(qtbot, around, shown):
    def make(declared, **more):
        form = shown(ActForm(around, declared, **more))
        qtbot.waitUntil(lambda: form.is_ready)
        return form

    return make


def field(form, *names):
    row = form.rows[names[0]]
    for name in names[1:]:
        row = row.editor.rows[name]
    return row


def kept(qtbot, tasks, start="draft/"):
    found = []
    officer = tasks.session.officer
    tasks.write(None, lambda workspace: own_things(workspace, officer, start), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_every_act_has_a_plan_that_asks_what_it_needs():
    for kind, declared in ACTS.items():
        plans = plan_of(declared)
        assert {one.name for one in plans} == declared.model_fields.keys(), kind


def test_contact_is_changed_by_keys_alone(qtbot, form_of, subject, around, tasks):
    form = form_of(ChangeContact, given={"organization": subject})
    site = field(form, "contact", "website").editor
    site.input.setFocus()
    type_text(site.input, "https://example.invalid")
    qtbot.keyClick(site.input, Qt.Key.Key_Return)
    assert form.focusWidget() is field(form, "reason").editor.input
    type_text(form.focusWidget(), "แจ้งใหม่ (สมมติ)")
    with qtbot.waitSignal(form.saved):
        form.bindings()["record.save"].do()
    assert around.shell.messages[-1].tone == "good"
    assert kept(qtbot, tasks) == {}


def test_missing_fields_are_told_all_at_once(qtbot, form_of):
    form = form_of(RegisterOrganization, on_demand=frozenset({"not_a_double"}))
    form.save()
    places = {place for place, row in form.all_rows() if row.fault.plain}
    assert {"identity.kind", "effective", "legal_basis"} <= places
    assert form._why.isVisible()
    links = [one for one in form._why.findChildren(type(form.main)) if one.isVisible()]
    assert len(links) == len(places)
    links[0].click()
    assert form.isAncestorOf(form.focusWidget())


def test_reasons_are_said_in_the_other_language_at_once(qtbot, form_of, speech):
    form = form_of(RegisterOrganization)
    form.save()
    assert "ยังบันทึกไม่ได้" in form._why.words.plain
    speech.speak("en")
    assert "Not saved yet" in form._why.words.plain
    assert "กรอก" not in field(form, "effective").fault.plain


def test_rules_speak_beside_the_field_before_saving(qtbot, form_of, subject):
    form = form_of(ChangeAddress, given={"organization": subject})
    field(form, "address", "area").editor.put("100101")
    field(form, "reason").editor.put("ย้ายสำนักงาน (สมมติ)")
    form.judge()
    qtbot.waitUntil(lambda: bool(form.rows["address"].fault.plain))
    assert "จังหวัด" in form.rows["address"].fault.plain
    form.save()
    qtbot.waitUntil(form._why.isVisible)
    assert form.main.isEnabled()


def test_what_was_typed_wrong_stays_and_is_told(qtbot, form_of):
    form = form_of(RegisterOrganization)
    day = field(form, "effective").editor
    type_text(day.input, "31/2/2569")
    form.judge()
    assert field(form, "effective").fault.plain
    assert day.raw() == "31/2/2569"


def test_items_are_forms_of_their_own(qtbot, form_of, subject):
    form = form_of(RegisterOrganization)
    posts = field(form, "posts").editor
    one = posts.add_item(by_hand=True)
    assert isinstance(one, GroupEditor)
    one.rows["post"].editor.put("chair")
    one.rows["given"].editor.put("สมชาย")
    posts.add_item(by_hand=True)
    assert [item["given"] for item in form.plain()["posts"]] == ["สมชาย"]
    posts.remove(posts.items[0])
    assert form.plain()["posts"] == []


def test_typing_is_undone_and_done_again(qtbot, form_of, subject):
    form = form_of(ChangeContact, given={"organization": subject})
    site, phone = (field(form, "contact", one).editor for one in ("website", "phone"))
    type_text(site.input, "https://one.invalid")
    type_text(phone.input, "0812345678")
    undo, redo = (form.bindings()[f"record.{one}"] for one in ("undo", "redo"))
    assert not undo.why_not()
    while not undo.why_not():
        undo.do()
    assert (site.raw(), phone.raw()) == ("", "")
    while not redo.why_not():
        redo.do()
    assert (site.raw(), phone.raw()) == ("https://one.invalid", "0812345678")


def test_draft_is_kept_encrypted_and_offered_again(qtbot, form_of, subject, tasks, folder):
    form = form_of(ChangeContact, given={"organization": subject})
    field(form, "contact", "website").editor.input.setFocus()
    type_text(field(form, "contact", "website").editor.input, "https://ร่าง.invalid")
    qtbot.waitUntil(lambda: not form.draft._later.isActive())
    assert kept(qtbot, tasks)
    said = "https://ร่าง.invalid".encode()
    assert all(said not in one.read_bytes() for one in folder.rglob("*") if one.is_file())
    again = form_of(ChangeContact, given={"organization": subject})
    qtbot.waitUntil(again._old.isVisible)
    buttons = [one for one in again._old.findChildren(type(again.main)) if one.isVisible()]
    buttons[0].click()
    assert field(again, "contact", "website").editor.raw() == "https://ร่าง.invalid"
    again.draft.forget()
    assert kept(qtbot, tasks) == {}


def test_draft_that_was_not_taken_up_stays_beside_the_new_one(qtbot, form_of, subject, tasks):
    def opened():
        made = form_of(ChangeContact, given={"organization": subject})
        return made, field(made, "contact", "website").editor

    def offered(form):
        return [one for one in form._old.findChildren(type(form.main)) if one.isVisible()]

    for site in ("https://first.invalid", "https://second.invalid"):
        form, editor = opened()
        type_text(editor.input, site)
        form.close_form()
        assert any(site in one for one in kept(qtbot, tasks).values())
    assert len(kept(qtbot, tasks)) == 2
    third, editor = opened()
    qtbot.waitUntil(lambda: len(offered(third)) == 4)
    type_text(editor.input, "https://third.invalid")
    before, editor_raw = kept(qtbot, tasks), editor.raw()
    offered(third)[2].click()
    assert (editor_raw, editor.raw()) == ("https://third.invalid", "https://first.invalid")
    assert kept(qtbot, tasks).items() > before.items()
    second = offered(third)[1]
    second.click()
    second.click()
    left = [json.loads(one)["raw"]["contact"]["website"] for one in kept(qtbot, tasks).values()]
    assert sorted(left) == ["https://first.invalid", "https://third.invalid"]
    assert not third._old.isVisible()
    third.draft.forget()
    [last] = kept(qtbot, tasks).values()
    assert "https://third.invalid" in last


def test_what_is_typed_before_the_last_card_stands_there_is_kept(qtbot, around, tasks, subject):
    form = ActForm(
        around,
        ChangeContact,
        given={"organization": subject},
        prefill={"contact": {"website": "https://before.invalid"}},
    )
    around.shell.window.setCentralWidget(form)
    around.shell.window.show()
    # Step by step: a wait of the test would let several cards be built at once.
    until = time.monotonic() + 20
    while "contact" not in form.rows and time.monotonic() < until:
        QCoreApplication.processEvents()
    assert not form.is_ready
    type_text(field(form, "contact", "website").editor.input, "https://early.invalid")
    qtbot.waitUntil(lambda: form.is_ready)
    assert field(form, "contact", "website").editor.raw() == "https://early.invalid"
    form.close_form()
    assert "https://early.invalid" in next(iter(kept(qtbot, tasks).values()))


def test_closing_the_form_keeps_what_was_typed(qtbot, form_of, subject, tasks):
    form = form_of(ChangeContact, given={"organization": subject})
    type_text(field(form, "contact", "website").editor.input, "https://a.invalid")
    with qtbot.waitSignal(form.closed):
        form.bindings()["record.close"].do()
    assert "https://a.invalid" in next(iter(kept(qtbot, tasks).values()))


def test_dropped_file_is_kept_and_named(qtbot, form_of, subject, tmp_path):
    file = tmp_path / "ตราสาร.pdf"
    file.write_bytes(b"%PDF-1.4\n% invented\n")
    form = form_of(ACTS["organization.put_document"], given={"organization": subject})
    editor = field(form, "document", "attachment").editor
    with qtbot.waitSignal(editor.changed):
        editor.give(file)
    assert editor.plain()["name"] == "ตราสาร.pdf"


def test_program_is_refused_as_a_file(qtbot, form_of, subject, tmp_path, around):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"MZ" + bytes(200))
    form = form_of(ACTS["organization.put_document"], given={"organization": subject})
    editor = field(form, "document", "attachment").editor
    editor.give(file)
    qtbot.waitUntil(lambda: bool(around.shell.troubles))
    assert editor.plain() is None


def test_tab_goes_as_the_form_is_laid_out_and_then_to_save(qtbot, form_of):
    form = form_of(RegisterOrganization, sections=REGISTRATION)
    form.rows["posts"].editor.add_item()
    form.rows["identity"].editor.rows["kind"].editor.put("community")
    expected = [one for one in stops(form.area) if one.isVisible()] + [form.main, form.cancel]
    expected[0].setFocus()
    for one in expected[1:]:
        qtbot.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)
        assert form.window().focusWidget() is one
    for one in reversed(expected[:-1]):
        qtbot.keyClick(form.window().focusWidget(), Qt.Key.Key_Backtab)
        assert form.window().focusWidget() is one
    assert len(expected) > 40


def test_form_asks_what_its_kind_has_and_keeps_what_was_typed(form_of):
    form = form_of(RegisterOrganization, sections=REGISTRATION)
    kind = form.rows["identity"].editor.rows["kind"].editor
    shown = {"names": True, "address": True, "person": False, "residence": False}
    assert {name: form.rows[name].isVisible() for name in shown} == shown
    kind.put("person")
    kind.changed.emit()
    assert {name: form.rows[name].isVisible() for name in shown} == {
        name: not one for name, one in shown.items()
    }
    form.rows["person"].editor.rows["given"].editor.put("อาสา")
    kind.put("group")
    kind.changed.emit()
    assert form.rows["person"].isVisible()
    assert not form.rows["residence"].isVisible()


def test_part_of_a_word_is_taken_when_one_goes_on(form_of):
    form = form_of(RegisterOrganization, sections=REGISTRATION)
    editor = form.rows["purposes"].editor.rows["main"].editor
    editor.input.setEditText("สิ่งแวด")
    editor.left.emit()
    assert editor.plain() == "CP05"
    editor.input.setEditText("ด้าน")
    editor.left.emit()
    assert form.rows["purposes"].editor.rows["main"].unread()


def test_form_can_be_read_at_any_size(qtbot, form_of, subject, look, speech):
    form = form_of(PutPost, given={"organization": subject})
    form.save()
    assert_readable(form.window(), look, speech)


def test_inputs_follow_from_the_types():
    found = {one.name: one.input for one in plan_of(RegisterOrganization)}
    assert found["effective"] is Input.DAY
    assert found["legal_basis"] is Input.TERM
    assert found["identity"] is Input.GROUP
    assert found["not_a_double"] is Input.LINES
    assert found["from_paper_book"] is Input.YES_NO


def test_newest_scan_is_taken_from_its_folder(qtbot, form_of, subject, tmp_path):
    for name, at in (("เก่า.pdf", 1_000), ("ใหม่.pdf", 2_000)):
        (tmp_path / name).write_bytes(b"%PDF-1.4\n% invented\n")
        os.utime(tmp_path / name, (at, at))
    form = form_of(ACTS["organization.put_document"], given={"organization": subject})
    editor = field(form, "document", "attachment").editor
    panel = editor.folder.show_files(tmp_path)
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert editor.plain()["name"] == "ใหม่.pdf"


def test_page_is_scanned_into_a_form_and_kept(qtbot, form_of, subject, tmp_path):
    form = form_of(ACTS["organization.put_document"], given={"organization": subject})
    editor = field(form, "document", "attachment").editor
    editor.folder.scanner = SaneScanner(str(stand_in(tmp_path)))
    panel = editor.folder.show_files(None)
    assert panel.list.item(0).text() == "สแกนหนึ่งหน้าเดี๋ยวนี้"
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    troubles = form.around.shell.troubles
    qtbot.waitUntil(lambda: bool(editor.plain() or troubles))
    assert [one.error for one in troubles] == []
    assert editor.plain()["name"].endswith(".png")
    assert editor.plain()["size"] == len(PAGE)


def test_which_of_several_scanners_is_asked(form_of, subject):
    form = form_of(ACTS["organization.put_document"], given={"organization": subject})
    folder = field(form, "document", "attachment").editor.folder
    folder.offer((ScannerFound("a", "Epson สมมติ"), ScannerFound("b", "Fujitsu สมมติ")))
    panel = folder._anchor.window().findChild(WordPanel)
    said = [panel.list.item(at).text() for at in range(panel.list.count())]
    assert said == ["Epson สมมติ (a)", "Fujitsu สมมติ (b)"]
    panel.close()
    folder.offer(())
    assert form.around.shell.messages[-1].text.startswith("ไม่พบเครื่องสแกน")
