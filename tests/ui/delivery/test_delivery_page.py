"""The room of delivery on a real registry: lists, forms, sheets, the review loop (F:H1 to H8)."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from cso_registry.domain.agreements.acts_and_records import AGREEMENT_ACTS
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.delivery.acts_and_records import DELIVERY_ACTS
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.offers import subject_field
from tests.support.delivery_office import LATER
from tests.ui.drops import drop_files
from tests.ui.room_driver import filled, links, opened, said
from tests.ui.walker import assert_readable
from ui.agreements.kinds import AGREEMENT_CASES
from ui.agreements.page import AgreementsPage
from ui.delivery.counting import waiting
from ui.delivery.page import DeliveryPage
from ui.forms.plan import Input, given_by_program, plan_of
from ui.widgets.records import TYPES

EXPENSES = (
    "กิจกรรม\tรายการ\nเยี่ยมบ้าน\tค่าน้ำมัน\t๒๐,๐๐๐\t12,345.67\t\tบจ. 1\nเยี่ยมบ้าน\tค่าตอบแทน\t\t6000\tใช่\n"
)


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(DeliveryPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 1)
    return made


def test_every_list_shows_its_records_across_agreements(qtbot, page):
    for tab in page.tabs.names:
        page.tabs.choose(tab)
        qtbot.waitUntil(lambda: len(page.list.model.keys) == 1)
        assert page.list.kind.name == tab
        assert (tab in page.makers()) is (tab != "compliance_checks")


def test_reports_problems_and_complaints_wait(qtbot, page):
    counted = []
    page.around.tasks.ask(page, waiting, counted.append)
    qtbot.waitUntil(lambda: counted == [4])


def test_report_goes_back_is_corrected_and_accepted(qtbot, page, office):
    record = opened(qtbot, page, office.report)
    words = said(record)
    for one in ("เยี่ยมบ้านผู้สูงอายุ", "ค่าน้ำมัน", "12,345.67", "18,345.67", "ฝนตกหนัก"):
        assert one in words
    form = page.do("progress_report.review")
    by = page.around.tasks.today.isoformat()
    view = filled(qtbot, page, form, verdict="returned", comment="ขาดหลักฐาน", correct_by=by)
    assert view.status == "returned"
    assert "ขาดหลักฐาน" in said(page.record)
    form = page.do("progress_report.correct")
    qtbot.waitUntil(lambda: form.is_ready)
    expenses = form.rows["expenses"].editor
    assert [line["what"] for line in expenses.plain()] == ["ค่าน้ำมัน", "ค่าตอบแทนอาสาสมัคร"]
    expenses.model.setData(expenses.model.index(0, 3), "12,000")
    view = filled(qtbot, page, form, received=by)
    assert view.record.body.total == 18_000_00
    both = [page.around.speech.say("ui.delivery.submission", count=nth) for nth in (1, 2)]
    links(page.record)[both[0]].click()
    assert "12,345.67" in said(page.record)
    view = filled(qtbot, page, page.do("progress_report.review"), verdict="accepted")
    assert view.status == "accepted"


def test_expense_table_takes_rows_of_a_spreadsheet_by_the_keyboard(qtbot, page, office):
    form = page.begin("progress_report.receive")
    qtbot.waitUntil(lambda: form.is_ready)
    activities, expenses = (form.rows[name].editor for name in ("activities", "expenses"))
    activities.put([{"task": "เยี่ยมบ้าน", "done": "เยี่ยมแล้ว", "percent": 95}])
    table = expenses.table
    table.setFocus()
    table.setCurrentIndex(expenses.model.index(0, 0))
    QGuiApplication.clipboard().setText(EXPENSES)
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert expenses.plain() == [
        {"task": "เยี่ยมบ้าน", "what": "ค่าน้ำมัน", "budgeted": 20_000_00, "amount": 12_345_67,
         "voucher": "บจ. 1"},
        {"task": "เยี่ยมบ้าน", "what": "ค่าตอบแทน", "amount": 6_000_00, "is_pay": True},
    ]  # fmt: skip
    assert "18,345.67" in expenses.sum.plain
    form.undo.undo()
    assert expenses.plain() == []
    form.undo.redo()
    assert len(expenses.plain()) == 2
    table.setCurrentIndex(expenses.model.index(1, 3))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClicks(table, "x")
    form.rows["expenses"].editor.settle()
    with pytest.raises(InputError) as unread:
        expenses.plain()
    assert (unread.value.key, unread.value.params["line"]) == ("ui.form.cell_unread", 2)
    expenses.model.setData(expenses.model.index(1, 3), "")
    expenses.set_wrong("ขาด")
    assert page.around.speech.say("ui.form.cell_lacks", line=2, column="") in expenses.note.plain


def test_next_free_code_is_proposed_and_gives_way_to_what_is_typed(qtbot, page):
    form = page.begin("problem.notify")
    qtbot.waitUntil(lambda: form.is_ready)
    qtbot.waitUntil(lambda: form.rows["code"].editor.raw() == "ปห-2/2570")
    page.show_list()
    other = page.begin("complaint.receive")
    other.ready.connect(lambda: other.rows["code"].editor.put("ของเรา"))
    qtbot.waitUntil(lambda: other.is_ready)
    asked = []
    page.around.tasks.ask(other, waiting, asked.append)
    qtbot.waitUntil(lambda: bool(asked))
    assert other.rows["code"].editor.raw() == "ของเรา"


def test_report_is_taken_in_from_the_agreement_itself(qtbot, around, shown, as_role, office):
    as_role(Role.OFFICER)
    page = shown(AgreementsPage(around), (1200, 800))
    record = opened(qtbot, page, office.agreement)
    assert {"รง-1/2570", "ปห-1/2570", "รท-1/2570", "ตช-1/2570"} <= links(record).keys()
    form = page.do("problem.notify")
    qtbot.waitUntil(lambda: form.is_ready)
    assert "agreement" not in form.rows
    day = around.tasks.today.isoformat()
    fields = {
        "code": "ปห-2/2570", "raised_by": "partner", "noticed": day, "notified": day,
        "topic": "ฝนตก", "what": "ถนนขาด (สมมติ)",
    }  # fmt: skip
    for name, value in fields.items():
        form.rows[name].editor.put(value)
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: len(page.record.view.delivery.problems) == 2)
    assert "ปห-2/2570" in links(page.record)


def test_case_with_a_later_map_says_so_and_every_step_its_source(
    qtbot, around, shown, as_role, office
):
    as_role(Role.HEAD)
    page = shown(AgreementsPage(around), (1200, 800))
    record = opened(qtbot, page, office.later)
    words, say = said(record), around.speech.say
    assert say("agreement.other_edition", edition="9") in words
    assert say("agreement.needs_newer_program", gate=LATER) in words
    assert "หน่วยงานภาครัฐประกาศรายการภารกิจ" in words
    assert say("source.page", page=20) in words
    names = {one.accessibleName() for one in record.findChildren(QToolButton)}
    asked = {say("ui.agreements.source_of", step=one.step.th) for one in record.view.path}
    assert asked <= names


def test_photographs_are_dropped_together_and_kept_under_their_hash(qtbot, page, office, tmp_path):
    form = page.begin("site_visit.record")
    qtbot.waitUntil(lambda: form.is_ready)
    picture = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
    files = [tmp_path / "เยี่ยมบ้าน.png", tmp_path / "ประชุม.png"]
    for at, file in enumerate(files):
        file.write_bytes(picture + bytes([at]))
    editor = form.rows["photographs"].editor
    drop_files(editor, *files)
    qtbot.waitUntil(lambda: all("picture" in one for one in editor.plain()))
    kept = editor.plain()
    assert [one["caption"] for one in kept] == ["เยี่ยมบ้าน", "ประชุม"]
    hashes = [hashlib.sha256(one.read_bytes()).hexdigest() for one in files]
    assert [one["picture"]["sha256"] for one in kept] == hashes
    day = page.around.tasks.today.isoformat()
    view = filled(
        qtbot, page, form, agreement=office.agreement, code="ลพ-2/2570", visited=day,
        spot="ศาลา (สมมติ)", visitors="นายสมมติ ลงพื้นที่", seen="พบตามแผน",
    )  # fmt: skip
    assert view.status == "with_photographs"
    assert hashes[0][:8] in said(page.record)
    card = next(one for one in page.record.parts if one.isVisible())
    target = tmp_path / "copies"
    target.mkdir()
    card.save(view.record.file.photographs[0].picture, target)
    qtbot.waitUntil(lambda: [*target.iterdir()] != [])
    qtbot.waitUntil(lambda: "เยี่ยมบ้าน.png" in page.around.shell.messages[-1].text)
    assert next(target.iterdir()).read_bytes() == files[0].read_bytes()


def test_indicator_is_drawn_and_said(qtbot, page, office):
    record = opened(qtbot, page, office.indicator)
    drawn = record.parts[0].drawn
    assert "12" in drawn.accessibleName()
    assert "38.5" in drawn.accessibleName()
    drawn.grab()
    form = page.do("indicator.measure")
    day = page.around.tasks.today.isoformat()
    view = filled(qtbot, page, form, measured=day, actual="๔๑", seen_in="สมุดเยี่ยมบ้าน หน้า 9")
    assert view.status == "reached"


def test_member_with_an_interest_is_cleared_at_its_own_line(qtbot, page, office):
    record = opened(qtbot, page, office.committee)
    say = page.around.speech.say
    assert say("ui.delivery.member_conflict") in said(record)
    form = page.do("evaluation_committee.clear", "2")
    qtbot.waitUntil(lambda: form.is_ready)
    assert "member" not in form.rows
    view = filled(qtbot, page, form, reason="ไม่ได้เป็นที่ปรึกษาแล้ว (สมมติ)")
    assert view.record.stands(2) == "cleared"


def test_promises_are_checked_in_their_own_words(qtbot, around, shown, as_role, office):
    as_role(Role.HEAD)
    page = shown(AgreementsPage(around), (1200, 800))
    terms = opened(qtbot, page, office.promised).view.agreement.terms
    form = page.do("compliance.check")
    qtbot.waitUntil(lambda: form.is_ready)
    promises = form.rows["undertakings"].editor
    assert len(promises.rows) == len(terms.undertakings)
    assert terms.undertakings[0].what in said(promises)
    promises.put([{"nth": 1, "kept": "kept", "seen_in": "ใบสำคัญ"}])
    assert promises.plain() == [{"nth": 1, "kept": "kept", "seen_in": "ใบสำคัญ"}]
    raw = promises.raw()
    promises.put_raw(raw)
    assert promises.raw() == raw


def test_field_that_names_a_record_finds_records_of_its_own_type():
    """Anything else would look among subjects."""
    for one in (*AGREEMENT_ACTS, *DELIVERY_ACTS):
        for plan in plan_of(one, given_by_program(one)):
            read = one.reads.get(plan.name)
            if plan.input is Input.RECORD and isinstance(read, type):
                found = TYPES.get(plan.record, Organization.type)
                assert found == read.type, (one.kind, plan.name)


def test_tally_is_typed_question_by_question(qtbot, page, office):
    opened(qtbot, page, office.survey)
    form = page.do("survey.tally")
    qtbot.waitUntil(lambda: form.is_ready)
    tally = form.rows["tallies"].editor
    for cell, text in zip(tally.cells[0], ("", "", "๑", "4", "5"), strict=True):
        cell.setText(text)
    day = page.around.tasks.today.isoformat()
    view = filled(qtbot, page, form, tallied=day, respondents=10)
    assert view.record.summed()[0].given_scores == (0, 0, 1, 4, 5)
    assert "4.40" in said(page.record)


@pytest.mark.parametrize(
    ("name", "kind", "fields", "status"),
    [
        ("problem", "problem.answer", {"replied": "", "reply": "เห็นชอบ"}, "settled"),
        ("complaint", "complaint.take_step",
         {"stage": "answered", "done_on": "", "what": "นัดใหม่แล้ว"}, "answered"),
        ("consultation", "consultation.feed_back",
         {"told_on": "", "used_for": "ปรับเวลา", "told_how": "ประชุม"}, "fed_back"),
        ("finding", "finding.verify", {"is_enough": True, "what": "ตรวจสมุดแล้ว"}, "verified"),
        ("check", "compliance.reply",
         {"side": "partner", "replied": "", "agrees": True, "reply": "เห็นด้วย"}, "one_side"),
    ],
)  # fmt: skip
def test_what_waits_is_answered(qtbot, page, office, name, kind, fields, status):
    opened(qtbot, page, getattr(office, name))
    day = page.around.tasks.today.isoformat()
    view = filled(qtbot, page, page.do(kind), **{at: one or day for at, one in fields.items()})
    assert view.status == status


def test_pages_are_whole_and_named(qtbot, page, office, around, look, speech):
    def receiving():
        form = page.begin("progress_report.receive")
        qtbot.waitUntil(lambda: form.is_ready)
        return form

    places = {
        "report": lambda: opened(qtbot, page, office.report),
        "indicator": lambda: opened(qtbot, page, office.indicator),
        "survey": lambda: opened(qtbot, page, office.survey),
        "receiving": receiving,
    }
    assert_readable(around.shell.window, look, speech, places=places)


def test_every_act_that_begins_a_record_of_delivery_proposes_a_code(speech):
    begins = [one for one in ACTS.values() if one.aspect == Aspect.DELIVERY]
    assert begins
    for one in begins:
        (made,) = one.makes
        assert speech.say(f"ui.delivery.code.{made.type}")
        assert "code" in one.model_fields


def test_act_on_an_agreement_says_to_which_side_of_it_it_belongs():
    """No room lists them anew; the registry's words for whole agreements stay in the general list."""
    on_agreements = [one for one in ACTS.values() if subject_field(one, Agreement)]
    assert {one.aspect for one in on_agreements} - {""} == {one.value for one in Aspect}
    assert AGREEMENT_CASES.placed >= {one.kind for one in on_agreements if one.aspect}
