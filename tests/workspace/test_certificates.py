"""Certificates from decision to paper: numbers, words, signatures, prints, lists."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.certification import life_acts, print_acts, sheet_acts
from cso_registry.domain.certification.claims import CERTIFICATE
from cso_registry.domain.certification.groups import Edition
from cso_registry.domain.certification.sheets import SheetState
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.certification.status_lists import LIST_KIND, CertificateList, StatusList
from cso_registry.domain.organizations import life_acts as life
from cso_registry.domain.organizations.acts import RenameOrganization
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.domain.organizations.records import Names
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.signing import is_signed
from cso_registry.workspace.certification.comparing import compared
from cso_registry.workspace.certification.list_facts import expiring, uncollected
from cso_registry.workspace.certification.listing import issue_status_list
from cso_registry.workspace.certification.sheet_facts import look_up_sheet
from cso_registry.workspace.letter_press import LetterOrder
from cso_registry.workspace.print_batch import PrintBatch
from cso_registry.workspace.printing import Press
from cso_registry.workspace.showing import Showing
from tests.support.certifying import BASIS, WHY, Certifying
from tests.support.desk import new_desk
from tests.support.registry import PROVINCE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as desk:
        yield Certifying(desk)


def keys(refused: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {reason.key for reason in refused.value.reasons}


def order(certificate: str, office: Certifying, **fields):
    today = office.desk.workspace.today
    said = {
        "certificate": certificate,
        "effective": today,
        "order_number": "51/2569",
        "order_date": today,
        "legal_basis": BASIS,
        "reason": WHY,
    }
    return said | fields


def receive_sheets(office: Certifying, first: int = 1, last: int = 20) -> RecordId:
    act = sheet_acts.ReceiveSheets(
        security_paper=RecordId(office.new()),
        received=office.desk.workspace.today,
        prefix="ก-",
        first=first,
        last=last,
        digits=4,
        delivery_note="สมมติ 9/2569",
    )
    office.perform(act)
    return act.security_paper


def test_issue_signs_the_very_words_that_are_kept(office):
    made = office.issued("กลุ่มฟื้นฟูป่าต้นน้ำสมมติ")
    kept = office.certificate(made.certificate)
    issue, claims = kept.issue, kept.claims
    assert issue.number == made.number == "ชม/2570/0001"
    assert claims.name == "กลุ่มฟื้นฟูป่าต้นน้ำสมมติ"
    assert hashlib.sha256(claims.canonical()).hexdigest() == issue.claims_sha256
    key, signature = bytes.fromhex(issue.key_id), bytes.fromhex(issue.signature)
    assert is_signed(key, CERTIFICATE, claims.canonical(), signature)
    assert (issue.starts.isoformat(), issue.ends.isoformat()) == ("2026-11-20", "2028-11-19")
    assert office.desk.workspace.verify().is_sound


def test_numbers_have_no_gap_after_a_refusal(office):
    first = office.issued("ชุมชนหนึ่งสมมติ")
    with pytest.raises(InputError) as again:
        office.issuer().issue(first.certificate, office.who(Role.HEAD))
    assert again.value.key == "certificate.not_granted"
    assert office.issued("ชุมชนสองสมมติ").number == "ชม/2570/0002"
    assert office.desk.workspace.read.number_gaps() == []


def test_nobody_is_certified_without_accepted_screening(office):
    case = office.screened(office.subject("ชุมชนหนึ่งสมมติ"))
    other = office.subject("ชุมชนสองสมมติ")
    case.organization = other
    with pytest.raises(RefusedError) as refused:
        office.assessed(case)
    assert "R-01.screening_is_accepted" in keys(refused)


def test_old_evidence_needs_a_reason(office):
    from cso_registry.domain.certification.groups import Capacity, Evidence  # noqa: PLC0415

    today = office.desk.workspace.today
    old = Evidence(what="รายงานเก่าสมมติ", dated=today - timedelta(days=800))
    fields = {"capacities": (Capacity(what="ทำได้", evidence=(old,)),)}
    case = office.screened(office.subject())
    with pytest.raises(RefusedError) as refused:
        office.assessed(case, **fields)
    assert keys(refused) == {"R-05.evidence_is_not_old"}
    assert office.assessed(case, **fields, reason="ยังไม่มีรอบรายงานใหม่")


def test_assessor_does_not_check_nor_acts_for_the_checker(office):
    from cso_registry.domain.certification.case_acts import CheckAssessment  # noqa: PLC0415
    from cso_registry.domain.offices.acts import Delegate  # noqa: PLC0415
    from cso_registry.workspace.performing import Session  # noqa: PLC0415

    today = office.desk.workspace.today
    certificate = office.assessed(office.screened(office.subject()))
    assessor, checker = office.people[Role.OFFICER], office.people[Role.CHECKER]
    office.perform(
        Delegate(
            officer=checker,
            to=assessor,
            starts=today,
            ends=today,
            order_number="15/2569",
            order_date=today,
        )
    )
    with pytest.raises(RefusedError) as refused:
        office.perform(
            CheckAssessment(certificate=certificate, passed=True), Session(assessor, checker)
        )
    assert keys(refused) == {"F:B2.assessor_does_not_check"}


def test_status_follows_orders_and_days(office):
    made = office.issued()
    today = office.desk.workspace.today
    later = today + timedelta(days=10)
    office.perform(
        life_acts.SuspendCertificate(**order(made.certificate, office, effective=later)),
        office.who(Role.HEAD),
    )
    standing = office.certificate(made.certificate).standing
    assert standing.on(today) is Status.VALID
    assert standing.on(later) is Status.SUSPENDED
    assert standing.on(standing.until) is Status.SUSPENDED
    assert standing.on(standing.until + timedelta(days=1)) is Status.EXPIRED
    assert standing.since_on(standing.until + timedelta(days=1)) == standing.until + timedelta(1)


def test_original_is_printed_once_and_copies_are_counted(office):
    made = office.issued()
    receive_sheets(office)
    press, head = Press(office.desk.workspace, "th"), office.who(Role.HEAD)

    def print_it(**asked: str):
        return press.issue("D-04", office.certificate(made.certificate), head, asked)

    print_it(sheet="ก-0001")
    with pytest.raises(RefusedError) as refused:
        print_it(sheet="ก-0002")
    assert "F:X20.there_is_one_original" in keys(refused)
    with pytest.raises(RefusedError) as refused:
        print_it(copy="yes")
    assert "F:C2.copy_has_an_original_and_a_reason" in keys(refused)
    for _ in range(2):
        print_it(copy="yes", reason="ใช้ยื่นต่อหน่วยงานสมมติ")
    prints = office.certificate(made.certificate).good_prints
    assert [(one.edition, one.copy_number) for one in prints] == [
        (Edition.ORIGINAL, 0),
        (Edition.COPY, 1),
        (Edition.COPY, 2),
    ]


def test_jam_spoils_the_sheet_and_the_original_goes_on_another(office):
    made = office.issued()
    receive_sheets(office)
    press, head = Press(office.desk.workspace, "th"), office.who(Role.HEAD)
    press.issue("D-04", office.certificate(made.certificate), head, {"sheet": "ก-0001"})
    (key,) = office.certificate(made.certificate).printings
    office.perform(
        print_acts.SpoilPrint(
            certificate=made.certificate, printing=key, sheet="ก-0001", reason="กระดาษติดเครื่องพิมพ์"
        )
    )
    reading = office.desk.workspace.read
    assert look_up_sheet(reading, "ก-0001").state is SheetState.SPOILED
    asked = {"sheet": "ก-0002", "reason": "แผ่นแรกเสีย"}
    press.issue("D-04", office.certificate(made.certificate), head, asked)
    kept = office.certificate(made.certificate)
    assert kept.original.sheet == "ก-0002"
    assert look_up_sheet(reading, "ก-0002").state is SheetState.USED
    assert look_up_sheet(reading, "ก-0003").state is SheetState.BLANK
    assert look_up_sheet(reading, "ก-0099").state is SheetState.UNKNOWN
    with pytest.raises(RefusedError) as refused:
        office.perform(
            print_acts.SpoilPrint(
                certificate=made.certificate, printing=key, sheet="ก-0001", reason="อีกครั้ง"
            )
        )
    assert keys(refused) == {"F:X20.print_can_be_spoiled"}


def test_missing_sheet_stays_a_named_gap(office):
    batch = receive_sheets(office, 1, 3)
    write_off = {
        "security_paper": batch,
        "sheet": "ก-0002",
        "state": SheetState.MISSING,
        "day": office.desk.workspace.today,
        "reason": "ตรวจนับแล้วไม่พบ",
    }
    office.perform(sheet_acts.WriteOffSheet(**write_off))
    press = Press(office.desk.workspace, "th")
    paper = press.issue("S-06", office.desk.workspace.office, office.desk.session)
    text = paper.content.model_dump_json()
    assert "ก-๐๐๐๒" in text
    assert "หาย" in text
    with pytest.raises(RefusedError) as refused:
        receive_sheets(office, 3, 9)
    assert keys(refused) == {"F:X19.serials_are_new"}


def test_replacement_says_it_right_and_recalls_the_wrong_one(office):
    made = office.issued("ชุมชนบ้านสมมุติ")
    wrong = office.certificate(made.certificate)
    office.perform(
        RenameOrganization(
            organization=wrong.case.organization,
            names=Names(th="ชุมชนบ้านสมมติ"),
            effective=office.desk.workspace.today,
            reason="พิมพ์ชื่อผิด",
        )
    )
    head = office.who(Role.HEAD)
    new = office.issuer().replace(made.certificate, head, "พิมพ์ชื่อผิด")
    old, right = office.certificate(made.certificate), office.certificate(new.certificate)
    assert old.standing.on(office.desk.workspace.today) is Status.REPLACED
    assert old.claims.name == "ชุมชนบ้านสมมุติ"
    assert right.claims.name == "ชุมชนบ้านสมมติ"
    assert made.number in right.claims.former
    assert right.issue.ends == old.issue.ends
    assert right.decision == old.decision
    letter = Press(office.desk.workspace, "th").issue_letter(
        LetterOrder(code="L-07", record=right), office.desk.session
    )
    assert "พิมพ์ชื่อผิด" in letter.content.model_dump_json()
    with pytest.raises(RefusedError) as refused:
        office.issuer().replace(made.certificate, head, "อีกครั้ง")
    assert "F:C5.certificate_stands_so" in keys(refused)
    assert office.desk.workspace.verify().is_sound


def test_letter_tells_the_order(office):
    made = office.issued()
    office.perform(
        life_acts.RevokeCertificate(**order(made.certificate, office)), office.who(Role.HEAD)
    )
    press = Press(office.desk.workspace, "th")
    revoked = office.certificate(made.certificate)
    letter = press.issue_letter(LetterOrder(code="L-08", record=revoked), office.desk.session)
    assert "เพิกถอน" in letter.content.model_dump_json()
    with pytest.raises(InputError):
        press.issue_letter(LetterOrder(code="L-09", record=revoked), office.desk.session)
    with pytest.raises(InputError):
        press.issue("D-04", revoked, office.desk.session)


def test_status_list_is_signed_numbered_and_names_the_one_before(office):
    made = [office.issued(f"ชุมชนที่ {at} สมมติ") for at in range(3)]
    head = office.who(Role.HEAD)
    office.perform(life_acts.RevokeCertificate(**order(made[1].certificate, office)), head)
    first = issue_status_list(office.desk.workspace, head)
    second = issue_status_list(office.desk.workspace, head)
    assert (first.content.number, second.content.number) == ("ชม/2570/0001", "ชม/2570/0002")
    assert second.content.previous == first.content.number
    assert [one.status for one in first.content.certificates] == ["valid", "revoked", "valid"]
    plain = json.loads(first.file_bytes())
    content = base64.b64decode(plain["content"])
    assert CertificateList.read(content) == first.content
    key, signature = bytes.fromhex(plain["key"]), bytes.fromhex(plain["signature"])
    assert is_signed(key, LIST_KIND, content, signature)
    changed = content.replace(b"revoked", b"valid")
    assert not is_signed(key, LIST_KIND, changed, signature)
    record = office.desk.workspace.read.record(first.record)
    assert isinstance(record, StatusList)
    assert [one.number for one in record.content.exceptions] == [made[1].number]
    paper = Press(office.desk.workspace, "th").issue("S-04", record, office.desk.session)
    assert made[1].short_code in paper.content.model_dump_json()


def test_expiry_lists_and_the_uncollected(office):
    made = office.issued()
    reading, today = office.desk.workspace.read, office.desk.workspace.today
    assert expiring(reading, today, 6) == []
    ends = office.certificate(made.certificate).issue.ends
    soon = ends - timedelta(days=60)
    assert [row.number for row in expiring(reading, soon, 6)] == [made.number]
    assert expiring(reading, soon, 1) == []
    assert expiring(reading, ends + timedelta(days=1), 6) == []
    press = Press(office.desk.workspace, "th")
    press.issue("D-04", office.certificate(made.certificate), office.who(Role.HEAD))
    for home in (PROVINCE, NATION):
        assert [one.id for one in uncollected(reading, home)] == [made.certificate]
    office.perform(
        print_acts.HandOverCertificate(
            certificate=made.certificate, collected=today, receiver="นางสมมติ", in_person=True
        )
    )
    assert not [one for home in (PROVINCE, NATION) for one in uncollected(reading, home)]


def test_batch_issues_and_prints_once_and_goes_on_after_a_stop(office, tmp_path: Path):
    granted = [office.granted(f"ชุมชนที่ {at} สมมติ") for at in range(4)]
    head = office.who(Role.HEAD)

    def stop(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    cut = office.issuer().issue_batch(granted, head, stop)
    assert (len(cut.issued), cut.cancelled) == (2, True)
    rest = office.issuer().issue_batch(granted, head)
    assert (rest.already, [one.number for one in rest.issued]) == (
        2,
        ["ชม/2570/0003", "ชม/2570/0004"],
    )
    assert office.desk.workspace.read.number_gaps() == []
    receive_sheets(office)
    printing = PrintBatch(office.desk.workspace, Press(office.desk.workspace, "th"), head)
    batch = printing.open("D-04", granted, {"first_sheet": "ก-0005"})

    def stop_printing(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    first = printing.go_on(batch, tmp_path / "a.pdf", stop_printing)
    assert first.cancelled
    second = printing.go_on(batch, tmp_path / "b.pdf", lambda _done, _total: None)
    assert first.papers + second.papers == 4
    sheets = [office.certificate(one).original.sheet for one in granted]
    assert sheets == ["ก-0005", "ก-0006", "ก-0007", "ก-0008"]
    assert all(len(office.certificate(one).printings) == 1 for one in granted)
    cover = Press(office.desk.workspace, "th").issue(
        "S-07", office.desk.workspace.read.record(batch), office.desk.session
    )
    assert "ก-๐๐๐๘" in cover.content.model_dump_json()
    assert office.desk.workspace.verify().is_sound


def test_what_is_said_of_a_person_goes_from_certificate_and_prints(office):
    made = office.issued()
    desk, head = office.desk, office.who(Role.HEAD)
    printed = Press(desk.workspace, "th").issue(
        "D-04", office.certificate(made.certificate), desk.session
    )
    subject = office.certificate(made.certificate).case.organization
    office.perform(life.ProposeRemoval(organization=subject, reason=WHY), office.who(Role.OFFICER))
    fields = order(made.certificate, office)
    del fields["certificate"]
    office.perform(life.RemoveOrganization(organization=subject, **fields), head)
    desk.clock.pass_days(11 * 366)
    desk.workspace.confirm_clock(desk.session, WHY)
    (post,) = desk.workspace.read.record(subject).posts
    today = desk.workspace.today
    erase = ErasePersonalData(
        organization=subject,
        groups=(f"posts/{post}",),
        order_number="46/2580",
        order_date=today,
        reason=WHY,
    )
    office.perform(erase)
    kept = office.certificate(made.certificate)
    assert kept.claims is None
    assert kept.issue.number == made.number
    with pytest.raises(InputError) as refused:
        Press(desk.workspace, "th").reprint(printed.paper, desk.session, "อีกครั้ง")
    assert refused.value.key == "paper.removed_by_law"
    assert desk.workspace.verify().is_sound


def test_comparison_tells_what_has_changed_since(office):
    made = office.issued()
    found = office.certificate(made.certificate)
    office.perform(
        RenameOrganization(
            organization=found.case.organization,
            names=Names(th="ชุมชนบ้านใหม่สมมติ"),
            effective=office.desk.workspace.today,
            reason="มติชุมชน",
        )
    )
    workspace = office.desk.workspace
    showing = Showing(
        program=workspace.program,
        language="en",
        today=workspace.today,
        office=workspace.office,
        officer=None,
    )
    lines = compared(office.certificate(made.certificate), showing, workspace.read)
    changed = {one.field: (one.said, one.now) for one in lines if one.has_changed}
    assert changed == {"name": ("ชุมชนบ้านสมมติ", "ชุมชนบ้านใหม่สมมติ")}
