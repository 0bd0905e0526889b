"""Acts of many kinds by chance, at offices that work apart; everything in them is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.life_acts import (
    LiftCertificate,
    RevokeCertificate,
    SuspendCertificate,
)
from cso_registry.domain.conflicts.acts import ResolveConflict, SettleContested
from cso_registry.domain.conflicts.records import Verdict
from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.contacts.records import Means
from cso_registry.domain.letters.acts import IssueLetter, VoidLetter
from cso_registry.domain.offices.acts import AppointOfficer, GrantRight, LeaveOffice, WithdrawRight
from cso_registry.domain.organizations import acts, kin_acts, life_acts
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.domain.organizations.records import (
    Address,
    Contact,
    Names,
    PostHeld,
    Resources,
)
from cso_registry.domain.organizations.transfer_acts import TransferOrganization
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary.acts import AddTerm
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import (
    ContactNoteId,
    LetterId,
    OfficerId,
    RecordId,
    SettlementId,
)
from cso_registry.storage.conflicts import ConflictTable
from cso_registry.workspace.performing import Session
from tests.support.neighbours import AREAS, add_subjects

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.act import Act
    from cso_registry.storage.store import ChangeSet
    from tests.support.neighbours import Neighbour

WHY = "ตามเอกสารสมมติ"
MOVED_TO = ("500608", "400101")


@dataclass
class World:
    """What all offices together have made, so that a later act can be about it."""

    dice: random.Random
    subjects: list[Any] = field(default_factory=list)
    letters: list[Any] = field(default_factory=list)
    certificates: list[Any] = field(default_factory=list)
    clerks: dict[str, list[OfficerId]] = field(default_factory=dict)


@dataclass
class Hand:
    """Somebody at one office, about to do something."""

    office: Neighbour
    world: World

    @property
    def today(self) -> date:
        return self.office.desk.clock.today

    @property
    def dice(self) -> random.Random:
        return self.world.dice

    def new(self) -> str:
        return self.office.desk.program.means.identities.new()

    def subject(self) -> Any:
        # One that everybody deals with, or any other.
        known = self.world.subjects
        return known[0] if self.dice.random() < 1 / 3 else self.dice.choice(known)

    def clerk(self) -> OfficerId:
        return self.dice.choice(self.world.clerks[self.office.office])

    def order(self) -> dict[str, Any]:
        return {
            "effective": self.today,
            "order_number": f"สมมติ {self.dice.randrange(10_000)}/2569",
            "order_date": self.today,
            "reason": WHY,
        }


def contact(hand: Hand) -> Act:
    phone = f"0-2000-{hand.dice.randrange(10_000):04d}"
    return acts.ChangeContact(organization=hand.subject(), contact=Contact(phone=phone), reason=WHY)


def resources(hand: Hand) -> Act:
    members = Resources(members=hand.dice.randrange(10_000))
    return acts.ChangeResources(organization=hand.subject(), resources=members, reason=WHY)


def rename(hand: Hand) -> Act:
    return acts.RenameOrganization(
        organization=hand.subject(),
        names=Names(th=f"กลุ่มสมมติ {hand.dice.randrange(10_000)}"),
        effective=hand.today,
        keeps_former=hand.dice.random() < 1 / 2,
        reason=WHY,
    )


def address(hand: Hand) -> Act:
    house = Address(house=str(hand.dice.randrange(10_000)), area=hand.dice.choice(MOVED_TO))
    return acts.ChangeAddress(organization=hand.subject(), address=house, reason=WHY)


def post_of_long_ago(hand: Hand) -> Act:
    return acts.PutPost(
        organization=hand.subject(),
        post=PostHeld(
            post="representative",
            given=f"ผู้แทน{hand.dice.randrange(100)}",
            starts=hand.today.replace(year=1999),
            ends=hand.today.replace(year=2001),
        ),
        reason=WHY,
    )


def erase(hand: Hand) -> Act:
    subject = hand.subject()
    held = hand.office.desk.workspace.read.record(subject)
    posts = sorted(held.posts) if held is not None else []
    groups = (f"posts/{hand.dice.choice(posts)}",) if posts else ("contact",)
    said = {name: text for name, text in hand.order().items() if name != "effective"}
    return ErasePersonalData(organization=subject, groups=groups, **said)


def life(act: type[Act]) -> Callable[[Hand], Act]:
    def made(hand: Hand) -> Act:
        return act(organization=hand.subject(), legal_basis="PMO-2551", **hand.order())

    return made


def propose_removal(hand: Hand) -> Act:
    return life_acts.ProposeRemoval(organization=hand.subject(), reason=WHY)


def two(hand: Hand) -> dict[str, Any]:
    one, other = hand.subject(), hand.subject()
    return {"organization": one, "into": other, "reason": WHY}


def propose_merge(hand: Hand) -> Act:
    return kin_acts.ProposeMerge(**two(hand))


def merge(hand: Hand) -> Act:
    return kin_acts.MergeOrganizations(
        **{**hand.order(), **two(hand)}, legal_basis="PMO-2551", take=("contact",)
    )


def unmerge(hand: Hand) -> Act:
    held = hand.office.desk.workspace.read.record(hand.subject())
    into = getattr(held, "merged_into", None) or hand.subject()
    one = hand.subject() if held is None else held.id
    return kin_acts.UnmergeOrganizations(
        **{**hand.order(), "organization": one, "into": into}, legal_basis="PMO-2551"
    )


def transfer(hand: Hand) -> Act:
    house = Address(house="9", area=hand.dice.choice(MOVED_TO))
    return TransferOrganization(organization=hand.subject(), address=house, **hand.order())


def letter(hand: Hand) -> Act:
    made = LetterId(hand.new())
    hand.world.letters.append(made)
    return IssueLetter(
        letter=made, topic="ขอเอกสารเพิ่ม", recipient="ประธานสมมติ", subject=hand.subject()
    )


def void_letter(hand: Hand) -> Act:
    return VoidLetter(letter=hand.dice.choice(hand.world.letters), reason=WHY)


def note(hand: Hand) -> Act:
    return NoteContact(
        note=ContactNoteId(hand.new()),
        organization=hand.subject(),
        contacted=hand.today,
        means=Means.CALL,
        topic="สอบถามสมมติ",
        said=f"ตอบว่า {hand.dice.randrange(100)}",
    )


def term(hand: Hand) -> Act:
    code = f"S{hand.dice.randrange(5)}"
    return AddTerm(
        list_code="mission_type",
        code=code,
        th=f"คำสมมติ {hand.dice.randrange(100)}",
        en="Invented",
        source="สมมติ",
        effective_from=hand.today,
        reason=WHY,
    )


def appoint(hand: Hand) -> Act:
    officer = OfficerId(hand.new())
    hand.world.clerks[hand.office.office].append(officer)
    return AppointOfficer(
        officer=officer,
        given=f"เสมียน{hand.dice.randrange(100)}",
        family="สมมติ",
        role=hand.dice.choice((Role.OFFICER, Role.HEAD)),
        jurisdiction=hand.office.desk.workspace.office.scope,
        order_number="1/2569",
        starts=hand.today,
    )


def grant(hand: Hand) -> Act:
    return GrantRight(
        officer=hand.clerk(),
        role=hand.dice.choice((Role.OFFICER, Role.HEAD, Role.CHECKER)),
        jurisdiction=hand.office.desk.workspace.office.scope,
        order_number="2/2569",
        starts=hand.today,
    )


def withdraw(hand: Hand) -> Act:
    officer = hand.clerk()
    held = hand.office.desk.workspace.read.record(officer)
    rights = sorted(held.rights) if held is not None else []
    return WithdrawRight(officer=officer, right=(rights or ["none"])[0], reason=WHY)


def leave(hand: Hand) -> Act:
    return LeaveOffice(officer=hand.clerk(), left=hand.today, reason=WHY)


def certificate(act: type[Act]) -> Callable[[Hand], Act]:
    def made(hand: Hand) -> Act:
        named = hand.dice.choice(hand.world.certificates)
        return act(certificate=named, legal_basis="PMO-2551", **hand.order())

    return made


def resolve(hand: Hand) -> Act:
    table = ConflictTable(hand.office.connection)
    waiting = table.waiting()
    if not waiting:
        return contact(hand)
    one = hand.dice.choice(waiting)
    chosen = hand.dice.choice(table.rivals(one.record, one.group)).hash
    return ResolveConflict(record=RecordId(one.record), group=one.group, chosen=chosen, reason=WHY)


def settle(hand: Hand) -> Act:
    found = ConflictTable(hand.office.connection).contested()
    if not found:
        return contact(hand)
    one = hand.dice.choice(found)
    return SettleContested(
        settlement=SettlementId(hand.new()),
        record=RecordId(one.record),
        contested_entry=one.hash,
        verdict=Verdict.STANDS,
        reason=WHY,
    )


def common(*acts: Callable[[Hand], Act]) -> tuple[Callable[[Hand], Act], ...]:
    """What is done often, so that offices meet in it."""
    return acts * 4


CHANCES = (
    *common(contact, resources, rename, address),
    *common(life(life_acts.SuspendOrganization), life(life_acts.LiftSuspension)),
    post_of_long_ago,
    erase,
    propose_removal,
    life(life_acts.SuspendOrganization),
    life(life_acts.LiftSuspension),
    life(life_acts.RemoveOrganization),
    life(life_acts.RestoreOrganization),
    propose_merge,
    merge,
    unmerge,
    transfer,
    transfer,
    letter,
    void_letter,
    note,
    term,
    appoint,
    grant,
    withdraw,
    leave,
    certificate(SuspendCertificate),
    certificate(LiftCertificate),
    certificate(RevokeCertificate),
    resolve,
    resolve,
    settle,
)


def suspends_what_all_know(hand: Hand) -> Act:
    return life_acts.SuspendOrganization(
        organization=hand.world.subjects[0], legal_basis="PMO-2551", **hand.order()
    )


def do_something(
    office: Neighbour, world: World, chosen: Callable[[Hand], Act] | None = None
) -> tuple[Act, ChangeSet] | None:
    """Do one act, by chance which; None when the office refuses it, as it refuses a person."""
    hand = Hand(office, world)
    made = chosen or world.dice.choice(CHANCES)
    needs = {void_letter: world.letters}.get(made, (0,))
    if not needs:
        return None
    try:
        act = made(hand)
        is_clerk = chosen is None and world.dice.random() < 1 / 3
        session = Session(hand.clerk()) if is_clerk else office.desk.session
        return act, office.desk.workspace.perform(act, session)
    except (RefusedError, DeniedError, InputError):
        return None


def registered(office: Neighbour, count: int, seed: int) -> list[Any]:
    """Register subjects; one that a clock far behind takes for one of the future is left out."""
    made: list[Any] = []
    while len(made) < count:
        try:
            made += add_subjects(office.desk, count - len(made), seed=seed)
        except RefusedError:
            seed += 1
    return made


def begin(world: World, offices: list[Neighbour], count: int) -> None:
    """Register subjects at the offices of provinces, and let each office have a clerk."""
    for at, office in enumerate(offices):
        if office.desk.workspace.office.scope in AREAS.keys() - {"00"}:
            seed = world.dice.randrange(1_000) + at * 1_000
            world.subjects += registered(office, count, seed)
        clerks = world.clerks.setdefault(office.office, [])
        while len(clerks) < 2:
            hand = Hand(office, world)
            office.desk.workspace.perform(appoint(hand), office.desk.session)
