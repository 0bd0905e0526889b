"""What stands at the foot of the navigation leads to the room that sees to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.shell.navigation import Navigation
from ui.shell.rooms import ROOMS
from ui.shell.standing import Standing

STANDING = Standing(
    office_th="สำนักงานสมมติ",
    office_en="",
    last_backup="2026-11-02T08:00:00+07:00",
    last_proof="2026-11-02T08:00:00+07:00",
    is_backup_due=False,
    is_training=True,
    is_desk_open=True,
    unread=2,
    unsent=1_234,
)


@pytest.fixture
def foot(qtbot, look, speech):
    made = Navigation(ROOMS, look, speech)
    qtbot.addWidget(made)
    made.set_states(STANDING.states(speech))
    return made


def test_foot_says_what_waits(foot):
    assert [one.accessibleName() for one in foot.states] == [
        "ห่อที่ยังไม่อ่าน 2",
        "ยังไม่ส่ง 1,234 รายการ",
        "สำรองแล้ว 2 พ.ย. 2569 08:00 น. · ตรวจครบ",
    ]


@pytest.mark.parametrize(
    ("at", "leads"),
    [(0, ["exchange", "take"]), (1, ["exchange", "send"]), (2, ["settings", "backup"])],
)
def test_line_leads_to_its_room(qtbot, foot, at, leads):
    with qtbot.waitSignal(foot.asked) as asked:
        qtbot.mouseClick(foot.states[at], Qt.MouseButton.LeftButton)
    assert asked.args == leads


def test_what_waits_no_more_is_not_said(foot, speech):
    settled = Standing(**{name: getattr(STANDING, name) for name in Standing.__slots__} | {
        "unread": 0, "unsent": 0, "is_backup_due": True,
    })  # fmt: skip
    foot.set_states(settled.states(speech))
    (line,) = foot.states
    assert line.state.tone == "soon"
