"""The letter that announces an end (D-24) and the register of notices (D-25)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.letters.acts import SendLetter
from cso_registry.domain.letters.records import Way
from cso_registry.domain.notice.groups import ServiceResult
from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import LetterId, RecordId
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.notice.notice_view import end_view, law_today
from cso_registry.workspace.notice.paper_facts import notice_facts
from cso_registry.workspace.printing import Press
from cso_registry.workspace.showing import Showing
from tests.documents.paper_examples import squeezed
from tests.support import examples_notice as made
from tests.support.desk import founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep
from tests.support.registry import SetClock


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """One desk: an end that was decided, another one that was overridden."""
    folder, clock = tmp_path_factory.mktemp("notice") / "registry", SetClock()
    founded(folder, training=False, clock=clock)
    with open_desk(folder, clock) as opened:
        opened.scene = scene_at(opened)
        yield opened


def record(desk, identity):
    return desk.workspace.read.record(RecordId(identity))


def letter(desk, notice, language):
    press = Press(desk.workspace, language)
    return press.issue_letter(order_as_asked("D-24", record(desk, notice), {}), desk.session)


def said_in(content):
    return squeezed(content.model_dump_json()).translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def test_letter_is_refused_before_the_decision(desk):
    with pytest.raises(InputError) as refused:
        letter(desk, made.heard(desk.scene), "th")
    assert refused.value.key == "notice.not_decided"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("th", ("31 มกราคม 2571", "31 ตุลาคม 2570", "ที่ สม 21/2570", "ใบรับหนังสือ", "รอสำนักงานยืนยัน")),
        ("en", ("31 January 2028", "31 October 2027", "Receipt slip", "to be confirmed")),
    ],
)
def test_letter_says_last_day_receipt_and_what_was_said(desk, language, words):
    notice = made.decided(desk.scene, f"decided {language}")
    printed = letter(desk, notice, language)
    keep(f"D-24-{language}", printed.pdf)
    said = said_in(printed.content)
    for one in (*words, "ภาคีขอส่งต่อผู้สูงอายุ 12 คนก่อน"):
        assert squeezed(one) in said, one


def test_letter_that_came_back_is_served_again_and_only_then_counts(desk):
    """F:X7: the same letter goes out twice; the months run from the day it was received."""
    scene, notice = desk.scene, made.decided(desk.scene, "twice")
    printed = letter(desk, notice, "th")
    first = scene.today
    sending = {"letter": LetterId(printed.letter), "sent": first, "way": Way.REGISTERED_POST}
    scene.registry.perform(SendLetter(**sending, tracking="EB111111111TH"))
    back = {"result": ServiceResult.RETURNED, "received_by": None, "cause": "ย้ายที่อยู่"}
    scene.registry.perform(made.serving(scene, notice, letter=printed.letter, **back))
    found = record(desk, notice)
    assert (found.status, found.earliest_end) == ("not_served", None)
    scene.registry.clock.pass_days(9)
    again = {"sent": scene.today, "way": Way.BY_HAND}
    scene.registry.perform(SendLetter(letter=LetterId(printed.letter), **again))
    scene.registry.perform(made.serving(scene, notice, letter=printed.letter))
    found = record(desk, notice)
    assert found.served.result_on == first + timedelta(days=9)
    assert [one.result.value for one in found.attempts] == ["returned", "received"]
    view = end_view(
        desk.workspace.read, record(desk, made.of(scene, notice)), law_today(desk.workspace)
    )
    assert view.lawful_end == found.earliest_end
    (file,) = view.files
    assert file.letters[0].status.value == "delivered"


@pytest.mark.parametrize("language", ["th", "en"])
def test_register_lists_every_file_with_its_dates(desk, language):
    scene = desk.scene
    made.once(
        scene,
        "ordered",
        lambda: scene.registry.perform(made.ordering(scene, made.decided(scene, "ordered"))),
    )
    office = desk.workspace.office
    printed = Press(desk.workspace, language).issue("D-25", office, desk.session, {"year": "all"})
    keep(f"D-25-{language}", printed.pdf)
    said = said_in(printed.content)
    assert squeezed("ที่ สม 30/2570") in said
    last = "31 ม.ค. 2571" if language == "th" else "31 Jan 2028"
    assert squeezed(last) in said


def test_statute_that_the_office_confirmed_is_no_longer_told_as_open(desk):
    """N4: which statute governs is the office's word, from the day on that it gave it."""
    key, today = "notice.counting_statute", desk.scene.today
    later, workspace = today + timedelta(days=300), desk.workspace
    same = workspace.program.policies.get(key, today).value
    said = {"citation": "คำสั่งสมมติ", "effective_from": later, "reason": made.WHY}
    desk.scene.registry.perform(DecidePolicy(key=key, value=same, **said))
    notice = record(desk, made.decided(desk.scene, "confirmed"))
    told = {
        day: notice_facts(
            notice, Showing(workspace.program, "th", day, workspace.office, None), workspace.read
        )["unconfirmed"]
        for day in (today, later)
    }
    assert told == {today: " (รอสำนักงานยืนยัน)", later: ""}
