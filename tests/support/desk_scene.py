"""Lets what the examples make be made at a whole desk, with papers, keys and exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.seal.secret import Secret
from tests.support.examples import Scene

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record
    from cso_registry.domain.roles import Role
    from cso_registry.kernel.ids import IdentitySource
    from cso_registry.storage.store import Store
    from cso_registry.workspace.performing import Session
    from tests.support.desk import Desk
    from tests.support.registry import MadeRegistry, SetClock

FIRST_SECRET = "รหัสลับของเจ้าหน้าที่สมมติ"


class DeskRegistry:
    """What a scene asks of a registry, answered by a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.founder = desk.session.officer
        self.people = 0

    @property
    def clock(self) -> SetClock:
        return self.desk.clock

    @property
    def ids(self) -> IdentitySource:
        return self.desk.program.means.identities

    @property
    def store(self) -> Store:
        return self.desk.workspace.store

    def perform(self, act: Act, session: Session | None = None) -> Any:
        return self.desk.workspace.perform(act, session or self.desk.session)

    def record(self, identity: str) -> Record | None:
        return self.desk.workspace.read.record(RecordId(identity))

    def appoint(self, role: Role, jurisdiction: str | None = None) -> OfficerId:
        officer = OfficerId(self.ids.new())
        self.people += 1
        act = AppointOfficer(
            officer=officer,
            given=f"เจ้าหน้าที่{self.people}",
            family=f"สมมติ{self.people}",
            role=role,
            jurisdiction=jurisdiction or self.desk.workspace.performer.home.scope,
            starts=self.desk.workspace.today,
            order_number="12/2569",
        )
        self.desk.workspace.appoint(act, officer, Secret.of_text(FIRST_SECRET), self.desk.session)
        return officer


class DeskScene(Scene):
    """A scene at a whole desk, whose clock may be that of the computer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(cast("MadeRegistry", DeskRegistry(desk)))
        self.desk = desk

    @property
    def today(self) -> date:
        return self.desk.workspace.today


def scene_at(desk: Desk) -> Scene:
    """A scene at a whole desk."""
    return DeskScene(desk)
