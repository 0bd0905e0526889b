"""An office with files about ends at several stages, on a whole registry; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support import examples_notice as made
from tests.support.mission_office import scene_of_new_office

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.roles import Role
    from cso_registry.workspace.performing import Session


@dataclass(frozen=True)
class NoticeOffice:
    """Where it lies, who works there, and one file of each stage.

    `near` is an agreement whose end is near with no notice; `heard` waits for its decision,
    `sent` for what became of its letter, `doubted` for a decision about its count.
    """

    folder: Path
    people: dict[Role, Session]
    near: str
    heard: str
    sent: str
    served: str
    doubted: str
    ordered: str


def made_office(folder: Path) -> NoticeOffice:
    """Found an office in `folder` and bring its files to their stages."""
    with scene_of_new_office(folder) as (people, scene):
        ordered = made.served(scene, "ordered")
        scene.registry.perform(made.ordering(scene, ordered))
        known = {
            "near": made.ending_soon(scene),
            "heard": made.heard(scene),
            "sent": made.sent(scene),
            "served": made.served(scene),
            "doubted": made.doubted(scene),
            "ordered": ordered,
        }
        return NoticeOffice(folder, people, **{name: str(one) for name, one in known.items()})
