"""One calendar of every clock, and what an amended day moves (F:I3, F:I4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.notice.groups import Doubt
from cso_registry.domain.organizations.acts import AssignCase
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.clocks import calendar
from cso_registry.workspace.clocks.calendar import (
    ClockRules,
    Rung,
    WantedClocks,
    clocks,
    explained,
)
from cso_registry.workspace.clocks.calendar_export import calendar_bytes
from cso_registry.workspace.clocks.handing_over import (
    hand_over,
    hand_over_sheet,
    handed_over_words,
    open_work,
)
from cso_registry.workspace.clocks.holiday_table import import_holidays
from cso_registry.workspace.clocks.move_words import amended_words
from cso_registry.workspace.clocks.moves import (
    NOTHING_AMENDED,
    amended,
    for_decision,
    moved_between,
)
from cso_registry.workspace.duty_sheet import duty_sheet
from cso_registry.workspace.duty_words import rung_words
from cso_registry.workspace.notice.notice_view import law_today
from cso_registry.workspace.notice.watching import near_ends
from cso_registry.workspace.today import Turn, desk_news, duties
from tests.support import (
    examples_agreements,
    examples_clocks,
    examples_notice,
    examples_screening,
)
from tests.support import examples_delivery as delivery
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at
from tests.support.examples_clocks import SPECIAL, WHY, special_day


@pytest.fixture
def scene(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as desk:
        yield scene_at(desk)


def asked(scene, first=date.min, last=date.max, **wanted):
    workspace = scene.desk.workspace
    rules = ClockRules.of(workspace.program)
    found = clocks(
        workspace.read, rules, workspace.today, WantedClocks(**wanted), first, last, 1000
    )
    assert found.count == len(found.lines)
    return {one.what: one for one in explained(workspace.read, rules, found.lines)}


def decide(scene, key, value):
    scene.registry.perform(
        DecidePolicy(
            key=key,
            value=value,
            citation="คำสั่งสมมติ",
            effective_from=date(2020, 1, 1),
            reason=WHY,
        )
    )


def test_each_clock_says_from_when_it_counts_by_what_and_whose_it_is(scene):
    delivery.notified(scene)
    found = asked(scene)
    problem, report = found["problem:answer"], found["agreement:report"]
    assert (problem.starts, problem.day) == (scene.today, scene.today + timedelta(days=15))
    assert (problem.counted, problem.group, problem.rung) == ("days", "problems", Rung.OWNER)
    assert problem.cite == "R-62; 004 Grant 4"
    assert report.cite == "004 Grant 4; domain R-44"
    assert (report.counted, report.starts) == ("months", scene.today)


def test_calendar_is_narrowed_by_kind_province_agency_and_officer(scene):
    delivery.notified(scene)
    agreement = scene.registry.record(examples_agreements.in_force(scene))
    agency = agreement.file.agency
    assert set(asked(scene, groups=frozenset({"problems"}))) == {"problem:answer"}
    reports = asked(scene, groups=frozenset({"reports"}))
    assert set(reports) == {"agreement:report"}
    under = asked(scene, agency=str(agency))
    assert {"problem:answer", "agreement:report"} <= set(under)
    assert asked(scene, agency=str(scene.new())) == {}
    assert asked(scene, province="10") == {}
    assert set(asked(scene, province=agreement.scope)) >= set(reports)
    me = scene.desk.session.officer
    assert asked(scene, officer=me, strictly=True) == {}


def test_what_is_late_climbs_from_owner_to_head_to_secretariat(scene):
    delivery.notified(scene)
    last = scene.today + timedelta(days=15)
    told = {}
    for late in (0, 6, 7, 29, 30):
        scene.desk.clock.pass_days((last + timedelta(days=late) - scene.desk.workspace.today).days)
        found = asked(scene)["problem:answer"]
        assert found.late_days == late
        told[late] = found.rung
    assert told == {
        0: Rung.OWNER,
        6: Rung.OWNER,
        7: Rung.HEAD,
        29: Rung.HEAD,
        30: Rung.SECRETARIAT,
    }


def test_working_days_pass_over_weekends_and_an_entered_day_moves_what_runs(scene):
    """Friday 20 November 2026; the resolution closes Monday the 30th (F:I3)."""
    decide(scene, "problems.answer_count", "working_days")
    decide(scene, "problems.answer_days", 6)
    workspace = scene.desk.workspace
    problem = delivery.notified(scene)
    assert scene.registry.record(problem).file.answer_by == SPECIAL
    before = ClockRules.of(workspace.program)
    scene.registry.perform(special_day())
    after = ClockRules.of(workspace.program)
    found = asked(scene)["problem:answer"]
    assert (found.recorded, found.day) == (SPECIAL, SPECIAL + timedelta(days=1))
    assert found.is_moved
    moved = moved_between(workspace.read, before, after, workspace.today, SPECIAL, SPECIAL)
    assert [(one.what, one.before, one.now) for one in moved] == [
        ("problem:answer", SPECIAL, SPECIAL + timedelta(days=1))
    ]
    assert scene.registry.record(problem).file.answer_by == SPECIAL
    scene.desk.clock.pass_days(11)
    assert duties(workspace.read, workspace.program, workspace.today).counts[Turn.OVERDUE] == 0
    scene.registry.perform(delivery.answering(scene, problem, replied=workspace.today))
    assert scene.registry.record(problem).answered[0].late_days == 0


def test_what_was_judged_on_the_old_days_is_shown_and_never_changed(scene):
    decide(scene, "problems.answer_count", "working_days")
    decide(scene, "problems.answer_days", 6)
    workspace = scene.desk.workspace
    problem = delivery.notified(scene)
    scene.desk.clock.pass_days(11)
    scene.registry.perform(delivery.answering(scene, problem, replied=workspace.today))
    assert scene.registry.record(problem).answered[0].late_days == 1
    nobody = lambda _done, _total: None  # noqa: E731
    assert for_decision(workspace, nobody) == ()
    scene.registry.perform(special_day())
    (waiting,) = for_decision(workspace, nobody)
    assert (waiting.recorded, waiting.counted) == (SPECIAL, SPECIAL + timedelta(days=1))
    assert waiting.turns
    assert scene.registry.record(problem).answered[0].late_days == 1
    act = examples_clocks.settling(scene).model_copy(
        update={"recorded": waiting.recorded, "counted": waiting.counted}
    )
    scene.registry.perform(act)
    assert for_decision(workspace, nobody) == ()


def test_a_last_day_on_a_holiday_moves_only_where_the_office_says_so(scene):
    """15 days from 20 November 2026 end on Saturday, 5 December; Monday the 7th is closed, too."""
    problem = delivery.notified(scene)
    day = scene.registry.record(problem).file.answer_by
    assert day == date(2026, 12, 5)
    assert asked(scene)["problem:answer"].day == day
    decide(scene, "clock.extend_for_partner", value=True)
    assert asked(scene)["problem:answer"].day == date(2026, 12, 8)
    near = asked(scene, date(2026, 12, 8), date(2026, 12, 8))
    assert set(near) == {"problem:answer"}
    assert asked(scene, day, day) == {}


def test_a_count_is_one_of_the_kinds_there_are(scene):
    with pytest.raises(RefusedError):
        decide(scene, "problems.answer_count", "moon days")


def test_days_come_from_a_table_all_or_none(scene, tmp_path):
    workspace, session = scene.desk.workspace, scene.desk.session
    sheet = tmp_path / "วันหยุด.csv"

    def take(*rows):
        sheet.write_text("\n".join(("วันที่,ชื่อวันหยุด,ผู้หยุด,จังหวัด", *rows)), "utf-8")
        return import_holidays(
            workspace,
            session,
            sheet,
            citation="มติสมมติ",
            reason=WHY,
            progress=lambda _done, _total: None,
        )

    for wrong in ("31/2/2570,สมมติ,,", "1/3/2570,สมมติ,บางคน,", "1/3/2570,สมมติ,,ดาวอังคาร"):
        with pytest.raises(InputError) as caught:
            take("28/12/2569,วันหยุดสมมติ,,", wrong)
        assert (caught.value.key, caught.value.params["row"]) == ("holidays.row", 3)
    assert workspace.program.decided_days == ()
    taken = take("28/12/2569,วันหยุดสมมติ,ราชการหยุด ธนาคารเปิด,", "๓๐/๑๒/๒๕๖๙,สมมติ,,เชียงใหม่")
    assert (len(taken.entered), taken.known) == (2, 0)
    found = workspace.program.holidays
    assert found.on(date(2026, 12, 28)).closes.value == "offices"
    assert found.on(date(2026, 12, 30), "50") is not None
    assert found.on(date(2026, 12, 30)) is None
    assert take("28/12/2569,วันหยุดสมมติ,offices,").known == 1


def test_partner_and_agency_are_both_asked(scene):
    """A problem that the agency raised waits for the partner; the calendar tells both."""
    act = delivery.problem_act(scene, raised_by=Side.AGENCY)
    scene.registry.perform(act)
    assert asked(scene)["problem:answer_of_partner"].id == act.problem


def test_calendar_file_replaces_its_own_days_and_doubles_none(scene):
    workspace, session = scene.desk.workspace, scene.desk.session
    problem = delivery.notified(scene)

    def events():
        found = asked(scene).values()
        written = calendar_bytes(workspace, session, "th", found)
        read = Calendar.from_ical(written)
        return {str(one["uid"]): one for one in read.walk("VEVENT")}

    first = events()
    assert len(first) == len(asked(scene)) > 1
    due = {one.decoded("dtstart") for one in first.values()}
    assert scene.registry.record(problem).file.answer_by in due
    assert all("สมมติ" in str(one["summary"]) or one["summary"] for one in first.values())
    scene.desk.clock.pass_days(1)
    again = events()
    assert first.keys() == again.keys()
    assert all(again[uid]["sequence"] > one["sequence"] for uid, one in first.items())
    scene.registry.perform(delivery.answering(scene, problem, replied=workspace.today))
    assert len(events()) == len(first) - 1


def test_start_page_and_duty_sheet_say_who_is_told(scene):
    delivery.notified(scene)
    workspace, last = scene.desk.workspace, scene.today + timedelta(days=15)
    said = {}
    for late in (1, 8, 40):
        scene.desk.clock.pass_days((last + timedelta(days=late) - workspace.today).days)
        (one,) = [
            line
            for line in duties(workspace.read, workspace.program, workspace.today).lines
            if line.what == "problem:answer"
        ]
        said[late] = rung_words(one, workspace.program, "en")
        sheet = duty_sheet(workspace, scene.desk.session, "th")
        assert sheet.startswith(b"%PDF")
    assert said == {
        1: "the head is told on 12 December 2026",
        8: "the head is told, the secretariat on 4 January 2027",
        40: "the secretariat is told",
    }


def test_who_leaves_hands_over_what_is_open_and_the_cases_move_with_their_clocks(scene):
    workspace, session = scene.desk.workspace, scene.desk.session
    delivery.notified(scene)
    agreement = scene.registry.record(examples_agreements.in_force(scene))
    leaves, takes = (scene.registry.appoint(Role.OFFICER) for _ in range(2))
    scene.registry.perform(
        AssignCase(organization=agreement.links.organization, to=leaves, reason=WHY)
    )
    work = open_work(workspace, leaves)
    assert work.cases == 1
    assert {"problem:answer", "agreement:report"} <= {one.what for one in work.clocks}
    assert asked(scene)["problem:answer"].officer == leaves
    assert open_work(workspace, takes).clocks == ()
    hand_over(workspace, session, leaves, takes, WHY)
    sight = hand_over_sheet(workspace, session, "th", work, takes)
    assert sight.pdf.startswith(b"%PDF")
    assert len(sight.pages) >= 1
    assert asked(scene)["problem:answer"].officer == takes
    assert set(asked(scene, officer=takes, strictly=True)) == {one.what for one in work.clocks}
    assert open_work(workspace, leaves).clocks == ()


def test_by_what_is_delivered_no_last_day_moves_and_only_what_is_shown_is_built(scene, monkeypatch):
    """What ends is counted by the store; lines are built for those that are shown alone."""
    delivery.notified(scene)
    workspace = scene.desk.workspace
    rules = ClockRules.of(workspace.program)
    assert rules.moving == frozenset()
    every = asked(scene)
    assert len(every) > 1
    built = []
    monkeypatch.setattr(
        calendar, "_clock", lambda *given, of=calendar._clock: built.append(1) or of(*given)
    )
    found = clocks(workspace.read, rules, workspace.today, WantedClocks(), date.min, date.max, 1)
    assert (found.count, len(found.lines), len(built)) == (len(every), 1, 1)


@pytest.mark.parametrize(
    ("key", "value", "moving"),
    [
        ("problems.answer_count", "working_days", {"problem"}),
        ("complaints.answer_count", "banking_days", {"complaint"}),
    ],
)
def test_only_the_kinds_move_that_the_office_decided(scene, key, value, moving):
    delivery.notified(scene)
    before = asked(scene)
    decide(scene, key, value)
    workspace = scene.desk.workspace
    rules = ClockRules.of(workspace.program)
    assert rules.moving == moving
    assert rules.may_move("problem:answer") == ("problem" in moving)
    assert asked(scene).keys() == before.keys()
    paged = [
        clocks(workspace.read, rules, workspace.today, WantedClocks(), date.min, date.max, limit)
        for limit in range(len(before) + 1)
    ]
    assert {one.count for one in paged} == {len(before)}
    assert [len(one.lines) for one in paged] == list(range(len(before) + 1))
    assert all(one.lines == paged[-1].lines[: len(one.lines)] for one in paged)


def test_reviews_move_with_the_cases_and_one_that_may_not_is_named(scene):
    """F:B2, X45: nobody does both reviews of a case, so that one waits for another name."""
    workspace, session = scene.desk.workspace, scene.desk.session
    leaves = scene.registry.appoint(Role.OFFICER)
    takes = scene.registry.appoint(Role.HEAD)
    examples_screening.maker(scene, screener=leaves).open()
    examples_screening.maker(scene, screener=leaves, checker=takes).open()
    assert len(open_work(workspace, leaves).reviews) == 2
    moved = hand_over(workspace, session, leaves, takes, WHY)
    assert (moved.cases, len(moved.reviews), len(moved.kept)) == (0, 1, 1)
    assert len(open_work(workspace, leaves).reviews) == 1
    said = handed_over_words(moved, workspace.program, "th")
    assert len(said) == 3
    assert moved.kept[0] in said[-1]


def test_last_days_of_agreements_are_told_ahead_and_never_late(scene):
    """Nothing is recorded about them when they have come, moved by a holiday or not."""
    agreement = scene.registry.record(
        examples_agreements.in_force(scene, "reviewed", review_dates=(date(2027, 6, 13),))
    )
    passing = {"agreement:review", "agreement:ends"}
    assert passing <= set(asked(scene, groups=frozenset({"agreements"})))
    for extended in (False, True):
        decide(scene, "clock.extend_for_office", extended)
        ahead = asked(scene, agreement.terms.starts, agreement.terms.ends + timedelta(days=9))
        assert passing <= set(ahead)
        scene.desk.clock.pass_days((date(2028, 6, 1) - scene.desk.workspace.today).days)
        assert {asked(scene)[what].late_days for what in passing} == {0}
        assert not passing & set(asked(scene, last=scene.desk.workspace.today, to_do=True))
        scene.desk.clock.pass_days((date(2026, 11, 20) - scene.desk.workspace.today).days)


def test_where_the_end_of_a_term_needs_no_notice_nobody_is_told_to_serve_one(scene):
    """N8: on unless the office decides otherwise; what was decided to end is told all the same."""
    examples_notice.ending_soon(scene)
    decided, workspace = examples_notice.decided(scene), scene.desk.workspace
    assert "serve_notice" in asked(scene)
    assert near_ends(workspace.read, law_today(workspace))
    decide(scene, "notice.expiry_needs_notice", value=False)
    told = asked(scene)
    assert "serve_notice" not in told
    assert told["notice:decided"].id == str(decided)
    assert near_ends(workspace.read, law_today(workspace)) == ()


def test_day_that_is_entered_tells_what_it_moved_and_what_waits(scene):
    """F:I3: what runs by its new day, what was judged, and the counts of notices in doubt."""
    decide(scene, "problems.answer_count", "working_days")
    decide(scene, "problems.answer_days", 6)
    decide(scene, "notice.extend_over_holidays", True)
    workspace, nobody = scene.desk.workspace, lambda _done, _total: None
    running = delivery.notified(scene)
    notice = examples_notice.served(scene)
    ends = scene.registry.record(notice).earliest_end
    before = ClockRules.of(workspace.program)
    assert amended(workspace, before, nobody) == NOTHING_AMENDED
    scene.registry.perform(special_day())
    scene.registry.perform(special_day(day=ends))
    found = amended(workspace, before, nobody)
    assert [one.id for one in found.moved if one.what == "problem:answer"] == [str(running)]
    assert [(one.notice.id, one.doubts) for one in found.doubted] == [(notice, (Doubt.RECOUNT,))]
    words = amended_words(found, workspace.program, "th")
    assert any("30 พฤศจิกายน 2569" in line and "1 ธันวาคม 2569" in line for line in words)
    assert any("notice.review_count" in line or "ตัดสินการนับ" in line for line in words)
    assert desk_news(workspace).doubted == 1


def test_setting_that_is_decided_tells_what_it_moved_and_what_is_in_doubt(scene):
    """The end of the count is a Saturday, and the answer would end on a Sunday."""
    workspace, nobody = scene.desk.workspace, lambda _done, _total: None
    delivery.notified(scene)
    notice = examples_notice.served(scene)
    before = ClockRules.of(workspace.program)
    decide(scene, "notice.extend_over_holidays", True)
    decide(scene, "problems.answer_count", "working_days")
    found = amended(workspace, before, nobody)
    assert [one.notice.id for one in found.doubted] == [notice]
    assert {one.what for one in found.moved} == {"problem:answer"}
