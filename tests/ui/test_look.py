"""The look: contrast, the height that Thai needs, icons, and changes while everything is open."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tests.support.desk import delivered
from tests.ui.walker import assert_readable, clipped, unnamed
from ui.cases.blocks import pairs
from ui.look.colors import DARK, TEXT_RATIO, contrast
from ui.look.fonts import with_thai_height
from ui.look.icons import IconError, Icons
from ui.look.look import Theme
from ui.look.measures import Type
from ui.look.parts import Elided, Text, Wrapped, button

FRAME = 2
DARK_SHADES = range(72)
HARD = ("ที่อยู่", "ผู้", "กู้", "ฎู", "ญู", "ปี่", "ฟื้น")
DELIVERED_ICONS = sorted(p.stem for p in delivered().resources.path("icons").glob("*.svg"))


def test_contrast_is_counted_as_the_guideline_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#FFFFFF") < TEXT_RATIO


def made(kind: type[QWidget], text: str, ground: QWidget) -> QWidget:
    widget = kind(ground)
    if isinstance(widget, QComboBox):
        widget.addItem(text)
    else:
        widget.setText(text)
    widget.ensurePolished()
    widget.resize(widget.sizeHint())
    return widget


def picture(widget: QWidget) -> QImage:
    made = QImage(widget.size(), QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    widget.render(made)
    return made


def ink_rows(image: QImage, frame: int = 0) -> list[int]:
    """How many pixels of each row are as dark as text; empty rows and a frame left out."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, content = gray.bytesPerLine(), bytes(gray.constBits())
    rows = []
    for y in range(frame, gray.height() - frame):
        line = content[y * wide + frame : y * wide + gray.width() - frame]
        rows.append(sum(line.count(shade) for shade in DARK_SHADES))
    return [count for count in rows if count]


def shows_all(rows: list[int], with_room: list[int]) -> bool:
    """Whether the same ink is there; one row may fall between two pixels."""
    return len(with_room) - len(rows) <= 1 and sum(rows) >= 0.95 * sum(with_room)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("kind", [QLabel, QLineEdit, QPushButton, QComboBox, QCheckBox])
def test_no_control_cuts_a_mark_off(qtbot, look, kind, percent):
    look.wear(Theme.LIGHT, percent)
    for text in HARD:
        ground = QWidget()
        look.clothe(ground)
        qtbot.addWidget(ground)
        widget = made(kind, text, ground)
        frame = 0 if kind is QLabel else FRAME
        as_high_as_asked = ink_rows(picture(widget), frame)
        widget.resize(widget.width(), widget.height() + 80)
        with_room = ink_rows(picture(widget), frame)
        assert shows_all(as_high_as_asked, with_room), text


@pytest.mark.parametrize("kind", list(Type))
def test_no_size_of_the_scale_cuts_a_mark_off(qtbot, look, kind):
    for text in HARD:
        label = Text(text, kind=kind)
        look.clothe(label)
        qtbot.addWidget(label)
        label.ensurePolished()
        label.resize(label.sizeHint())
        as_high_as_asked = ink_rows(picture(label))
        label.resize(label.width(), label.height() + 80)
        with_room = ink_rows(picture(label))
        assert shows_all(as_high_as_asked, with_room), text


def test_the_delivered_height_would_cut_marks_off(qtbot, look):
    label = Text("ฎู ปี่", kind=Type.TITLE)
    look.clothe(label)
    qtbot.addWidget(label)
    label.ensurePolished()
    label.resize(label.sizeHint().width(), round(22 * 1.3))
    cut = ink_rows(picture(label))
    label.resize(label.width(), label.height() + 80)
    assert not shows_all(cut, ink_rows(picture(label)))


def test_font_is_changed_in_its_metrics_only():
    font = (delivered().resources.path("fonts") / "Sarabun-Regular.ttf").read_bytes()
    tall = with_thai_height(font)
    assert len(tall) == len(font)
    assert tall != font
    changed = sum(1 for one, other in zip(font, tall, strict=True) if one != other)
    assert changed < 30


@pytest.mark.parametrize("name", DELIVERED_ICONS)
def test_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    icons = Icons(delivered().resources)
    drawn = icons.drawn(name, "#1D4E89", 24, 2).toImage()
    assert (drawn.width(), drawn.devicePixelRatio()) == (48, 2)
    plain = drawn.convertToFormat(QImage.Format.Format_RGBA8888)
    content = bytes(plain.constBits())
    inked = {content[at : at + 3] for at in range(0, len(content), 4) if content[at + 3] == 255}
    assert inked
    assert [one.hex() for one in inked if abs(one[2] - 0x89) > 1 or one[:2] != b"\x1d\x4e"] == []


