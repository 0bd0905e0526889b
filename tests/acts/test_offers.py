"""What an officer is offered on a record: never less than the rules allow, and why not."""

from __future__ import annotations

import pytest

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.permission import FOUNDING
from cso_registry.domain.roles import Role
from cso_registry.workspace.offers import offers_on, subject_field
from cso_registry.workspace.performing import Session
from tests.support.examples import Scene
from tests.support.registry import example_acts, new_registry

ABOUT_ONE = sorted(
    kind
    for kind, act in ACTS.items()
    if kind != FOUNDING
    and any(isinstance(read, type) and subject_field(act, read) for read in act.reads.values())
)


@pytest.fixture
def registry(tmp_path):
    with new_registry(tmp_path / "registry") as made:
        yield made


def offered(registry, identity, session=None):
    record = registry.record(identity)
    session = session or registry.founder_session
    return {one.kind: one for one in offers_on(registry.performer, record, session)}


@pytest.mark.parametrize("kind", ABOUT_ONE)
def test_what_the_rules_allow_is_offered(kind, registry):
    act = example_acts()[kind].make(Scene(registry), registry.founder)
    record_type = next(read for read in ACTS[kind].reads.values() if isinstance(read, type))
    field = subject_field(ACTS[kind], record_type)
    offer = offered(registry, getattr(act, field))[kind]
    assert offer.is_open, (offer.reasons, offer.denied)


def test_what_the_standing_forbids_is_greyed_with_its_rule(registry):
    scene = Scene(registry)
    found = offered(registry, scene.suspended)
    assert found["organization.lift"].is_open
    assert [one.key for one in found["organization.suspend"].reasons]
    assert found["organization.restore"].reasons
    assert not found["organization.change_contact"].reasons


def test_who_has_no_right_is_told_so(registry):
    scene = Scene(registry)
    auditor = Session(registry.appoint(Role.AUDITOR))
    found = offered(registry, scene.foundation, auditor)
    assert {one.denied.key for one in found.values()} == {"act.role_missing"}
    elsewhere = Session(registry.appoint(Role.OFFICER, "10"))
    denied = offered(registry, scene.foundation, elsewhere)["organization.change_contact"].denied
    assert denied.key == "act.outside_jurisdiction"


def test_judging_writes_nothing(registry):
    scene = Scene(registry)
    identity = scene.foundation
    before = registry.entries()
    offered(registry, identity)
    assert registry.entries() == before
