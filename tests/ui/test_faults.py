"""What nobody expected: to the log without a word of anybody, a report, and a sentence."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QtMsgType, qWarning

from ui.shell.faults import FaultCatcher


@pytest.fixture
def told():
    return []


@pytest.fixture
def catcher(told, qapp):
    made = FaultCatcher(told.append)
    hook = sys.excepthook
    made.install()
    yield made
    made.remove()
    sys.excepthook = hook


def test_fault_is_told_and_logged(catcher, told, caplog):
    error = ZeroDivisionError("0-9940-00368-96-8")
    sys.excepthook(type(error), error, None)
    assert [one.error for one in told] == [error]
    assert [one.getMessage() for one in caplog.records] == ["desktop.fault"]


def test_fault_while_telling_does_not_go_round(qapp, caplog):
    def tell(trouble):
        sys.excepthook(type(trouble.error), trouble.error, None)

    made = FaultCatcher(tell)
    hook = sys.excepthook
    made.install()
    sys.excepthook(ValueError, ValueError(), None)
    made.remove()
    sys.excepthook = hook
    assert len(caplog.records) == 2


@pytest.mark.qt_no_exception_capture
def test_message_of_qt_is_logged_without_its_words(catcher, caplog):
    qWarning("path of somebody: สมชาย")
    assert [one.getMessage() for one in caplog.records] == ["desktop.qt_message"]
    assert caplog.records[0].facts == {"code": QtMsgType.QtWarningMsg.value}
