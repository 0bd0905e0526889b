"""Any history at three offices, any exchange: in the end all have the same (Q:R8, Q:R10).

An oracle that knows nothing of entries and heads says which conflicts there must be: it
follows, for each value, which values its office had seen.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.organizations.acts import (
    ChangeAddress,
    ChangeContact,
    ChangeResources,
    RenameOrganization,
)
from cso_registry.domain.organizations.records import Address, Contact, Names, Resources
from tests.support.desk import open_desk
from tests.support.neighbours import Neighbour, add_subjects, roster_of
from tests.support.registry import START, SetClock

if TYPE_CHECKING:
    from cso_registry.kernel.ids import OrganizationId

WHY = "ตามที่แจ้ง สมมติ"
CASES = 4_000 if os.environ.get("CSO_LONG") == "1" else 240
SPLIT = 6
NAMES = ("nation", "north")
GROUPS = ("contact", "resources", "names", "address")


@dataclass
class Oracle:
    """Which values there are of each group, and which of them each office knows."""

    known: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    values: dict[int, tuple[str, str]] = field(default_factory=dict)
    replaced: dict[int, set[int]] = field(default_factory=dict)

    def write(self, office: int, subject: str, group: str) -> None:
        """An office gives a value; it replaces every one it knew that nothing had replaced."""
        mine = {v for v in self.known[office] if self.values[v] == (subject, group)}
        gone = set().union(*(self.replaced[v] for v in mine)) if mine else set()
        made = len(self.values)
        self.values[made] = (subject, group)
        self.replaced[made] = mine - gone
        self.known[office].add(made)

    def meet(self, giver: int, taker: int) -> None:
        self.known[taker] |= self.known[giver]

    def conflicts(self) -> set[tuple[str, str]]:
        """The groups with several values that no value replaced."""
        gone = set().union(*self.replaced.values()) if self.replaced else set()
        left: dict[tuple[str, str], int] = defaultdict(int)
        for value, name in self.values.items():
            if value not in gone:
                left[name] += 1
        return {name for name, count in left.items() if count > 1}


def change(office: Neighbour, subject: OrganizationId, group: str, dice: random.Random) -> None:
    number = dice.randrange(10_000)
    act = {
        "contact": lambda: ChangeContact(
            organization=subject, contact=Contact(phone=f"0-2000-{number:04d}"), reason=WHY
        ),
        "resources": lambda: ChangeResources(
            organization=subject, resources=Resources(members=number), reason=WHY
        ),
        "names": lambda: RenameOrganization(
            organization=subject,
            names=Names(th=f"กลุ่มสมมติ {number}"),
            effective=office.desk.clock.today,
            keeps_former=False,
            reason=WHY,
        ),
        "address": lambda: ChangeAddress(
            organization=subject, address=Address(house=str(number), area="500608"), reason=WHY
        ),
    }[group]()
    office.desk.workspace.perform(act, office.desk.session)


def play(dice: random.Random, offices: list[Neighbour], subjects: list[OrganizationId]) -> Oracle:
    """Random changes, and bundles that are lost, doubled and late."""
    oracle = Oracle()
    for subject in subjects:
        for group in GROUPS:
            oracle.write(1, subject, group)
    oracle.meet(1, 0)
    in_flight: list[tuple[int, int, bytes, set[int]]] = []
    for _ in range(dice.randint(4, 14)):
        at = dice.randrange(len(offices))
        match dice.choice(("change", "change", "change", "send", "arrive", "arrive")):
            case "change":
                offices[at].desk.clock.ms += dice.randrange(1, 3_600_000)
                subject, group = dice.choice(subjects), dice.choice(GROUPS)
                change(offices[at], subject, group, dice)
                oracle.write(at, subject, group)
            case "send":
                to = dice.choice([one for one in range(len(offices)) if one != at])
                everything = dice.random() < 1 / 3
                bundles = offices[at].export(offices[to], everything=everything)
                in_flight += [(at, to, bundle, set(oracle.known[at])) for bundle in bundles]
            case "arrive" if in_flight:
                found = dice.randrange(len(in_flight))
                _, to, bundle, known = in_flight[found]
                report = offices[to].take(bundle)
                if not report.receipt.waiting:
                    oracle.known[to] |= known
                if dice.random() < 2 / 3:
                    del in_flight[found]
    return oracle


def exchange_all(offices: list[Neighbour]) -> None:
    for _ in range(2):
        for giver in offices:
            for taker in offices:
                if taker is not giver:
                    for bundle in giver.export(taker, everything=True):
                        taker.take(bundle)


@pytest.mark.parametrize("part", range(SPLIT))
def test_all_have_the_same_and_the_conflicts_are_those_of_the_oracle(
    part, founded_offices, tmp_path
):
    found = 0
    for case in range(CASES // SPLIT):
        dice = random.Random(f"history {part} {case}")
        with ExitStack() as stack:
            folder = tmp_path / str(case)
            desks = []
            for name in NAMES:
                shutil.copytree(founded_offices / name, folder / name)
                # A clock may stand a year off, or hours.
                off = dice.choice((0, 0, 5, -7, 24 * 40, -24 * 365, 24 * 50))
                clock = SetClock(START + timedelta(hours=max(off, 0)))
                desks.append(stack.enter_context(open_desk(folder / name, clock)))
            roster = roster_of(desks)
            offices = [Neighbour(desk, roster) for desk in desks]
            subjects = add_subjects(offices[1].desk, 2)
            subjects = [one for one in subjects if offices[1].desk.workspace.read.record(one).names]
            if not subjects:
                continue
            for bundle in offices[1].export(offices[0]):
                offices[0].take(bundle)
            oracle = play(dice, offices, subjects)
            exchange_all(offices)
            first, second = (office.state() for office in offices)
            assert first == second, f"case {part} {case}"
            shown = {
                (identity, group)
                for identity, told in first.items()
                for group in told[2]
                if group in GROUPS
            }
            assert shown == oracle.conflicts(), f"case {part} {case}"
            found += len(shown)
            for office in offices:
                assert office.desk.workspace.verify().findings == [], f"case {part} {case}"
        shutil.rmtree(folder)
    print(f"R8: {CASES // SPLIT} histories, {found} conflicts, all named by the oracle")
    assert found
