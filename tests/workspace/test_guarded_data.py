"""Personal and confidential data are seen by who may look at them, and by nobody else (R-06, F:N6)."""

from __future__ import annotations

import pytest

from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.acts import ChangeContact, ChangeResources
from cso_registry.domain.organizations.kin import Tied
from cso_registry.domain.organizations.kin_acts import TieOrganizations
from cso_registry.domain.organizations.records import Contact, Resources
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OfficerId
from cso_registry.storage import desk as at_desk
from cso_registry.tables.reading import read_table
from cso_registry.workspace.data_subject import find_held, note_held
from cso_registry.workspace.exporting import export_organizations
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.masking import MASK
from cso_registry.workspace.performing import Session
from cso_registry.workspace.printing import Press
from cso_registry.workspace.record_view import record_view
from tests.support.desk import OFFICER_SECRET, WHY, add_subjects, copy_of, new_desk, open_desk

PHONE, MEMBERS, NOTE = "081 555 0155", 4_321, "มีเงินทุนสมมติ"


@pytest.fixture(scope="module")
def peopled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guarded") / "registry"
    with new_desk(folder, province=None) as desk:
        held = [desk.workspace.read.record(one) for one in add_subjects(desk, 24)]
        subject, other = [one for one in held if one.person is None][:2]
        tie = TieOrganizations(
            organization=subject.id,
            other=other.id,
            tied=Tied.HAS_BRANCH,
            tied_on=desk.workspace.today,
            reason=WHY,
        )
        desk.workspace.perform(tie, desk.session)
        resources = Resources(members=MEMBERS, staff=3, note=NOTE)
        for act in (
            ChangeContact(organization=subject.id, contact=Contact(phone=PHONE), reason=WHY),
            ChangeResources(organization=subject.id, resources=resources, reason=WHY),
        ):
            desk.workspace.perform(act, desk.session)
        here = subject.scope
        elsewhere = "11" if here != "11" else "12"
        people = {
            name: appointed(desk, role, jurisdiction)
            for name, role, jurisdiction in (
                ("evaluator", Role.EVALUATOR, "00"),
                ("here", Role.CHECKER, here),
                ("elsewhere", Role.OFFICER, elsewhere),
                ("auditor", Role.AUDITOR, "00"),
            )
        }
    return folder, subject.id, people, other


def appointed(desk, role, jurisdiction):
    officer = OfficerId(desk.program.means.identities.new())
    act = AppointOfficer(
        officer=officer, given=role.value, family="สมมติ", role=role, jurisdiction=jurisdiction,
        starts=desk.workspace.today, order_number="7/2569",
    )  # fmt: skip
    desk.workspace.appoint(act, officer, OFFICER_SECRET, desk.session)
    return officer


@pytest.fixture
def desk(peopled, tmp_path):
    with open_desk(copy_of(peopled[0], tmp_path / "registry")) as opened:
        yield opened


def last_look(desk):
    return at_desk.looks(desk.workspace.connection)[-1]


@pytest.mark.parametrize("who", ["here", "auditor"])
def test_who_may_look_looks_and_is_logged(desk, peopled, who):
    look_at(desk.workspace, Session(peopled[2][who]), "viewed", peopled[1])
    assert peopled[2][who].encode() in last_look(desk)


@pytest.mark.parametrize(
    ("who", "why"),
    [("evaluator", "look.role_missing"), ("elsewhere", "look.outside_jurisdiction")],
)
def test_who_may_not_look_is_denied_and_logged(desk, peopled, who, why):
    session = Session(peopled[2][who])
    with pytest.raises(DeniedError) as denied:
        look_at(desk.workspace, session, "viewed", peopled[1])
    assert denied.value.key == why
    assert b"denied viewed" in last_look(desk)
    if "scope" in denied.value.params:
        scope = str(denied.value.params["scope"])
        sentence = desk.program.texts.error(denied.value, "th")
        assert desk.program.means.areas.line(scope, "th") in sentence
        assert scope not in sentence


@pytest.mark.parametrize("who", ["evaluator", "elsewhere"])
def test_a_draft_shows_nobody_what_is_masked_for_them(desk, peopled, who):
    record = desk.workspace.read.record(peopled[1])
    press = Press(desk.workspace, "th")
    with pytest.raises(DeniedError):
        press.draft("D-01", record, Session(peopled[2][who]))
    assert press.draft("D-01", record, Session(peopled[2]["here"])).pdf


def test_an_evaluator_gets_no_answer_for_a_person(desk, peopled):
    held = find_held(desk.workspace, PHONE, "th")
    with pytest.raises(DeniedError):
        note_held(desk.workspace, Session(peopled[2]["evaluator"]), held)


def test_confidential_figures_are_masked_with_the_rest(desk, peopled):
    def words(*, personal):
        view = record_view(desk.workspace, peopled[1], desk.session, "th", personal=personal)
        kept = [line for one in view.groups for item in one.items for line in item.lines]
        past = [line for one in view.past for line in one.changes]
        return str((kept, past))

    hidden, shown = words(personal=False), words(personal=True)
    for secret in (PHONE, str(MEMBERS), NOTE):
        assert secret not in hidden
        assert secret in shown
    assert MASK in hidden


@pytest.mark.parametrize(("who", "sees"), [("evaluator", False), ("here", True)])
def test_a_sheet_holds_what_its_maker_may_see(desk, peopled, tmp_path, who, sees):
    file = tmp_path / "out.csv"
    session = Session(peopled[2][who])
    export_organizations(desk.workspace, session, file, province=None, language="th")
    rows = list(read_table(file).rows)
    mine = str(next(row for row in rows if peopled[1] in str(row)))
    for secret in (PHONE, str(MEMBERS), NOTE):
        assert (secret in mine) is sees


def test_a_tied_subject_is_named_and_not_numbered(desk, peopled):
    _, subject, _, other = peopled
    view = record_view(desk.workspace, subject, desk.session, "th")
    words = str(view.group("ties").items[0].lines)
    assert other.display_name in words
    assert other.register_number in words
    assert other.id not in words
