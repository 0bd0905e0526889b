"""Qt itself speaks Thai: no caption of a standard dialog or menu stays in English (R29)."""

from __future__ import annotations

import re

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QGroupBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QTabWidget,
    QTextBrowser,
    QTreeView,
    QWidget,
)

from tests.support.desk import delivered
from ui.look.qt_words import QtWords

ASCII_WORD = re.compile(r"[A-Za-z]{2,}")
THAI = re.compile("[\u0e01-\u0e5b]")


@pytest.fixture
def words(qapp, speech):
    made = QtWords(qapp, delivered().resources, speech)
    yield made
    made.remove()


def english(captions: list[str]) -> list[str]:
    """Captions that hold Latin words and no Thai letter."""
    plain = [one.partition("\t")[0].replace("&", "") for one in captions]
    return [one for one in plain if ASCII_WORD.search(one) and not THAI.search(one)]


def english_of(window: QWidget) -> list[str]:
    """The captions of the buttons of a window, as they are."""
    return [one.text() for one in window.findChildren(QAbstractButton)]


def captions(window: QWidget) -> list[str]:
    found = [one.text() for one in window.findChildren(QLabel)]
    found += [one.text() for one in window.findChildren(QAbstractButton)]
    found += [one.toolTip() for one in window.findChildren(QAbstractButton)]
    for view in window.findChildren(QTreeView):
        model = view.model()
        found += [str(model.headerData(at, view.header().orientation())) for at in range(4)]
    for menu in window.findChildren(QMenu):
        found += [action.text() for action in menu.actions()]
    return found


def menu_of(widget: QWidget) -> list[str]:
    menu = widget.createStandardContextMenu()
    found = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.deleteLater()
    return found


def test_buttons_of_messages_are_thai(qtbot, words):
    box = QMessageBox()
    qtbot.addWidget(box)
    for button in QMessageBox.StandardButton:
        if QMessageBox.StandardButton.Ok.value <= button.value <= 0x08000000:
            box.addButton(button)
    assert len(box.buttons()) > 15
    assert english(captions(box)) == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextBrowser])
def test_menu_of_a_field_is_thai(qtbot, words, kind):
    widget = kind()
    qtbot.addWidget(widget)
    found = menu_of(widget)
    assert found
    assert english(found) == []


@pytest.mark.parametrize(
    "mode", [QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.Directory]
)
def test_file_dialog_is_thai(qtbot, words, mode, tmp_path):
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    qtbot.addWidget(dialog)
    dialog.show()
    found = [one for one in captions(dialog) if str(tmp_path) not in one]
    assert found
    assert english(found) == []


def test_print_dialog_is_thai(qtbot, words):
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    tabs = dialog.findChildren(QTabWidget)
    found = captions(dialog) + [box.title() for box in dialog.findChildren(QGroupBox)]
    found += [one.tabText(at) for one in tabs for at in range(one.count())]
    assert len(found) > 20
    assert english(found) == []
    words.remove()
    plain = QPrintDialog(printer)
    qtbot.addWidget(plain)
    assert "&Print" in english_of(plain)


def test_small_dialogs_are_thai(qtbot, words):
    for dialog in (QInputDialog(), QProgressDialog()):
        qtbot.addWidget(dialog)
        dialog.show()
        assert english(captions(dialog)) == []


def test_english_comes_back(qtbot, words, speech):
    speech.speak("en")
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "Cancel" in captions(box)[-1] or "Cancel" in " ".join(captions(box))


def test_what_is_delivered_is_made_from_its_source():
    folder = delivered().resources.path("qt")
    source = (folder / "qtbase_th.ts").read_text("utf-8")
    made = (folder / "qtbase_th.qm").read_bytes()
    thai = re.findall(r"<translation>(.*?)</translation>", source, re.DOTALL)
    assert len(thai) > 150
    missing = [one for one in thai if "&" not in one and one.encode("utf-16-be") not in made]
    assert missing == []
