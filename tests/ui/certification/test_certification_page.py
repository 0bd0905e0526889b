"""The room of certificates: list, page, prints, batch issue and check, on a real registry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter

from cso_registry.domain.certification.standing import Status
from cso_registry.domain.organizations.acts import ChangeAddress
from cso_registry.domain.organizations.records import Address
from cso_registry.domain.roles import Role
from tests.ui.drops import drop, drop_files
from tests.ui.keys import type_text
from tests.ui.room_driver import links
from tests.ui.walker import assert_readable
from ui.certification.page import CertificationPage
from ui.organizations.papers import picture_of
from ui.tasks.jobs import JobState
from ui.widgets.reason import ReasonPanel


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(CertificationPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 4)
    qtbot.waitUntil(lambda: made.list.model.row_at(0) is not None)
    return made


@pytest.fixture
def opened(qtbot, page, office):
    page.open_record(office.issued)
    qtbot.waitUntil(lambda: page.record.view is not None)
    return page


def act_name(speech, kind):
    return speech.texts.act(kind).say(speech.language)


def saved(qtbot, page, form):
    before = page.record.view
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: page.record.view is not before)


def printed(qtbot, page, sheet="", edition=0, reason=""):
    """Issue the certificate on paper as the counter does."""
    page.do("certification.print")
    qtbot.waitUntil(
        lambda: (
            page.paper.sight is not None
            and page.paper.sight.paper is None
            and page.paper.issue.isEnabled()
        )
    )
    wishes = page.paper.wishes
    wishes.edition.setCurrentIndex(edition)
    wishes.sheet.setText(sheet)
    wishes.reason.setText(reason)
    page.paper.issue.click()


def test_list_shows_holders_and_where_they_stand(qtbot, page, office, speech):
    rows = [page.list.model.row_at(at) for at in range(4)]
    assert {row.about_name for row in rows} == {
        "ชุมชนมีใบสมมติ", "ชุมชนรอเลขสมมติ 1", "ชุมชนรอเลขสมมติ 2", "ชุมชนรอตรวจสมมติ",
    }  # fmt: skip
    assert sorted(row.status for row in rows) == ["assessed", "granted", "granted", "valid"]
    at = next(at for at, row in enumerate(rows) if row.id == office.issued)
    page.list.table.selectRow(at)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.record.view is not None)
    assert page.crumbs() == ("ชุมชนมีใบสมมติ",)
    assert page.place() == office.issued


def test_what_it_said_stands_beside_what_is_true_now(qtbot, opened, tasks, clock):
    view = opened.record.view
    assert view.compared
    assert not any(one.has_changed for one in view.compared)
    act = ChangeAddress(
        organization=view.case.subject,
        address=Address(moo="9", area="500101"),
        reason="ย้ายที่ตั้ง (สมมติ)",
    )
    tasks.session = tasks.session
    moved = []
    tasks.perform(opened, act, moved.append, moved.append)
    qtbot.waitUntil(lambda: bool(moved))
    qtbot.waitUntil(lambda: any(one.has_changed for one in opened.record.view.compared))
    changed = [one for one in opened.record.view.compared if one.has_changed]
    assert [one.field for one in changed] == ["address"]
    assert changed[0].said != changed[0].now


def test_acts_are_offered_with_reasons(opened, speech):
    found = links(opened.record.next_steps)
    assert found[act_name(speech, "certification.suspend")].isEnabled()
    lift = found[act_name(speech, "certification.lift")]
    assert not lift.isEnabled()
    assert act_name(speech, "certification.spoil_print") not in found


def test_certificate_is_suspended_by_its_form(qtbot, opened, tasks):
    form = opened.do("certification.suspend")
    qtbot.waitUntil(lambda: form.is_ready)
    today = tasks.today.isoformat()
    for name, value in {
        "effective": today,
        "order_number": "51/2569",
        "order_date": today,
        "legal_basis": "PMO-2551",
        "reason": "ตามเอกสารสมมติ",
    }.items():
        form.rows[name].editor.put(value)
    saved(qtbot, opened, form)
    assert opened.record.view.status == Status.SUSPENDED.value
    assert opened.record.view.case.past[0].kind == "certification.suspend"


def test_assessment_is_checked_by_another_person(qtbot, page, office, as_role):
    as_role(Role.CHECKER)
    page.open_record(office.assessed)
    qtbot.waitUntil(lambda: page.record.view is not None)
    form = page.do("certification.check")
    qtbot.waitUntil(lambda: form.is_ready)
    form.rows["passed"].editor.put(True)
    saved(qtbot, page, form)
    assert page.record.view.status == Status.CHECKED.value


def test_original_is_printed_spoilt_and_printed_again(qtbot, opened, tasks, tmp_path):
    printed(qtbot, opened)
    qtbot.waitUntil(lambda: opened.paper.sight.paper is not None)
    sight = opened.paper.sight
    assert not opened.paper.wishes.isVisible()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    opened.paper.send_to(printer, sight)
    qtbot.waitUntil(lambda: tasks.jobs[-1].state is JobState.DONE)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    opened.show_record()
    qtbot.waitUntil(lambda: len(opened.record.view.prints) == 1)
    form = opened.spoil(opened.record.view.prints[0].key)
    qtbot.waitUntil(lambda: form.is_ready)
    form.rows["reason"].editor.put("กระดาษติดเครื่องพิมพ์ (สมมติ)")
    saved(qtbot, opened, form)
    assert opened.record.view.prints[0].spoiled
    printed(qtbot, opened, reason="แผ่นแรกเสีย (สมมติ)")
    qtbot.waitUntil(lambda: len(opened.record.view.prints) == 2)
    assert [bool(one.spoiled) for one in opened.record.view.prints] == [False, True]


def test_second_original_is_refused_and_copy_is_numbered(qtbot, opened, around):
    printed(qtbot, opened)
    qtbot.waitUntil(lambda: len(opened.record.view.prints) == 1)
    opened.show_record()
    printed(qtbot, opened)
    qtbot.waitUntil(lambda: bool(around.shell.troubles))
    assert len(opened.record.view.prints) == 1
    printed(qtbot, opened, edition=1, reason="ยื่นต่อหน่วยงาน (สมมติ)")
    qtbot.waitUntil(lambda: len(opened.record.view.prints) == 2)
    assert opened.record.view.prints[0].copy_number == 1


def test_batch_is_issued_with_a_tally(qtbot, page, around, office, tasks):
    page.issue_all()
    pane = page.issuing
    qtbot.waitUntil(lambda: pane.waiting is not None)
    assert {one for one, _ in pane.waiting} == set(office.granted)
    pane.issue()
    qtbot.waitUntil(lambda: pane.tally is not None)
    assert (len(pane.tally.issued), pane.tally.already, len(pane.tally.refused)) == (2, 0, 0)
    numbers = {one.number for one in pane.tally.issued}
    assert len(numbers) == 2
    qtbot.waitUntil(lambda: pane.waiting == [])
    assert not pane.go.isEnabled()


def test_one_is_issued_from_its_page(qtbot, page, office):
    page.open_record(office.granted[0])
    qtbot.waitUntil(lambda: page.record.view is not None)
    page.do("certification.issue")
    qtbot.waitUntil(lambda: page.record.view.status == Status.VALID.value)
    assert page.record.view.certificate.issue.number in page.record.said.plain


def test_wrong_words_are_replaced(qtbot, opened, office):
    panel = opened.ask_replacement()
    assert isinstance(panel, ReasonPanel)
    type_text(panel.reason, "ชื่อภาษาอังกฤษผิด")
    panel.do.click()
    qtbot.waitUntil(lambda: opened.place() not in {"", office.issued})
    qtbot.waitUntil(lambda: opened.record.view.certificate.case.replaces == office.issued)


def checked(qtbot, pane, present):
    with qtbot.waitSignal(pane.answered):
        present()
    return pane.answers


def certificate_pdf(qtbot, page):
    printed(qtbot, page)
    qtbot.waitUntil(lambda: page.paper.sight.paper is not None)
    return page.paper.sight


def certificate_at_the_check(qtbot, page, folder):
    """A certificate that was printed, as a file, and the page that checks it."""
    sight = certificate_pdf(qtbot, page)
    file = folder / "หนังสือรับรอง.pdf"
    file.write_bytes(sight.pdf)
    page.check()
    return sight, file, page.checking


def test_typed_code_is_answered_from_the_registry(qtbot, page, office):
    page.check()
    answer = checked(qtbot, page.checking, lambda: page.checking.give_text(office.short_code))[0]
    assert answer.verdict == "valid"
    assert answer.status
    wrong = checked(qtbot, page.checking, lambda: page.checking.give_text("ไม่ใช่รหัส"))
    assert wrong == ()


def test_file_and_pasted_picture_are_checked(qtbot, opened, tmp_path):
    sight, file, pane = certificate_at_the_check(qtbot, opened, tmp_path)
    answer = checked(qtbot, pane, lambda: pane.give_file(file))[0]
    assert answer.verdict == "valid"
    assert answer.key
    picture: QImage = picture_of(sight.page(0, 200))
    QGuiApplication.clipboard().setImage(picture)
    answer = checked(qtbot, pane, pane.paste)[0]
    assert answer.verdict == "valid"
    assert answer.must_say
    QGuiApplication.clipboard().clear()


def test_dropped_files_and_pictures_are_checked(qtbot, opened, tmp_path):
    sight, file, pane = certificate_at_the_check(qtbot, opened, tmp_path)
    answer = checked(qtbot, pane, lambda: drop_files(pane, file))[0]
    assert answer.verdict == "valid"
    brought = QMimeData()
    brought.setImageData(picture_of(sight.page(0, 200)))
    answer = checked(qtbot, pane, lambda: drop(pane, brought))[0]
    assert answer.verdict == "valid"
    drop(pane, QMimeData())
    assert pane.answers == (answer,)


def test_revoked_certificate_is_told_as_not_valid(qtbot, opened, tasks, office):
    form = opened.do("certification.revoke")
    qtbot.waitUntil(lambda: form.is_ready)
    today = tasks.today.isoformat()
    order = {"order_number": "52/2569", "legal_basis": "PMO-2551", "reason": "ตามเอกสารสมมติ"}
    for name, value in {"effective": today, "order_date": today, **order}.items():
        form.rows[name].editor.put(value)
    saved(qtbot, opened, form)
    opened.check()
    pane = opened.checking
    answer = checked(qtbot, pane, lambda: pane.give_text(office.short_code))[0]
    assert answer.verdict == "not_valid"


def assert_readable_in(language, around, renews, is_new, qtbot):
    """What is asked anew with the language is waited for once, and then left as it is."""
    speech, look = around.speech, around.look
    if speech.language != language:
        speech.speak(language)
        qtbot.waitUntil(is_new)
    speech.changed.disconnect(renews)
    assert_readable(around.shell.window, look, speech)
    speech.changed.connect(renews)


@pytest.mark.parametrize("language", ["th", "en"])
def test_room_can_be_read_at_any_size(qtbot, opened, around, language):
    before = opened.record.view

    def is_new():
        return opened.record.view is not before

    assert_readable_in(language, around, opened.record.refresh, is_new, qtbot)


def test_batch_can_be_read_at_any_size(qtbot, page, look, speech):
    page.issue_all()
    qtbot.waitUntil(lambda: page.issuing.waiting is not None)
    assert_readable(page.window(), look, speech)


@pytest.mark.parametrize("language", ["th", "en"])
def test_answer_can_be_read_at_any_size(qtbot, page, office, around, language):
    page.check()
    pane = page.checking
    before = checked(qtbot, pane, lambda: pane.give_text(office.short_code))

    def is_new():
        return pane.answers is not before

    assert_readable_in(language, around, pane._again, is_new, qtbot)


def test_decision_begins_with_the_resolution_on_the_case(qtbot, page, office, as_role):
    as_role(Role.COMMITTEE_SECRETARY)
    page.open_record(office.granted[0])
    qtbot.waitUntil(lambda: page.record.view is not None and page.record.view.resolved is not None)
    meeting, item, day = page.record.view.resolved
    form = page.do("certification.decide")
    qtbot.waitUntil(lambda: form.is_ready)
    typed = {name: form.rows[name].editor.plain() for name in ("meeting", "resolution", "decided")}
    assert typed == {"meeting": meeting, "resolution": item, "decided": day.isoformat()}
