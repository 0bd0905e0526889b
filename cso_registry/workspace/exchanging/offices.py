"""The offices of the roster, their computers, and what each is known to have seen (F:X30)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.exchange.roster import LastGood
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.hybrid import HybridTime
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.workspace.exchanging.carried import exchange_log
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.telling import name_among, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.exchange.roster import RosterOffice
    from cso_registry.storage.segments import Peer
    from cso_registry.workspace.workspace import Workspace

MOST_CARRIED = 50
MOST_DIGITS = 16
SHORTEST = 8
"""Characters of an identity that name a computer, when no other of its office begins so."""


@dataclass(frozen=True, slots=True)
class SeenOfUs:
    """What a computer of another office last said, and how much of ours it lacks.

    Attributes:
        told: When, as ISO 8601.
        unseen: Entries of this computer that it may read and is not known to have.
    """

    office: str
    replica: str
    name: str
    told: str
    unseen: int


@dataclass(frozen=True, slots=True)
class KnownDesk:
    """A computer of an office, as its entries here tell.

    Attributes:
        last: Day of its last entry that is here; None when none is.
        entries: How many of its entries are here.
        seen: What it said of ours; None while it has not spoken.
        is_revoked: Whether it was lost and revoked.
        is_ours: Whether it is this very computer.
    """

    replica: str
    last: date | None
    entries: int
    seen: SeenOfUs | None
    is_revoked: bool
    is_ours: bool


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office of the roster.

    Attributes:
        told: When it last spoke, as ISO 8601; empty while it has not.
        unseen: Entries of ours that none of its computers is known to have; None while
            it has not spoken.
        keys_since: Since when its newest signing key counts, as ISO 8601.
        revoked: Its computers that were lost.
    """

    office: str
    code: str
    name_th: str
    name_en: str | None
    jurisdiction: str
    is_own: bool
    told: str
    unseen: int | None
    keys_since: str
    revoked: tuple[str, ...]
    desks: tuple[KnownDesk, ...]

    def name(self, language: Language) -> str:
        """Return what it is called."""
        return (self.name_en or self.name_th) if language == "en" else self.name_th


