"""A bundle that is not exactly what its sender sealed leaves no trace (Q:R7, Q:R32).

Everybody may encrypt to an office, so most attacks here are sealed anew: what is inside
was changed, cut, spliced, signed by another, or says more than it holds.
"""

from __future__ import annotations

import base64
import json
import os
import random
import resource
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import zstandard

from cso_registry.exchange.container import KIND, MAGIC
from cso_registry.exchange.envelope import seal_envelope
from cso_registry.exchange.models import Manifest, SegmentHeader, SignedSegment
from cso_registry.exchange.segments import KIND as SEGMENT
from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.errors import RegistryError
from cso_registry.seal.age import decrypt_with, encrypt_to
from cso_registry.seal.signing import generate_signing_key, public_key_of, sign
from tests.support.neighbours import Neighbour, add_subjects

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = os.environ.get("CSO_LONG") == "1"
CASES = int(os.environ.get("CSO_MUTATIONS", "0")) or (100_000 if LONG else 2_000)
SPLIT = 8
ATTACKS = 13
MOST_MEMORY_KIB = 150 * 1024


@pytest.fixture
def pair(neighbours):
    nation, north = neighbours("nation", "north")
    add_subjects(north.desk, 3)
    return nation, north


def opened(office: Neighbour, bundle: bytes) -> bytes:
    plain = BytesIO()
    decrypt_with(office.us.identities[0], BytesIO(bundle), plain)
    return plain.getvalue()


def sealed(office: Neighbour, plain: bytes) -> bytes:
    found = BytesIO()
    encrypt_to(list(office.roster.offices[office.office].sealing), BytesIO(plain), found)
    return found.getvalue()


def parted(plain: bytes) -> tuple[Manifest, bytes]:
    line_end = plain.index(b"\n", len(MAGIC))
    envelope = json.loads(plain[len(MAGIC) : line_end])
    return Manifest.read(base64.b64decode(envelope["payload"])), plain[line_end + 1 :]


def put_together(manifest: bytes, members: bytes, signer: Callable) -> bytes:
    return MAGIC + seal_envelope(KIND, manifest, signer) + b"\n" + members


def imprint(office: Neighbour) -> tuple[object, ...]:
    """Everything of a registry that a bundle could have changed."""
    connection = office.connection
    tables = connection.column("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    counts = tuple(
        connection.value(f"SELECT count(*) FROM {table}")
        for table in tables
        if not table.startswith(("found_", "sqlite_", "_sqlite"))
    )
    heads = tuple(connection.column("SELECT hash FROM journal ORDER BY entry"))
    files = tuple(
        sorted(path.name for path in office.desk.folder.rglob("*") if "-wal" not in path.name)
    )
    return counts, heads, files


