"""Answers from a table, as Kobo and ODK export them, are counted and nothing else is kept (F:H5)."""

from __future__ import annotations

import pytest

from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.delivery.survey_table import (
    TableChoices,
    count_table,
    save_refused,
    told,
)
from tests.support import examples_delivery as made
from tests.support.desk import founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.registry import SetClock

KOBO = """start,_geolocation,ชื่อผู้ตอบ,part_1/อาสาสมัครสุภาพ,part_1/มาตามเวลา,_uuid
2026-11-20T09:00,"16.8,100.2",นายลับ สมมติ,5,4,aa
2026-11-20T09:10,"16.8,100.2",นางลับ สมมติ,มากที่สุด,,bb
2026-11-20T09:20,"16.8,100.2",นายลับ สมมติ,๓,4 - มาก,cc
2026-11-20T09:30,"16.8,100.2",นายซ้ำ สมมติ,5,4,aa
2026-11-20T09:40,"16.8,100.2",นายเกิน สมมติ,9,ดีเลิศ,dd
2026-11-20T09:50,"16.8,100.2",นายว่าง สมมติ,,-,ee
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("survey") / "registry", SetClock()
    founded(folder, training=False, clock=clock)
    with open_desk(folder, clock) as opened:
        opened.scene = scene_at(opened)
        yield opened


def new_survey(desk, code):
    act = made.survey_act(desk.scene, code=code)
    desk.scene.registry.perform(act)
    return desk.workspace.read.record(act.survey)


def counted(desk, survey, tmp_path, text, **choices):
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8-sig")
    return count_table(desk.workspace, desk.session, survey, file, TableChoices(**choices))


def test_scores_are_counted_by_question_and_bad_rows_say_why(desk, tmp_path):
    survey = new_survey(desk, "สร-ก")
    found = counted(desk, survey, tmp_path, KOBO)
    assert [one.given_scores for one in found.tallies] == [(0, 0, 1, 0, 2), (0, 0, 0, 2, 0)]
    assert (found.respondents, [number for number, _ in found.refused]) == (3, [5, 6, 7])
    said = [
        [told(desk.program, one, found.headings, "th") for one in problems]
        for _, problems in found.refused
    ]
    assert "แถวที่ 2" in said[0][0]
    assert "“9” ไม่ใช่คะแนน 1 ถึง 5" in said[1][0]
    assert said[1][1].startswith("part_1/มาตามเวลา")
    assert "ไม่ตอบ" in said[2][0]
    kept = desk.workspace.read.record(survey.id)
    assert (kept.respondents, kept.status) == (3, "tallied")


def test_personal_columns_are_told_and_never_kept(desk, tmp_path):
    """Names and places come neither into the journal nor into the file of refused rows."""
    survey = new_survey(desk, "สร-ข")
    found = counted(desk, survey, tmp_path, KOBO)
    assert set(found.left_out) == {"start", "_geolocation", "ชื่อผู้ตอบ"}
    assert set(found.personal) == {"_geolocation", "ชื่อผู้ตอบ"}
    target = tmp_path / "refused.csv"
    save_refused(found, target, desk.program, "th")
    refused = target.read_text("utf-8-sig")
    assert "สมมติ" not in refused
    assert "dd" in refused
    record = desk.workspace.read.record(survey.id)
    assert "สมมติ" not in record.tallies.popitem()[1].model_dump_json()


def test_trying_records_nothing_and_the_same_file_counts_once(desk, tmp_path):
    survey = new_survey(desk, "สร-ค")
    assert counted(desk, survey, tmp_path, KOBO, dry_run=True).respondents == 3
    assert desk.workspace.read.record(survey.id).respondents == 0
    counted(desk, survey, tmp_path, KOBO)
    again = desk.workspace.read.record(survey.id)
    with pytest.raises(RefusedError) as refused:
        counted(desk, again, tmp_path, KOBO)
    assert [one.key for one in refused.value.reasons] == ["F:H5.table_is_counted_once"]


def test_own_headings_and_words_are_mapped(desk, tmp_path):
    survey = new_survey(desk, "สร-ง")
    table = "manners;punctual\nเยี่ยมยอด;3\nพอใช้;2\n"
    found = counted(
        desk,
        survey,
        tmp_path,
        table,
        headings={"manners": "q1", "punctual": "q2"},
        answers={"เยี่ยมยอด": 5, "พอใช้": 3},
    )
    assert [one.given_scores for one in found.tallies] == [(0, 0, 1, 0, 1), (0, 1, 1, 0, 0)]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("อาสาสมัครสุภาพ,อายุ\n5,70\n", "tables.missing_columns"),
        ("อาสาสมัครสุภาพ,มาตามเวลา\n8,9\n", "survey.nothing_counted"),
    ],
)
def test_table_that_is_none_of_the_survey_is_refused(desk, tmp_path, table, key):
    survey = new_survey(desk, f"สร-{key}")
    with pytest.raises(InputError) as refused:
        counted(desk, survey, tmp_path, table)
    assert refused.value.key == key
    assert desk.workspace.read.record(survey.id).respondents == 0
