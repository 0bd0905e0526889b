"""Canaries are found however they were written, and an encrypted store holds none."""

from __future__ import annotations

import base64
import json
import secrets
import sqlite3
import urllib.parse

import pytest

from tests.reliability import toy_registry
from tests.reliability.canaries import Canaries

WRITERS = {
    "plain": lambda word: word.encode(),
    "UTF-16 of a settings file": lambda word: word.encode("utf-16"),
    "big-endian": lambda word: word.encode("utf-16-be"),
    "hex": lambda word: word.encode().hex().encode(),
    "HEX": lambda word: word.encode().hex().upper().encode(),
    "JSON": lambda word: json.dumps({"name": word}).encode(),
    "address": lambda word: urllib.parse.quote(f"/x?{word}").encode(),
    "Windows code page": lambda word: word.encode("cp874"),
} | {
    f"base64 after {n}": lambda word, n=n: base64.b64encode(b"p" * n + word.encode() + b"rest")
    for n in range(4)
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("kind", ["text", "secret"])
def test_control_every_writing_is_found(tmp_path, writer, kind):
    planted = Canaries()
    word = getattr(planted, kind)("phone")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "log").write_bytes(b"\x00noise " + WRITERS[writer](word) + b" noise")
    assert {hit.purpose for hit in planted.hits([tmp_path])} == {"phone"}


def test_control_key_bytes_file_names_and_outputs_are_found(tmp_path):
    planted = Canaries()
    key = planted.plant("data key", secrets.token_hex(32))
    name = planted.text("name of a person")
    (tmp_path / "core").write_bytes(b"\x01" + bytes.fromhex(key))
    (tmp_path / f"{name}.pdf").touch()
    assert {(hit.purpose, hit.writing) for hit in planted.hits([tmp_path])} == {
        ("data key", "raw bytes"),
        ("name of a person", "UTF-8"),
    }
    assert planted.hits_in_text(f"error near {name}", "standard error")
    assert not planted.hits_in_text("error", "standard error")


def saved(folder, word):
    store = toy_registry.opened(folder)
    store.execute("BEGIN IMMEDIATE")
    toy_registry.write(store, word)
    store.execute("COMMIT")
    return store


def test_the_encrypted_store_and_its_log_hold_none(tmp_path):
    planted, folder = Canaries(), toy_registry.prepare(tmp_path / "registry", 20)
    store = saved(folder, planted.text("act"))
    planted.plant("key", toy_registry.KEY)
    assert (folder / "registry.db-wal").stat().st_size
    assert planted.hits_in_databases([folder / "registry.db"]) == []
    assert planted.hits([folder]) == []
    store.close()


def test_control_a_plain_store_holds_them_and_can_be_left_out(tmp_path):
    planted = Canaries()
    store = sqlite3.connect(tmp_path / "plain.db")
    store.execute("CREATE TABLE t (a TEXT)")
    store.execute("INSERT INTO t VALUES (?)", (planted.text("act"),))
    store.commit()
    store.close()
    assert planted.hits_in_databases([tmp_path / "plain.db"])
    assert planted.hits([tmp_path])
    assert planted.hits([tmp_path], [tmp_path / "plain.db"]) == []


def test_what_is_not_there_was_not_searched(tmp_path):
    with pytest.raises(NotADirectoryError):
        Canaries().hits([tmp_path / "gone"])
    with pytest.raises(FileNotFoundError):
        Canaries().hits_in_databases([tmp_path / "gone.db"])
