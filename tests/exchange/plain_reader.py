"""A second reader of opened bundles, written from bundle-format.md and nothing of the program.

It knows JSON, SHA-256, Ed25519 and zstandard; the age layer is opened before.
"""

from __future__ import annotations

import base64
import json
import struct
import unicodedata
from hashlib import sha256
from typing import Any

import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MAGIC = b"CSO-BUNDLE-1\n"
TYPE = "application/vnd.cso.{}.v1+json"


class WrongError(Exception):
    """The bundle is not what the format says."""


def require(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


def canonical(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def metadata_bytes(value: Any) -> bytes:
    """The canonical JSON that TUF signs: only quote and backslash are escaped."""
    if isinstance(value, dict):
        inner = (metadata_bytes(key) + b":" + metadata_bytes(value[key]) for key in sorted(value))
        return b"{" + b",".join(inner) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(metadata_bytes, value)) + b"]"
    if isinstance(value, str):
        return b'"' + value.replace("\\", "\\\\").replace('"', '\\"').encode() + b'"'
    return json.dumps(value).encode()


def is_raw(public: str, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def is_signed(public: str, kind: str, content: bytes, signature: bytes) -> bool:
    name = TYPE.format(kind).encode()
    message = b"DSSEv1 %d %b %d %b" % (len(name), name, len(content), content)
    return is_raw(public, message, signature)


def read_line(line: bytes) -> tuple[dict[str, Any], str]:
    """The manifest and the public key that signed it."""
    said = json.loads(line)
    require(canonical(said) == line, "envelope is canonical")
    (one,) = said["signatures"]
    content = base64.b64decode(said["payload"], validate=True)
    require(said["payloadType"] == TYPE.format("bundle"), "payload type")
    require(is_signed(one["keyid"], "bundle", content, base64.b64decode(one["sig"])), "signature")
    manifest = json.loads(content)
    require(canonical(manifest) == content, "manifest is canonical")
    return manifest, one["keyid"]


def read_certificate(signed: dict[str, Any]) -> dict[str, Any]:
    said = signed["certificate"]
    signature = bytes.fromhex(signed["signature"])
    require(is_signed(said["signer"], "replica", canonical(said), signature), "certificate")
    return said


def read_roster(spelt: bytes) -> dict[str, Any]:
    """The offices, by a root that says of itself which keys count."""
    said = json.loads(spelt)
    for root in said["roots"]:
        of_root = root["signed"]["roles"]["root"]
        require(valid(root, root["signed"]["keys"], of_root) >= of_root["threshold"], "root")
    last = said["roots"][-1]["signed"]
    of_roster = last["roles"]["targets"]
    require(valid(said["roster"], last["keys"], of_roster) >= of_roster["threshold"], "roster")
    return said["roster"]["signed"]["x-cso-roster"]


def valid(metadata: dict[str, Any], keys: dict[str, Any], role: dict[str, Any]) -> int:
    message = metadata_bytes(metadata["signed"])
    good = {
        one["keyid"]
        for one in metadata["signatures"]
        if one["keyid"] in role["keyids"]
        and is_raw(keys[one["keyid"]]["keyval"]["public"], message, bytes.fromhex(one["sig"]))
    }
    return len(good)


def read_segment(signed: dict[str, Any], content: bytes) -> list[bytes]:
    header, certificate = signed["header"], read_certificate(signed["certificate"])
    require(certificate["replica"] == header["replica"], "whose segment")
    signature = bytes.fromhex(signed["signature"])
    require(is_signed(certificate["public"], "segment", canonical(header), signature), "segment")
    require(sha256(content).hexdigest() == header["sha256"], "digest")
    plain = zstandard.ZstdDecompressor().decompress(content, max_output_size=header["size"])
    bodies, at, prev = [], 0, header["prev"]
    while at < len(plain):
        (length,) = struct.unpack_from(">I", plain, at)
        body = plain[at + 4 : at + 4 + length]
        at += 4 + length
        said = json.loads(body)
        named = (said["replica"], said["scope"], said["seq"], said["prev"])
        expected = (header["replica"], header["scope"], header["lo"] + len(bodies), prev)
        require(named == expected, "chain")
        prev = sha256(body).hexdigest()
        bodies.append(body)
    require(prev == header["head"] and len(bodies) == header["hi"] - header["lo"] + 1, "head")
    return bodies


def read_personal(block: dict[str, Any], content: bytes, entries: dict[int, Any]) -> list[Any]:
    require(sha256(content).hexdigest() == block["sha256"], "personal digest")
    plain = zstandard.ZstdDecompressor().decompress(content, max_output_size=block["size"])
    found = []
    for seq, change, salt, body in json.loads(plain):
        said = base64.b64decode(body)
        groups = [group for record in entries[seq]["records"] for group in record["groups"]]
        salted = sha256(base64.b64decode(salt) + said).hexdigest()
        require(salted == groups[change]["personal"], "personal part")
        found.append([seq, change, json.loads(said)])
    return found


def read_opened(data: bytes) -> dict[str, Any]:
    """Everything an opened bundle says, after every check that needs no registry."""
    require(data.startswith(MAGIC), "magic")
    end = data.index(b"\n", len(MAGIC))
    manifest, signer = read_line(data[len(MAGIC) : end])
    own = read_certificate(manifest["certificate"])
    claimed = (own["public"], own["office"], own["replica"])
    require(claimed == (signer, manifest["office"], manifest["replica"]), "sender")
    at = end + 1

    def take(size: int) -> bytes:
        nonlocal at
        at += size
        require(at <= len(data), "length")
        return data[at - size : at]

    spelt = take(manifest["roster_bytes"])
    require(sha256(spelt).hexdigest() == manifest["roster_sha256"], "roster digest")
    contents = [take(one["header"]["bytes"]) for one in manifest["segments"]]
    blocks = [take(one["bytes"]) for one in manifest["personal"]]
    files = [take(one["bytes"]) for one in manifest["attachments"]]
    require(at == len(data), "nothing follows")
    runs = [read_segment(*pair) for pair in zip(manifest["segments"], contents, strict=True)]
    personal = []
    for block, content in zip(manifest["personal"], blocks, strict=True):
        said = {one["seq"]: one for one in map(json.loads, runs[block["segment"]])}
        personal += read_personal(block, content, said)
    return {
        "manifest": manifest,
        "roster": spelt,
        "entries": [json.loads(body) for run in runs for body in run],
        "entry_hashes": [sha256(body).hexdigest() for run in runs for body in run],
        "personal": personal,
        "files": files,
    }


def read_recovery_key(locked: bytes, passphrase: str) -> str:
    """Return the age identity in the file of a recovery key."""
    said = json.loads(locked)
    require(said["form"] == "cso-wrapped-key/1" and said["way"] == "passphrase", "locked key")
    cost = said["cost"]
    key = Argon2id(
        salt=base64.b64decode(said["salt"]),
        length=32,
        iterations=cost["passes"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    ).derive(unicodedata.normalize("NFC", passphrase).encode())
    proved = canonical({name: value for name, value in said.items() if name != "sealed"})
    sealed, nonce = base64.b64decode(said["sealed"]), base64.b64decode(said["nonce"])
    return AESGCM(key).decrypt(nonce, sealed, proved).decode()
