"""Supervision knows notices: orders for an early end for ever, ends of which nobody was told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.agreements.course_acts import EndAgreement
from cso_registry.domain.agreements.groups import Side
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.storage.schema import migrate
from cso_registry.workspace.supervision.charts import Behind
from cso_registry.workspace.supervision.compliance import (
    MOST,
    ORDERED,
    behind_lines,
    compliance,
    override_lines,
)
from cso_registry.workspace.supervision.sight import Asked
from tests.support import examples_agreements as agreements
from tests.support import examples_missions as missions
from tests.support import examples_notice as made
from tests.support.examples import Scene
from tests.support.registry import PROVINCE, forget_awaited_returns, new_registry

NATION = ""
LAWFUL = date(2027, 2, 20)
SHORT = (LAWFUL - made.EARLY).days


@pytest.fixture
def scene(tmp_path):
    with new_registry(tmp_path / "registry") as registry:
        yield Scene(registry)


def found_of(scene, year, today, by="agency"):
    key = missions.agency(scene) if by == "agency" else agreements.partner(scene)
    return compliance(scene.registry.reading, Asked(PROVINCE, year), by, str(key), today)


def ending(scene, agreement):
    return EndAgreement(
        agreement=agreement,
        effective=made.EARLY,
        ended_by=Side.AGENCY,
        ending_reason="EXPIRY",
        order_number="ที่ สม 9/2570",
        reason=made.WHY,
    )


def test_order_for_an_early_end_stays_a_finding_after_the_end_and_in_other_years(scene):
    """N6 and R-56: it is the agency's, whatever year is asked and whatever came of it."""
    notice, year = made.served(scene), fiscal_year(scene.today)
    assert found_of(scene, year, scene.today).overrides == (0, 0)
    scene.registry.perform(made.ordering(scene, notice))
    scene.registry.perform(ending(scene, made.of(scene, notice)))
    for asked in (year, year + 1, year + 7):
        found = found_of(scene, asked, date(2034, 1, 1))
        assert (found.overrides, found.is_clean) == ((1, SHORT), False)
        (line,) = found.lasting_lines
        assert (line.id, line.type, line.kind) == (str(notice), "notice", "override")
        assert (line.turn, line.days) == ("agency", SHORT)
    assert override_lines(scene.registry.reading, "99") == []
    (behind,) = behind_lines(scene.registry.reading, Behind(ORDERED, year), scene.today)
    assert (behind.id, behind.days, behind.amount) == (str(notice), SHORT, 0)
    assert scene.registry.prove().findings == []


def test_order_without_a_notice_that_was_received_is_found_too(scene):
    notice = made.decided(scene)
    scene.registry.perform(made.ordering(scene, notice))
    found = found_of(scene, fiscal_year(scene.today), scene.today)
    assert found.overrides == (1, 0)
    assert [line.id for line in found.lasting_lines] == [str(notice)]
    later = scene.registry.reading.sums.overdue(date(2030, 1, 1), NATION, MOST)
    lines = [(one.id, one.what) for one in later]
    assert len(lines) == len(set(lines))


def test_end_of_which_nobody_was_told_is_a_kind_of_its_own_until_it_is_served(scene):
    """R-57: from the day after the last lawful receipt on, also when the term is over."""
    notice = made.sent(scene)
    agreement = str(made.of(scene, notice))
    receipt_by = scene.registry.record(made.of(scene, notice)).terms.serve_by
    year = fiscal_year(receipt_by)
    assert "unnoticed" not in found_of(scene, year, receipt_by).overdue
    for day in (receipt_by + timedelta(days=1), made.LAST + timedelta(days=10)):
        for by in ("agency", "partner"):
            found = found_of(scene, year, day, by)
            assert found.overdue["unnoticed"] == 1
            (line,) = [one for one in found.open_lines if one.kind == "unnoticed"]
            assert (line.id, line.turn, line.day) == (agreement, "agency", receipt_by.isoformat())
    scene.registry.perform(made.serving(scene, notice))
    assert "unnoticed" not in found_of(scene, year, made.LAST).overdue


def test_file_of_an_older_program_gets_its_orders_when_it_is_opened(scene):
    scene.registry.perform(made.ordering(scene, made.served(scene)))
    connection, sums = scene.registry.connection, scene.registry.reading.sums
    before = sums.years(ORDERED, NATION)
    for table in ("figures", "sums"):
        connection.execute(f"DELETE FROM {table} WHERE theme = ?", (ORDERED,))
    forget_awaited_returns(connection)
    connection.execute("DELETE FROM _sqlite_migrations WHERE name >= '0005'")
    connection.execute("PRAGMA user_version=4")
    assert sums.years(ORDERED, NATION) == {}
    migrate(connection)
    assert sums.years(ORDERED, NATION) == before == {2570: (1, SHORT)}
    assert scene.registry.prove().findings == []
