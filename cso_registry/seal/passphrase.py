"""From what a person remembers to a key, and the proof that a secret was known.

Argon2id makes each guess cost memory and time. The cost stands beside every
result; what is read from a file is accepted only within limits, so that a hostile
file cannot demand gigabytes and a weakened one is not taken for ours.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import BaseModel, ConfigDict, Field

from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.secret import KEY_BYTES, Randomness, Secret, system_randomness

if TYPE_CHECKING:
    from collections.abc import Collection

SALT_BYTES = 16
LEAST_CHARACTERS = 8
LEAST_DISTINCT = 4
MOST_SECRET_BYTES = 1_024
LEAST_MEMORY_KIB, MOST_MEMORY_KIB = 8 * 1_024, 256 * 1_024
MOST_PASSES, MOST_LANES = 8, 4
_STORED = re.compile(
    r"\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})"
    r"\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})",
    re.ASCII,
)


class Cost(BaseModel):
    """How dear one guess is.

    Attributes:
        memory_kib: Memory in KiB, 8 to 256 MiB.
        passes: How often the memory is gone through.
        lanes: How many parts may be worked on at once.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    memory_kib: Annotated[int, Field(ge=LEAST_MEMORY_KIB, le=MOST_MEMORY_KIB)]
    passes: Annotated[int, Field(ge=1, le=MOST_PASSES)]
    lanes: Annotated[int, Field(ge=1, le=MOST_LANES)]


STANDARD_COST = Cost(memory_kib=64 * 1_024, passes=3, lanes=1)


def derive_key(passphrase: Secret, salt: bytes, cost: Cost = STANDARD_COST) -> Secret:
    """Return the 32-byte key of `passphrase`, `salt` (16 bytes) and `cost`.

    Raises:
        InputError: `seal.secret_too_long`, beyond 1,024 bytes.
        KnownError: `seal.damaged_key`, when the salt has another length.
    """
    if len(passphrase) > MOST_SECRET_BYTES:
        raise InputError("seal.secret_too_long", most=MOST_SECRET_BYTES)
    if len(salt) != SALT_BYTES:
        raise KnownError("seal.damaged_key")
    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return Secret(argon.derive(passphrase.reveal()))


def make_verifier(
    secret: Secret,
    *,
    cost: Cost = STANDARD_COST,
    randomness: Randomness = system_randomness,
) -> str:
    """Return the text from which a sign-in secret can be checked but not learned.

    The form is the usual PHC string, ``$argon2id$v=19$m=..,t=..,p=..$salt$hash``.
    """
    salt = randomness(SALT_BYTES)
    proof = derive_key(secret, salt, cost).reveal()
    settings = f"m={cost.memory_kib},t={cost.passes},p={cost.lanes}"
    return f"$argon2id$v=19${settings}${_unpadded(salt)}${_unpadded(proof)}"


def check_verifier(secret: Secret, stored: str) -> bool:
    """Return whether `secret` is the one that `stored` was made from, in constant time.

    Raises:
        KnownError: `seal.damaged_verifier`, when `stored` is no verifier or its cost
            is outside the limits; nothing is computed then.
    """
    cost, salt, proof = _read_verifier(stored)
    return hmac.compare_digest(derive_key(secret, salt, cost).reveal(), proof)


def require_strong(secret: Secret, *, unlike: Collection[str] = ()) -> None:
    """Refuse a secret that is guessed in the first minutes.

    Length is counted in characters as typed. Neither kinds of characters nor
    regular changes are asked for (NIST SP 800-63B, section 5.1.1.2: both make
    secrets worse).

    Args:
        secret: What the person chose.
        unlike: Words the secret may not be, such as the officer's or the office's name.

    Raises:
        InputError: `seal.secret_too_short`, `seal.secret_too_long`,
            `seal.secret_too_simple`, `seal.secret_is_known_word`.
    """
    text = secret.reveal_text()
    if len(text.strip()) < LEAST_CHARACTERS:
        raise InputError("seal.secret_too_short", least=LEAST_CHARACTERS)
    if len(secret) > MOST_SECRET_BYTES:
        raise InputError("seal.secret_too_long", most=MOST_SECRET_BYTES)
    if len(set(text)) < LEAST_DISTINCT or _is_run(text):
        raise InputError("seal.secret_too_simple")
    if _folded(text) in {_folded(word) for word in unlike}:
        raise InputError("seal.secret_is_known_word")


def _is_run(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _read_verifier(stored: str) -> tuple[Cost, bytes, bytes]:
    found = _STORED.fullmatch(stored)
    if found is None:
        raise KnownError("seal.damaged_verifier")
    memory, passes, lanes = (int(found[index]) for index in (1, 2, 3))
    try:
        cost = Cost(memory_kib=memory, passes=passes, lanes=lanes)
        salt, proof = (_decoded(found[index]) for index in (4, 5))
    except (ValueError, binascii.Error):
        raise KnownError("seal.damaged_verifier") from None
    if _unpadded(salt) != found[4] or _unpadded(proof) != found[5]:
        raise KnownError("seal.damaged_verifier")
    return cost, salt, proof


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).rstrip(b"=").decode()
