"""The notice of a clock that cannot be read stands in both languages, for no window stands yet."""

from __future__ import annotations

from cso_registry.kernel.errors import KnownError
from ui.gate.clock_notice import notice_of


def test_notice_says_it_in_both_languages(qtbot):
    notice = notice_of(KnownError("clock.unreadable"))
    qtbot.addWidget(notice)
    assert "อ่านนาฬิกา" in notice.text()
    assert "cannot be read" in notice.informativeText()
