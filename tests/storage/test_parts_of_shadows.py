"""What a change cannot have touched is not made again: each part is made of what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.organizations.records import OutsideIdentifier
from cso_registry.domain.record import slot_name
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.shadow import EMPTY, EVERY_PART, UNDIVIDED, Parts
from cso_registry.kernel.ids import RecordId
from tests.support.examples import Scene
from tests.support.registry import example_acts, new_registry

DIVIDED = sorted(name for name, kind in RECORDS.items() if kind.shadow_division is not UNDIVIDED)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Every record of a divided type after every act of its area: type, scope and groups."""
    with new_registry(tmp_path_factory.mktemp("parts") / "registry") as registry:
        scene = Scene(registry)
        assert all((scene.foundation, scene.person, scene.suspended, scene.assigned))
        for kind, example in example_acts().items():
            if kind.startswith(("organization.", "growth.")):
                try:
                    registry.perform(example.make(scene, registry.founder))
                except RefusedError:
                    continue  # an earlier act has done it
        records = (
            registry.reading.record(made)
            for made in map(
                RecordId.from_bytes, registry.connection.column("SELECT id FROM records")
            )
        )
        return [one for one in records if one is not None and one.type in DIVIDED]


def without(record, slot):
    state = {group: value for group, value in record._state.items() if slot_name(group) != slot}
    return type(record)(record.id, record.scope, state, erased=record.erased)


def told(shadow, parts: Parts):
    """Of a whole shadow, some parts."""
    plain = ("search", "numbers", "dues", "assigned", "registered")
    shown = {name: getattr(shadow, name) for name in plain}
    return replace(
        EMPTY,
        listing=shadow.listing if "listing" in parts else None,
        tally=shadow.tally if "listing" in parts else None,
        identifiers=tuple(one for one in shadow.identifiers if parts.has_scheme(one[0])),
        **{name: value for name, value in shown.items() if name in parts},
    )


def test_something_is_divided(kept):
    assert {one.type for one in kept} == set(DIVIDED) == {"organization"}
    slots = {slot_name(group) for one in kept for group in one._state}
    declared = set().union(*RECORDS["organization"].shadow_division.made_of.values())
    # Only who has merged, and who was parted again, is missing among the examples.
    assert declared - slots <= {"absorbed", "released"}


@pytest.mark.parametrize("kind", DIVIDED)
def test_each_part_is_that_of_the_whole_and_made_of_its_slots(kind, kept):
    division = RECORDS[kind].shadow_division
    moved = set()
    for record in (one for one in kept if one.type == kind):
        whole = record.shadow()
        assert record.shadow_of(EVERY_PART) == whole
        for name in division.made_of:
            part = Parts(frozenset({name}), division.apart)
            assert record.shadow_of(part) == told(whole, part), name
        for slot in record.slots:
            changed = without(record, slot)
            touched = division.touched_by([slot])
            left = without(record, slot).shadow()
            for name in division.made_of:
                part = Parts(frozenset({name}), division.apart)
                if told(left, part) != told(whole, part):
                    assert name in touched, (name, slot)
                    moved.add(name)
            assert changed.shadow_of(touched) == told(left, touched)
    assert moved == set(division.made_of)


def test_nobody_else_makes_our_own_keys(kept):
    """A bundle may bring any scheme; ours are made of what the record says, and of nothing else."""
    record = next(one for one in kept if one.shadow().identifiers)
    schemes = RECORDS["organization"].shadow_division.apart
    forged = {
        f"identifiers/{scheme}": OutsideIdentifier(scheme=scheme, value="12345678")
        for scheme in schemes
    }
    other = type(record)(record.id, record.scope, {**record._state, **forged})
    assert other.shadow().identifiers == record.shadow().identifiers
