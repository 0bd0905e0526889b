"""A list on the screen: order, search, filters, views, columns, selection, giving out."""

from __future__ import annotations

import pytest
import python_calamine
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OrganizationId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.thai.sorting import sort_key
from tests.ui.keys import type_text
from tests.ui.walker import assert_readable
from ui.lists.kinds import ORGANIZATIONS
from ui.lists.layouts import other_layout
from ui.lists.lines_table import TONE_ROLE
from ui.lists.pane import ListPane
from ui.lists.view import Days, View, first_view, read_view
from ui.look.look import Theme
from ui.widgets.panel import CODE
from ui.widgets.words import Words


@pytest.fixture
def pane(qtbot, around, shown):
    made = ListPane(around, ORGANIZATIONS)
    QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made.model
    )
    shown(made)
    qtbot.waitUntil(lambda: len(made.model.keys) == 30)
    qtbot.waitUntil(lambda: made.model.row_at(0) is not None)
    return made


def titles(pane):
    return [pane.model.row_at(at).title for at in range(len(pane.model.keys))]


def view_with(pane, **update):
    pane.show_view(pane.view.model_copy(update=update))


def settled(qtbot, pane, count):
    qtbot.waitUntil(lambda: len(pane.model.keys) == count)
    qtbot.waitUntil(lambda: count == 0 or pane.model.row_at(0) is not None)


def test_enter_on_a_line_that_is_not_there_yet_opens_it(qtbot, pane):
    opened = []
    pane.opened.connect(opened.append)
    expected = pane.model.row_at(2).id
    pane.model._blocks.clear()
    pane._open(2)
    qtbot.waitUntil(lambda: opened == [expected])


def test_lines_stand_in_thai_order(pane):
    said = titles(pane)
    assert said == sorted(said, key=sort_key)


def test_search_inside_words_leaves_what_fits(qtbot, pane):
    wanted = titles(pane)[4]
    inside = wanted[3:9]
    pane.search.setFocus()
    type_text(pane.search, inside)
    qtbot.waitUntil(lambda: 0 < len(pane.model.keys) < 30)
    settled(qtbot, pane, len(pane.model.keys))
    assert wanted in titles(pane)
    pane.search.clear()
    settled(qtbot, pane, 30)


def test_filters_combine_and_stand_as_chips(qtbot, pane, tasks):
    rows = [pane.model.row_at(at) for at in range(30)]
    kind, province = rows[0].kind, rows[0].province
    wanted = [one for one in rows if one.kind == kind and one.province == province]
    panel = pane.filters.open_filter(ORGANIZATIONS.filters[0])
    items = [panel.list.item(at) for at in range(panel.list.count())]
    next(one for one in items if one.data(CODE) == province).setCheckState(Qt.CheckState.Checked)
    panel.close()
    view_with(pane, codes={**pane.view.codes, "kind": [kind]})
    settled(qtbot, pane, len(wanted))
    assert [chip.words.text().split(":")[0] for chip in pane.filters._chips] == ["จังหวัด", "ประเภท"]
    pane.filters._chips[0].cross.click()
    settled(qtbot, pane, len([one for one in rows if one.kind == kind]))
    pane.filters.clear.click()
    settled(qtbot, pane, 30)


def test_panel_of_words_is_worked_with_keys_alone(qtbot, pane, shown):
    panel = pane.filters.open_filter(ORGANIZATIONS.filters[0])
    type_text(panel.search, "เชียงใ")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert pane.view.codes["province"] == ["50"]
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_what_ends_is_found_by_days(qtbot, pane, tasks):
    rows = [pane.model.row_at(at) for at in range(30)]
    today = tasks.today.isoformat()
    ended = [one for one in rows if one.until is not None and one.until < today]
    assert ended
    view_with(pane, days=Days(first=None, last=-1))
    settled(qtbot, pane, len(ended))


