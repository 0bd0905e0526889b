"""Certificates that a registry issued and printed are checked in it and far from it (X17)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.certification import life_acts
from cso_registry.domain.organizations.acts import RenameOrganization
from cso_registry.domain.organizations.records import Names
from cso_registry.domain.roles import Role
from cso_registry.storage.reading import RecordFilter
from cso_registry.workspace.certification.listing import issue_status_list
from cso_registry.workspace.checking.answer import Verdict
from cso_registry.workspace.checking.checker import CheckedAgainst, check
from cso_registry.workspace.checking.in_registry import HeldCertificates
from cso_registry.workspace.checking.presented import presented_file, presented_text
from cso_registry.workspace.checking.status_files import open_status_list
from cso_registry.workspace.key_trust import (
    How,
    KeyRing,
    keys_of_registry,
    keys_of_sheet,
    signed_sheet,
)
from cso_registry.workspace.printing import Press
from tests.certificates import distorted, made
from tests.support.certifying import BASIS, WHY, Certifying
from tests.support.desk import new_desk


@pytest.fixture
def office(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as desk:
        yield Certifying(desk)


def test_a_case_is_found_by_the_name_of_its_subject_before_it_is_issued(office):
    certificate = office.assessed(office.screened(office.subject("ชุมชนบ้านสมมติ")))
    read, today = office.desk.workspace.read, office.desk.workspace.today
    for text in ("บานสมมต", "ชุมชนบ้านสมมติ"):
        rows = read.first_records("certificate", RecordFilter(text=text), today, 10)
        assert [(row.id, row.title) for row in rows] == [(certificate, "ชุมชนบ้านสมมติ")]
    assert not read.first_records("certificate", RecordFilter(text="มูลนิธิ"), today, 10)


def printed(office: Certifying, certificate: str, **asked: str) -> bytes:
    press = Press(office.desk.workspace, "th")
    record = office.certificate(certificate)
    return press.issue("D-04", record, office.who(Role.HEAD), asked).pdf


def here(office: Certifying) -> CheckedAgainst:
    workspace = office.desk.workspace
    ring = KeyRing(keys_of_registry(workspace))
    return CheckedAgainst(ring, [], HeldCertificates(workspace), workspace.today)


def elsewhere(office: Certifying, *lists: bytes) -> CheckedAgainst:
    """Another computer: the key sheet and lists only."""
    workspace = office.desk.workspace
    sheet = signed_sheet(workspace.office, workspace.signer(), workspace.today)
    ring = KeyRing(keys_of_sheet(sheet, How.COMPARED))
    opened = [open_status_list(one, ring) for one in lists]
    return CheckedAgainst(ring, opened, None, workspace.today)


def keys(answer) -> set[str]:
    return {one.key for one in answer.findings}


def order(office: Certifying, certificate: str, **fields):
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


def test_what_the_press_made_is_valid_in_the_registry_and_elsewhere(office) -> None:
    issued = office.issued()
    data = printed(office, issued.certificate)
    (shown,) = presented_file(data, made.FONTS)
    answer = check(shown, here(office))
    assert answer.verdict is Verdict.VALID, answer.findings
    assert (answer.number, answer.short_code) == (issued.number, issued.short_code)
    assert {"check.text_same", "check.status_good"} <= keys(answer)
    assert answer.changed == ()
    assert answer.claims == office.certificate(issued.certificate).claims

    listed = issue_status_list(office.desk.workspace, office.who(Role.HEAD))
    far = check(shown, elsewhere(office, listed.file_bytes()))
    assert far.verdict is Verdict.VALID
    assert far.status is not None
    assert far.status.source == listed.content.number

    picture = distorted.as_jpeg(distorted.turned(distorted.page_at(data, 150), 33))
    (photo,) = presented_file(picture, made.FONTS)
    assert check(photo, elsewhere(office, listed.file_bytes())).verdict is Verdict.VALID
    typed = presented_text(issued.short_code.replace("-", " ").lower())
    assert check(typed, here(office)).verdict is Verdict.VALID
    assert check(typed, elsewhere(office, listed.file_bytes())).verdict is Verdict.VALID


def test_a_certified_copy_and_a_reprint_are_genuine(office) -> None:
    issued = office.issued()
    printed(office, issued.certificate)
    (copy,) = presented_file(
        printed(office, issued.certificate, copy="yes", reason=WHY), made.FONTS
    )
    assert check(copy, here(office)).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("act", "key"),
    [
        (life_acts.SuspendCertificate, "check.suspended"),
        (life_acts.RevokeCertificate, "check.revoked"),
    ],
)
def test_what_was_ordered_since_is_told_at_once_and_by_the_next_list(office, act, key) -> None:
    issued = office.issued()
    (shown,) = presented_file(printed(office, issued.certificate), made.FONTS)
    before = issue_status_list(office.desk.workspace, office.who(Role.HEAD)).file_bytes()
    office.perform(act(**order(office, issued.certificate)))
    answer = check(shown, here(office))
    assert answer.verdict is Verdict.NOT_VALID
    assert key in keys(answer)
    after = issue_status_list(office.desk.workspace, office.who(Role.HEAD)).file_bytes()
    assert check(shown, elsewhere(office, before)).verdict is Verdict.VALID
    assert key in keys(check(shown, elsewhere(office, after)))


def test_what_changed_since_stands_beside_what_it_said(office) -> None:
    issued = office.issued("ชุมชนชื่อเดิมสมมติ")
    (shown,) = presented_file(printed(office, issued.certificate), made.FONTS)
    case = office.certificate(issued.certificate).case
    office.perform(
        RenameOrganization(
            organization=case.organization,
            names=Names(th="ชุมชนชื่อใหม่สมมติ"),
            effective=office.desk.workspace.today,
            reason=WHY,
        )
    )
    answer = check(shown, here(office))
    assert answer.verdict is Verdict.VALID
    told = {one.field: (one.then, one.now) for one in answer.changed}
    assert told["name"] == ("ชุมชนชื่อเดิมสมมติ", "ชุมชนชื่อใหม่สมมติ")


def test_after_its_last_day_it_is_expired(office) -> None:
    issued = office.issued()
    (shown,) = presented_file(printed(office, issued.certificate), made.FONTS)
    last = office.certificate(issued.certificate).issue.ends
    against = here(office)
    for day, verdict in ((last, Verdict.VALID), (last + timedelta(days=1), Verdict.NOT_VALID)):
        on = CheckedAgainst(against.ring, [], against.held, day)
        assert check(shown, on).verdict is verdict


def test_a_code_that_the_registry_never_issued_is_not_found(office) -> None:
    typed = presented_text(made.short_code(made.SAMPLE))
    answer = check(typed, here(office))
    assert answer.verdict is Verdict.UNPROVED
    assert "check.not_found_here" in keys(answer)


def test_what_the_office_signed_and_does_not_hold_is_told(office) -> None:
    """As when another desk issued it, or when somebody else has the key."""
    workspace = office.desk.workspace
    content = made.paper(signer=workspace.signer(), day=workspace.today)
    (shown,) = presented_file(made.pdf(content), made.FONTS)
    answer = check(shown, here(office))
    assert answer.verdict is Verdict.UNPROVED or "check.not_yet" in keys(answer)
    assert "check.not_in_registry" in keys(answer)
