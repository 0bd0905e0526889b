"""No secret shows itself by accident."""

import copy
import logging
import pickle
import traceback

import pytest

from cso_registry.kernel.errors import InputError
from cso_registry.seal.secret import Secret

CANARY = "คานารี่-canary-7f3a"


def test_no_way_of_showing_a_secret_shows_it():
    secret = Secret.of_text(CANARY)
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r}",
        repr([secret]),
        repr({"k": secret}),
    ]
    record = logging.LogRecord("log", logging.ERROR, "", 0, "it is %s", (secret,), None)
    shown.append(record.getMessage())
    for text in shown:
        assert "canary" not in text
        assert "hidden" in text


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, copy.deepcopy])
def test_secret_is_neither_pickled_nor_copied(way):
    with pytest.raises(TypeError, match="not written"):
        way(Secret.of_text(CANARY))


def test_secret_is_no_key_of_a_mapping():
    with pytest.raises(TypeError, match="unhashable"):
        {Secret(b"x"): 1}


def test_half_a_surrogate_pair_is_refused_without_quoting_the_text():
    with pytest.raises(InputError) as caught:
        Secret.of_text(CANARY + "\ud800")
    assert caught.value.key == "seal.secret_not_text"
    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_bytes_that_are_no_text_are_refused_without_quoting_them():
    with pytest.raises(InputError) as caught:
        Secret(CANARY.encode() + b"\xff").reveal_text()
    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_one_word_typed_in_two_mark_orders_is_one_secret():
    assert Secret.of_text("ที\u0e49\u0e39") == Secret.of_text("ที\u0e39\u0e49")
    assert Secret.of_text("e\u0301") == Secret.of_text("\u00e9")


def test_secrets_compare_by_content_and_never_with_open_bytes():
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"
