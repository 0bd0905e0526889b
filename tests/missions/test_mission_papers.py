"""The analysis and the costing sheet on paper (D-05, D-16)."""

from __future__ import annotations

import pytest

from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.printing import Press
from tests.documents.paper_examples import squeezed
from tests.support import examples_missions as made
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as opened:
        yield opened


def words(printed):
    return squeezed(printed.content.model_dump_json())


@pytest.mark.parametrize("language", ["th", "en"])
def test_analysis_shows_answers_reasons_guards_and_decision(desk, language):
    scene = scene_at(desk)
    analysis = desk.workspace.read.record(RecordId(made.decided(scene)))
    printed = Press(desk.workspace, language).issue("D-05", analysis, desk.session)
    keep(f"D-05-{language}", printed.pdf)
    said = words(printed)
    for reason in ("กฎหมายสมมติให้มอบได้", "มีการกำกับทุกเดือน", "ทำแทนได้ทั้งกระบวนการ", made.WHY):
        assert squeezed(reason) in said
    outcome = "เปิดให้ดำเนินการแทนรัฐ" if language == "th" else "delegation"
    assert squeezed(outcome) in said


def test_undecided_analysis_is_printed_as_a_draft_only(desk):
    analysis = desk.workspace.read.record(RecordId(made.unanswered(scene_at(desk))))
    press = Press(desk.workspace, "th")
    with pytest.raises(InputError, match=r"analysis\.not_decided"):
        press.issue("D-05", analysis, desk.session)
    assert press.draft("D-05", analysis, desk.session).content.draft
    assert press.blank_form("D-05").pdf.startswith(b"%PDF")


@pytest.mark.parametrize("language", ["th", "en"])
def test_costing_sheet_stands_beside_the_others_of_its_mission(desk, language):
    scene = scene_at(desk)
    costing = made.costing(scene)
    scene.registry.perform(made.choosing(scene))
    record = desk.workspace.read.record(RecordId(costing))
    printed = Press(desk.workspace, language).issue("D-16", record, desk.session)
    keep(f"D-16-{language}", printed.pdf)
    tables = [block for block in printed.content.blocks if block.kind == "table"]
    total = "๗๒,๒๔๐.๐๐" if language == "th" else "72,240.00"
    assert tables[0].rows[0][-1] == total
    assert len(tables[1].rows) == 2
    assert made.WHY in printed.content.model_dump_json()