@dataclass(frozen=True, slots=True)
class OfficesView:
    """The roster as it stands here.

    Attributes:
        has_joined: Whether this office stands in the national roster.
        is_root: Whether the roster is signed at this desk.
        issued: Of the roster, as ISO 8601.
    """

    has_joined: bool
    is_root: bool
    is_training: bool
    version: int
    issued: str
    offices: tuple[OfficeLine, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A bundle that went out or came in.

    Attributes:
        is_sent: Whether it went out.
        day: When, in Thailand.
        file: Its name when it was written; empty for one that came.
        entries: New entries that came; None for one that went out.
        is_answered: Whether its receipt came back, or it is one.
    """

    bundle: str
    is_sent: bool
    day: date
    file: str
    entries: int | None
    is_answered: bool


def seen_of_us(workspace: Workspace, language: Language) -> list[SeenOfUs]:
    """Return what others last said, the newest first; offices are named in `language`."""
    room = Exchange(workspace)
    names = names_of(room)
    return [
        _seen(peer, count, name_among(names, peer.office, language))
        for peer, count in room.unseen()
    ]


def offices_view(workspace: Workspace) -> OfficesView:
    """Return the roster, with what each office is known to have."""
    room = Exchange(workspace)
    trusted, own = room.trust.trusted.roster, str(room.office.id)
    desks = _desks(workspace, room)
    lines = [_line(one, own, desks.get(one.office, ())) for one in trusted.offices.values()]
    return OfficesView(
        room.trust.has_joined,
        room.trust.is_root,
        workspace.is_training,
        trusted.version,
        trusted.issued,
        tuple(sorted(lines, key=lambda one: (not one.is_own, one.jurisdiction, one.code))),
    )


def carried_with(workspace: Workspace, office: str) -> tuple[Carried, ...]:
    """Return the last bundles to and from an office, the newest first."""
    lines = list(exchange_log(workspace))
    answered = {one["answers"]["bundle"] for one in lines if one.get("answers")}
    found = [
        Carried(
            one["bundle"],
            one["what"] == "sent",
            thai_time(one["at"]).date(),
            one.get("file", ""),
            one["receipt"]["entries"] if "receipt" in one else None,
            one["bundle"] in answered or bool(one.get("answers")),
        )
        for one in lines
        if office in (one["to"] if one["what"] == "sent" else (one["office"],))
    ]
    return tuple(reversed(found[-MOST_CARRIED:]))


def replica_named(room: Exchange, office: str, begun: str) -> str:
    """Return the computer of an office whose identity begins so, of those with entries here.

    Raises:
        InputError: `trust.unknown_replica`; `trust.several_replicas`; `trust.other_office`.
    """
    sought = begun.strip().lower()
    known = {replica for replica, _ in room.segments().have()}
    found = {one for one in known if len(sought) >= SHORTEST and one.startswith(sought)}
    if not found:
        raise InputError("trust.unknown_replica", replica=begun)
    own = sorted(one for one in found if room.office_of(one) == office)
    if len(own) > 1:
        raise InputError("trust.several_replicas", replica=begun, found=", ".join(own))
    if own:
        return own[0]
    listed = room.trust.trusted.roster.offices.get(office)
    code = office if listed is None else listed.code
    raise InputError("trust.other_office", replica=begun[:8], office=code)


def last_entries(
    room: Exchange, office: str, replica: str, named: Iterable[str] = ()
) -> dict[str, LastGood]:
    """Return the last entries of a computer that go on counting, by scope.

    Args:
        room: Of the registry.
        office: Whose computer it is.
        replica: The computer, or how its identity begins.
        named: Entries as `scope:number`, in the place of the last ones that are here; the
            number 0 counts none of a scope.

    Raises:
        InputError: See `replica_named`; `trust.no_such_entry`.
    """
    replica = replica_named(room, office, replica)
    kept = room.segments()
    held = {scope: seq for (one, scope), seq in kept.have().items() if one == replica}
    good = held | _named_entries(named, held)
    return {
        scope: LastGood(seq, kept.hash_at(replica, scope, seq) or "")
        for scope, seq in good.items()
        if seq
    }


def _named_entries(named: Iterable[str], held: Mapping[str, int]) -> dict[str, int]:
    found = {}
    for one in named:
        scope, _, number = to_arabic_digits(one).partition(":")
        is_plain = number.isascii() and number.isdecimal() and len(number) < MOST_DIGITS
        if scope not in held or not is_plain or int(number) > held[scope]:
            known = ", ".join(f"{area}:{seq}" for area, seq in sorted(held.items()))
            raise InputError("trust.no_such_entry", text=one, known=known)
        found[scope] = int(number)
    return found


def _seen(peer: Peer, unseen: int, name: str) -> SeenOfUs:
    return SeenOfUs(peer.office, peer.replica, name, peer.told, unseen)


def _line(one: RosterOffice, own: str, desks: tuple[KnownDesk, ...]) -> OfficeLine:
    revoked = set(one.revoked)
    spoken = [desk.seen for desk in desks if desk.seen is not None]
    return OfficeLine(
        office=one.office,
        code=one.code,
        name_th=one.name_th,
        name_en=one.name_en,
        jurisdiction=one.jurisdiction,
        is_own=one.office == own,
        told=max((seen.told for seen in spoken), default=""),
        unseen=min((seen.unseen for seen in spoken), default=None),
        keys_since=max((key.since for key in one.signing), default=""),
        revoked=tuple(sorted(revoked)),
        desks=tuple(_marked(desk, is_revoked=desk.replica in revoked) for desk in desks),
    )


def _marked(desk: KnownDesk, *, is_revoked: bool) -> KnownDesk:
    return KnownDesk(desk.replica, desk.last, desk.entries, desk.seen, is_revoked, desk.is_ours)


def _desks(workspace: Workspace, room: Exchange) -> dict[str, tuple[KnownDesk, ...]]:
    """Return the computers of each office that are known here, by their entries or words."""
    ours = workspace.performer.home.replica
    seen = {peer.replica: _seen(peer, count, "") for peer, count in room.unseen()}
    counts: dict[str, int] = {}
    for (replica, _), seq in room.segments().have().items():
        counts[replica] = counts.get(replica, 0) + seq
    times = room.segments().last_times()
    found: dict[str, list[KnownDesk]] = {}
    for replica in sorted({*counts, *seen}):
        office = seen[replica].office if replica in seen else room.office_of(replica)
        found.setdefault(office, []).append(
            KnownDesk(
                replica,
                _day(times.get(replica)),
                counts.get(replica, 0),
                seen.get(replica),
                is_revoked=False,
                is_ours=replica == ours,
            )
        )
    return {office: tuple(desks) for office, desks in found.items()}


def _day(time: str | None) -> date | None:
    return None if time is None else thai_time(HybridTime.read(time).ms).date()
