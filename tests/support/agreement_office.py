"""An office with agreements at several stages, on a whole registry; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements import terms_acts
from tests.support import examples_agreements as examples
from tests.support.mission_office import scene_of_new_office

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.roles import Role
    from cso_registry.workspace.performing import Session


@dataclass(frozen=True)
class AgreementOffice:
    """Where it lies, who works there, and one record of each stage.

    `begun` has no terms yet; `written` has a partner and terms that lack one clause; `ahead` is at
    its second step; `compact` has no course.
    """

    folder: Path
    people: dict[Role, Session]
    begun: str
    written: str
    ahead: str
    compact: str


def made_office(folder: Path) -> AgreementOffice:
    """Found an office in `folder` and bring its agreements to their stages."""
    with scene_of_new_office(folder) as (people, scene):
        known = {
            "begun": examples.begun(scene, code="ส-02/2570", name_th="ข้อตกลงที่เพิ่งเริ่ม สมมติ"),
            "written": _written(scene),
            "ahead": examples.advanced(scene),
            "compact": examples.compact(scene),
        }
        return AgreementOffice(folder, people, **{name: str(one) for name, one in known.items()})


def _written(scene: Any) -> Any:
    perform = scene.registry.perform
    made = examples.begun(scene, "written", code="ส-01/2570")
    links = examples.begin_acts.LinkAgreement(agreement=made, organization=examples.partner(scene))
    perform(links)
    terms = examples.terms(scene, committee=None)
    perform(terms_acts.WriteTerms(agreement=made, terms=terms))
    return made
