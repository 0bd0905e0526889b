"""The report, score sheet, declaration and letters of a selection (D-08, S-17, S-18, L-12 to L-14)."""

from __future__ import annotations

import pytest

from cso_registry.domain.committee.meeting_groups import Manner
from cso_registry.domain.selection.evaluator_acts import NameEvaluator
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import CallId, RecordId
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.printing import Press
from tests.documents.paper_examples import squeezed
from tests.support import examples_committee as meetings
from tests.support import examples_missions
from tests.support import examples_scoring as made
from tests.support import examples_selection as selection
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as opened:
        yield opened


def record(desk, identity):
    return desk.workspace.read.record(RecordId(identity))


def tables(printed):
    return [block for block in printed.content.blocks if block.kind == "table"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_report_prints_every_step_of_the_ranking(desk, language):
    scene = scene_at(desk)
    refused = made.admitted(scene, "refused")
    made.scored(scene)
    out = selection.admitting(
        scene,
        proposal=refused,
        organization=selection.community(scene, "refused"),
        admitted=False,
        reason="ขาดเอกสาร",
    )
    scene.registry.perform(out)
    scene.registry.perform(made.deciding(scene))
    call = record(desk, selection.opened(scene))
    printed = Press(desk.workspace, language).issue("D-08", call, desk.session)
    keep(f"D-08-{language}", printed.pdf)
    ranking, matrix, steps, spreads, moves, *_ = tables(printed)
    assert [row[4] for row in ranking.rows] == ["90", "60"]
    assert len(matrix.rows) == len(spreads.rows) == 2
    terms = "30×4/5 + 20×4/5 + 10×4/5 + 25×4/5 + 15×4/5"
    assert terms in [row[2] for row in steps.rows]
    assert len(steps.rows) == 2 * 3
    assert len(moves.rows) == 10
    said = printed.content.model_dump_json()
    for text in ("ประสบการณ์น้อยกว่า", "ขาดเอกสาร", "เข้าใจพื้นที่ดี"):
        assert text in said
    letter = Press(desk.workspace, language)
    for code, proposal in (
        ("L-13", made.admitted(scene, "applicant")),
        ("L-12", made.admitted(scene, "other")),
        ("L-14", refused),
    ):
        order = order_as_asked(code, record(desk, proposal), {})
        keep(f"{code}-{language}", letter.issue_letter(order, desk.session).pdf)


def test_report_says_who_was_there_and_that_nothing_was_found(desk):
    scene = scene_at(desk)
    call = made.scored(scene)
    meeting = meetings.called(scene, "on the call")
    scene.registry.perform(meetings.putting(meeting, "4.3", about=call, about_type="call"))
    scene.registry.perform(meetings.opening(scene, meeting))
    scene.registry.perform(
        meetings.resolving(
            scene, meeting, item="4.3", manner=Manner.CONSENSUS, votes=None, minority=None
        )
    )
    (resolution,) = record(desk, meeting).in_force().values()
    scene.registry.perform(made.deciding(scene, resolution=resolution.number))
    printed = Press(desk.workspace, "th").issue("D-08", record(desk, call), desk.session)
    keep("D-08-present", printed.pdf)
    said = printed.content.model_dump_json()
    for name in ("ตัวอย่าง ประธาน", "ตัวอย่าง เลขานุการ"):
        assert name in said
    for heading in ("๗. ข้อเสนอที่ไม่เข้าแข่งขัน", "๘. สิ่งที่ผู้ยื่นมีร่วมกัน"):
        assert squeezed(heading) in squeezed(said)


def test_sealed_scores_have_no_report(desk):
    scene = scene_at(desk)
    made.the_sheets(scene)
    call = record(desk, selection.opened(scene))
    press = Press(desk.workspace, "th")
    for paper in (press.issue, press.draft):
        with pytest.raises(InputError, match=r"score\.sealed_still"):
            paper("D-08", call, desk.session)


def test_letter_fits_the_result(desk):
    scene = scene_at(desk)
    made.scored(scene)
    scene.registry.perform(made.deciding(scene))
    chosen = record(desk, made.admitted(scene, "applicant"))
    press = Press(desk.workspace, "th")
    for code in ("L-12", "L-14"):
        with pytest.raises(InputError, match=r"proposal\.no_result"):
            press.issue_letter(order_as_asked(code, chosen, {}), desk.session)


def test_score_sheet_is_blank_before_and_filled_after_the_opening(desk):
    scene = scene_at(desk)
    made.the_sheets(scene)
    proposal, press = made.admitted(scene, "applicant"), Press(desk.workspace, "th")
    asked = {"evaluator": made.who(scene, "one")}
    before = press.issue("S-17", record(desk, proposal), desk.session, asked)
    keep("S-17-blank", before.pdf)
    (table,) = tables(before)
    assert {row[4].strip(". ") for row in table.rows} == {""}
    made.scored(scene)
    after = press.issue("S-17", record(desk, proposal), desk.session, asked)
    (table,) = tables(after)
    assert {row[4] for row in table.rows} == {"๔"}


def test_score_sheet_is_of_an_evaluator_of_the_call(desk):
    scene = scene_at(desk)
    proposal = made.admit(scene, "applicant")[0]
    with pytest.raises(InputError, match=r"score\.no_evaluator"):
        Press(desk.workspace, "th").issue("S-17", record(desk, proposal), desk.session)


def test_declaration_shows_what_was_found(desk):
    scene = scene_at(desk)
    (officer,) = made.evaluators(scene, "one")
    press, asked = Press(desk.workspace, "th"), {"evaluator": officer}
    call = record(desk, selection.opened(scene))
    printed = press.issue("S-18", call, desk.session, asked)
    keep("S-18", printed.pdf)
    assert squeezed("ไม่มีส่วนได้เสีย") in squeezed(printed.content.model_dump_json())
    other = examples_missions.assistant(scene).officer
    name = NameEvaluator(call=CallId(call.id), officer=other, evaluator_kind=EvaluatorKind.OTHER)
    desk.workspace.perform(name, desk.session)
    call = record(desk, call.id)
    with pytest.raises(InputError, match=r"score\.no_declaration"):
        press.issue("S-18", call, desk.session, {"evaluator": other})
