"""Acts that meet what is there already: identities, numbers, lists, kinds.

Each case was thought up to break the register.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from cso_registry.domain.batches.acts import UndoImport
from cso_registry.domain.offices.acts import OpenDesk, VoidOneNumber
from cso_registry.domain.organizations.acts import AmendFromSheet, ChangeAddress, ChangeContact
from cso_registry.domain.organizations.records import Address, Contact, Organization, Resources
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import ReplicaId
from cso_registry.storage.desk import looks
from tests.support.examples import BASIS, WHY, Scene
from tests.support.registry import SetClock, example_acts, new_registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cso_registry.domain.act import Act
    from tests.support.registry import MadeRegistry


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with new_registry(tmp_path / "registry") as made:
        yield Scene(made)


def refused(registry: MadeRegistry, act: Act) -> list[str]:
    """The keys of the rules that refuse `act`."""
    with pytest.raises(RefusedError) as caught:
        registry.perform(act)
    return [reason.key for reason in caught.value.reasons]


def test_whole_life_of_a_registration(scene: Scene) -> None:
    """Numbers rise, and a removed subject comes back under its own (F:A5)."""
    first, second = scene.foundation, scene.removed
    made, gone = scene.registry.record(first), scene.registry.record(second)
    assert isinstance(made, Organization)
    assert isinstance(gone, Organization)
    assert (made.register_number, gone.register_number) == ("ชม/2570/0001", "ชม/2570/0002")
    assert gone.standing.status is Status.REMOVED
    assert scene.registry.reading.number_gaps() == []


def test_all_reasons_are_told_at_once(scene: Scene) -> None:
    act = scene.foundation_act().model_copy(
        update={"legal_basis": "NONE", "order_number": None, "effective": date(2007, 1, 1)}
    )
    found = refused(scene.registry, act)
    assert found == [
        "F:A5.order_is_named",
        "R-74.order_precedes_effect",
        "R-76.legal_basis_is_in_force",
    ]


def test_refused_act_uses_no_number(scene: Scene) -> None:
    refused(scene.registry, scene.foundation_act().model_copy(update={"legal_basis": "NONE"}))
    made = scene.registry.record(scene.foundation)
    assert isinstance(made, Organization)
    assert made.register_number == "ชม/2570/0001"


def test_undone_import_leaves_named_voids(scene: Scene) -> None:
    """And the amended subject has its old values again (X43)."""
    before = scene.registry.record(scene.foundation)
    act = UndoImport(batch=scene.batch, legal_basis=BASIS, effective=scene.today, reason=WHY)
    scene.registry.perform(act)
    after = scene.registry.record(scene.foundation)
    assert isinstance(before, Organization)
    assert isinstance(after, Organization)
    assert after.contact == before.contact
    assert scene.registry.reading.number_gaps() == []
    assert scene.registry.prove().is_sound
    refused(scene.registry, act)


def test_denied_and_refused_leave_the_log_apart(scene: Scene) -> None:
    refused(scene.registry, scene.foundation_act().model_copy(update={"legal_basis": "NONE"}))
    assert looks(scene.registry.connection) == []


@pytest.mark.parametrize(
    "kind", ["organization.register", "officer.appoint", "paper.issue", "batch.open_import"]
)
def test_what_is_there_is_not_made_again(scene: Scene, kind: str) -> None:
    """An identity stands for one thing for ever; nothing is written over."""
    registry = scene.registry
    act = example_acts()[kind].make(scene, registry.founder)
    registry.perform(act)
    before = registry.entries()
    with pytest.raises(InputError, match=r"record\.exists"):
        registry.perform(act)
    assert registry.entries() == before


def test_two_subjects_of_one_run_have_two_identities(scene: Scene) -> None:
    """Also while the first is not yet written to the disk; then nothing of the run stays."""
    registry, act = scene.registry, scene.community_act()
    before = registry.entries()

    def run() -> None:
        with registry.performer.performing() as work:
            work.perform(act, registry.founder_session)
            work.perform(act, registry.founder_session)

    with pytest.raises(InputError, match=r"record\.exists"):
        run()
    assert registry.entries() == before


def test_mark_of_a_desk_stays(scene: Scene) -> None:
    registry = scene.registry
    refused(
        registry,
        OpenDesk(office=registry.office, replica=ReplicaId(registry.home.replica), reason=WHY),
    )


@pytest.mark.parametrize("number", ["ชม/ปีนี้/0001", "ชม/1/0001"])
def test_void_number_has_a_year(scene: Scene, number: str) -> None:
    act = VoidOneNumber(office=scene.registry.office, series="register", number=number, reason=WHY)
    assert "F:X22.number_is_ours_and_free" in refused(scene.registry, act)


def test_only_a_number_that_was_passed_over_is_void(scene: Scene) -> None:
    """A number that is still to come would leave a gap before it."""
    registry = scene.registry
    act = VoidOneNumber(
        office=registry.office, series="register", number="ชม/2570/0900", reason=WHY
    )
    assert refused(registry, act) == ["F:X22.number_was_passed_over"]
    assert scene.skipped
    assert registry.reading.number_gaps() == [("register:ชม/2570", n) for n in (1, 2, 3, 4)]
    for number in ("0001", "0004"):
        registry.perform(act.model_copy(update={"number": f"ชม/2570/{number}"}))
    assert registry.reading.number_gaps() == [("register:ชม/2570", n) for n in (2, 3)]


def test_number_is_chosen_only_from_a_paper_book(scene: Scene) -> None:
    refused(
        scene.registry, scene.community_act().model_copy(update={"paper_number": "ชม/2570/0900"})
    )


@pytest.mark.parametrize("act", [ChangeAddress, AmendFromSheet])
def test_person_gets_no_address_of_an_organisation(
    scene: Scene, act: type[ChangeAddress | AmendFromSheet]
) -> None:
    refused(
        scene.registry,
        act(organization=scene.person, address=Address(area="500103"), reason=WHY),
    )


def test_undoing_rests_on_a_legal_basis(scene: Scene) -> None:
    refused(
        scene.registry,
        UndoImport(batch=scene.batch, legal_basis="NONE", effective=scene.today, reason=WHY),
    )


def test_counts_are_not_negative() -> None:
    with pytest.raises(ValidationError):
        Resources(members=-5)


def test_emptied_group_is_there_and_empty(scene: Scene) -> None:
    """The rules and the readers see the same record."""
    organization = scene.foundation
    scene.registry.perform(ChangeContact(organization=organization, contact=Contact(), reason=WHY))
    found = scene.registry.record(organization)
    assert isinstance(found, Organization)
    assert found.contact == Contact()


def test_office_is_not_founded_in_the_year_2569_of_the_common_era(tmp_path: Path) -> None:
    """A clock set to the B.E. year: nothing after it could ever be read."""
    with pytest.raises(KnownError, match=r"clock\.wrong_era"):
        new_registry(
            tmp_path / "registry", clock=SetClock(datetime(2569, 11, 20, tzinfo=UTC))
        ).close()
