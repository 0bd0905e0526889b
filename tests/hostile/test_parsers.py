"""Every parser of outside bytes, given what nobody meant (Q:R32).

What is changed is refused with a known error, or read as exactly the same; never anything
else. The closing line says how many cases ran.
"""

from __future__ import annotations

import os
import random
import shutil
import zipfile
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import orjson
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from cso_registry.exchange.enrolment import read_enrolment
from cso_registry.exchange.kit import kit_head, read_kit_head
from cso_registry.exchange.trust import roots_of
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import KnownError, RegistryError
from cso_registry.seal import passphrase
from cso_registry.seal.passphrase import Cost, check_verifier
from cso_registry.seal.recovery import create_recovery_key, open_identity, protect_identity
from cso_registry.seal.secret import Secret
from cso_registry.storage.backup import read_manifest, unpack_backup
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.trusting import new_root_keys
from cso_registry.workspace.keyfile import Keys, read_key_file, unlock
from cso_registry.workspace.ways import NAME
from tests.support.bounds import bounded
from tests.support.desk import new_desk

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = os.environ.get("CSO_LONG") == "1"
CASES = 60_000 if LONG else 400
PASSPHRASE = Secret.of_text("กุญแจกู้คืน-แม่น้ำ-ทราย-2569")
CHEAP = Cost(memory_kib=8_192, passes=1, lanes=1)
PIECES = (
    b"", b"null", b"[]", b"{}", b'""', b"0", b"-1", b"1e999", b"9" * 40, b"true",
    b'"\\ud800"', b"[" * 500 + b"]" * 500, b'{"form":1}', b"\xff\xfe", b"\x00" * 64,
    b"PK\x03\x04", b"..", b"A" * 5_000,
)  # fmt: skip


def mutated(dice: random.Random, data: bytes) -> bytes:
    """One of the many ways in which bytes are not what they were."""
    at = dice.randrange(len(data) + 1)
    to = min(len(data), at + dice.randint(0, 40))
    match dice.randrange(6):
        case 0:
            return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:at]
        case 2:
            return data[:at] + dice.choice(PIECES) + data[to:]
        case 3:
            return data[:at] + data[to:]
        case 4:
            return data[:at] + data[at:to] * dice.randint(2, 50) + data[to:]
        case _:
            return dice.choice(PIECES)


def attack(what: str, data: bytes, read: Callable[[bytes], object]) -> None:
    """Read many mutations of `data`."""
    dice = random.Random(what)
    honest = read(data)
    tally: Counter[str] = Counter()
    for case in range(CASES):
        changed = mutated(dice, data)
        try:
            with bounded(f"{what} {case}"):
                found = read(changed)
        except RegistryError:
            tally["refused"] += 1
            continue
        except AssertionError:
            raise
        except Exception as error:
            raise AssertionError(f"{what} {case}: {error!r}") from error
        # A form without a seal of its own may be read as something else, never crash.
        tally["same" if found == honest else "read as another"] += 1
    print(f"R32 {what}: {CASES} cases, {dict(tally)}")
    assert tally["refused"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    with new_desk(folder / "registry", province=None) as desk:
        desk.workspace.back_up(folder / "backup.zip")
        room = Exchange(desk.workspace)
        room.trust.found(new_root_keys(), desk.clock.today, None)
        spelt = room.trust.trusted.spelt
        request, _ = room.trust.request(is_training=True)
        body = desk.workspace.connection.value("SELECT body FROM journal WHERE entry = 1")
    return {"folder": folder, "trust": spelt, "request": request, "entry": body}


def test_an_entry(office):
    attack("entry", office["entry"], read_entry)


def test_a_key_file(office, tmp_path):
    def read(data: bytes) -> object:
        (tmp_path / NAME).write_bytes(data)
        return read_key_file(tmp_path)

    attack("key file", (office["folder"] / "registry" / NAME).read_bytes(), read)


def test_a_recovery_file():
    key = create_recovery_key()
    file = protect_identity(key, PASSPHRASE, cost=CHEAP)
    attack("recovery file", file, lambda data: open_identity(data, PASSPHRASE).recipient)


TOO_DEAR = ({"memory_kib": 4_194_304}, {"memory_kib": 2**40}, {"passes": 9}, {"lanes": 5})


@pytest.mark.parametrize("dear", TOO_DEAR)
def test_a_cost_that_would_stop_the_computer_is_refused_before_any_work(
    office, tmp_path, monkeypatch, dear
):
    """Whoever writes the file chooses the cost; nothing is derived from one out of bounds."""
    derived = []

    def counted(**given):
        derived.append(given)
        return Argon2id(**given)

    kept = orjson.loads((office["folder"] / "registry" / NAME).read_bytes())
    recovery = orjson.loads(protect_identity(create_recovery_key(), PASSPHRASE, cost=CHEAP))
    locked = next(one for one in kept["wrapped"] if one["way"] == "passphrase")
    stored = dict(zip(("memory_kib", "passes", "lanes"), (8_192, 1, 1), strict=True)) | dear
    verifier = "$argon2id$v=19$m={memory_kib},t={passes},p={lanes}$".format(**stored)
    monkeypatch.setattr(passphrase, "Argon2id", counted)

    def opened(folder):
        (folder / NAME).write_bytes(canonical_bytes(kept))
        return unlock(read_key_file(folder), Keys(passphrase=PASSPHRASE))

    for said in (locked["cost"], recovery["cost"]):
        said.update(dear)
    for attempt in (
        lambda: opened(tmp_path),
        lambda: open_identity(canonical_bytes(recovery), PASSPHRASE),
        lambda: check_verifier(PASSPHRASE, verifier + "A" * 22 + "$" + "A" * 43),
    ):
        with pytest.raises(KnownError):
            attempt()
    assert derived == []
    recovery["cost"].update(memory_kib=8_192, passes=1, lanes=1)
    open_identity(canonical_bytes(recovery), PASSPHRASE)
    assert len(derived) == 1


def test_the_manifest_of_a_backup(office, tmp_path):
    with zipfile.ZipFile(office["folder"] / "backup.zip") as archive:
        names = archive.namelist()
        members = {name: archive.read(name) for name in names}
    manifest = next(name for name in names if name.endswith(".json") and name != NAME)

    def read(data: bytes) -> object:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as made:
            for name in names:
                made.writestr(name, data if name == manifest else members[name])
        (tmp_path / "b.zip").write_bytes(packed.getvalue())
        return read_manifest(tmp_path / "b.zip")

    attack("backup manifest", members[manifest], read)


def test_a_backup(office, tmp_path):
    target = tmp_path / "unpacked"
    outside = tmp_path / "outside"
    outside.mkdir()

    def read(data: bytes) -> object:
        (tmp_path / "b.zip").write_bytes(data)
        shutil.rmtree(target, ignore_errors=True)
        return unpack_backup(tmp_path / "b.zip", target)

    attack("backup", (office["folder"] / "backup.zip").read_bytes(), read)
    assert list(outside.iterdir()) == []


def test_a_trust(office):
    attack("trust", office["trust"], lambda data: len(roots_of(data)))


def test_an_enrolment(office):
    attack("enrolment", office["request"], read_enrolment)


def test_a_kit(office):
    attack("kit", kit_head(office["trust"], [10, 20]), read_kit_head)
