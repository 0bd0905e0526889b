"""What falls due and waits of committees, as the start page and the duty sheet tell it (F:F4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.workspace.duty_words import duty_words
from cso_registry.workspace.today import Turn, desk_news, duties
from tests.support import examples_committee as made
from tests.support import examples_missions as missions
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at


@pytest.fixture
def scene(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as desk:
        yield scene_at(desk)


def told(scene, turn):
    workspace = scene.desk.workspace
    found = duties(workspace.read, workspace.program, workspace.today)
    return {
        (duty_words(one.what, workspace.program, "en"), one.number, one.day)
        for one in found.of(turn)
        if one.type in {"meeting", "committee"}
    }


def test_meetings_answers_and_terms_are_told_by_their_day(scene):
    ahead, ends = scene.today + timedelta(days=7), scene.today + timedelta(days=20)
    made.called(scene, "ahead", held=ahead)
    made.circulated(scene)
    scene.registry.perform(made.appointing(scene, ends=ends))
    assert told(scene, Turn.DUE) == {
        ("Committee meeting", "1/2569", ahead.isoformat()),
        ("Answers to a circulated resolution are due", "2/2569", scene.today.isoformat()),
        ("Term of a committee member ends: member", "สมมติ 9/2569", ends.isoformat()),
    }
    scene.desk.clock.pass_days(8)
    assert {one[1] for one in told(scene, Turn.OVERDUE)} == {"1/2569", "2/2569"}


def test_what_is_left_of_a_meeting_waits_without_a_day(scene):
    made.closed(scene)
    made.opened(scene, "other")
    assert told(scene, Turn.HERE) == {
        ("Minutes to be adopted", "1/2569", None),
        ("Meeting not closed yet", "2/2569", None),
    }


def test_cases_for_a_meeting_are_counted_until_they_stand_on_an_agenda(scene):
    assert desk_news(scene.desk.workspace).for_committee == 0
    analysis = missions.answer(scene, missions.opened(scene), safe=False)
    assert desk_news(scene.desk.workspace).for_committee == 1
    put = made.putting(made.called(scene), "4.3", about=analysis, about_type="analysis")
    scene.registry.perform(put)
    assert desk_news(scene.desk.workspace).for_committee == 0