@pytest.mark.parametrize("name", ["number", "kind", "province", "status", "until"])
def test_every_heading_orders_by_what_is_read(qtbot, pane, name):
    place = [one.name for one in pane.model.columns].index(name)
    column = pane.model.columns[place]
    head = pane.table.horizontalHeader()
    for descending in (False, True):
        at = head.sectionViewportPosition(place) + 10
        press = Qt.MouseButton.LeftButton
        with qtbot.waitSignal(pane.model.arrived):
            qtbot.mouseClick(head.viewport(), press, pos=QPoint(at, head.height() // 2))
        assert (pane.view.order, pane.view.descending) == (name, descending)
        qtbot.waitUntil(lambda: pane.model.row_at(0) is not None)
        rows = [pane.model.row_at(at) for at in range(30)]
        said = [column.say(one, pane.words) for one in rows]
        if column.ranked is not None:
            keys = [sort_key(one) for one in said]
        else:
            keys = [getattr(one, name) for one in rows if getattr(one, name) is not None]
        assert keys == sorted(keys, reverse=descending)


def test_selection_stays_when_others_change_the_list(qtbot, pane, tasks):
    pane.table.selectRow(3)
    chosen = pane.chosen_keys()
    one = OrganizationId(pane.model.row_at(3).id)
    act = ChangeContact(
        organization=one, contact=Contact(website="https://a.invalid"), reason="แจ้งใหม่ (สมมติ)"
    )
    with qtbot.waitSignal(pane.model.arrived):
        tasks.perform(pane, act, lambda _: None)
    assert pane.chosen_keys() == chosen
    view_with(pane, descending=True)
    qtbot.waitUntil(lambda: pane.table.currentIndex().row() == 26)
    assert pane.chosen_keys() == chosen


def test_enter_opens_the_record(qtbot, pane):
    pane.table.selectRow(2)
    with qtbot.waitSignal(pane.opened) as told:
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert told.args == [pane.model.row_at(2).id]


def test_chosen_lines_paste_into_a_spreadsheet(qtbot, pane, around):
    for at in (1, 4):
        pane.table.selectionModel().select(
            pane.model.index(at, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
    qtbot.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(around.shell.messages))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[0] == "ชื่อ"
    wanted = [pane.model.row_at(at).title for at in (1, 4)]
    assert [line.split("\t")[0] for line in lines[1:]] == wanted


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_export_holds_what_is_shown(qtbot, pane, around, tasks, tmp_path, ending):
    file = tmp_path / f"list.{ending}"
    pane.foot.export_to(pane, file)
    qtbot.waitUntil(lambda: bool(around.shell.messages))
    if ending == "xlsx":
        book = python_calamine.load_workbook(str(file))
        rows = book.get_sheet_by_index(0).to_python()
        assert rows[0] == [pane.model.heading(at) for at in range(len(pane.model.columns))]
        assert [row[0] for row in rows[1:]] == titles(pane)
    else:
        assert len(file.read_text("utf-8-sig").strip().splitlines()) == 31
    looks = []
    tasks.write(
        None, lambda found: found.connection.value("SELECT count(*) FROM access_log"), looks.append
    )
    qtbot.waitUntil(lambda: looks == [1])


def test_columns_are_chosen_by_keys_and_kept(qtbot, pane, around, shown):
    panel = pane.choose_columns()
    panel.list.setCurrentRow(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    panel.list.item(5).setCheckState(Qt.CheckState.Unchecked)
    panel.close()
    assert [one.name for one in pane.shown_columns()] == [
        "number",
        "title",
        "kind",
        "province",
        "status",
    ]
    pane.table.setColumnWidth(1, 222)
    assert pane.keeper._later.isActive()
    qtbot.waitUntil(lambda: not pane.keeper._later.isActive())
    written = []
    around.tasks.write(None, lambda _: True, written.append)
    qtbot.waitUntil(lambda: bool(written))
    again = ListPane(around, ORGANIZATIONS)
    shown(again)
    qtbot.waitUntil(lambda: len(again.model.columns) == 5)
    assert again.table.columnWidth(1) == 222


def test_columns_keep_their_width_whatever_the_size_of_text(qtbot, pane, look):
    def widths():
        places = [place for place, _ in pane.table.shown_widths()]
        return [pane.table.columnWidth(place) for place in places]

    wanted = [one.width for one in pane.view.columns]
    before = widths()
    assert before[:-1] == wanted[:-1]
    look.wear(Theme.LIGHT, 200)
    pane.window().resize(900, 600)
    QApplication.processEvents()
    assert all(wide >= 2 * width for wide, width in zip(widths(), wanted, strict=True))
    assert pane.table.horizontalScrollBar().maximum() > 0
    look.wear(Theme.LIGHT, 100)
    pane.window().resize(1100, 720)
    QApplication.processEvents()
    assert widths() == before
    assert [one.width for one in pane.view.columns] == wanted


def test_named_view_is_kept_and_given_on(qtbot, pane, around, shown, tmp_path):
    view_with(pane, codes={"kind": ["group"]})
    panel = pane.views.ask_name()
    type_text(panel.name, "กลุ่ม")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    written = []
    around.tasks.write(None, lambda _: True, written.append)
    qtbot.waitUntil(lambda: bool(written))
    again = shown(ListPane(around, ORGANIZATIONS))
    qtbot.waitUntil(lambda: "กลุ่ม" in again.keeper.named)
    file = tmp_path / "a.csoview"
    again.keeper.share(again.keeper.named["กลุ่ม"], file)
    assert again.keeper.take_in(file).codes == {"kind": ["group"]}
    again.keeper.forget("กลุ่ม")


@pytest.mark.parametrize("content", [b"", b"{}", b'{"kind": "letters"}', b"\xff\xfe", b"[" * 9_000])
def test_file_that_is_no_view_is_refused(content):
    with pytest.raises(InputError):
        read_view(content, ORGANIZATIONS)


def test_view_of_a_newer_program_keeps_what_is_known():
    view = View(
        kind="organizations",
        codes={"kind": ["group"], "colour": ["red"]},
        order="colour",
        columns=[{"name": "colour", "width": 90}],
    )
    read = read_view(view.model_dump_json(), ORGANIZATIONS)
    assert read.codes == {"kind": ["group"]}
    assert read.order == "title"
    assert read.columns == first_view(ORGANIZATIONS).columns


def test_empty_list_says_what_to_do(qtbot, pane):
    view_with(pane, text="ไม่มีผู้ใดชื่อนี้")
    settled(qtbot, pane, 0)
    assert pane.empty.isVisible()
    assert "ไม่พบ" in pane.empty._title.plain
    pane.empty._clear.click()
    settled(qtbot, pane, 30)


def test_screen_reader_says_heading_and_value(pane):
    interface = QAccessible.queryAccessibleInterface(pane.table)
    said = [pane.model.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert interface is not None
    assert said[0] == f"ชื่อ: {titles(pane)[0]}"
    assert said[1].startswith("เลขที่: ")
    assert pane.model.index(0, 4).data(TONE_ROLE) == "good"


def test_everything_can_be_read_at_any_size(qtbot, pane, look, speech):
    view_with(pane, codes={"kind": ["group"], "province": ["50", "10", "20"]}, days=Days(last=-1))
    assert_readable(pane.window(), look, speech)
    view_with(pane, codes={}, days=None)
    settled(qtbot, pane, 30)


def test_language_changes_at_once(qtbot, pane, speech):
    speech.speak("en")
    assert pane.model.heading(0) == "Name"
    assert pane.model.index(0, 4).data() == "Registered"
    speech.speak("th")


def test_answers_are_the_same_as_those_of_the_command_line(qtbot, tasks):
    found = []

    def look(workspace):
        words = Words(workspace.program, "th")
        wanted = first_view(ORGANIZATIONS).wanted(ORGANIZATIONS, words, workspace.today)
        return (
            list(workspace.read.lists.keys(wanted, workspace.today)),
            list(workspace.read.organization_keys(OrganizationFilter(), workspace.today)),
        )

    tasks.ask(tasks, look, found.extend)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ะำหะ", "test"), ("l,k8,", "สมาคม"), ("มูลนิธิ", ""), ("ab", ""), ("", "")],
)
def test_other_keyboard_is_noticed(typed, meant):
    assert other_layout(typed) == meant


def test_what_was_meant_on_the_other_keyboard_is_offered(qtbot, pane):
    view_with(pane, text="oyd")
    settled(qtbot, pane, 0)
    assert pane.empty._meant.isVisible()
    assert "นัก" in pane.empty._meant.text()
    pane.empty._meant.click()
    assert pane.search.text() == "นัก"
