"""A small registry of one province for the life of organisations."""

from __future__ import annotations

import pytest

from tests.support.examples import Scene
from tests.support.registry import new_registry


@pytest.fixture
def scene(tmp_path):
    with new_registry(tmp_path / "registry") as made:
        yield Scene(made)
        assert made.prove().findings == []


@pytest.fixture
def perform(scene):
    return scene.registry.perform
