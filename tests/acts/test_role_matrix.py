"""Who may do what and where: every role, act and jurisdiction (reliability R37).

What is expected stands here, apart from the acts, so that a role declared by mistake
is seen.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.offices.acts import Delegate, LeaveOffice, WithdrawRight
from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.permission import FOUNDING, DeniedError
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.rule import RefusedError
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficerId
from cso_registry.storage import desk
from cso_registry.workspace.performing import Session
from tests.support.examples import Scene
from tests.support.registry import OTHER_PROVINCE, PROVINCE, example_acts, new_registry

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.act import Act
    from tests.support.registry import MadeRegistry

O, H, A = Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR  # noqa: E741
KEEPERS, LEADERS, PRINTERS = {O, H}, {H, A}, {O, H, Role.COMMITTEE_SECRETARY}
SECRETARIAT = {H, Role.COMMITTEE_SECRETARY}
EXPECTED: dict[str, set[Role]] = {
    "office.open_series": LEADERS,
    "office.void_number": LEADERS,
    "office.renew_keys": {A},
    "office.confirm_clock": {A},
    "office.open_desk": {A},
    "officer.appoint": {A},
    "officer.grant": {A},
    "officer.withdraw_right": {A},
    "officer.delegate": LEADERS,
    "officer.change_secret": set(Role),
    "officer.reset_secret": {A},
    "officer.leave": {A},
    "organization.register": KEEPERS,
    "organization.rename": KEEPERS,
    "organization.add_name": KEEPERS,
    "organization.change_identity": KEEPERS,
    "organization.change_person": KEEPERS,
    "organization.change_address": KEEPERS,
    "organization.change_residence": KEEPERS,
    "organization.change_contact": KEEPERS,
    "organization.change_purposes": KEEPERS,
    "organization.change_resources": KEEPERS,
    "organization.add_identifier": KEEPERS,
    "organization.put_area": KEEPERS,
    "organization.put_post": KEEPERS,
    "organization.put_document": KEEPERS,
    "organization.take_away": KEEPERS,
    "organization.amend": KEEPERS,
    "organization.assign": KEEPERS,
    "organization.hand_over": LEADERS,
    "organization.erase_personal": {H},
    "organization.suspend": {H},
    "organization.lift": {H},
    "organization.propose_removal": KEEPERS,
    "organization.remove": {H},
    "organization.restore": {H},
    "batch.open_import": KEEPERS,
    "batch.open_edit": KEEPERS,
    "batch.undo_import": LEADERS,
    "vocabulary.add_term": LEADERS,
    "policy.decide": LEADERS,
    "holiday.decide": LEADERS,
    "holiday.settle": {H},
    "paper.issue": PRINTERS,
    "officer.declare_private": set(Role),
    "screening.open": KEEPERS,
    "screening.assign": KEEPERS,
    "screening.declare": {O, H, Role.CHECKER},
    "screening.settle_interest": {H},
    "screening.answer": {O, H, Role.CHECKER},
    "screening.propose": KEEPERS,
    "screening.check": {H, Role.CHECKER},
    "screening.accept": {H},
    "screening.return": {H},
    "screening.reject": {H},
    "screening.close_incomplete": {H},
    "screening.resubmit": KEEPERS,
    "screening.admit_late": {H},
    "screening.reopen": {H},
    "screening.decide_criterion": LEADERS,
    "certification.assess": KEEPERS,
    "certification.reassess": KEEPERS,
    "certification.check": {H, Role.CHECKER},
    "certification.decide": {Role.COMMITTEE_SECRETARY},
    "certification.issue": {H, Role.COMMITTEE_SECRETARY},
    "certification.replace": {H},
    "certification.suspend": {H},
    "certification.lift": {H},
    "certification.revoke": {H},
    "certification.print": PRINTERS,
    "certification.spoil_print": PRINTERS,
    "certification.hand_over": PRINTERS,
    "certification.take_back": PRINTERS,
    "security_paper.receive": KEEPERS,
    "security_paper.write_off": KEEPERS,
    "status_list.issue": {H, Role.COMMITTEE_SECRETARY},
    "breach.record": KEEPERS,
    "breach.lift": {H},
    "appeal.file": KEEPERS,
    "appeal.extend": {H, Role.COMMITTEE_SECRETARY},
    "appeal.decide": {H, Role.COMMITTEE_SECRETARY},
    "appeal.withdraw": KEEPERS,
    "organization.transfer": {H},
    "organization.propose_merge": KEEPERS,
    "organization.merge": {H},
    "organization.unmerge": {H},
    "organization.dissolve": {H},
    "organization.change_form": {H},
    "organization.tie": KEEPERS,
    "organization.record_decision": KEEPERS,
    "organization.split": {H},
    "organization.unite": {H},
    "organization.undo_succession": {H},
    "organization.declare_distinct": KEEPERS,
    "return.file": KEEPERS,
    "return.check": {O, Role.CHECKER, H},
    "contact.note": {O, Role.CHECKER, H, Role.COMMITTEE_SECRETARY},
    "contact.finish": {O, Role.CHECKER, H, Role.COMMITTEE_SECRETARY},
    "intake.print_forms": {O, Role.CHECKER, H},
    "intake.receive": {O, Role.CHECKER, H},
    "intake.link": {O, Role.CHECKER, H},
    "intake.end": {O, Role.CHECKER, H},
    "committee.constitute": {H},
    "committee.set_procedure": {H},
    "committee.dissolve": {H},
    "committee.appoint": SECRETARIAT,
    "committee.end_membership": SECRETARIAT,
    "meeting.call": SECRETARIAT,
    "meeting.cancel": SECRETARIAT,
    "meeting.put_item": SECRETARIAT,
    "meeting.drop_item": SECRETARIAT,
    "meeting.arrange": SECRETARIAT,
    "meeting.open": SECRETARIAT,
    "meeting.recuse": SECRETARIAT,
    "meeting.answer": SECRETARIAT,
    "meeting.note": SECRETARIAT,
    "meeting.resolve": SECRETARIAT,
    "meeting.close": SECRETARIAT,
    "meeting.adopt_minutes": SECRETARIAT,
    "meeting.rescind": SECRETARIAT,
    "meeting.take_over": SECRETARIAT,
    "meeting.take_over_resolution": SECRETARIAT,
    "meeting.strike_taken_over": SECRETARIAT,
    "conflict.resolve": KEEPERS,
    "conflict.settle": {H},
    "paper.reprint": PRINTERS,
    "batch.open_printing": PRINTERS,
    "batch.file_printing": PRINTERS,
    "letter.issue": PRINTERS,
    "letter.receive": PRINTERS,
    "letter.void": {H},
    "letter.send": PRINTERS,
    "letter.delivered": PRINTERS,
    "letter.returned": PRINTERS,
    "letter.tie": PRINTERS,
    "office.close_year": LEADERS,
    "agency.register": KEEPERS,
    "agency.change": KEEPERS,
    "agency.close": {H},
    "mission.register": KEEPERS,
    "mission.change": KEEPERS,
    "mission.close": {H},
    "mission.set_standards": KEEPERS,
    "analysis.open": KEEPERS,
    "analysis.answer_mission": KEEPERS,
    "analysis.answer_level": KEEPERS,
    "analysis.answer_people": KEEPERS,
    "analysis.decide": {H},
    "costing.draw_up": KEEPERS,
    "costing.choose": {H},
    "call.draft": KEEPERS,
    "call.revise": KEEPERS,
    "call.open": {H, Role.COMMITTEE_SECRETARY},
    "call.ask": KEEPERS,
    "call.answer": KEEPERS,
    "call.amend": {H},
    "call.cancel": {H},
    "proposal.receive": KEEPERS,
    "proposal.ask_papers": KEEPERS,
    "proposal.supply": KEEPERS,
    "proposal.withdraw": KEEPERS,
    "proposal.admit": KEEPERS,
    "evaluator.name": {H, Role.COMMITTEE_SECRETARY},
    "evaluator.declare": {Role.EVALUATOR},
    "evaluator.clear": {H},
    "evaluator.release": {H, Role.COMMITTEE_SECRETARY},
    "scores.submit": {Role.EVALUATOR},
    "scores.type": {O, Role.COMMITTEE_SECRETARY},
    "scores.open": {Role.COMMITTEE_SECRETARY},
    "selection.decide": {H, Role.COMMITTEE_SECRETARY},
    "delegation.decide": {H, Role.COMMITTEE_SECRETARY},
    "delegation.end": {H, Role.COMMITTEE_SECRETARY},
    "clause.decide": LEADERS,
    "agreement.keep_scan": KEEPERS,
    "template.import": LEADERS,
    "template.put_in_force": LEADERS,
    "template.retire": LEADERS,
    "agreement.begin": KEEPERS,
    "agreement.link": KEEPERS,
    "agreement.write_terms": KEEPERS,
    "agreement.sign": KEEPERS,
    "agreement.bring_into_force": {H},
    "agreement.amend": {H},
    "agreement.file_paper": KEEPERS,
    "agreement.advance": KEEPERS,
    "agreement.step_back": {H},
    "agreement.end": {H},
    "agreement.reply": KEEPERS,
    "agreement.propose_wording": KEEPERS,
    "agreement.answer_wording": KEEPERS,
    "agreement.write_annex": KEEPERS,
    "agreement.put_account": KEEPERS,
    "agreement.check_account": KEEPERS | {Role.CHECKER},
    "agreement.allocate": {H},
    "agreement.pay": KEEPERS,
    "agreement.reverse_payment": {H},
    "agreement.refund": KEEPERS,
    "agreement.record_training": KEEPERS,
    "agreement.evaluate": KEEPERS,
    "agreement.accept_completion": {H},
    "agreement.settle": {H},
    "envelope.open": KEEPERS,
    "envelope.carry_over": {H},
    "progress_report.receive": KEEPERS,
    "progress_report.correct": KEEPERS,
    "progress_report.review": KEEPERS,
    "problem.notify": KEEPERS,
    "problem.answer": KEEPERS,
    "consultation.record": KEEPERS,
    "consultation.feed_back": KEEPERS,
    "site_visit.record": KEEPERS,
    "indicator.set": KEEPERS,
    "indicator.measure": KEEPERS,
    "survey.set_up": KEEPERS,
    "survey.tally": KEEPERS,
    "survey.tell_partner": KEEPERS,
    "complaint.receive": KEEPERS,
    "complaint.take_step": KEEPERS,
    "evaluation_committee.appoint": {H},
    "evaluation_committee.declare": KEEPERS,
    "evaluation_committee.clear": {H},
    "finding.record": KEEPERS,
    "finding.report_done": KEEPERS,
    "finding.verify": KEEPERS,
    "finding.extend": {H},
    "commissioning.rank": KEEPERS,
    "commissioning.assess_needs": KEEPERS,
    "commissioning.allocate": KEEPERS,
    "commissioning.meet_providers": KEEPERS,
    "compliance.check": KEEPERS,
    "compliance.reply": KEEPERS,
    "notice.open": KEEPERS,
    "notice.give_with_contract": {H},
    "notice.hear": KEEPERS,
    "notice.decide": {H},
    "notice.serve": KEEPERS,
    "notice.withdraw": {H},
    "notice.override": {H},
    "notice.review_count": {H},
}
JURISDICTIONS = (PROVINCE, OTHER_PROVINCE, NATION)
CELLS = tuple(product(Role, JURISDICTIONS))
BEYOND_ONE_PROVINCE = {"organization.transfer"}
"""Acts that write in two homes."""
ALLOWED, NO_ROLE, OUTSIDE = "allowed", "act.role_missing", "act.outside_jurisdiction"


class TakenBackError(Exception):
    """Takes an allowed act back, so that every cell meets the same registry."""


def expected(kind: str, role: Role, jurisdiction: str) -> str:
    """What must become of one cell; everything in the registry is at home in one province."""
    if role not in EXPECTED[kind]:
        return NO_ROLE
    if kind in BEYOND_ONE_PROVINCE:
        return ALLOWED if jurisdiction == NATION else OUTSIDE
    return OUTSIDE if jurisdiction == OTHER_PROVINCE else ALLOWED


def outcome(scene: Scene, kind: str, officer: OfficerId) -> str:
    """What becomes of the act of `kind` when `officer` does it; nothing of it stays."""
    registry = scene.registry
    act = example_acts()[kind].make(scene, officer)
    counts = registry.reading.counts()
    found = tried(registry, act, Session(officer))
    if found != ALLOWED:
        before = desk.looks(registry.connection)
        found = denied_and_logged(scene, kind, officer, before)
    assert registry.reading.counts() == counts
    return found


def tried(registry: MadeRegistry, act: Act, session: Session) -> str:
    """Do an act and take it back; why it is denied, or that it is allowed."""
    try:
        with registry.performer.performing() as work:
            work.perform(act, session)
            take_back()
    except TakenBackError:
        return ALLOWED
    except DeniedError as denied:
        return denied.key
    raise AssertionError


def take_back() -> None:
    raise TakenBackError


def denied_and_logged(scene: Scene, kind: str, officer: OfficerId, before: list[bytes]) -> str:
    """Do it again by itself, as a person does, and look at the log (F:N4)."""
    registry = scene.registry
    act = example_acts()[kind].make(scene, officer)
    with pytest.raises(DeniedError) as denied:
        registry.perform(act, Session(officer))
    *earlier, line = desk.looks(registry.connection)
    assert earlier == before
    assert json.loads(line) == {
        "at": registry.clock.ms,
        "officer": officer,
        "acting_for": None,
        "what": "denied",
        "act": kind,
        "why": denied.value.key,
    }
    return denied.value.key


def wrong_cells(registry: MadeRegistry, kind: str) -> list[str]:
    """Every cell of one act that does not come out as expected."""
    scene = Scene(registry)
    officers = {cell: registry.appoint(*cell) for cell in CELLS}
    example_acts()[kind].make(scene, registry.founder)
    return [
        f"{role} in {jurisdiction}: {found}"
        for (role, jurisdiction), officer in officers.items()
        if (found := outcome(scene, kind, officer)) != expected(kind, role, jurisdiction)
    ]


@pytest.fixture
def registry(tmp_path: Path):
    with new_registry(tmp_path / "registry") as made:
        yield made


def test_the_matrix_knows_every_act():
    assert EXPECTED.keys() == ACTS.keys() - {FOUNDING}


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_every_cell_comes_out_as_declared(kind, registry):
    assert wrong_cells(registry, kind) == []
    assert desk.first_changed_look(registry.connection) is None
    assert registry.prove().is_sound


@pytest.mark.parametrize("declared", [{O, H}, {A}, set()], ids=["more", "other", "none"])
def test_wrongly_declared_role_is_caught(declared, registry, monkeypatch):
    monkeypatch.setattr(SuspendOrganization, "roles", frozenset(declared))
    assert wrong_cells(registry, "organization.suspend")


def test_several_rights_do_not_add_up(registry):
    """Head elsewhere and officer here is no head here."""
    scene = Scene(registry)
    officer = registry.appoint(Role.HEAD, OTHER_PROVINCE)
    grant(registry, officer, Role.OFFICER, PROVINCE)
    assert outcome(scene, "organization.suspend", officer) == OUTSIDE
    assert outcome(scene, "organization.change_contact", officer) == ALLOWED


def grant(registry: MadeRegistry, officer: OfficerId, role: Role, jurisdiction: str) -> None:
    act = ACTS["officer.grant"](
        officer=officer,
        role=role,
        jurisdiction=jurisdiction,
        starts=registry.clock.today,
        order_number="16/2569",
    )
    registry.perform(act)


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_stranger_may_do_nothing(kind, registry):
    scene = Scene(registry)
    stranger = OfficerId(registry.ids.new())
    assert outcome(scene, kind, stranger) == "act.unknown_officer"


def test_right_holds_from_its_first_to_its_last_day(registry):
    scene = Scene(registry)
    officer = registry.appoint(Role.OFFICER, starts=date(2026, 11, 22))
    act = ACTS["officer.grant"](
        officer=officer,
        role=Role.HEAD,
        jurisdiction=PROVINCE,
        starts=date(2026, 11, 23),
        ends=date(2026, 11, 24),
        order_number="17/2569",
    )
    registry.perform(act)
    found = []
    for _ in range(6):
        found.append(outcome(scene, "organization.suspend", officer))
        registry.clock.pass_days(1)
    assert found == [NO_ROLE, NO_ROLE, NO_ROLE, ALLOWED, ALLOWED, NO_ROLE]


def test_withdrawn_right_and_departure_end_it(registry):
    scene = Scene(registry)
    officer = registry.appoint(Role.HEAD)
    assert outcome(scene, "organization.suspend", officer) == ALLOWED
    (right,) = registry.record(officer).rights
    registry.perform(WithdrawRight(officer=officer, right=right, reason="ย้ายงาน"))
    assert outcome(scene, "organization.suspend", officer) == NO_ROLE
    grant(registry, officer, Role.HEAD, PROVINCE)
    assert outcome(scene, "organization.suspend", officer) == ALLOWED
    registry.perform(LeaveOffice(officer=officer, left=registry.clock.today, reason="ลาออก"))
    assert outcome(scene, "organization.suspend", officer) == NO_ROLE


def delegated(registry: MadeRegistry, principal: OfficerId, deputy: OfficerId) -> None:
    """Order `deputy` to act for `principal` from the day after tomorrow, for three days."""
    today = registry.clock.today
    registry.perform(
        Delegate(
            officer=principal,
            to=deputy,
            starts=today + timedelta(days=2),
            ends=today + timedelta(days=4),
            order_number="18/2569",
            order_date=today,
        )
    )


def test_acting_for_another_works_within_the_days_of_the_order(registry):
    scene = Scene(registry)
    principal, deputy = registry.appoint(Role.HEAD), registry.appoint(Role.OFFICER)
    delegated(registry, principal, deputy)
    session, found = Session(deputy, acting_for=principal), []
    organization = scene.foundation
    for _ in range(7):
        act = SuspendOrganization(**scene.order(organization))
        found.append(tried(registry, act, session))
        registry.clock.pass_days(1)
    none = "act.no_delegation"
    assert found == [none, none, ALLOWED, ALLOWED, ALLOWED, none, none]


def test_acting_for_another_is_written_and_its_denial_logged(registry):
    scene = Scene(registry)
    principal, deputy = registry.appoint(Role.HEAD), registry.appoint(Role.OFFICER)
    session = Session(deputy, acting_for=principal)
    delegated(registry, principal, deputy)
    act = SuspendOrganization(**scene.order(scene.foundation))
    with pytest.raises(DeniedError):
        registry.perform(act, session)
    line = json.loads(desk.looks(registry.connection)[-1])
    assert (line["officer"], line["acting_for"]) == (deputy, principal)
    assert line["why"] == "act.no_delegation"
    registry.clock.pass_days(2)
    registry.perform(act, session)
    said = read_entry(registry.entries()[-1][0])
    assert (said.officer, said.acting_for, said.order_number) == (deputy, principal, "18/2569")
    rights = [head for head, entry in heads_of_rights(registry, principal) if entry]
    assert list(said.rights) == sorted(rights)


def heads_of_rights(registry: MadeRegistry, officer: OfficerId) -> list[tuple[str, bool]]:
    return [
        (line.hash, any(group.startswith("rights/") for group, _, _ in line.changes))
        for line in registry.reading.history(officer)
    ]


def test_acting_for_another_gives_no_more_than_the_other_has(registry):
    """The deputy's own wider rights are not used, and one without rights is no deputy."""
    scene = Scene(registry)
    principal, deputy = registry.appoint(Role.OFFICER), registry.appoint(Role.HEAD)
    gone = registry.appoint(Role.OFFICER)
    delegated(registry, principal, deputy)
    delegated(registry, principal, gone)
    registry.perform(LeaveOffice(officer=gone, left=registry.clock.today, reason="ลาออก"))
    registry.clock.pass_days(2)
    act = SuspendOrganization(**scene.order(scene.foundation))
    with pytest.raises(DeniedError, match=NO_ROLE):
        registry.perform(act, Session(deputy, acting_for=principal))
    with pytest.raises(DeniedError, match=r"act\.no_delegation"):
        registry.perform(act, Session(gone, acting_for=principal))
    registry.perform(act, Session(deputy))


