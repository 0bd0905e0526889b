"""Opening a call at a desk, and the papers of calls and proposals (D-06, D-07, S-16, L-11)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.selection import call_acts
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.age import recipient_of
from cso_registry.seal.secret import Secret
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.printing import Press
from cso_registry.workspace.selection.opening_keys import open_call, opening_key
from tests.documents.paper_examples import squeezed
from tests.support import examples_selection as made
from tests.support.desk import CHEAP, new_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep

PHRASE = Secret.of_text("วลีเปิดคะแนนสมมติ-2570")


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as opened:
        yield opened


def record(desk, identity):
    return desk.workspace.read.record(RecordId(identity))


def words(printed):
    return squeezed(printed.content.model_dump_json())


def opened_call(desk):
    scene = scene_at(desk)
    call = made.draft(scene)
    closes = scene.today + timedelta(days=made.DAYS_OPEN)
    open_call(desk.workspace, record(desk, call), closes, PHRASE, desk.session, cost=CHEAP)
    return call


def test_opening_key_is_locked_by_the_phrase_alone(desk):
    call = record(desk, opened_call(desk))
    private = opening_key(desk.workspace, call, PHRASE)
    assert recipient_of(private) == call.opening.opening_key
    with pytest.raises(KnownError, match=r"seal\.wrong_passphrase"):
        opening_key(desk.workspace, call, Secret.of_text("วลีอื่นที่ไม่ใช่-2570"))
    dump = [bytes(row[1]) for row in desk.workspace.connection.execute("SELECT * FROM secret_keys")]
    assert not any(private.reveal() in row for row in dump)


def test_weak_phrase_opens_nothing(desk):
    scene = scene_at(desk)
    call = record(desk, made.draft(scene))
    closes = scene.today + timedelta(days=made.DAYS_OPEN)
    with pytest.raises(InputError):
        open_call(desk.workspace, call, closes, Secret.of_text("1234"), desk.session)
    assert record(desk, call.id).opening is None


@pytest.mark.parametrize("language", ["th", "en"])
def test_call_prints_every_section_criterion_anchor_and_tie_rule(desk, language):
    call = opened_call(desk)
    amend = call_acts.AmendCall(call=call, text="เพิ่มจุดรับข้อเสนอ", reason=made.WHY)
    desk.workspace.perform(amend, desk.session)
    printed = Press(desk.workspace, language).issue("D-06", record(desk, call), desk.session)
    keep(f"D-06-{language}", printed.pdf)
    said = words(printed)
    for text in ("เยี่ยมบ้านและดูแลต่อเนื่อง", "จัดสรรเป็นงวดตามผลงาน", "เพิ่มจุดรับข้อเสนอ"):
        assert squeezed(text) in said
    tables = [block for block in printed.content.blocks if block.kind == "table"]
    assert [row[0] for row in tables[0].rows] == list(made.WEIGHTS)
    assert len(tables[1].rows) == len(made.WEIGHTS) * len(made.MEANINGS)


def test_draft_of_a_call_is_no_announcement(desk):
    call = record(desk, made.draft(scene_at(desk)))
    with pytest.raises(InputError, match=r"call\.not_open"):
        Press(desk.workspace, "th").issue("D-06", call, desk.session)


@pytest.mark.parametrize("language", ["th", "en"])
def test_questions_are_printed_without_who_asked(desk, language):
    scene = scene_at(desk)
    question = made.question(scene)
    call = made.opened(scene)
    answer = call_acts.AnswerAboutCall(call=call, question=question, text="ได้ นับวันที่ถึง")
    desk.workspace.perform(answer, desk.session)
    printed = Press(desk.workspace, language).issue("S-16", record(desk, call), desk.session)
    keep(f"S-16-{language}", printed.pdf)
    assert squeezed("ได้ นับวันที่ถึง") in words(printed)


@pytest.mark.parametrize("language", ["th", "en"])
def test_proposal_and_the_letter_for_missing_papers(desk, language):
    scene = scene_at(desk)
    proposal = record(desk, made.asked(scene))
    press = Press(desk.workspace, language)
    printed = press.issue("D-07", proposal, desk.session)
    keep(f"D-07-{language}", printed.pdf)
    total = "๖๗,๒๐๐.๐๐" if language == "th" else "67,200.00"
    assert total in words(printed) or squeezed("6720000") in words(printed)
    letter = press.issue_letter(order_as_asked("L-11", proposal, {}), desk.session)
    keep(f"L-11-{language}", letter.pdf)
    assert squeezed("สำเนาใบรับรองบุคลากร") in squeezed(letter.content.model_dump_json())
    assert press.blank_form("D-07").pdf.startswith(b"%PDF")
