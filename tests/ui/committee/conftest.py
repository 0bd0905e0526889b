"""An office with a committee and meetings at several stages; made once, copied for each test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from cso_registry.domain.committee import meeting_acts
from cso_registry.domain.committee.groups import CommitteeKind, MemberGroup
from cso_registry.domain.committee.meeting_groups import Matter, Mode
from cso_registry.kernel.ids import RecordId
from tests.support import examples_committee as made
from tests.support import examples_missions as missions
from tests.support.desk import copy_of, new_desk
from tests.support.desk_scene import scene_at

NAMES = (
    ("นาย", "ประเสริฐ", "ประธานสมมติ"),
    ("นาง", "วิภา", "เลขานุการสมมติ"),
    ("นาย", "มานพ", "เครือข่ายสมมติ"),
    ("รศ. ดร. ", "อรุณี", "ทรงคุณวุฒิสมมติ"),
)


@dataclass(frozen=True)
class Office:
    """Where it lies, and what there is."""

    folder: object
    head: object
    committee: str
    sub: str
    called: str
    opened: str
    circulated: str
    closed: str
    later: str
    on_paper: str
    analysis: str
    analyst: str


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    folder = tmp_path_factory.mktemp("committee") / "registry"
    with new_desk(folder, training=False) as desk:
        scene = scene_at(desk)
        committee = made.committee(scene)
        for (seat, group, _), (title, given, family) in zip(made.SEATS, NAMES, strict=True):
            fields = {"title": title, "given": given, "family": family}
            if group is MemberGroup.CIVIL_SOCIETY:
                fields["represents"] = "เครือข่ายป่าชุมชน (สมมติ)"
                fields["ends"] = scene.today + timedelta(days=40)
            scene.registry.perform(made.appointing(scene, seat=seat, group=group, **fields))
        record = scene.registry.record(committee)
        by_seat = {one.seat: key for key, one in record.serving(scene.today).items()}
        vars(scene)["committee"]["seated"] = by_seat
        sub = made.constituting(
            scene,
            committee_kind=CommitteeKind.SUB,
            parent=committee,
            name_th="คณะอนุกรรมการกลั่นกรอง (สมมติ)",
            name_en=None,
        )
        scene.registry.perform(sub)
        closed = made.closed(scene)
        later = made.later(scene)
        circulated = made.circulated(scene)
        on_paper = made.on_paper(scene)
        scene.registry.perform(made.resolution_on_paper(scene))
        opened = made.opened(scene, "now")
        ahead = scene.today + timedelta(days=7)
        called = made.called(scene, "ahead", held=ahead, mode=Mode.IN_PERSON)
        scene.registry.perform(
            meeting_acts.PutItem(
                meeting=called, item="1", title="ประธานแจ้งให้ทราบ (สมมติ)", matter=Matter.INFORM
            )
        )
        analysis = missions.answer(scene, missions.opened(scene), safe=False)
        return Office(
            folder, desk.session, committee, sub.committee, called, opened,
            circulated, closed, later, on_paper, RecordId(analysis),
            str(scene.registry.record(analysis).file.by),
        )  # fmt: skip


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")


@pytest.fixture
def at_desk(tasks, office):
    tasks.session = office.head
    return office
