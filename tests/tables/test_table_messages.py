"""Every key that this part can hand out has a sentence in Thai and in English."""

import re
from pathlib import Path
from typing import get_args

import cso_registry.tables
from cso_registry.tables.rows import Why
from tests.tables.sentences import messages, placeholders, sentences_of

FOLDER = Path(cso_registry.tables.__file__).parent
FOR_THE_CALLER = {"tables.reason_heading"}


def used_keys():
    source = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    literal = set(re.findall(r'"(tables\.[a-z_]+)"', source))
    return literal | {f"tables.skipped_{why}" for why in get_args(Why)} | FOR_THE_CALLER


def test_sentences_and_keys_are_the_same_set():
    assert used_keys() == set(messages())
    assert len(used_keys()) > 40


def test_both_languages_want_the_same_values():
    for key, both in messages().items():
        assert set(both) == {"th", "en"}
        assert placeholders(both["th"]) == placeholders(both["en"]), key
        assert all(sentences_of(key, dict.fromkeys(placeholders(both["th"]), "x")))
