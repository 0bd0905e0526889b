"""The notice of a meeting: to all members, with the agenda, in the letter book (L-15)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.printing import Press
from tests.support import examples_committee as made
from tests.support.desk import founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep
from tests.support.registry import SetClock


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("notice") / "registry", SetClock()
    founded(folder, training=False, clock=clock)
    with open_desk(folder, clock) as desk:
        yield scene_at(desk)


def letter(scene, meeting, language="th", code="L-15"):
    desk = scene.desk
    found = desk.workspace.read.record(RecordId(meeting))
    press = Press(desk.workspace, language)
    printed = press.issue_letter(order_as_asked(code, found, {}), desk.session)
    keep(f"{code}-{found.number.replace('/', '-')}-{language}", printed.pdf)
    return printed


def refused(scene, meeting, code):
    with pytest.raises(InputError) as caught:
        letter(scene, meeting, code=code)
    return caught.value.key


@pytest.mark.parametrize("language", ["th", "en"])
def test_notice_calls_all_members_to_the_agenda(scene, language):
    meeting = made.called(scene, "notice", held=scene.today + timedelta(days=7))
    printed = letter(scene, meeting, language)
    said = printed.content.model_dump_json()
    for word in ("4.1", "4.2", "เรื่องสมมติ", "ห้องประชุมสมมติ", "09.30"):
        assert word in to_arabic_digits(said)
    for _, _, family in made.SEATS:
        assert f"ตัวอย่าง {family}" in said
    book = scene.desk.workspace.read.record(RecordId(printed.letter))
    assert book.entry.party == "คณะกรรมการส่งเสริมประชาสังคมจังหวัด (สมมติ)"
    assert book.entry.number == printed.number


def test_circulated_resolutions_go_out_with_a_slip_to_answer(scene):
    printed = letter(scene, made.circulated(scene), code="L-16")
    said = printed.content.model_dump_json()
    assert said.count("☐") == 6
    assert "๒๐ พฤศจิกายน ๒๕๖๙" in said


def test_notice_needs_an_agenda_and_a_meeting_that_has_not_begun(scene):
    empty = made.calling(scene, held=scene.today + timedelta(days=9))
    scene.registry.perform(empty)
    for meeting, key in ((empty.meeting, "meeting.no_agenda"),
                         (made.opened(scene), "meeting.not_called")):  # fmt: skip
        assert refused(scene, meeting, "L-15") == key
    assert refused(scene, made.circulated(scene), "L-15") == "meeting.is_circulated"
    assert refused(scene, empty.meeting, "L-16") == "meeting.is_not_circulated"
