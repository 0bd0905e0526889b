"""R9: two offices edit one record, each unseen by the other, in every pair of ways.

Each cell is one record and one act at each office; all cells travel in one exchange. What
must wait for a decision follows from what each way says it touches and relies on.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from itertools import product
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from cso_registry.domain.conflicts.acts import ResolveConflict, SettleContested
from cso_registry.domain.conflicts.records import Verdict
from cso_registry.domain.letters.acts import IssueLetter
from cso_registry.domain.organizations import acts, kin_acts, life_acts
from cso_registry.domain.organizations.records import (
    Address,
    Attachment,
    Contact,
    DocumentHeld,
    Names,
    PostHeld,
    Resources,
)
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import LetterId, SettlementId
from cso_registry.storage.conflicts import ConflictTable
from cso_registry.workspace.sampling import sample_acts
from tests.exchange.test_what_counts import WHY, appointed, give
from tests.support.desk import open_desk
from tests.support.neighbours import Neighbour, roster_of
from tests.support.registry import SetClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.act import Act
    from cso_registry.kernel.ids import OrganizationId

SAME = "0-2000-0000"
POST, DOCUMENT = "posts", "documents"
HISTORY = """
SELECT j.hash FROM records r JOIN history h USING(rec) JOIN journal j USING(entry) WHERE r.id = ?
"""


@dataclass(frozen=True)
class Way:
    """One way to edit the record.

    Attributes:
        touches: Groups or items of it that are given a value and that the others share.
        relies: Collections on which the act rests, and `adds` those it adds a legal act to.
    """

    make: Callable[[Hand], Act]
    touches: frozenset[str] = frozenset()
    relies: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset()


@dataclass
class Cell:
    """A record and what each office did with it."""

    ways: tuple[str, str]
    subject: OrganizationId
    other: OrganizationId | None = None
    items: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    waited: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    contested: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)

    def group(self, name: str) -> str:
        return f"{name}/{self.items[name]}" if name in self.items else name


@dataclass
class Hand:
    """One office at work on the record of one cell."""

    office: Neighbour
    cell: Cell
    at: int

    @property
    def said(self) -> dict[str, Any]:
        return {"organization": self.cell.subject, "reason": WHY}

    @property
    def order(self) -> dict[str, Any]:
        today = self.office.desk.clock.today
        number = f"สมมติ {self.at}/2569"
        return {
            "effective": today,
            "order_date": today,
            "order_number": number,
            "legal_basis": "PMO-2551",
        }

    def item(self, name: str) -> dict[str, Any]:
        return {"item": self.cell.items[name], **self.said}

    def new(self) -> str:
        return self.office.desk.program.means.identities.new()


def contact(phone: str | None) -> Callable[[Hand], Act]:
    def made(hand: Hand) -> Act:
        own = f"0-2000-000{hand.at + 1}" if phone == "" else phone
        return acts.ChangeContact(contact=Contact(phone=own), **hand.said)

    return made


def rename(hand: Hand) -> Act:
    names = Names(th=f"กลุ่มสมมติ {hand.at} {hand.cell.subject[-6:]}")
    day = hand.office.desk.clock.today
    return acts.RenameOrganization(names=names, effective=day, keeps_former=False, **hand.said)


def address(hand: Hand) -> Act:
    house = Address(house=str(hand.at), area="500608")
    return acts.ChangeAddress(address=house, **hand.said)


def resources(hand: Hand) -> Act:
    return acts.ChangeResources(resources=Resources(members=100 + hand.at), **hand.said)


def post(hand: Hand) -> Act:
    return acts.PutPost(post=PostHeld(post="member", given=f"ผู้แทน{hand.at}"), **hand.item(POST))


def new_post(hand: Hand) -> Act:
    return acts.PutPost(post=PostHeld(post="member", given=f"ใหม่{hand.at}"), **hand.said)


def document(hand: Hand) -> Act:
    content = f"สำเนาสมมติ {hand.at}".encode()
    kept = hand.office.desk.workspace.attachments.add(BytesIO(content))
    held = Attachment(
        sha256=kept.sha256.hex(), size=kept.size, name=f"{hand.at}.txt", media_type="text/plain"
    )
    return acts.PutDocument(
        document=DocumentHeld(item="articles", attachment=held), **hand.item(DOCUMENT)
    )


def taken(name: str) -> Callable[[Hand], Act]:
    return lambda hand: acts.TakeAwayItem(collection=name, **hand.item(name))


def letter(hand: Hand) -> Act:
    return IssueLetter(
        letter=LetterId(hand.new()),
        topic="ขอเอกสารเพิ่ม",
        recipient="ประธานสมมติ",
        subject=hand.cell.subject,
    )


def suspend(hand: Hand) -> Act:
    return life_acts.SuspendOrganization(**hand.said, **hand.order)


def merge(hand: Hand) -> Act:
    assert hand.cell.other is not None
    said = {"organization": hand.cell.other, "into": hand.cell.subject, "reason": WHY}
    return kin_acts.MergeOrganizations(take=("contact",), **said, **hand.order)


def way(make: Callable[[Hand], Act], *touches: str, relies: str = "", adds: str = "") -> Way:
    return Way(make, frozenset(touches), frozenset(relies.split()), frozenset(adds.split()))


WAYS = {
    "same contact": way(contact(SAME), "contact"),
    "own contact": way(contact(""), "contact"),
    "no contact": way(contact(None), "contact"),
    "name": way(rename, "names"),
    "address": way(address, "address"),
    "number of members": way(resources, "resources"),
    "item changed": way(post, POST),
    "item taken away": way(taken(POST), POST),
    "item added": way(new_post),
    "attachment": way(document, DOCUMENT),
    "attachment taken away": way(taken(DOCUMENT), DOCUMENT),
    "numbered letter": way(letter),
    "suspended": way(suspend, relies="life", adds="life"),
    "merged into it": way(merge, "contact", relies="life merge_proposals"),
}
CELLS = list(product(WAYS, repeat=2))


@dataclass
class Matrix:
    """All cells after they were done, exchanged, decided and exchanged again."""

    offices: dict[str, Neighbour]
    cells: dict[tuple[str, str], Cell]
    states: list[dict[str, object]]
    decided: dict[str, dict[str, object]]
    settled: dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def matrix(founded_offices, tmp_path_factory):
    """Two offices and every cell."""
    folder = tmp_path_factory.mktemp("matrix")
    with ExitStack() as stack:
        desks = []
        for name in ("nation", "north"):
            copytree(founded_offices / name, folder / name)
            desks.append(stack.enter_context(open_desk(folder / name, SetClock())))
        roster = roster_of(desks)
        nation, north = (Neighbour(desk, roster) for desk in desks)
        yield played(nation, north)


def played(nation: Neighbour, north: Neighbour) -> Matrix:
    cells = begun(north)
    give(north, nation)
    offices = {"nation": nation, "north": north}
    for cell in cells.values():
        for at, (name, office) in enumerate(zip(cell.ways, offices.values(), strict=True)):
            act = WAYS[name].make(Hand(office, cell, at))
            change = office.desk.workspace.perform(act, office.desk.session)
            cell.done.append(hash_of(office, change.entries[0]))
    exchanged(nation, north)
    for cell in cells.values():
        for name, office in offices.items():
            note(cell, name, office)
    states = [shown(office, cells) for office in offices.values()]
    for cell in cells.values():
        decide(cell, nation)
    exchanged(nation, north)
    decided = {name: shown(office, cells) for name, office in offices.items()}
    settled = {name: settled_at(office) for name, office in offices.items()}
    return Matrix(offices, cells, states, decided, settled)


def settled_at(office: Neighbour) -> list[tuple[str, str]]:
    found = [one.settled for one in office.desk.workspace.read.records("settlement")]
    return [(one.about_record, one.contested_entry) for one in found]


def begun(north: Neighbour) -> dict[tuple[str, str], Cell]:
    """Register one subject for each cell, and one more where two are merged."""
    clerk, workspace = appointed(north, Role.OFFICER), north.desk.workspace
    subjects = (one for one in sample_acts(north.desk.program, count=900, seed=9) if one.address)
    cells = {}

    def register() -> OrganizationId:
        act = next(subjects)
        fields = {
            "address": act.address.model_copy(update={"area": "500608", "postal": None}),
            "posts": (*act.posts, PostHeld(post="member", given="ของกลุ่ม")),
            "documents": (DocumentHeld(item="articles"),),
            "areas": (),
            "identifiers": (),
        }
        workspace.perform(act.model_copy(update=fields), north.desk.session)
        return act.organization

    for ways in CELLS:
        cell = cells[ways] = Cell(ways, register())
        held = workspace.read.record(cell.subject)
        (cell.items[POST],) = (key for key, one in held.posts.items() if one.given == "ของกลุ่ม")
        (cell.items[DOCUMENT],) = held.documents
        if "merged into it" in ways:
            cell.other = register()
            act = kin_acts.ProposeMerge(organization=cell.other, into=cell.subject, reason=WHY)
            workspace.perform(act, clerk)
    return cells


def exchanged(nation: Neighbour, north: Neighbour) -> None:
    give(nation, north)
    give(north, nation)


def hash_of(office: Neighbour, entry: int) -> str:
    return office.connection.value("SELECT hash FROM journal WHERE entry = ?", (entry,)).hex()


def shown(office: Neighbour, cells: dict[tuple[str, str], Cell]) -> dict[str, object]:
    wanted = {str(one) for cell in cells.values() for one in (cell.subject, cell.other) if one}
    return {identity: told for identity, told in office.state().items() if identity in wanted}


def note(cell: Cell, name: str, office: Neighbour) -> None:
    table = ConflictTable(office.connection)
    cell.waited[name] = {
        group: {one.hash for one in table.rivals(cell.subject, group)}
        for group in office.desk.workspace.read.conflicts(cell.subject)
    }
    cell.contested[name] = {
        (one.hash, one.other_hash, one.slot) for one in table.contested(cell.subject)
    }


def decide(cell: Cell, office: Neighbour) -> None:
    """The nation takes what the north said, and lets what is contested stand."""
    for group in cell.waited["nation"]:
        act = ResolveConflict(
            record=cell.subject, group=group, chosen=cell.done[1], reason="ตามที่จังหวัดแจ้ง"
        )
        office.desk.workspace.perform(act, office.desk.session)
    for entry in sorted({one for one, _, _ in cell.contested["nation"]}):
        settle = SettleContested(
            settlement=SettlementId(office.desk.program.means.identities.new()),
            record=cell.subject,
            contested_entry=entry,
            verdict=Verdict.STANDS,
            reason=WHY,
        )
        office.desk.workspace.perform(settle, office.desk.session)


@pytest.mark.xdist_group("R9")
@pytest.mark.parametrize("ways", CELLS, ids=" / ".join)
def test_both_values_wait_and_one_decision_ends_it(matrix, ways):
    cell = matrix.cells[ways]
    one, other = (WAYS[name] for name in ways)
    both = {cell.group(name) for name in one.touches & other.touches}
    relied = {
        (*sides, slot)
        for sides, rests, adds in (
            (tuple(cell.done), one.relies, other.adds),
            (tuple(reversed(cell.done)), other.relies, one.adds),
        )
        for slot in rests & adds
    }
    for name, office in matrix.offices.items():
        assert cell.waited[name] == {group: set(cell.done) for group in both}
        assert cell.contested[name] == relied
        assert office.desk.workspace.read.conflicts(cell.subject) == ()
        entries = {
            found.hex() for found in office.connection.column(HISTORY, (cell.subject.to_bytes(),))
        }
        assert entries >= said_of(cell), "what was not chosen stays in the history"
        settled = [one for one in matrix.settled[name] if one[0] == cell.subject]
        assert {entry for _, entry in settled} == {entry for entry, _, _ in relied}
    chosen = matrix.offices["north"].desk.workspace.read.record(cell.subject)
    if "contact" in both and ways[1] != "merged into it":
        assert chosen.contact == WAYS[ways[1]].make(Hand(matrix.offices["north"], cell, 1)).contact
    if POST in one.touches & other.touches:
        assert (cell.items[POST] in chosen.posts) is (ways[1] == "item changed")
    if DOCUMENT in one.touches & other.touches:
        assert (cell.items[DOCUMENT] in chosen.documents) is (ways[1] == "attachment")


@pytest.mark.xdist_group("R9")
def test_both_offices_show_the_same_before_and_after_the_decisions(matrix):
    print(f"R9: {len(matrix.cells)} cells, {sum(map(len, matrix.settled.values())) // 2} settled")
    assert matrix.states[0] == matrix.states[1]
    assert matrix.decided["nation"] == matrix.decided["north"]
    assert matrix.decided["nation"] != matrix.states[0]
    for office in matrix.offices.values():
        assert office.desk.workspace.verify().findings == []
        subjects = {cell.subject for cell in matrix.cells.values()}
        assert not [
            one for one in ConflictTable(office.connection).waiting() if one.record in subjects
        ]


@pytest.mark.xdist_group("R9")
def test_every_letter_has_a_number_of_its_own_at_both_offices(matrix):
    letters = sum(name == "numbered letter" for ways in CELLS for name in ways)
    for office in matrix.offices.values():
        found = [one.entry.number for one in office.desk.workspace.read.records("letter")]
        assert len(set(found)) == len(found) == letters


def said_of(cell: Cell) -> set[str]:
    """The entries about the record itself; a letter only names it."""
    named = zip(cell.ways, cell.done, strict=True)
    return {entry for name, entry in named if name != "numbered letter"}
