"""Supervision knows notices: orders for an early end for ever, ends of which nobody was told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.agreements.course_acts import EndAgreement
from cso_registry.domain.agreements.delivery_groups import NextStep
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.notice.groups import ServiceResult
from cso_registry.domain.offices.acts import ConfirmClock
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.supervision.findings import KINDS, OTHER, kind_of
from cso_registry.kernel.calendar import earliest_end, fiscal_year
from cso_registry.storage.schema import migrate
from cso_registry.workspace.means import this_program
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
from tests.support import examples_money as money
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


def shortened(scene, agreement, ends, **fields):
    days = {"starts": scene.today, "activities_end": ends, "evaluation_days": ()}
    said = {"terms": agreements.terms(scene, ends=ends, **days)} | fields
    return made.amending(scene, agreement, ends).model_copy(update=said)


def test_notice_that_came_too_late_stays_told_after_it_was_served(scene):
    """R-57: overdue before, late after; by the days that the term is short of."""
    notice = made.sent(scene)
    receipt_by = scene.registry.record(made.of(scene, notice)).terms.serve_by
    scene.registry.clock.pass_days((receipt_by - scene.today).days + 10)
    scene.registry.perform(ConfirmClock(office=scene.registry.office, reason=made.WHY))
    today = scene.today
    year = fiscal_year(today)
    assert found_of(scene, year, today).overdue["unnoticed"] == 1
    scene.registry.perform(made.serving(scene, notice, result_on=today))
    found, file = found_of(scene, year, today), scene.registry.record(notice)
    assert "unnoticed" not in found.overdue
    late = (file.earliest_end - made.LAST).days
    assert found.late["unnoticed"] == (1, late)
    assert [line.id for line in found.late_lines if line.kind == "unnoticed"] == [str(notice)]
    scene.registry.perform(made.withdrawing(scene, notice))
    found = found_of(scene, year, today)
    assert (found.overdue["unnoticed"], "unnoticed" in found.late) == (1, False)


def test_term_is_cut_only_by_both_sides_and_never_around_the_months_in_silence(scene):
    """R-56: consent shortens, both sign, and what no notice could reach stays a finding."""
    agreement = agreements.in_force(scene)
    ends = scene.today + timedelta(days=100)
    cut = shortened(scene, agreement, ends)
    with pytest.raises(RefusedError) as told:
        scene.registry.perform(cut)
    assert "R-56.shortening_is_signed" in {one.key for one in told.value.reasons}
    one_side = cut.model_copy(update={"signers": agreements.SIGNERS[:1]})
    with pytest.raises(RefusedError):
        scene.registry.perform(one_side)
    scene.registry.perform(cut.model_copy(update={"signers": agreements.SIGNERS}))
    year = fiscal_year(scene.today)
    assert found_of(scene, year, scene.today).overrides == (0, 0)
    sooner = shortened(scene, agreement, scene.today + timedelta(days=30))
    scene.registry.perform(sooner.model_copy(update={"signers": agreements.SIGNERS}))
    held = scene.registry.record(agreement)
    days = (LAWFUL - sooner.terms.ends).days
    assert [one.short_days for one in held.amendments.values()] == [None, days]
    assert {one.number for one in held.amendment_signatures.values()} == {1, 2}
    for asked in (year, year + 5):
        found = found_of(scene, asked, date(2034, 1, 1))
        assert (found.overrides, found.is_clean) == ((1, days), False)
        (line,) = found.lasting_lines
        assert (line.id, line.kind, line.days) == (str(agreement), "shortened", days)
    (behind,) = behind_lines(scene.registry.reading, Behind(ORDERED, year), scene.today)
    assert behind.id == str(agreement)
    assert scene.registry.prove().findings == []


def test_term_that_a_notice_lets_end_earlier_is_cut_without_a_finding(scene):
    notice = made.served(scene)
    cut = shortened(scene, made.of(scene, notice), LAWFUL, signers=agreements.SIGNERS)
    scene.registry.perform(cut)
    assert found_of(scene, fiscal_year(scene.today), scene.today).overrides == (0, 0)


def test_each_stage_of_a_file_that_waits_too_long_has_words_of_its_own(scene):
    """Never `another duty`: what of a notice, or of an evaluation, is overdue is named."""
    refused = {"result": ServiceResult.RETURNED, "received_by": None, "cause": "ไม่มีผู้รับ"}
    waiting = made.sent(scene, "returned")
    scene.registry.perform(made.serving(scene, waiting, **refused))
    for make in (made.opened, made.heard, made.decided):
        make(scene)
    late = date(2027, 12, 1)
    agreements.in_force(scene, "late", evaluation_days=(date(2027, 8, 1), late))
    ended = agreements.in_force(scene, "bad")
    scene.registry.perform(money.evaluating(scene, ended, next_step=NextStep.END))
    found = found_of(scene, 2575, date(2031, 1, 1)).overdue
    asked = {"unheard", "undecided", "unsent", "unserved", "late_evaluation", "ending_evaluation"}
    assert asked <= set(found)
    overdue = scene.registry.reading.sums.overdue(date(2031, 1, 1), NATION, MOST)
    # The course of the scene is invented, and so is a duty of it.
    assert {one.what for one in overdue if kind_of(one.what) is OTHER} <= {"agreement:final"}
    texts = this_program().texts
    for kind in KINDS:
        assert texts.value(f"finding.{kind.name}").say("th")


def test_who_ends_early_still_settles_and_is_evaluated(scene):
    """R-46, R-52: counted from the day it ended, and gone once it is done."""
    notice = made.served(scene)
    agreement = made.of(scene, notice)
    scene.registry.perform(made.ordering(scene, notice))
    scene.registry.perform(ending(scene, agreement))
    dues = {one.what: one.day for one in scene.registry.record(agreement).shadow().dues}
    assert dues["agreement:settlement"] == earliest_end(made.EARLY, 2).isoformat()
    assert not {"serve_notice", "agreement:ends", "agreement:may_end"} & set(dues)
    late = date(2027, 6, 1)
    assert found_of(scene, fiscal_year(late), late, "partner").overdue["settlement"] == 1
