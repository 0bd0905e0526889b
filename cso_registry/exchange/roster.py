"""The roster: which offices there are, where they are responsible, and by which keys.

It says what an office may do at all; an act never does (design, section 5). Before an
office joins the nation its roster holds itself alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cso_registry.domain.roles import covers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.exchange.models import ReplicaCertificate, SegmentHeader
    from cso_registry.exchange.vectors import Stream


@dataclass(frozen=True, slots=True)
class RosterKey:
    """A signing key of an office.

    Attributes:
        public: Hexadecimal.
        since: First day, ISO 8601.
        until: Last day on which it signs what is new; None while it is in use.
    """

    public: str
    since: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class LastGood:
    """The last entry of a stream that counts, when a replica or key was lost."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class RosterOffice:
    """One office of the roster.

    Attributes:
        jurisdiction: "00" for the nation, or the code of its province.
        signing: Every signing key it ever had.
        sealing: age recipients, the newest first.
        revoked: Replicas that were lost, each with the last good entry of its streams;
            a stream not named has none.
    """

    office: str
    code: str
    name_th: str
    name_en: str | None
    jurisdiction: str
    signing: tuple[RosterKey, ...]
    sealing: tuple[str, ...]
    revoked: Mapping[str, Mapping[str, LastGood]] = field(default_factory=dict)

    def name(self, language: Language) -> str:
        """Return what it is called; its Thai name where it has no English one."""
        return (self.name_en or self.name_th) if language == "en" else self.name_th

    def has_key(self, public: str) -> bool:
        """Return whether a signing key is or was its own."""
        return any(key.public == public for key in self.signing)

    def may_read(self, scope: str) -> bool:
        """Return whether entries of `scope` may be given to it: its own, and the nation's."""
        return covers(self.jurisdiction, scope) or scope == "00"

    def may_write(self, scope: str) -> bool:
        """Return whether its entries in `scope` count."""
        return covers(self.jurisdiction, scope)


@dataclass(frozen=True, slots=True)
class Roster:
    """The offices by identity, and which version of the list this is."""

    version: int
    issued: str
    offices: Mapping[str, RosterOffice]
    recovery: str | None = None
    """The national recovery key, an age recipient: every bundle is sealed to it too."""

    def fault_of(self, certificate: ReplicaCertificate) -> str | None:
        """Return why a replica's certificate does not count, None when it does."""
        office = self.offices.get(certificate.office)
        if office is None:
            return "bundle.unknown_office"
        if not office.has_key(certificate.signer):
            return "bundle.unknown_key"
        return None

    def fault_in(
        self, certificate: ReplicaCertificate, stream: Stream, header: SegmentHeader
    ) -> str | None:
        """Return why a segment does not count, None when it does.

        A segment that begins after the last good entry of a lost replica is refused as a
        whole. One that holds that entry and goes on is not: it may have been cut before the
        loss, and its entries are judged one by one.
        """
        fault = self.fault_of(certificate)
        if fault is not None:
            return fault
        office = self.offices[certificate.office]
        if not office.may_write(stream.scope):
            return "bundle.outside_jurisdiction"
        if certificate.replica in office.revoked:
            last = office.revoked[certificate.replica].get(stream.scope)
            if last is None or header.lo > last.seq:
                return "bundle.revoked_replica"
            if header.hi == last.seq and header.head != last.hash:
                return "bundle.revoked_replica"
        return None

    def lost_of(self, office: str) -> AbstractSet[str]:
        """Return the computers of an office that were revoked."""
        known = self.offices.get(office)
        return frozenset() if known is None else known.revoked.keys()

    def last_good(self, replica: str, scope: str) -> LastGood | None:
        """Return the last entry of a lost replica that counts; None when it is not lost.

        An area in which none counts has the number 0.
        """
        for office in self.offices.values():
            if replica in office.revoked:
                return office.revoked[replica].get(scope, LastGood(0, ""))
        return None

    def fault_at(self, office: str, replica: str, scope: str, at: LastGood) -> str | None:
        """Return why an entry that is held does not count by this roster, None when it does."""
        known = self.offices.get(office)
        if known is None:
            return "bundle.unknown_office"
        if not known.may_write(scope):
            return "bundle.outside_jurisdiction"
        lost = known.revoked.get(replica)
        if lost is None:
            return None
        last = lost.get(scope)
        if last is None or at.seq > last.seq or (at.seq == last.seq and at.hash != last.hash):
            return "bundle.revoked_replica"
        return None
