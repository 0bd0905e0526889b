"""Invented data and real data never meet: neither by a bundle nor by a signed roster (F:P4)."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.workspace.exchanging import trust_jobs
from cso_registry.workspace.exchanging.exchange import Exchange
from tests.support.desk import founded, open_desk
from tests.support.neighbours import Neighbour, add_subjects, roster_of
from tests.support.registry import SetClock


@pytest.fixture
def apart(tmp_path):
    """Opens offices that stand in one roster: the nation's, and a province's; each real or not."""
    with ExitStack() as stack:

        def opened(**training):
            desks = []
            for name, province in (("nation", None), ("north", "50")):
                founded(tmp_path / name, province=province, training=training[name])
                desks.append(stack.enter_context(open_desk(tmp_path / name, SetClock())))
            roster = roster_of(desks)
            return [Neighbour(desk, roster) for desk in desks]

        yield opened


@pytest.mark.parametrize("is_training", [True, False])
def test_invented_and_real_data_are_not_taken_in(apart, is_training):
    """Whichever side is the training registry."""
    nation, north = apart(nation=not is_training, north=is_training)
    add_subjects(north.desk, 2)
    (bundle,) = north.export(nation)
    before = nation.state()
    for look in (nation.take, nation.inspect):
        with pytest.raises(KnownError) as told:
            look(bundle)
        assert told.value.key == "bundle.training_mixed"
    assert nation.state() == before


def test_two_real_offices_exchange(apart):
    nation, north = apart(nation=False, north=False)
    subjects = add_subjects(north.desk, 2)
    (bundle,) = north.export(nation)
    nation.take(bundle)
    assert set(map(str, subjects)) <= {str(one) for one in nation.state()}


def test_a_training_registry_is_not_signed_in_among_real_offices(apart, tmp_path):
    """Its request and its words are right, and it is refused all the same."""
    nation, north = apart(nation=False, north=True)
    content, words = Exchange(north.desk.workspace).trust.request(
        is_training=north.desk.workspace.is_training
    )
    request = tmp_path / "request.json"
    request.write_bytes(content)
    with pytest.raises(KnownError) as told:
        trust_jobs.admit(nation.desk.workspace, nation.desk.session, request, words)
    assert told.value.key == "bundle.training_mixed"
