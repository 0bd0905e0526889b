"""Keys from outside are proved sound once, when they are first taken in.

A point of low order, or a second spelling of one, lets anybody sign or read in the
place of its owner; where such a key stands in a roster, no bundle could be sealed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.seal.recipient import recipient_point
from cso_registry.seal.signing import require_sound_public_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tuf.api.metadata import Metadata, Root

    from cso_registry.exchange.roster import Roster

_SCHEME = "ed25519"


def require_sound_keys(signing: Iterable[str], sealing: Iterable[str]) -> None:
    """Refuse keys that prove or hide nothing.

    Args:
        signing: Ed25519 public keys, hexadecimal. Each takes some milliseconds.
        sealing: age recipients.

    Raises:
        KnownError: `seal.bad_public_key`, `seal.bad_recipient`.
    """
    for public in signing:
        require_sound_public_key(bytes.fromhex(public))
    for recipient in sealing:
        recipient_point(recipient)


def require_sound_roster(roster: Roster, known: Roster | None) -> None:
    """Refuse a roster that brings such a key; the keys of `known` were proved before.

    Raises:
        KnownError: `seal.bad_public_key`, `seal.bad_recipient`.
    """
    signing, sealing = _keys_of(roster)
    proved = _keys_of(known) if known is not None else (frozenset(), frozenset())
    require_sound_keys(sorted(signing - proved[0]), sorted(sealing - proved[1]))


def require_sound_root(root: Metadata[Root]) -> None:
    """Refuse a root that lets such a key, or one of another kind, sign.

    Raises:
        InputError: `trust.malformed`.
        KnownError: `seal.bad_public_key`.
    """
    for key in root.signed.keys.values():
        if (key.keytype, key.scheme) != (_SCHEME, _SCHEME):
            raise InputError("trust.malformed")
        try:
            public = bytes.fromhex(key.keyval["public"])
        except (KeyError, TypeError, ValueError):
            raise InputError("trust.malformed") from None
        require_sound_public_key(public)


def _keys_of(roster: Roster) -> tuple[frozenset[str], frozenset[str]]:
    offices = roster.offices.values()
    recovery = () if roster.recovery is None else (roster.recovery,)
    return (
        frozenset(key.public for office in offices for key in office.signing),
        frozenset((*recovery, *(one for office in offices for one in office.sealing))),
    )
