"""An example of moving a subject; everything in it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.acts import GrantRight
from cso_registry.domain.organizations.records import Address
from cso_registry.domain.organizations.transfer_acts import TransferOrganization
from cso_registry.domain.roles import NATION, Role
from cso_registry.workspace.performing import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"


def moving(scene: Scene) -> TransferOrganization:
    """The foundation moves to the next province, by whoever may act in both."""
    if "reaches_the_nation" not in vars(scene):
        registry = scene.registry
        other = Session(registry.appoint(Role.ADMINISTRATOR, NATION))
        registry.perform(
            GrantRight(
                officer=registry.founder,
                role=Role.HEAD,
                jurisdiction=NATION,
                starts=scene.today,
                order_number="18/2569",
            ),
            other,
        )
        vars(scene)["reaches_the_nation"] = True
    return TransferOrganization(
        organization=scene.foundation,
        address=Address(house="9", area="510101"),
        effective=scene.today,
        order_number="สมมติ 7/2569",
        order_date=scene.today,
        reason=WHY,
    )


def examples(example: type[Example]) -> Mapping[str, Example]:
    """An example of every act, by kind."""
    return {
        "organization.transfer": example(
            lambda s, _: moving(s),
            lambda _s, _: {"address": {"house": "9", "area": "500608"}},
            "F:M9.place_is_in_another_province",
        ),
    }
