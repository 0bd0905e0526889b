"""D-32 tells every order for an end before the lawful day, of whichever year (R-56, R-73)."""

from __future__ import annotations

import pytest

from cso_registry.workspace.printing import Press
from cso_registry.workspace.supervision.compliance import override_lines
from tests.documents.paper_examples import squeezed
from tests.support import examples_missions as missions
from tests.support import examples_notice as made
from tests.support.desk import founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep
from tests.support.registry import SetClock


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """One desk: an end ordered too early after a notice, and one without any."""
    folder, clock = tmp_path_factory.mktemp("orders") / "registry", SetClock()
    founded(folder, training=False, clock=clock)
    with open_desk(folder, clock) as opened:
        scene = opened.scene = scene_at(opened)
        scene.registry.perform(made.ordering(scene, made.served(scene)))
        unheard = made.ordering(scene, made.decided(scene), order_number="ที่ สม 40/2570")
        scene.registry.perform(unheard)
        yield opened


def report(desk, language, **asked):
    press = Press(desk.workspace, language)
    printed = press.issue("D-32", desk.workspace.office, desk.session, asked)
    keep(f"D-32-orders-{language}", printed.pdf)
    said = squeezed(printed.content.model_dump_json())
    return said.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


@pytest.mark.parametrize("year", ["2570", "2577"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_report_of_any_year_tells_order_days_and_reason(desk, language, year):
    agency = str(missions.agency(desk.scene))
    for asked in ({}, {"agency": agency}):
        said = report(desk, language, year=year, **asked)
        for word in ("ที่ สม 30/2570", "ที่ สม 40/2570", made.WHY):
            assert squeezed(word) in said, word
    none = "There was none." if language == "en" else "ไม่เคยมีคำสั่งหรือการแก้ไขเช่นนั้น"
    assert squeezed(none) not in said


def test_report_tells_how_many_orders_it_leaves_out(desk, monkeypatch):
    monkeypatch.setattr("cso_registry.workspace.supervision.compliance.MOST_EARLY", 1)
    said = report(desk, "en")
    assert ("ที่สม30/2570" in said) is not ("ที่สม40/2570" in said)
    assert "1moreisnotlisted." in said


def test_a_notice_that_stands_behind_two_years_is_told_once(desk, monkeypatch):
    monkeypatch.setattr(
        "cso_registry.workspace.supervision.override_rows.override_lines",
        lambda *asked: override_lines(*asked) * 2,
    )
    said = report(desk, "en")
    assert [said.count(f"ที่สม{order}/2570") for order in (30, 40)] == [1, 1]
    assert "notlisted" not in said
