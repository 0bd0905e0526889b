"""The sentences of message keys, in Thai and English, filled in."""

import re
import string
import tomllib
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parents[2] / "resources/texts/tables.toml"
THAI = re.compile("[\u0e01-\u0e5b]")


@cache
def messages():
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))["message"]


def sentences_of(key, params):
    """Both sentences; fails if one lacks, is in the wrong language or wants another value."""
    both = messages()[key]
    assert THAI.search(both["th"])
    assert not THAI.search(both["en"])
    return tuple(both[language].format_map(dict(params)) for language in ("th", "en"))


def placeholders(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
