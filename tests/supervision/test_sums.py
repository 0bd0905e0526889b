"""The sums that the fold keeps: what agreements add to them, and what is late (F:K3, R-26, R-73).

Every sum is compared with a count that is made here, from the records themselves.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from datetime import date, timedelta

from cso_registry.domain.agreements import money_acts
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.storage.connection import open_writer
from cso_registry.storage.schema import migrate, migration_scripts
from tests.support import examples_agreements as agreements
from tests.support import examples_delivery as delivery
from tests.support import examples_missions as missions
from tests.support import examples_money as money
from tests.support.registry import KEY, PROVINCE, forget_awaited_returns

NATION = ""


def held_agreements(registry):
    return [one for one in registry.reading.records("agreement") if isinstance(one, Agreement)]


def counted(registry):
    """Agreements in force and their money by agency and fiscal year, counted one by one."""
    found = defaultdict(lambda: [0, 0])
    for one in held_agreements(registry):
        if one.effects:
            first = min(effect.effective for effect in one.effects.values())
            cell = found[one.file.agency, first.year + 543 + (first.month >= 10)]
            cell[0] += 1
            cell[1] += one.terms.amount
    return {key: tuple(cell) for key, cell in found.items()}


def test_sums_equal_a_count_of_the_records(scene):
    money.paid_first(scene)
    agreements.in_force(scene, "second")
    agreements.written(scene, "not yet")
    sums = scene.registry.reading.sums
    for (agency, year), cell in counted(scene.registry).items():
        assert sums.of("begun", year, NATION, "agency", agency) == cell
        assert sums.of("begun", year, PROVINCE, "agency", agency) == cell
        assert sums.of("begun", year, NATION) == cell
    year = fiscal_year(scene.today)
    assert sums.of("paid", money.YEAR, NATION) == (1, money.FIRST)
    partner = str(agreements.partner(scene))
    assert sums.of("paid", money.YEAR, NATION, "partner", partner) == (1, money.FIRST)
    assert [one.key for one in sums.apart("begun", year, NATION, "partner")] == [partner]
    assert sums.years("begun", NATION).keys() == {year}
    standing = sums.themes("standing.", 0, NATION)
    assert {name: one.times for name, one in standing.items()} == {"in_force": 2, "preparing": 1}
    assert sums.of("begun", year, "99") == (0, 0)


def test_payment_that_is_taken_back_leaves_the_sums(scene):
    paid = money.paid_first(scene)
    sums = scene.registry.reading.sums
    (payment,) = scene.registry.record(paid).payments
    scene.registry.perform(
        money_acts.ReversePayment(agreement=paid, payment=payment, reason="จ่ายผิดสมมติ")
    )
    assert sums.of("paid", money.YEAR, NATION) == (0, 0)
    assert sums.apart("paid", money.YEAR, NATION, "agency") == []
    assert scene.registry.prove().findings == []


def test_area_and_model_tell_agreements_apart(scene):
    agreements.in_force(scene)
    sums, year = scene.registry.reading.sums, fiscal_year(scene.today)
    (held,) = held_agreements(scene.registry)
    assert [one.key for one in sums.apart("begun", year, NATION, "model")] == [held.file.model]
    places = {code[:2] for code in held.terms.areas}
    expected = places if len(places) == 1 else {"several"} if places else {"none"}
    assert {one.key for one in sums.apart("begun", year, NATION, "area")} == expected
    (line,) = sums.behind("begun", year, NATION, "model", held.file.model, 10)
    assert (line.id, line.number, line.amount) == (held.id, held.file.code, held.terms.amount)


def test_instalment_that_waits_too_long_is_overdue_and_then_late(scene):
    opened = money.allocated(scene)
    sums, agency = scene.registry.reading.sums, str(missions.agency(scene))
    (allocation,) = scene.registry.record(opened).allocations.values()
    until = allocation.pay_by
    assert until == scene.today + timedelta(days=30)
    assert sums.overdue(until, NATION, 10, what="agreement:payment") == []
    day = until + timedelta(days=1)
    (line,) = sums.overdue(day, PROVINCE, 10, of="agency", key=agency, what="agreement:payment")
    assert (line.id, line.day, line.agency) == (opened, until.isoformat(), agency)
    assert sums.overdue(day, "99", 10) == []
    (count,) = [
        one
        for one in sums.overdue_counts(day, NATION, "agency", agency)
        if one.what == "agreement:payment"
    ]
    assert count.times == 1
    late = until + timedelta(days=12)
    scene.registry.clock.pass_days((late - scene.today).days)
    scene.registry.perform(money.paying(scene, opened, paid=late))
    assert sums.overdue(day, NATION, 10, what="agreement:payment") == []
    assert sums.of("late.payment", fiscal_year(late), NATION, "agency", agency) == (1, 12)


def test_evaluation_falls_due_on_each_day_agreed_until_as_many_are_on_file(scene):
    days = (date(2027, 8, 1), date(2027, 4, 1))
    agreement = agreements.in_force(scene, "evaluated twice", evaluation_days=days)
    sums, what = scene.registry.reading.sums, "agreement:evaluation"
    for day in sorted(days):
        late = day + timedelta(days=1)
        assert sums.overdue(day, NATION, 10, what=what) == []
        (line,) = sums.overdue(late, NATION, 10, what=what)
        assert (line.id, line.day) == (agreement, day.isoformat())
        scene.registry.perform(money.evaluating(scene, agreement))
    assert sums.overdue(date(2040, 1, 1), NATION, 10, what=what) == []


def test_answers_that_come_late_stay_with_who_owed_them(scene):
    problem = delivery.notified(scene)
    held = scene.registry.record(problem)
    owed = "answer" if held.file.raised_by == "partner" else "answer_of_partner"
    late = held.file.answer_by + timedelta(days=5)
    sums, agency = scene.registry.reading.sums, str(missions.agency(scene))
    assert held.file.agency == agency
    (line,) = sums.overdue(late, NATION, 10, what=f"problem:{owed}")
    assert (line.id, line.agency) == (problem, agency)
    scene.registry.clock.pass_days((late - scene.today).days)
    scene.registry.perform(delivery.answering(scene, problem, replied=late))
    assert sums.overdue(late, NATION, 10, what=f"problem:{owed}") == []
    assert sums.of(f"late.{owed}", fiscal_year(late), NATION, "agency", agency) == (1, 5)


def test_file_of_an_older_program_gets_its_sums_when_it_is_opened(scene):
    money.paid_first(scene)
    connection = scene.registry.connection
    before = {
        table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall())
        for table in ("figures", "sums", "first_returns")
    }
    forget_awaited_returns(connection)
    for table in ("figures", "sums"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM dues WHERE what = 'agreement:sign'")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name >= '0004'")
    connection.execute("PRAGMA user_version=3")
    migrate(connection)
    assert all(before.values())
    assert before == {
        table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in before
    }
    assert scene.registry.prove().findings == []


def test_new_file_has_nothing_to_derive(tmp_path):
    with closing(open_writer(tmp_path / "new.db", KEY)) as connection:
        migrate(connection)
        assert connection.value("PRAGMA user_version") == len(migration_scripts())
