"""The history of one organisation in one answer (F:N2), numbers with their gaps named (F:A4)."""

from __future__ import annotations

from datetime import date

import pytest

from cso_registry.domain.offices import acts as office_acts
from cso_registry.domain.organizations import acts as organization_acts
from cso_registry.domain.organizations.records import Contact, Names
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OrganizationId
from cso_registry.workspace.performing import Session
from tests.support.examples import WHY, Scene


@pytest.fixture
def scene(registry):
    return Scene(registry)


def register(scene, **changed):
    act = scene.community_act()
    act = type(act).model_validate({**dict(act), **changed})
    scene.registry.perform(act)
    record = scene.registry.record(act.organization)
    assert record is not None
    return record


def test_history_says_who_when_why_before_and_after(scene):
    registry = scene.registry
    subject = scene.foundation
    registry.clock.pass_days(1)
    registry.perform(
        organization_acts.ChangeContact(
            organization=subject, contact=Contact(phone="053-999999"), reason="โทรศัพท์ใหม่"
        ),
        Session(scene.colleague),
    )
    registry.perform(
        organization_acts.RenameOrganization(
            organization=subject,
            names=Names(th="มูลนิธิใหม่สมมติ"),
            effective=registry.clock.today,
            reason="มติที่ประชุม",
        )
    )
    lines = registry.reading.history(subject)
    assert [line.said.kind for line in lines] == [
        "organization.register",
        "organization.change_contact",
        "organization.rename",
    ]
    first, second, third = lines
    assert first.said.officer == registry.founder
    assert second.said.officer == scene.colleague
    assert second.said.reason == "โทรศัพท์ใหม่"
    assert second.said.wall.startswith("2026-11-21T10:00")
    ((group, after, erased),) = second.changes
    assert (group, erased) == ("contact", False)
    assert after == {"phone": "053-999999"}
    before = {g: v for g, v, _ in first.changes}["contact"]
    assert before == {"phone": "053-000000", "email": "office@example.org"}
    groups = {group: value for group, value, _ in third.changes}
    assert groups["names"] == {"th": "มูลนิธิใหม่สมมติ"}
    (former,) = [value for group, value in groups.items() if group.startswith("other_names/")]
    assert former["name"] == before_name(first)
    assert [line.entry for line in lines] == sorted(line.entry for line in lines)
    assert len({line.hash for line in lines}) == 3


def before_name(line):
    return next(value["th"] for group, value, _ in line.changes if group == "names")


def test_history_of_one_subject_holds_nothing_of_another(scene):
    lines = scene.registry.reading.history(scene.person)
    assert [line.said.kind for line in lines] == ["organization.register"]
    assert scene.foundation
    assert scene.registry.reading.history(scene.person) == lines
    assert scene.registry.reading.history(OrganizationId(scene.new())) == []


def test_history_shows_an_erased_part_as_erased(scene):
    subject = scene.person
    registry = scene.registry
    registry.store.run(lambda at: at.execute("DELETE FROM personal"))
    (line,) = registry.reading.history(subject)
    erased = {group for group, _, is_erased in line.changes if is_erased}
    assert erased == {"person", "residence"}


def test_numbers_run_on_without_a_gap(scene):
    numbers = [register(scene).register_number for _ in range(3)]
    assert numbers == ["ชม/2570/0001", "ชม/2570/0002", "ชม/2570/0003"]
    assert scene.registry.reading.number_gaps() == []


def test_number_belongs_to_the_fiscal_year_of_its_day(scene):
    last = date(2026, 9, 30)
    old = register(scene, effective=last, order_date=last)
    new = register(scene, effective=date(2026, 10, 1), order_date=last)
    assert old.register_number == "ชม/2569/0001"
    assert new.register_number == "ชม/2570/0001"


def opened(scene, last, year=2570, mark="ทะเบียนเล่ม 4"):
    return office_acts.OpenSeries(
        office=scene.registry.office,
        series="register",
        year=year,
        last_paper_number=last,
        document=mark,
        reason=WHY,
    )


def test_opening_number_continues_the_paper_book(scene):
    scene.registry.perform(opened(scene, 37))
    assert register(scene).register_number == "ชม/2570/0038"
    assert scene.registry.reading.number_gaps() == []
    assert scene.registry.reading.by_number("ชม/2570/0037") == ()


def test_series_is_opened_once_and_not_below_what_was_used(scene):
    scene.registry.perform(opened(scene, 37))
    with pytest.raises(RefusedError):
        scene.registry.perform(opened(scene, 50))
    register(scene, effective=date(2026, 9, 1), order_date=date(2026, 9, 1))
    with pytest.raises(RefusedError):
        scene.registry.perform(opened(scene, 0, year=2569))


def test_gap_is_named_and_a_void_explains_it(scene):
    register(scene)
    register(scene, from_paper_book=True, paper_number="ชม/๒๕๗๐/๐๐๐๔")
    series = "register:ชม/2570"
    assert scene.registry.reading.number_gaps() == [(series, 2), (series, 3)]
    void = office_acts.VoidOneNumber(
        office=scene.registry.office, series="register", number="ชม/2570/0002", reason=WHY
    )
    scene.registry.perform(void)
    assert scene.registry.reading.number_gaps() == [(series, 3)]
    assert register(scene).register_number == "ชม/2570/0005"


def test_number_already_taken_is_refused_with_the_number(scene):
    taken = register(scene).register_number
    act = scene.community_act().model_copy(
        update={"from_paper_book": True, "paper_number": taken, "organization": scene.new()}
    )
    with pytest.raises(RefusedError) as caught:
        scene.registry.perform(act)
    (reason,) = caught.value.reasons
    assert reason.key == "F:A3.paper_number_is_free"
    assert reason.params == {"number": taken}
    assert scene.registry.reading.counts()[1] == 3


def test_two_registrations_of_one_transaction_get_two_numbers(scene):
    registry = scene.registry
    with registry.performer.performing() as work:
        for _ in range(5):
            work.perform(scene.community_act(), registry.founder_session)
    rows = registry.connection.column("SELECT number FROM numbers ORDER BY counter")
    assert rows == [f"ชม/2570/{n:04d}" for n in range(1, 6)]


def test_number_of_a_rolled_back_act_is_used_by_the_next(scene):
    registry = scene.registry

    def half_done():
        with registry.performer.performing() as work:
            work.perform(scene.community_act(), registry.founder_session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert registry.reading.counts() == (1, 2)
    assert register(scene).register_number == "ชม/2570/0001"
    assert registry.prove().is_sound


def test_same_identity_is_not_registered_twice(scene):
    act = scene.community_act()
    scene.registry.perform(act)
    with pytest.raises(InputError) as caught:
        scene.registry.perform(act)
    assert caught.value.key == "record.exists"
    assert caught.value.params == {"field": "organization", "id": act.organization}
    assert len(scene.registry.reading.history(act.organization)) == 1
    assert scene.registry.prove().is_sound