def flip(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def insert(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(dice.randint(1, 40)) + data[at:]


def swap(dice: random.Random, data: bytes) -> bytes:
    first, second = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    length = min(dice.randint(1, 64), len(data) - second)
    one, other = data[first : first + length], data[second : second + length]
    made = bytearray(data)
    made[first : first + length], made[second : second + length] = other, one
    return bytes(made)


BYTES = (flip, cut, insert, swap)


def say_otherwise(dice: random.Random, manifest: Manifest) -> bytes:
    """A manifest that says something else, in canonical form or not."""
    said = manifest.model_dump(mode="json", exclude_none=True)
    name = dice.choice(sorted(said))
    value = said[name]
    said[name] = dice.choice(
        [
            None,
            [],
            {},
            "",
            -1,
            2**62,
            "../../etc",
            [value] * 3,
            "0" * 36,
            not value,
            {"deep": json.loads("[" * 30 + "]" * 30)},
        ]
    )
    return canonical_bytes(said) if dice.random() < 0.8 else json.dumps(said).encode()


NAMES = (
    "../../../../tmp/taken",
    "C:\\\\Windows\\\\taken",
    "/etc/passwd",
    "aux.pdf",
    "a\u202efdp.exe",
    "x" * 5_000,
    "\u0000",
    "",
)


def with_a_file(dice: random.Random, manifest: Manifest) -> bytes:
    """A manifest that names an attached file by a path, or by a size that it has not."""
    part = {
        "sha256": dice.choice((*NAMES, "ab" * 32)),
        "size": dice.choice((0, 1, 2**40, -1)),
        "offset": dice.choice((0, 2**40, -1)),
        "bytes": dice.choice((0, 1, 2**40, -1)),
    }
    said = manifest.model_dump(mode="json", exclude_none=True)
    return canonical_bytes({**said, "attachments": [part]})


def deep_or_many(dice: random.Random, manifest: Manifest) -> bytes:
    """A manifest nested without end, or that counts what nobody holds."""
    if dice.random() < 1 / 4:
        depth = dice.choice((40, 5_000, 100_000))
        return b'{"answers":' + b"[" * depth + b"]" * depth + b"}"
    said = manifest.model_dump(mode="json", exclude_none=True)
    name = dice.choice(("have", "segments", "to", "lacking", "named_attachments"))
    one = (said[name] or [["0" * 36, "50", 1]])[0]
    many = dice.choice((2, 500, 60_000 if name == "have" else 600))
    return canonical_bytes({**said, name: [one] * many})


def spliced(dice: random.Random, plain: bytes, others: list[bytes]) -> bytes:
    """The head of one bundle before the content of another, at a line or anywhere."""
    other = dice.choice(others)
    if dice.random() < 1 / 2:
        ends = [data.index(b"\n", len(MAGIC)) for data in (plain, other)]
        return plain[: ends[0]] + other[ends[1] :]
    at = dice.randrange(min(len(plain), len(other)))
    return plain[:at] + other[at:]


def attack(  # noqa: PLR0911 - one for each attack
    dice: random.Random,
    nation: Neighbour,
    north: Neighbour,
    bundle: bytes,
    plain: bytes,
    others: list[bytes],
) -> tuple[str, bytes]:
    manifest, members = parted(plain)
    stranger = generate_signing_key(dice.randbytes)
    by_stranger = lambda kind, said: (public_key_of(stranger), sign(stranger, kind, said))  # noqa: E731
    match dice.randrange(14):
        case 0:
            return "sealed bytes", dice.choice(BYTES)(dice, bundle)
        case 1:
            return "opened bytes", sealed(nation, dice.choice(BYTES)(dice, plain))
        case 2:
            said = say_otherwise(dice, manifest)
            return "other manifest, unsigned", sealed(
                nation, put_together(said, members, lambda *_: (bytes(32), bytes(64)))
            )
        case 3:
            return "a stranger signs", sealed(
                nation, put_together(manifest.spelt(), members, by_stranger)
            )
        case 4:
            # The receiver's own desk signs what another office said.
            return "another office signs", sealed(
                nation, put_together(manifest.spelt(), members, nation.us.sign)
            )
        case 5:
            said = say_otherwise(dice, manifest)
            return "the sender itself lies", sealed(
                nation, put_together(said, members, north.us.sign)
            )
        case 6:
            changed = dice.choice(BYTES)(dice, members)
            return "other members", sealed(
                nation, put_together(manifest.spelt(), changed, north.us.sign)
            )
        case 7:
            other = manifest.model_copy(
                update={"to": (str(manifest.bundle), str(manifest.replica))}
            )
            return "another receiver", sealed(
                nation, put_together(other.spelt(), members, north.us.sign)
            )
        case 8:
            older = manifest.model_copy(
                update={"roster_version": 0, "roster_sha256": digest(dice.randbytes(9)).hex()}
            )
            return "an older roster", sealed(
                nation, put_together(older.spelt(), members, north.us.sign)
            )
        case 9:
            said = with_a_file(dice, manifest)
            return "paths and sizes of files", sealed(
                nation, put_together(said, members, north.us.sign)
            )
        case 10:
            said = deep_or_many(dice, manifest)
            return "deep, or very many", sealed(nation, put_together(said, members, north.us.sign))
        case 11:
            # The parts of two bundles, each of them genuine.
            other_plain = spliced(dice, plain, others)
            return "spliced with another", sealed(nation, other_plain)
        case 12:
            claimed = manifest.certificate.certificate.model_copy(
                update={"office": nation.office, "replica": nation.us.replica}
            )
            certificate = manifest.certificate.model_copy(update={"certificate": claimed})
            said = manifest.model_copy(update={"certificate": certificate}).spelt()
            return "a certificate of another", sealed(
                nation, put_together(said, members, north.us.sign)
            )
        case _:
            header = manifest.segments[0].header
            lied = header.model_copy(
                update={
                    dice.choice(("lo", "hi", "size", "bytes")): dice.choice((1, 2, 10**9, 2**40))
                }
            )
            resigned = manifest.segments[0].model_copy(update={"header": lied})
            said = manifest.model_copy(update={"segments": (resigned, *manifest.segments[1:])})
            return "a segment that says more", sealed(
                nation, put_together(said.spelt(), members, north.us.sign)
            )


@pytest.mark.parametrize("part", range(SPLIT))
def test_no_changed_bundle_is_taken_and_none_leaves_a_trace(part, pair):
    nation, north = pair
    (bundle,) = north.export(nation)
    plain = opened(nation, bundle)
    # The other way round, once more, and without what it says of persons.
    others = [
        opened(nation, nation.export(north)[0]),
        opened(nation, north.export(nation, redacted=True)[0]),
        opened(nation, north.export(nation)[0]),
    ]
    genuine = [
        (found.segments, digest(members)) for found, members in map(parted, (plain, *others))
    ]
    before, whole = imprint(nation), None
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tally: Counter[str] = Counter()
    dice = random.Random(f"mutated {part}")
    for case in range(CASES // SPLIT):
        what, changed = attack(dice, nation, north, bundle, plain, others)
        try:
            nation.inspect(changed)
        except RegistryError:
            tally[what] += 1
            assert imprint(nation) == before, f"{what} {case}"
            continue
        # What is looked at without complaint must be the same in content as a genuine one.
        found, members = parted(opened(nation, changed))
        assert (found.segments, digest(members)) in genuine, what
        tally[f"{what}, harmless"] += 1
        whole = changed
    del whole
    assert sum(tally.values()) == CASES // SPLIT
    assert len({what.partition(",")[0] for what in tally}) >= ATTACKS
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    assert grown < MOST_MEMORY_KIB
    print(f"R7: {sum(tally.values())} mutated bundles, {dict(tally)}")


def test_a_bomb_takes_no_memory(pair):
    """A segment whose compressed zeros say that they are small, or large."""
    nation, north = pair
    (bundle,) = north.export(nation)
    manifest, _ = parted(opened(nation, bundle))
    content = zstandard.ZstdCompressor(level=19).compress(bytes(400_000_000))
    us = north.us
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for size in (1_000, 400_000_000):
        header = manifest.segments[0].header.model_copy(
            update={"size": size, "bytes": len(content), "sha256": digest(content).hex()}
        )
        header = SegmentHeader.read(header.spelt())
        signature = us.sign_as(us.replica, SEGMENT, header.spelt()).hex()
        signed = SignedSegment(header=header, signature=signature, certificate=manifest.certificate)
        said = manifest.model_copy(
            update={"segments": (signed,), "personal": (), "roster_bytes": 0}
        )
        bomb = sealed(nation, put_together(said.spelt(), content, us.sign))
        with pytest.raises(RegistryError):
            nation.take(bomb)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MOST_MEMORY_KIB
    assert nation.desk.workspace.verify().is_sound


def test_the_same_bundle_again_and_to_another_is_told(neighbours):
    nation, north, east = neighbours("nation", "north", "east")
    add_subjects(north.desk, 1)
    (bundle,) = north.export(nation)
    plain = opened(nation, bundle)
    # The receiver seals what it got for somebody else, who must not take it as sent to them.
    with pytest.raises(RegistryError) as told:
        east.take(sealed(east, plain))
    assert told.value.key == "bundle.not_for_us"
    nation.take(bundle)
    before = imprint(nation)[1]
    assert nation.take(bundle).receipt.entries == 0
    assert imprint(nation)[1] == before
