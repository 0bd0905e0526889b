"""Yearly returns, lapses, signs of life, forms and their codes (F:A13, X25, X27)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.contacts.records import Means
from cso_registry.domain.intake.acts import LinkIntake, ReceiveApplication
from cso_registry.domain.intake.form_code import form_code, read_form_code
from cso_registry.domain.numbering import MARKS
from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.kin_acts import DissolveOrganization
from cso_registry.domain.organizations.records import Contact
from cso_registry.domain.organizations.standing import EndedBy
from cso_registry.domain.returns.acts import CheckReturn, FileReturn
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.kernel.calendar import earliest_end
from cso_registry.kernel.ids import ContactNoteId, IntakeId, OfficerId, RecordId, ReturnId
from cso_registry.workspace.clocks.calendar import (
    ClockRules,
    WantedClocks,
    clock_days,
    clocks,
    explained,
)
from cso_registry.workspace.performing import Session
from cso_registry.workspace.subject_file.return_days import near_returns, return_day
from cso_registry.workspace.subject_file.silence import silent_subjects
from cso_registry.workspace.subject_file.standing_subjects import standing_subjects
from cso_registry.workspace.today import Turn, duties
from tests.support.desk import founded, open_desk
from tests.support.neighbours import add_subjects
from tests.support.registry import SetClock


@pytest.fixture
def desk(tmp_path):
    founded(tmp_path / "registry", province="50")
    with open_desk(tmp_path / "registry", SetClock()) as opened:
        add_subjects(opened, 3)
        yield opened


def dissolve(desk, subject):
    desk.workspace.perform(
        DissolveOrganization(
            organization=subject.id,
            effective=desk.clock.today,
            ended_by=EndedBy.OWN_RESOLUTION,
            order_number="1/2569",
            order_date=desk.clock.today,
            legal_basis="PMO-2551",
            reason="มติที่ประชุมสมมติ",
        ),
        desk.session,
    )


def subjects(desk):
    raw = desk.workspace.connection.column(
        "SELECT id FROM records WHERE type = 'organization' ORDER BY rec"
    )
    return [desk.workspace.read.record(RecordId.from_bytes(one)) for one in raw]


def due(desk, today):
    found = near_returns(desk.workspace.read, desk.program.policies, today)
    return {str(one.subject.id): one for one in found if one.due <= today}


def registered_on(subject):
    """The day it came into the register: those here were taken over from older books."""
    (event,) = subject.life.values()
    assert event.effective < event.recorded
    return event.recorded


def file(desk, subject, received, year):
    act = FileReturn(
        filed_return=ReturnId(desk.program.means.identities.new()),
        organization=subject.id,
        year=year,
        received=received,
        changed=("contact",),
    )
    desk.workspace.perform(act, desk.session)
    return desk.workspace.read.record(act.filed_return)


def test_the_first_return_is_due_a_year_after_registration(desk):
    subject = subjects(desk)[0]
    day = earliest_end(registered_on(subject), 12)
    assert str(subject.id) not in due(desk, day.replace(year=day.year - 1))
    found = due(desk, day)[str(subject.id)]
    assert (found.due, found.late_days) == (day, 0)


def told(desk, today, first=date.min, last=date.max):
    """The returns of the calendar by subject: its kind, its day, from when it counts."""
    reading, rules = desk.workspace.read, ClockRules.of(desk.workspace.program)
    wanted = WantedClocks(groups=frozenset({"returns"}))
    found = clocks(reading, rules, today, wanted, first, last, 100)
    days = clock_days(reading, rules, today, wanted, first, last)
    assert sum(days.values()) == found.count == len(found.lines)
    return {
        one.subject: (one.what, one.day, one.starts)
        for one in explained(reading, rules, found.lines)
    }


def test_first_return_of_every_subject_stands_in_the_calendar(desk):
    some, other, third = subjects(desk)
    day = earliest_end(registered_on(some), 12)
    first = ("return:first", day, registered_on(some))
    assert told(desk, day) == {one.id: first for one in subjects(desk)}
    before = day - timedelta(days=1)
    assert set(told(desk, day, last=day)) == {some.id, other.id, third.id}
    assert not told(desk, day, last=before)
    assert not told(desk, day, first=day + timedelta(days=1))
    late = duties(desk.workspace.read, desk.program, day + timedelta(days=1))
    firsts = [one for one in late.of(Turn.OVERDUE) if one.what == "return:first"]
    assert {one.subject for one in firsts} == {some.id, other.id, third.id}
    kept = file(desk, some, desk.clock.today, 2569)
    assert told(desk, day)[some.id] == ("return", kept.filed.next_due, desk.clock.today)
    again = file(desk, some, desk.clock.today, 2570)
    found = told(desk, day)
    assert found[some.id][:2] == ("return", again.filed.next_due)
    assert found[other.id] == found[third.id] == first
    dissolve(desk, some)
    assert set(told(desk, day)) == {other.id, third.id}
    assert desk.workspace.verify().findings == []


def test_setting_of_the_months_moves_first_returns_that_run(desk):
    subject = subjects(desk)[0]
    desk.workspace.perform(
        DecidePolicy(
            key="registration.annual_update_months",
            value=6,
            citation="คำสั่งสมมติ",
            effective_from=date(2020, 1, 1),
            reason="ตามคำสั่งสมมติ",
        ),
        desk.session,
    )
    day = earliest_end(registered_on(subject), 6)
    assert told(desk, desk.clock.today)[subject.id][:2] == ("return:first", day)


def test_a_late_return_is_taken_and_marked_and_the_next_counts_from_it(desk):
    subject = subjects(desk)[0]
    received = desk.clock.today
    filed = file(desk, subject, received, 2570).filed
    expected = earliest_end(registered_on(subject), 12)
    assert filed.due == expected
    assert filed.late_days == max(0, (received - expected).days)
    assert filed.next_due == earliest_end(max(received, expected), 12)
    assert str(subject.id) not in due(desk, filed.next_due.replace(day=1))
    assert str(subject.id) in due(desk, filed.next_due)


def test_a_year_is_filed_once(desk):
    subject = subjects(desk)[0]
    file(desk, subject, desk.clock.today, 2570)
    with pytest.raises(RefusedError) as told:
        file(desk, subject, desk.clock.today, 2570)
    assert [one.key for one in told.value.reasons] == ["F:A13.year_is_filed_once"]


def quiet(desk, today):
    found = silent_subjects(desk.workspace.read, desk.program.policies, today)
    return {str(one.subject.id) for one in found}


def test_a_call_that_was_answered_is_a_sign_of_life_and_one_that_was_not_is_none(desk):
    one, other = subjects(desk)[:2]
    far = date(2040, 1, 1)
    for subject, reached in ((one, True), (other, False)):
        desk.workspace.perform(
            NoteContact(
                note=ContactNoteId(desk.program.means.identities.new()),
                organization=subject.id,
                contacted=desk.clock.today,
                means=Means.CALL,
                reached=reached,
                topic="ติดตาม",
            ),
            desk.session,
        )
    assert {str(one.id), str(other.id)} <= quiet(desk, far)
    soon = earliest_end(desk.clock.today, 18)
    assert str(one.id) not in quiet(desk, soon)
    if earliest_end(registered_on(other), 18) < soon:
        assert str(other.id) in quiet(desk, soon)
    # To be on the list changes nothing.
    assert desk.workspace.read.record(other.id).standing.status.value == "registered"


def test_every_wrong_sign_of_a_form_code_is_found():
    code = form_code(bytes(range(1, 11)))
    assert read_form_code(code.lower().replace("-", " ")) == code
    for at, sign in enumerate(code):
        if sign == "-":
            continue
        for other in MARKS:
            if other != sign:
                assert read_form_code(code[:at] + other + code[at + 1 :]) is None


def test_applications_are_numbered_and_lead_to_a_subject(desk):
    subject = subjects(desk)[0]
    code = form_code(b"1234567890")
    numbers = []
    for name in (code, None):
        act = ReceiveApplication(
            intake=IntakeId(desk.program.means.identities.new()),
            applicant="นายตัวอย่าง สมมติ",
            subject_name="กลุ่มสมมติ",
            form_code=name,
            clock="10:00",
        )
        desk.workspace.perform(act, desk.session)
        numbers.append(desk.workspace.read.record(act.intake).received.number)
    assert [number.rpartition("/")[2] for number in numbers] == ["0001", "0002"]
    desk.workspace.perform(LinkIntake(intake=act.intake, organization=subject.id), desk.session)
    (found,) = desk.workspace.read.records_about(subject.id, "intake")
    assert found.status == "linked"
    with pytest.raises(RefusedError) as told:
        desk.workspace.perform(
            act.model_copy(
                update={
                    "intake": IntakeId(desk.program.means.identities.new()),
                    "form_code": code,
                }
            ),
            desk.session,
        )
    assert [one.key for one in told.value.reasons] == ["F:X25.form_comes_once"]


def test_the_check_says_what_changed_since_the_return_before(desk):
    subject = subjects(desk)[0]
    colleague = OfficerId(desk.program.means.identities.new())
    desk.workspace.perform(
        AppointOfficer(
            officer=colleague,
            given="สมหญิง",
            family="ตัวอย่าง",
            role=Role.CHECKER,
            jurisdiction="50",
            starts=desk.clock.today,
            order_number="12/2569",
        ),
        desk.session,
    )

    def checked(year):
        filed = file(desk, subject, desk.clock.today, year)
        act = CheckReturn(filed_return=filed.id, in_order=True)
        with pytest.raises(RefusedError):
            desk.workspace.perform(act, desk.session)
        desk.workspace.perform(act, Session(colleague))
        (check,) = desk.workspace.read.record(filed.id).checks.values()
        return check.differing

    def reached_at(phone):
        contact = Contact(phone=phone)
        act = ChangeContact(organization=subject.id, contact=contact, reason="ตามรายงานสมมติ")
        desk.workspace.perform(act, desk.session)

    assert checked(2569) == ()
    reached_at("0-2000-0005")
    assert checked(2570) == ("contact",)
    assert checked(2571) == ()
    assert desk.workspace.verify().is_sound


def received(desk, **fields):
    act = ReceiveApplication(
        intake=IntakeId(desk.program.means.identities.new()),
        applicant="นายตัวอย่าง สมมติ",
        subject_name="กลุ่มสมมติ",
        **fields,
    )
    desk.workspace.perform(act, desk.session)
    return desk.workspace.read.record(act.intake).received


def test_the_clock_is_the_computers_unless_typed(desk):
    """The clock of the desk stands at ten."""
    today = desk.clock.today
    assert (received(desk).received, received(desk).clock) == (today, "10:00")
    assert received(desk, clock="๙.๐๕ น.").clock == "09:05"
    eve = received(desk, received=today - timedelta(days=1), clock="16:25")
    assert (eve.received, eve.clock) == (today - timedelta(days=1), "16:25")


@pytest.mark.parametrize(
    ("days", "clock", "at"), [(0, "10:01", "clock"), (1, None, "received"), (-1, None, "clock")]
)
def test_a_moment_that_has_not_come_is_refused(desk, days, clock, at):
    day = desk.clock.today + timedelta(days=days)
    with pytest.raises(RefusedError) as told:
        received(desk, received=day, clock=clock)
    (reason,) = told.value.reasons
    assert (reason.key, reason.field) == ("F:X25.moment_of_receipt_has_come", at)


@pytest.mark.parametrize("clock", ["25:00", "10:60", "สาย", "10"])
def test_what_is_no_time_of_day_is_refused(clock):
    with pytest.raises(ValidationError):
        ReceiveApplication(
            intake=IntakeId("018f0000-0000-7000-8000-000000000001"),
            applicant="ก",
            subject_name="ก",
            clock=clock,
        )


def as_told(one):
    return one.subject.id, one.due, one.late_days, one.is_lapsed, one.last


def test_the_index_finds_what_going_through_the_register_finds_and_reads_nobody_else(
    desk, monkeypatch
):
    """Filed, never filed and ended: on every day the same subjects (F:A13)."""
    filed, never, ended = subjects(desk)
    file(desk, filed, desk.clock.today, 2569)
    dissolve(desk, ended)
    reading, policies, read = desk.workspace.read, desk.program.policies, []
    first, asked = registered_on(never), type(reading).record
    found_ever = set()
    for days in (0, 300, 334, 335, 336, 364, 365, 366, 400, 800):
        today = first + timedelta(days=days)
        every = [
            return_day(reading, one, policies, today) for one in standing_subjects(reading, today)
        ]
        wanted = {as_told(one) for one in every if one is not None and one.is_near}
        monkeypatch.setattr(
            type(reading), "record", lambda self, one: read.append(one) or asked(self, one)
        )
        assert {as_told(one) for one in near_returns(reading, policies, today)} == wanted
        monkeypatch.setattr(type(reading), "record", asked)
        found_ever |= {identity for identity, *_ in wanted}
        assert not list(near_returns(reading, policies, today, "10"))
    assert set(read) == found_ever == {filed.id, never.id}
