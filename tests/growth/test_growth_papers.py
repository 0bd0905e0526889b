"""Slip, lists, letters and the file of a subject: what they say, and that it copies out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.contacts.records import Means
from cso_registry.domain.intake.acts import ReceiveApplication
from cso_registry.domain.intake.form_code import form_code
from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.kin_acts import MergeOrganizations, ProposeMerge
from cso_registry.domain.returns.acts import FileReturn
from cso_registry.domain.roles import NATION, Role
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import ContactNoteId, IntakeId, OfficerId, RecordId, ReturnId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.thai.digits import to_thai_digits
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.performing import Session
from cso_registry.workspace.printing import Press
from cso_registry.workspace.subject_file.whole_history import whole_history
from tests.documents.paper_examples import copied, squeezed
from tests.support.desk import add_subjects, new_desk

WHY = "พบว่าเป็นรายเดียวกันตามเอกสารสมมติ"
LATER = datetime(2029, 3, 1, 3, 0, tzinfo=UTC)
CODE = form_code(bytes(range(10)))


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", province=None, training=False) as made:
        yield made


@pytest.fixture
def subjects(desk):
    return add_subjects(desk, 3)


@pytest.fixture
def many(desk):
    return add_subjects(desk, 80)


@pytest.fixture
def press(desk):
    return Press(desk.workspace, "th")


def years_pass(desk):
    """Two and a half years go by, and the administrator confirms the clock."""
    desk.clock.set(LATER)
    desk.workspace.confirm_clock(desk.session, WHY)


def new(desk):
    return desk.program.means.identities.new()


def record(desk, identity):
    return desk.workspace.read.record(identity)


def said(pdf):
    return copied(pdf)


def tables(printed):
    """The rows of every table of a paper, by the heading that stands before it."""
    found, heading = {}, ""
    for block in printed.content.blocks:
        heading = block.text if block.kind == "heading" else heading
        if block.kind == "table":
            found[heading] = block.rows
    return found


def is_listed(printed, subject):
    """Whether a subject stands in a table of the paper, and its name copies out of it."""
    rows = [row for block in tables(printed).values() for row in block]
    there = any(subject.display_name in arabic(cell) for row in rows for cell in row)
    assert not there or subject.display_name[:4] in copied(printed.pdf)
    return there


def arabic(text):
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def thai(text):
    return squeezed(to_thai_digits(text))


def received(desk, missing=()):
    act = ReceiveApplication(
        intake=IntakeId(new(desk)),
        applicant="นายตัวอย่าง สมมติ",
        subject_name="กลุ่มรักษ์น้ำสองแคว (สมมติ)",
        form_code=CODE,
        clock="09:20",
        seen_originals=("member_list",),
        copies=("articles",),
        missing=missing,
    )
    desk.workspace.perform(act, desk.session)
    return record(desk, act.intake)


def test_slip_names_the_receipt_and_what_is_missing(desk, press):
    printed = press.issue("S-01", received(desk, ("representative_mandate",)), desk.session)
    text = said(printed.pdf)
    for part in ("เลขรับกลาง/๒๕๗๐/๐๐๐๑", "๐๙:๒๐น.", squeezed(CODE), "กลุ่มรักษ์น้ำสองแคว(สมมติ)"):
        assert part in text, part
    assert "เอกสารที่ยังขาดโปรดนำมายื่นภายใน๓๐วัน" in text
    assert "รับเอกสารครบตามรายการแล้ว" not in text


def test_slip_of_a_complete_application_asks_for_nothing(desk, press):
    text = said(press.issue("S-01", received(desk), desk.session).pdf)
    assert "รับเอกสารครบตามรายการแล้ว" in text
    assert "ที่ยังขาด" not in text


def test_list_of_returns_parts_the_lapsed_from_the_late_and_the_near(desk, press, subjects):
    """Three subjects of one day: one filed last year, one this year, one never."""
    years_pass(desk)
    today = desk.clock.today
    on_time, late, never = subjects
    file_return(desk, on_time, 2571, today - timedelta(days=340))
    file_return(desk, late, 2571, today - timedelta(days=400))
    printed = press.issue("S-02", desk.workspace.office, desk.session)
    headings = ("ขาดการรายงานเกิน ๖ เดือน (๑ ราย)", "เลยกำหนด (๑ ราย)", "ใกล้ครบกำหนด (๑ ราย)")
    found = {heading: arabic(row[1]) for heading, (row,) in tables(printed).items()}
    wanted = (record(desk, one).display_name for one in (never, late, on_time))
    assert found == dict(zip(headings, wanted, strict=True))
    text = said(printed.pdf)
    assert all(squeezed(heading) in text for heading in headings)


def file_return(desk, organization, year, received_on):
    act = FileReturn(
        filed_return=ReturnId(new(desk)),
        organization=organization,
        year=year,
        received=received_on,
    )
    desk.workspace.perform(act, desk.session)


def noted(desk, organization, *, reached, days_ago):
    act = NoteContact(
        note=ContactNoteId(new(desk)),
        organization=organization,
        contacted=desk.clock.today - timedelta(days=days_ago),
        means=Means.CALL,
        reached=reached,
        topic="สอบถามการดำเนินงาน",
    )
    desk.workspace.perform(act, desk.session)


def test_list_of_visits_leaves_out_who_was_reached(desk, press, subjects):
    """A call that nobody answered is no sign of life; one that was answered is."""
    years_pass(desk)
    alive, tried, _silent = subjects
    noted(desk, alive, reached=True, days_ago=30)
    noted(desk, tried, reached=False, days_ago=30)
    noted(desk, tried, reached=False, days_ago=20)
    printed = press.issue("S-03", desk.workspace.office, desk.session)
    assert [is_listed(printed, record(desk, one)) for one in subjects] == [False, True, True]
    (rows,) = tables(printed).values()
    (reach,) = (row[3] for row in rows if record(desk, tried).display_name in arabic(row[1]))
    assert "ติดต่อไม่ได้แล้ว ๒ ครั้ง" in reach
    assert "รวม๒ราย" in said(printed.pdf)


def test_lists_of_a_province_keep_to_it(desk, press, subjects):
    years_pass(desk)
    wanted = record(desk, subjects[0])
    others = [record(desk, one) for one in subjects[1:]]
    asked = {"province": wanted.province}
    for code in ("S-02", "S-03"):
        printed = press.issue(code, desk.workspace.office, desk.session, asked)
        assert is_listed(printed, wanted)
        for other in others:
            assert is_listed(printed, other) == (other.province == wanted.province)
    with pytest.raises(InputError):
        press.issue("S-03", desk.workspace.office, desk.session, {"province": "แดนสมมติ"})


def test_reminder_is_refused_before_the_days_of_notice(desk, press, subjects):
    file_return(desk, subjects[0], 2570, desk.clock.today)
    before = desk.workspace.read.counts()
    order = order_as_asked("L-06", record(desk, subjects[0]), {})
    with pytest.raises(InputError) as refused:
        press.issue_letter(order, desk.session)
    assert refused.value.key == "return.not_due"
    assert desk.workspace.read.counts() == before


def test_reminder_says_how_late_it_is(desk, press, subjects):
    years_pass(desk)
    subject = record(desk, subjects[0])
    letter = press.issue_letter(order_as_asked("L-06", subject, {}), desk.session)
    text = said(letter.pdf)
    assert thai(subject.register_number) in text
    assert "โดยที่ขาดการรายงานเกิน๖เดือนแล้ว" in text
    assert [one.id for one in desk.workspace.read.records_about(subject.id, "letter")]


def merged(desk):
    """The second subject, merged into the first by another officer's proposal."""
    colleague = OfficerId(new(desk))
    desk.workspace.performer.perform(
        AppointOfficer(
            officer=colleague,
            given="สมหญิง",
            family="ตัวอย่าง",
            role=Role.HEAD,
            jurisdiction=NATION,
            starts=desk.clock.today,
            order_number="12/2569",
        ),
        desk.session,
    )
    kept, double = pair_of_one_home(desk)
    order = {
        "effective": desk.clock.today,
        "order_number": "สมมติ 3/2569",
        "order_date": desk.clock.today,
        "legal_basis": "PMO-2551",
        "reason": WHY,
    }
    propose = ProposeMerge(organization=double.id, into=kept.id, reason=WHY)
    desk.workspace.perform(propose, Session(colleague))
    act = MergeOrganizations(organization=double.id, into=kept.id, **order)
    desk.workspace.perform(act, desk.session)
    return kept.id, double.id