def test_nobody_removes_on_their_own_proposal(registry):
    """Two persons: even acting for another, one person stays one person."""
    scene = Scene(registry)
    head, other = registry.appoint(Role.HEAD), registry.appoint(Role.HEAD)
    organization = scene.foundation
    propose = ACTS["organization.propose_removal"](organization=organization, reason="ซ้ำ")
    registry.perform(propose, Session(head))
    act = ACTS["organization.remove"](**scene.order(organization))
    delegated(registry, other, head)
    registry.clock.pass_days(2)
    for session in (Session(head), Session(head, acting_for=other)):
        with pytest.raises(RefusedError) as refused:
            registry.perform(act, session)
        keys = [reason.key for reason in refused.value.reasons]
        assert keys == ["F:B2.another_officer_proposed_it"]
    registry.perform(act, Session(other))


def test_who_may_not_do_it_is_told_nothing_else(registry):
    """A refusal says what stands in the register; it is not for everyone."""
    scene = Scene(registry)
    auditor = registry.appoint(Role.AUDITOR)
    act = SuspendOrganization(**scene.order(scene.suspended))
    with pytest.raises(DeniedError):
        registry.perform(act, Session(auditor))


def test_nobody_appoints_themself_to_another_role(registry):
    act = example_acts()["officer.appoint"].make(Scene(registry), registry.founder)
    with pytest.raises(InputError, match=r"record\.exists"):
        registry.perform(act.model_copy(update={"officer": registry.founder}))


def test_nobody_orders_the_rights_of_another_to_themself(registry):
    head = registry.appoint(Role.HEAD)
    with pytest.raises((RefusedError, DeniedError)):
        registry.perform(
            Delegate(
                officer=registry.founder,
                to=head,
                starts=registry.clock.today,
                ends=registry.clock.today,
                order_number="19/2569",
                order_date=registry.clock.today,
            ),
            Session(head),
        )


def test_administrator_whose_right_is_over_does_not_count(registry):
    second = registry.appoint(Role.ADMINISTRATOR)
    over = registry.appoint(Role.ADMINISTRATOR, starts=registry.clock.today + timedelta(days=400))
    assert over
    registry.perform(
        LeaveOffice(officer=registry.founder, left=registry.clock.today, reason="เกษียณ"),
        Session(second),
    )
    (right,) = registry.record(second).rights
    with pytest.raises(RefusedError):
        registry.perform(WithdrawRight(officer=second, right=right, reason="ย้าย"), Session(second))