def test_unknown_icon_is_a_fault(qapp):
    with pytest.raises(IconError):
        Icons(delivered().resources).drawn("no-such-icon", "#000000", 16)


def test_theme_and_size_change_while_everything_is_open(qtbot, look):
    one = button("บันทึก")
    look.clothe(one)
    look.dress(one, "check")
    qtbot.addWidget(one)
    one.show()
    before, height = one.grab().toImage(), one.sizeHint().height()
    look.wear(Theme.DARK, 200)
    assert one.sizeHint().height() > height * 1.6
    assert one.iconSize().width() == 40
    assert one.grab().toImage() != before
    assert QApplication.palette().window().color() == QColor(DARK.ground)


def test_hidden_part_wears_the_new_look_once_it_is_shown(qtbot, look):
    part, stack = QWidget(), QStackedWidget()
    inside = QPushButton("บันทึก", part)
    look.clothe(part)
    for page in (part, QWidget()):
        stack.addWidget(page)
    qtbot.addWidget(stack)
    stack.show()
    stack.setCurrentIndex(1)
    height, sheet = inside.sizeHint().height(), part.styleSheet()
    look.wear(Theme.DARK, 200)
    assert part.styleSheet() == sheet
    stack.setCurrentIndex(0)
    assert part.styleSheet() != sheet
    assert inside.sizeHint().height() > height * 1.6


def test_language_changes_at_once_and_only_for_the_living(qtbot, speech):
    one, gone = QLabel(), QLabel()
    qtbot.addWidget(one)
    speech.put(one, one.setText, "ui.command.record.save")
    speech.put(gone, gone.setText, "ui.command.record.save")
    assert one.text() == "บันทึก"
    gone.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
    speech.speak("en")
    assert one.text() == "Save"


def test_wrapped_text_breaks_between_words_and_reads_plain(qtbot, look):
    text = "ทะเบียนภาคีประชาสังคมทำงานได้โดยไม่ต้องต่อเครือข่าย"
    label = Wrapped(text)
    look.clothe(label)
    qtbot.addWidget(label)
    label.setFixedWidth(150)
    label.show()
    assert label.heightForWidth(150) > label.fontMetrics().height() * 2
    assert label.plain == label.accessibleName() == text


@pytest.mark.parametrize("day", ["20 พ.ย. 2569", "20 November 2026", "30 กุมภาพันธ์ พ.ศ. 2569"])
def test_day_before_what_was_done_on_it_is_whole_at_every_size(qtbot, look, day):
    window = window_with(pairs(look, [(day, "ปิดบัญชี")]))
    qtbot.addWidget(window)
    window.show()
    (label, _) = window.findChildren(Wrapped)
    for percent in (100, 200):
        look.wear(Theme.LIGHT, percent)
        QApplication.processEvents()
        said = label.text()
        assert " " not in said
        assert label.fontMetrics().horizontalAdvance(said) <= label.width()


def test_elided_text_keeps_the_whole_in_its_tooltip(qtbot, look):
    label = Elided("แจ้งล่วงหน้าและกำหนดเวลา")
    look.clothe(label)
    qtbot.addWidget(label)
    label.resize(90, 30)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.plain
    label.resize(400, 30)
    assert label.text() == label.plain
    assert label.toolTip() == ""


def window_with(*widgets: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for one in widgets:
        column.addWidget(one)
    return window


def test_walker_finds_an_unnamed_field_and_a_cut_label(qtbot, look):
    edit, label = QLineEdit(), QLabel("ผู้ดูแลทะเบียนของจังหวัด")
    window = window_with(edit, label)
    look.clothe(window)
    qtbot.addWidget(window)
    window.show()
    look.wear(Theme.LIGHT, 100)
    assert len(unnamed(window)) == 1
    assert clipped(window) == []
    edit.setAccessibleName("ชื่อ")
    label.setFixedSize(30, 12)
    QApplication.processEvents()
    assert unnamed(window) == []
    assert len(clipped(window)) == 1


def test_walker_passes_a_sound_window_at_every_size(qtbot, look, speech):
    one = button()
    speech.put(one, one.setText, "ui.command.app.palette")
    window = window_with(one)
    look.clothe(window)
    qtbot.addWidget(window)
    window.show()
    assert_readable(window, look, speech, tuple(Theme))
