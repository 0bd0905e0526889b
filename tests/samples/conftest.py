"""The words and areas that samples are made of, read once."""

import tomllib
from pathlib import Path

import pytest

from cso_registry.domain.organizations.sample_words import read_sample_words
from cso_registry.domain.vocabulary.model import VocabularySet
from cso_registry.domain.vocabulary.reading import read_vocabulary
from cso_registry.host.areas import load_areas

RESOURCES = Path(__file__).parents[2] / "resources"
NAMES = ("organizations", "people", "spreadsheet")


@pytest.fixture(scope="session")
def raw_words():
    folder = RESOURCES / "samples"
    return {name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in NAMES}


@pytest.fixture(scope="session")
def words(raw_words):
    return read_sample_words(raw_words)


@pytest.fixture(scope="session")
def areas():
    return load_areas()


@pytest.fixture(scope="session")
def lists():
    files = (RESOURCES / "vocabulary").glob("V-*.toml")
    return VocabularySet(read_vocabulary(tomllib.loads(path.read_text("utf-8"))) for path in files)
