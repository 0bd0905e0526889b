"""Trust at this desk: the secretariat founds it, offices are admitted, newer rosters adopted.

What is trusted never comes from an act: a bundle brings it, proved against the root
whose words were compared aloud.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.exchange.enrolment import Enrolment, read_enrolment, spell_enrolment
from cso_registry.exchange.roster_models import KeySaid, OfficeSaid, RosterSaid
from cso_registry.exchange.roster_models import roster_of as read_roster
from cso_registry.exchange.sound_keys import require_sound_root, require_sound_roster
from cso_registry.exchange.trust import (
    SignedRoot,
    Trust,
    add_signature,
    ends_earlier,
    first_root,
    make_root,
    make_roster,
    read_trust,
    roots_of,
    spelt_trust,
)
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.fingerprint import fingerprint_words
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import generate_signing_key, public_key_of, sign, sign_raw
from cso_registry.storage import desk
from cso_registry.storage.trust_table import PIN, ROSTER_KEY, SPELT, keep_trust, kept_trust
from cso_registry.workspace.exchanging.parties import Trusted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from cso_registry.domain.offices.records import Office
    from cso_registry.exchange.roster import LastGood, Roster, RosterKey, RosterOffice
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.store import Store

OPEN_ENDED = "9999-12-31"


@dataclass(frozen=True, slots=True)
class RootKey:
    """One of the three root keys; the private half is kept apart, behind a passphrase."""

    public: str
    private: Secret


def new_root_keys(count: int = 3) -> tuple[RootKey, ...]:
    """Return new root keys."""
    private = [generate_signing_key() for _ in range(count)]
    return tuple(RootKey(public_key_of(one).hex(), one) for one in private)


class Trusting:
    """Reads and changes what one registry trusts.

    Args:
        store: Of the registry.
        connection: Its writer.
        office: This office as it stands.
        words: The list of words for fingerprints.
        judge_again: Judges the entries of replicas anew after they were revoked.
    """

    def __init__(
        self,
        store: Store,
        connection: Connection,
        office: Office,
        words: Sequence[str],
        judge_again: Callable[[Connection, frozenset[str]], None],
    ) -> None:
        self._store, self._connection, self._office = store, connection, office
        self._words, self._judge_again = words, judge_again

    @property
    def has_joined(self) -> bool:
        """Return whether this office stands in a national roster."""
        return kept_trust(self._connection, SPELT) is not None

    @property
    def is_root(self) -> bool:
        """Return whether the key that signs the roster is at this desk."""
        return kept_trust(self._connection, ROSTER_KEY) is not None

    @property
    def trusted(self) -> Trusted:
        """Return the roster in force here; before joining, one that holds this office alone."""
        spelt = kept_trust(self._connection, SPELT)
        if spelt is None:
            return Trusted(self._alone(), b"", digest(b"").hex())
        return Trusted(self._known(spelt).roster, spelt, digest(spelt).hex())

    def words_of(self, fingerprint: bytes) -> tuple[str, ...]:
        """Return the words that are compared aloud."""
        return fingerprint_words(fingerprint, self._words)

    def root_words(self, spelt: bytes) -> tuple[str, ...]:
        """Return the words of the first root of a trust that came in a file."""
        return self.words_of(digest(first_root(spelt)))

    def found(
        self, root_keys: Sequence[RootKey], today: date, recovery: str | None
    ) -> tuple[str, ...]:
        """Found the national trust with this office in it; return the words of its root.

        Raises:
            KnownError: `trust.joined_already`; `seal.bad_public_key`, `seal.bad_recipient`.
        """
        if self.has_joined:
            raise KnownError("trust.joined_already")
        roster_key = generate_signing_key()
        public = public_key_of(roster_key).hex()
        root = make_root([key.public for key in root_keys], public, today)
        for key in root_keys:
            add_signature(root, key.public, partial(sign_raw, key.private))
        roster = replace(self._alone(), version=1, issued=today.isoformat(), recovery=recovery)
        signed = make_roster(roster, today)
        add_signature(signed, public, lambda message: sign_raw(roster_key, message))
        spelt = spelt_trust([root], signed)
        trust = read_trust(spelt, first_root(spelt))
        _require_sound(trust, None)

        def keep(connection: Connection) -> None:
            keep_trust(connection, ROSTER_KEY, bytes.fromhex(public))
            desk.put_secret_key(connection, public, roster_key.reveal())
            self._keep(connection, trust)

        self._store.run(keep)
        return self.words_of(trust.fingerprint)

    def request(self, *, is_training: bool) -> tuple[bytes, tuple[str, ...]]:
        """Return this office's request to be admitted, and its words.

        Raises:
            KnownError: `office.no_key`.
        """
        key = self._office.key_in_use(KeyPurpose.SIGNING)
        private = None if key is None else desk.secret_key(self._connection, key.public)
        if key is None or private is None:
            raise KnownError("office.no_key")
        held, public = Secret(private), bytes.fromhex(key.public)
        said = Enrolment(office=said_of(self._office), training=is_training)
        spelt = spell_enrolment(said, lambda kind, content: (public, sign(held, kind, content)))
        return spelt, self.words_of(said.fingerprint)

    def enrolment_words(self, request: bytes) -> tuple[Enrolment, tuple[str, ...]]:
        """Return what a request says, and the words to be heard from its office."""
        said = read_enrolment(request)
        return said, self.words_of(said.fingerprint)

    def admit(self, request: bytes, heard: Sequence[str], today: date) -> Roster:
        """Sign an office into the roster after its words were compared.

        Raises:
            KnownError: `trust.not_root`, `trust.other_words`, `trust.code_taken`.
        """
        said, words = self.enrolment_words(request)
        if tuple(word.strip() for word in heard) != words:
            raise KnownError("trust.other_words")
        (office,) = read_roster(
            RosterSaid(version=1, issued=today.isoformat(), offices=(said.office,))
        ).offices.values()
        roster = self.trusted.roster
        for other in roster.offices.values():
            if other.office != office.office and other.code == office.code:
                raise KnownError("trust.code_taken", code=office.code, office=other.name_th)
        known = roster.offices.get(office.office)
        if known is not None:
            office = replace(office, revoked=known.revoked, signing=_joined(known, office, today))
        offices = {**roster.offices, office.office: office}
        return self._sign(replace(roster, offices=offices), today)

    def revoke(
        self, office: str, replica: str, last: Mapping[str, LastGood], today: date
    ) -> Roster:
        """Revoke a lost replica up to the last entries of it that count.

        Raises:
            KnownError: `trust.not_root`.
            InputError: `exchange.unknown_office`.
        """
        roster = self.trusted.roster
        known = roster.offices.get(office)
        if known is None:
            raise InputError("exchange.unknown_office", office=office)
        lost = replace(known, revoked={**known.revoked, replica: dict(last)})
        return self._sign(replace(roster, offices={**roster.offices, office: lost}), today)

    def renew_root(
        self, held: Sequence[RootKey], new: Sequence[RootKey], today: date
    ) -> tuple[str, ...]:
        """Put new root keys in the place of the old ones; two of the old sign the change.

        Raises:
            KnownError: `trust.not_root`; `trust.too_few_root_keys`.
        """
        self.require_enough(held)
        spelt, public, _ = self._as_root()
        roots = roots_of(spelt)
        root = make_root(
            [key.public for key in new], public, today, version=roots[-1].signed.version + 1
        )
        for key in {one.public: one for one in (*held, *new)}.values():
            add_signature(root, key.public, partial(sign_raw, key.private))
        roster = self.trusted.roster
        self._publish([*roots, root], replace(roster, version=roster.version + 1), today)
        return self.words_of(digest(first_root(spelt)))

    def require_enough(self, held: Sequence[RootKey]) -> None:
        """Refuse root keys that are fewer of those in force than a new root is signed by.

        Raises:
            KnownError: `trust.not_root`, `trust.too_few_root_keys`.
        """
        role = roots_of(self._as_root()[0])[-1].signed.roles["root"]
        found = len({key.public for key in held} & set(role.keyids))
        if found < role.threshold:
            raise KnownError("trust.too_few_root_keys", needed=role.threshold, count=found)

    def join(self, spelt: bytes, heard: Sequence[str]) -> Roster:
        """Trust a national root after its words were compared, and take its roster.

        Raises:
            KnownError: `trust.joined_already`, `trust.other_words`, `trust.not_in_roster`;
                `seal.bad_public_key`, `seal.bad_recipient`.
        """
        if self.has_joined:
            raise KnownError("trust.joined_already")
        if tuple(word.strip() for word in heard) != self.root_words(spelt):
            raise KnownError("trust.other_words")
        trust = read_trust(spelt, first_root(spelt))
        _require_sound(trust, None)
        own = trust.roster.offices.get(self._office.id)
        key = self._office.key_in_use(KeyPurpose.SIGNING)
        if own is None or key is None or not own.has_key(key.public):
            raise KnownError("trust.not_in_roster")
        self._store.run(lambda connection: self._keep(connection, trust))
        return trust.roster

    def adopt(self, spelt: bytes) -> bool:
        """Take a newer roster that came with a bundle; return whether it is newer.

        Raises:
            KnownError: `trust.other_root`, `trust.bad_signature`; `trust.not_joined`;
                `seal.bad_public_key`, `seal.bad_recipient`.
        """
        trust = self._newer(spelt)
        if trust is None:
            return False
        lost = _newly_revoked(self.trusted.roster, trust.roster)
        self._store.run(lambda connection: self._keep(connection, trust))
        if lost:
            self._store.take_in(lambda connection: self._judge_again(connection, lost))
        return True

    def newer_roster(self, spelt: bytes) -> Roster | None:
        """Return the roster that would be adopted, proved as it then is; None for no newer one.

        Raises:
            InputError, KnownError: See `adopt`.
        """
        trust = self._newer(spelt)
        return None if trust is None else trust.roster

    def _newer(self, spelt: bytes) -> Trust | None:
        """Return a trust that came, when it is newer than the one held and continues it."""
        pinned, kept = kept_trust(self._connection, PIN), kept_trust(self._connection, SPELT)
        if pinned is None or kept is None:
            raise KnownError("trust.not_joined")
        held = self._known(kept)
        known = held.roster
        if ends_earlier(spelt, held):
            # Its sender has not heard yet that the root was renewed; ours stands.
            return None
        try:
            trust = read_trust(spelt, pinned, known)
        except KnownError as error:
            # A bundle that was long on its way brings an older list; ours stands.
            if error.key == "trust.older":
                return None
            raise
        if trust.roster.version <= known.version and trust.root == pinned:
            return None
        _require_sound(trust, known)
        return trust

    def _sign(self, roster: Roster, today: date) -> Roster:
        spelt, _, _ = self._as_root()
        later = replace(roster, version=roster.version + 1, issued=today.isoformat())
        return self._publish(roots_of(spelt), later, today)

    def _publish(self, roots: Sequence[SignedRoot], roster: Roster, today: date) -> Roster:
        _, public, private = self._as_root()
        signed = make_roster(roster, today)
        add_signature(signed, public, partial(sign_raw, private))
        self.adopt(spelt_trust(roots, signed))
        return self.trusted.roster

    def _as_root(self) -> tuple[bytes, str, Secret]:
        key, spelt = kept_trust(self._connection, ROSTER_KEY), kept_trust(self._connection, SPELT)
        private = None if key is None else desk.secret_key(self._connection, key.hex())
        if key is None or spelt is None or private is None:
            raise KnownError("trust.not_root")
        return spelt, key.hex(), Secret(private)

    def _known(self, spelt: bytes) -> Trust:
        return read_trust(spelt, kept_trust(self._connection, PIN) or first_root(spelt))

    @staticmethod
    def _keep(connection: Connection, trust: Trust) -> None:
        keep_trust(connection, PIN, trust.root)
        keep_trust(connection, SPELT, trust.spelt)

    def _alone(self) -> Roster:
        said = RosterSaid(version=1, issued="2026-01-01", offices=(said_of(self._office),))
        return replace(read_roster(said), version=0)


def _require_sound(trust: Trust, known: Roster | None) -> None:
    for root in roots_of(trust.spelt):
        require_sound_root(root)
    require_sound_roster(trust.roster, known)


def said_of(office: Office) -> OfficeSaid:
    """Return an office as it stands in a request and in the roster.

    Raises:
        KnownError: `restore.no_office`.
    """
    identity = office.identity
    if identity is None:
        raise KnownError("restore.no_office")
    ended = {one.public: one.ended.isoformat() for one in office.key_endings.values()}
    keys = sorted(office.keys.values(), key=lambda key: (key.since, key.public))
    signing = [
        KeySaid(public=key.public, since=key.since.isoformat(), until=ended.get(key.public))
        for key in keys
        if key.purpose is KeyPurpose.SIGNING
    ]
    sealing = [key.public for key in keys if key.purpose is KeyPurpose.SEALING]
    in_use = office.key_in_use(KeyPurpose.SEALING)
    sealing.sort(key=lambda public: in_use is None or public != in_use.public)
    return OfficeSaid(
        office=office.id,
        code=identity.code,
        name_th=identity.name_th,
        name_en=identity.name_en,
        jurisdiction=identity.province or "00",
        signing=tuple(sorted(signing, key=lambda key: key.until or OPEN_ENDED)),
        sealing=tuple(sealing),
    )


def _joined(known: RosterOffice, asked: RosterOffice, today: date) -> tuple[RosterKey, ...]:
    """Return the keys an office ever had: those it no longer names ended today."""
    named = {key.public for key in asked.signing}
    gone = (
        replace(key, until=key.until or today.isoformat())
        for key in known.signing
        if key.public not in named
    )
    return (*gone, *asked.signing)


def _newly_revoked(before: Roster, after: Roster) -> frozenset[str]:
    return frozenset(
        replica
        for identity, office in after.offices.items()
        for replica, last in office.revoked.items()
        if identity not in before.offices or before.offices[identity].revoked.get(replica) != last
    )
