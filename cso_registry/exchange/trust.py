"""The national trust: root keys, and the roster they let the secretariat sign (design §5).

The Update Framework's metadata, used with no network: the root says with two of three
keys which key signs the roster; a newer root is signed by the old keys and by the new
ones; an older version never replaces a newer one. Expiry is shown and never refused,
for offices are offline for weeks and their clocks may be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from securesystemslib.signer import Signature, Signer, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Role, Root, Targets
from tuf.api.serialization import DeserializationError

from cso_registry.exchange.roster_models import RosterSaid, roster_of, said_of
from cso_registry.kernel.canonical import canonical_bytes, digest, read_canonical
from cso_registry.kernel.errors import InputError, KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from cso_registry.exchange.roster import Roster

ROOT_KEYS, THRESHOLD = 3, 2
LARGEST = 8_000_000
MOST_ROOTS = 100
_FIELD = "x-cso-roster"
SignedRoot = Metadata[Root]
_ROLES = ("root", "targets", "snapshot", "timestamp")
_LASTS = timedelta(days=3_650)
_BAD = (ValueError, KeyError, TypeError, AttributeError, DeserializationError, InputError)


@dataclass(frozen=True, slots=True)
class Trust:
    """What is trusted here.

    Attributes:
        root: The newest root, as bytes: the pin that the next one must continue.
        roots: Every root from the first on.
        roster: The offices.
        spelt: All of it as it travels.
    """

    root: bytes
    roots: tuple[bytes, ...]
    roster: Roster
    spelt: bytes

    @property
    def fingerprint(self) -> bytes:
        """Return what is compared aloud: the digest of the first root."""
        return digest(self.roots[0])


def make_root(
    publics: Sequence[str], roster_key: str, today: date, *, version: int = 1
) -> Metadata[Root]:
    """Return an unsigned root.

    Args:
        publics: The three public keys, hexadecimal.
        roster_key: The public key that signs the roster.
        today: The date in Thailand.
        version: One more than that of the root before.
    """
    if len(set(publics)) != ROOT_KEYS or roster_key in publics:
        raise InputError("trust.three_keys")
    keys = {public: _key(public) for public in (*publics, roster_key)}
    roles = {
        name: Role(list(publics), THRESHOLD) if name == "root" else Role([roster_key], 1)
        for name in _ROLES
    }
    root = Root(
        version=version,
        expires=_expiry(today),
        keys=dict(keys),
        roles=roles,
        consistent_snapshot=False,
    )
    return Metadata(root)


def make_roster(roster: Roster, today: date) -> Metadata[Targets]:
    """Return an unsigned list of offices."""
    said = said_of(roster).model_dump(mode="json", exclude_none=True)
    targets = Targets(
        version=roster.version, expires=_expiry(today), unrecognized_fields={_FIELD: said}
    )
    return Metadata(targets)


def add_signature(metadata: Metadata[Any], public: str, sign: Callable[[bytes], bytes]) -> None:
    """Sign `metadata` with one key more."""
    metadata.sign(_HeldKey(public, sign), append=True)


def spelt_trust(roots: Iterable[SignedRoot], roster: Metadata[Targets]) -> bytes:
    """Return roots and roster as they travel."""
    return canonical_bytes({"roots": [one.to_dict() for one in roots], "roster": roster.to_dict()})


def roots_of(spelt: bytes) -> list[SignedRoot]:
    """Return the roots of a trust, unproved.

    Raises:
        InputError: `trust.malformed`.
    """
    return _parsed(spelt)[0]


def first_root(spelt: bytes) -> bytes:
    """Return the first root of a trust, which is pinned after its words were compared."""
    return _bytes_of(roots_of(spelt)[0])


def read_trust(spelt: bytes, pinned: bytes, known: Roster | None = None) -> Trust:
    """Return a trust that continues what is pinned here.

    Args:
        spelt: Roots and roster as they came.
        pinned: The newest root known here, or the first one, compared aloud.
        known: The roster known here; an older one never replaces it.

    Raises:
        InputError: `trust.malformed`.
        KnownError: `trust.other_root`, `trust.bad_signature`, `trust.older`.
    """
    roots, roster = _parsed(spelt)
    chain = [_bytes_of(one) for one in roots]
    if pinned not in chain:
        raise KnownError("trust.other_root")
    last = _proved(roots)
    try:
        _require(last, "targets", roster)
    except RepositoryError:
        raise KnownError("trust.bad_signature") from None
    said = _roster_said(roster)
    if known is not None and said.version < known.version:
        raise KnownError("trust.older", version=said.version, known=known.version)
    made = roster_of(said)
    if known is not None and said.version == known.version and made != known:
        raise KnownError("trust.bad_signature")
    return Trust(chain[-1], tuple(chain), made, spelt)


def ends_earlier(spelt: bytes, trust: Trust) -> bool:
    """Return whether roots that came end at one that was renewed since, as `trust` knows.

    Raises:
        InputError: `trust.malformed`.
    """
    chain = tuple(_bytes_of(one) for one in roots_of(spelt))
    return len(chain) < len(trust.roots) and chain == trust.roots[: len(chain)]


def _proved(roots: Sequence[Metadata[Root]]) -> Root:
    """Return the last root of a chain in which each is signed by the one before and itself."""
    try:
        before = roots[0].signed
        _require(before, "root", roots[0])
        for later in roots[1:]:
            if later.signed.version != before.version + 1:
                raise KnownError("trust.bad_signature")
            _require(before, "root", later)
            _require(later.signed, "root", later)
            before = later.signed
    except RepositoryError:
        raise KnownError("trust.bad_signature") from None
    for root in roots:
        keys = root.signed.roles["root"]
        if len(set(keys.keyids)) < ROOT_KEYS or keys.threshold < THRESHOLD:
            raise KnownError("trust.bad_signature")
    return before


def _require(root: Root, role: str, signed: Metadata[Any]) -> None:
    root.verify_delegate(role, signed.signed_bytes, signed.signatures)


def _parsed(spelt: bytes) -> tuple[list[Metadata[Root]], Metadata[Targets]]:
    try:
        said = read_canonical(spelt, limit=LARGEST)
        if said.keys() != {"roots", "roster"} or not 0 < len(said["roots"]) <= MOST_ROOTS:
            raise InputError("trust.malformed")
        roots = [Metadata[Root].from_dict(one) for one in said["roots"]]
        roster = Metadata[Targets].from_dict(said["roster"])
    except _BAD:
        raise InputError("trust.malformed") from None
    if any(one.signed.type != "root" for one in roots) or roster.signed.type != "targets":
        raise InputError("trust.malformed")
    if any(key != held.keyid for one in roots for key, held in one.signed.keys.items()):
        raise InputError("trust.malformed")
    return roots, roster


def _roster_said(roster: Metadata[Targets]) -> RosterSaid:
    said = roster.signed.unrecognized_fields.get(_FIELD)
    read = RosterSaid.read(canonical_bytes(said), limit=LARGEST)
    if read.version != roster.signed.version:
        raise InputError("trust.malformed")
    if len({one.office for one in read.offices}) < len(read.offices):
        raise InputError("trust.malformed")
    return read


def _bytes_of(metadata: Metadata[Any]) -> bytes:
    return canonical_bytes(metadata.to_dict())


def _key(public: str) -> SSlibKey:
    return SSlibKey(public, "ed25519", "ed25519", {"public": public})


def _expiry(today: date) -> datetime:
    return datetime(today.year, today.month, today.day, tzinfo=UTC) + _LASTS


class _HeldKey(Signer):
    """A key whose private half is somewhere else, as the library wants it."""

    def __init__(self, public: str, sign: Callable[[bytes], bytes]) -> None:
        self._public, self._sign = public, sign

    @property
    def public_key(self) -> SSlibKey:
        return _key(self._public)

    @classmethod
    def from_priv_key_uri(cls, *_arguments: Any, **_named: Any) -> Signer:
        raise NotImplementedError

    def sign(self, payload: bytes) -> Signature:
        return Signature(self._public, self._sign(payload).hex())
