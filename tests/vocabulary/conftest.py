"""The real lists and areas of the product, read once."""

import tomllib
from pathlib import Path

import pytest

from cso_registry.domain.vocabulary.model import VocabularySet
from cso_registry.domain.vocabulary.reading import read_policies, read_vocabulary
from cso_registry.host.areas import load_areas

FOLDER = Path(__file__).parents[2] / "resources" / "vocabulary"


@pytest.fixture(scope="session")
def raw_lists():
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("V-*.toml")}


@pytest.fixture(scope="session")
def lists(raw_lists):
    return VocabularySet(
        read_vocabulary(raw, file=f"{name}.toml") for name, raw in raw_lists.items()
    )


@pytest.fixture(scope="session")
def policies():
    return read_policies(tomllib.loads((FOLDER / "policies.toml").read_text("utf-8")))


@pytest.fixture(scope="session")
def areas():
    return load_areas()
