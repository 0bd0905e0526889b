"""Sorting: the order of the Thai locale of ICU, by plain comparing."""

import json
import random
import sqlite3
import subprocess
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.thai.sorting import sort_key
from cso_registry.thai.text import normalize
from tests.thai.thai_samples import OTHER_PIECES, SYLLABLES, hostile_texts, mixed_names, names

SYSTEM_PYTHON = "/usr/bin/python3"  # python3-icu comes from Debian
ICU_KEYS = """
import json, sys
from icu import Collator, Locale, UCollAttribute, UCollAttributeValue
collator = Collator.createInstance(Locale("th"))
collator.setAttribute(UCollAttribute.STRENGTH, UCollAttributeValue.SECONDARY)
print(json.dumps([collator.getSortKey(name).hex() for name in json.load(sys.stdin)]))
"""


def test_dictionary_order_of_known_words():
    in_order = [
        "", "12", "๑๓", "กก", "กกก", "กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาก", "กำ", "กิน", "เก", "เก่ง", "แก", "ไก่", "ขา", "คน",
        "ฤทัย", "ลา", "สมชาย", "ฮา", "Aid", "book",
    ]  # fmt: skip
    assert sorted(sorted(in_order), key=sort_key) == in_order


def test_key_of_no_letters_sorts_first():
    assert sort_key("(-) ฯ ๆ") == ""


@given(mixed_names)
def test_spaces_punctuation_case_and_kind_of_digits_do_not_count(name):
    assert sort_key(name.upper().replace(" ", " - ")) == sort_key(name)
    assert sort_key(name.replace("12", "๑๒").replace(" ", "")) == sort_key(name)


@given(names, names)
def test_longer_name_follows_its_beginning(name, rest):
    assert sort_key(name) < sort_key(name + rest)


@given(st.lists(hostile_texts, max_size=12))
def test_sqlite_sorts_keys_as_python_does(texts):
    keys = sorted(map(sort_key, texts))
    with sqlite3.connect(":memory:") as store:
        store.execute("CREATE TABLE name (key TEXT) STRICT")
        store.executemany("INSERT INTO name VALUES (?)", [(key,) for key in reversed(keys)])
        assert [key for (key,) in store.execute("SELECT key FROM name ORDER BY key")] == keys
    store.close()
    assert not any("\x00" in key for key in keys)


@given(hostile_texts)
def test_key_is_of_the_storing_form(text):
    assert sort_key(text) == sort_key(normalize(text))


def icu_keys(texts):
    answer = subprocess.run(
        [SYSTEM_PYTHON, "-c", ICU_KEYS],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    if "No module named 'icu'" in answer.stderr:
        pytest.skip("python3-icu is not installed: apt-get install python3-icu")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def invented_names(count, seed):
    chance = random.Random(seed)
    pieces = [*SYLLABLES * 4, *OTHER_PIECES]
    found = {
        normalize("".join(chance.choices(pieces, k=chance.randint(1, 5)))) for _ in range(count)
    }
    tones = ["", *"\u0e48\u0e49\u0e4a\u0e4b\u0e47\u0e4c"]
    found |= {
        normalize(
            f"{chance.choice('กขค')}{chance.choice(tones)}า{chance.choice('กน')}{chance.choice(tones)}"
        )
        for _ in range(count // 4)
    }
    return sorted(found, key=lambda _: chance.random())


def disagreements(count, seed):
    texts = invented_names(count, seed)
    icu = icu_keys(texts)
    own = [sort_key(text) for text in texts]
    by_icu = sorted(range(len(texts)), key=icu.__getitem__)
    neighbours = list(pairwise(by_icu))
    return len(texts), [
        (texts[a], texts[b])
        for a, b in neighbours
        if (own[a] >= own[b], own[a] == own[b]) != (icu[a] >= icu[b], icu[a] == icu[b])
    ]


@pytest.mark.oracle
def test_order_agrees_with_icu():
    compared, differing = disagreements(4_000, seed=2569)
    assert compared > 3_000
    assert not differing


@pytest.mark.long
@pytest.mark.oracle
def test_order_agrees_with_icu_on_many_names():
    compared, differing = disagreements(400_000, seed=2570)
    assert compared > 200_000
    assert len(differing) <= compared // 200_000


@pytest.mark.oracle
def test_oracle_tells_naive_order_from_thai_order():
    texts = invented_names(1_000, seed=1)
    icu = dict(zip(texts, icu_keys(texts), strict=True))
    assert sorted(texts) != sorted(texts, key=icu.__getitem__)
