"""The room of letters: the book, in and out, tied to records, on a real registry (F:J2, J4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cso_registry.domain.letters.records import LetterStatus
from tests.ui.room_driver import filled, links, opened
from tests.ui.walker import assert_readable
from ui.commands.finding import find_records
from ui.letters.page import LettersPage


@pytest.fixture
def page(qtbot, around, shown, tasks, office):
    tasks.session = office.head
    made = shown(LettersPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(made.list.model.keys) == 2)
    qtbot.waitUntil(lambda: made.list.model.row_at(0) is not None)
    return made


def test_book_shows_both_directions_with_day_and_party(qtbot, page, speech, tasks):
    rows = {page.list.model.row_at(at).kind: page.list.model.row_at(at) for at in range(2)}
    assert rows["letter_in"].party == "สำนักงานสมมติ"
    assert rows["letter_out"].about_name == "ชุมชนหนังสือสมมติ"
    assert {row.day for row in rows.values()} == {tasks.today.isoformat()}
    view = page.list.view.model_copy(update={"codes": {"kind": ["letter_in"]}})
    page.list.show_view(view)
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 1)
    years = page.list.kind.filters[2].choices(page.list.words)
    page.list.show_view(view.model_copy(update={"codes": {"year": [next(iter(years))]}}))
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 2)


def test_letter_opens_the_record_that_it_is_about(qtbot, page, office, around):
    record = opened(qtbot, page, office.outgoing)
    qtbot.waitUntil(lambda: len(links(record.parts[1])) == 2)
    _, case = links(record.parts[1]).values()
    case.click()
    assert around.shell.opened == [("screening", office.screening)]
    assert ("organization", office.subject) in record.kind.links(record.view)


def test_issued_letter_is_seen_word_for_word(qtbot, page, office):
    opened(qtbot, page, office.outgoing)
    page.print_paper()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.sight.paper == page.record.view.paper
    page.paper.back.click()
    assert page.stack.currentWidget() is page.record


def test_letter_is_sent_comes_back_and_is_sent_again(qtbot, page, office, tasks):
    opened(qtbot, page, office.outgoing)
    today = tasks.today.isoformat()
    view = filled(
        qtbot, page, page.do("letter.send"), sent=today, way="registered_post", tracking="EX1TH"
    )
    assert view.status == LetterStatus.SENT.value
    view = filled(qtbot, page, page.do("letter.returned"), day=today, cause="ย้ายที่อยู่ (สมมติ)")
    assert view.status == LetterStatus.RETURNED.value
    assert view.journeys[0].cause == "ย้ายที่อยู่ (สมมติ)"
    view = filled(qtbot, page, page.do("letter.send"), sent=today, way="by_hand")
    assert [one.way for one in view.journeys] == ["by_hand", "registered_post"]


def test_incoming_letter_is_entered_and_tied_to_any_record(qtbot, page, office):
    form = page.receive()
    fields = {"sender": "มูลนิธิสมมติ", "topic": "ส่งเอกสาร (สมมติ)"}
    view = filled(qtbot, page, form, **fields)
    assert view.status == LetterStatus.RECEIVED.value
    assert view.letter.entry.number.endswith("0002")
    form = page.do("letter.tie")
    qtbot.waitUntil(lambda: form.is_ready)
    editor = form.rows["tied"].editor
    editor.input.setText("ชุมชนหนังสือ")
    editor._ask()
    qtbot.waitUntil(lambda: office.screening in editor._found.values())
    line = next(said for said, one in editor._found.items() if one == office.screening)
    editor._choose(line)
    view = filled(qtbot, page, form)
    assert [one.id for one in view.ties] == [office.screening]


def test_number_is_voided_with_its_reason(qtbot, page, office):
    opened(qtbot, page, office.incoming)
    view = filled(qtbot, page, page.do("letter.void"), reason="ลงรับซ้ำ (สมมติ)")
    assert view.status == LetterStatus.VOID.value


def test_letter_in_own_words_is_seen_before_it_is_issued(qtbot, page, office):
    page.open_record(office.subject)
    qtbot.waitUntil(lambda: page._writing is not None and page.writing.subject.raw() != "")
    pane = page.writing
    pane.show_draft()
    assert pane.said.isVisible()
    pane.fields["topic"].put("การส่งรายงาน (สมมติ)")
    pane.fields["body"].put("ขอให้ส่งรายงาน")
    pane.show_draft()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    assert page.paper.sight.paper is None
    before = len(page.list.model.keys)
    page.paper.issue.click()
    qtbot.waitUntil(lambda: page.paper.sight.paper is not None)
    qtbot.waitUntil(lambda: len(page.list.model.keys) == before + 1)


def test_book_of_a_year_is_drafted_and_asked_anew(qtbot, page):
    page.print_book()
    qtbot.waitUntil(lambda: page.paper.sight is not None)
    first = page.paper.sight
    assert page.paper.wishes.isVisible()
    page.paper.wishes.direction.setCurrentIndex(2)
    page.paper.wishes.direction.activated.emit(2)
    qtbot.waitUntil(lambda: page.paper.sight is not first)
    assert page.paper.sight.pdf != first.pdf


def test_reminders_are_made_with_a_tally(qtbot, page, office, tmp_path):
    page.open_record("reminders")
    pane = page.batch
    qtbot.waitUntil(lambda: pane.waiting is not None)
    assert [str(one.id) for one in pane.chosen()] == [office.late]
    assert pane.chosen()[0].late_days > 0
    pane.print_to(tmp_path / "เตือน.pdf")
    qtbot.waitUntil(lambda: pane.outcome is not None)
    assert (pane.outcome.papers, pane.outcome.left, pane.outcome.refused) == (1, 0, [])
    assert (tmp_path / "เตือน.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 3)


def test_reminder_that_is_due_is_told_without_days_late(qtbot, page, office):
    pane = page.write_many()
    qtbot.waitUntil(lambda: pane.waiting is not None)
    [late] = pane.waiting
    pane.waiting = [late, replace(late, name="ถึงกำหนดสมมติ", late_days=0)]
    for language, said in (("en", "due"), ("th", "ครบกำหนด")):
        page.around.speech.speak(language)
        body = pane._names.body
        lines = [body.itemAt(at).widget().plain for at in range(body.count())]
        assert sum(f" · {said}" in one for one in lines) == 2
    assert not any("ถึงกำหนดสมมติ" in one and "เกิน" in one for one in lines)


def test_search_for_everything_finds_letters_and_cases(qtbot, page, office, tasks):
    found = []
    tasks.ask(page, lambda workspace: find_records(workspace, "ชุมชนหนังสือ"), found.extend)
    qtbot.waitUntil(lambda: bool(found))
    types = {one.record_type: one for one in found}
    assert found[0].record_type == "organization"
    assert types["screening"].identity == office.screening
    assert types["letter"].identity == office.outgoing
    by_number = []
    number = types["letter"].note.split(" · ")[0]
    tasks.ask(page, lambda workspace: find_records(workspace, number), by_number.extend)
    qtbot.waitUntil(lambda: bool(by_number))
    assert office.outgoing in {one.identity for one in by_number}


def test_room_can_be_read_at_any_size(qtbot, page, office, around):
    record = opened(qtbot, page, office.outgoing)
    before, speech = record.view, around.speech
    speech.speak("en")
    qtbot.waitUntil(lambda: record.view is not before)
    speech.changed.disconnect(record.refresh)
    assert_readable(around.shell.window, around.look, speech)
    page.write()
    assert_readable(around.shell.window, around.look, speech)
    speech.changed.connect(record.refresh)
