import itertools
import re
import unicodedata
from pathlib import Path

import pytest
from pythainlp.soundex import lk82, udom83

from cso_registry.seal.fingerprint import fingerprint_words, read_fingerprint_words

TEXT = (
    Path(__file__).parents[2].joinpath("resources/texts/fingerprint_words.txt").read_text("utf-8")
)
WORDS = read_fingerprint_words(TEXT)
TONE_MARKS = re.compile("[\u0e47-\u0e4c]")


def _distance(one, other):
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        following = [index]
        for place, candidate in enumerate(other, 1):
            following.append(
                min(row[place] + 1, following[-1] + 1, row[place - 1] + (letter != candidate)),
            )
        row = following
    return row[-1]


def test_words_are_short_plain_thai():
    assert len(set(WORDS)) == 256
    for word in WORDS:
        assert re.fullmatch("[\u0e01-\u0e4e]{2,10}", word)
        assert unicodedata.normalize("NFC", word) == word


def test_no_two_words_are_alike_when_written_without_tone_marks():
    for one, other in itertools.combinations([TONE_MARKS.sub("", word) for word in WORDS], 2):
        least = 3 if max(len(one), len(other)) > 3 else 2
        assert _distance(one, other) >= least, (one, other)


@pytest.mark.oracle
def test_no_two_words_are_alike_when_spoken():
    for code in (lk82, udom83):
        codes = [code(word) for word in WORDS]
        assert len(set(codes)) == len(codes)


@pytest.mark.usefixtures("delivered_cost")
def test_fingerprint_is_pinned():
    """The words of a key never change, or every fingerprint ever read aloud is void."""
    assert fingerprint_words(bytes(range(32)), WORDS) == (
        "แฟ้ม",
        "น้ำตก",
        "โทรศัพท์",
        "คบเพลิง",
        "ชุดนอน",
        "ถั่วงอก",
        "กล้วย",
        "หัวหอม",
    )


def test_fingerprints_of_two_keys_differ():
    first = fingerprint_words(bytes(32), WORDS)
    second = fingerprint_words(bytes(31) + b"\x01", WORDS)
    assert len(first) == 8
    assert first != second


@pytest.mark.parametrize(
    "change", [lambda text: text + "คำเกิน\n", lambda text: text.replace(WORDS[3], WORDS[4])]
)
def test_list_of_another_length_or_with_a_word_twice_is_refused(change):
    with pytest.raises(ValueError, match="256"):
        read_fingerprint_words(change(TEXT))