def pair_of_one_home(desk):
    """Two invented subjects of one province, neither of them a person."""
    homes = {}
    for row in desk.workspace.read.first_organizations(OrganizationFilter(), desk.clock.today, 99):
        subject = record(desk, RecordId(row.id))
        if subject.person is not None:
            continue
        other = homes.setdefault(subject.scope, subject)
        if other is not subject:
            return other, subject
    raise AssertionError


@pytest.mark.usefixtures("many")
def test_notice_of_a_merge_names_both_numbers(desk, press):
    kept, double = (record(desk, one) for one in merged(desk))
    letter = press.issue_letter(order_as_asked("L-10", double, {}), desk.session)
    text = said(letter.pdf)
    for part in (kept.register_number, double.register_number, WHY, "สมมติ 3/2569"):
        assert thai(part) in text, part
    with pytest.raises(InputError) as refused:
        press.issue_letter(order_as_asked("L-10", kept, {}), desk.session)
    assert refused.value.key == "organization.not_merged"


@pytest.mark.usefixtures("many")
def test_file_of_the_one_kept_holds_what_is_about_the_one_merged(desk, press):
    kept, double = merged(desk)
    noted(desk, double, reached=True, days_ago=3)
    letter = press.issue_letter(order_as_asked("L-10", record(desk, double), {}), desk.session)
    whole = whole_history(desk.workspace.read, record(desk, kept))
    kinds = [one.said.kind for one in whole.happenings]
    assert [one.id for one in whole.subjects] == [kept, double]
    assert {"contact.note", "letter.issue", "paper.issue", "organization.merge"} <= set(kinds)
    assert kinds.count("organization.register") == 2
    assert [one.said.time for one in whole.happenings] == sorted(
        one.said.time for one in whole.happenings
    )
    printed = press.issue("S-11", record(desk, kept), desk.session)
    cells = [arabic(cell) for rows in tables(printed).values() for row in rows for cell in row]
    for part in (letter.number, record(desk, double).register_number, "สอบถามการดำเนินงาน"):
        assert any(part in cell for cell in cells), part
    assert said(printed.pdf).startswith("แบบS-11แฟ้มประวัติ")
    own = whole_history(desk.workspace.read, record(desk, double))
    assert [one.id for one in own.subjects] == [double]
    assert desk.workspace.verify().is_sound
