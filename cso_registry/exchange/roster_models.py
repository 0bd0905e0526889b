"""The roster as it is signed and travels; `roster` is what the program asks it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from cso_registry.exchange.models import Hash, Hex32, Identity, Said, Scope, Seq
from cso_registry.exchange.roster import LastGood, Roster, RosterKey, RosterOffice

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Recipient = Annotated[str, StringConstraints(pattern=r"^age1[02-9ac-hj-np-z]{58}$")]
MOST_OFFICES = 400


class KeySaid(Said):
    """See `RosterKey`."""

    public: Hex32
    since: Day
    until: Day | None = None


class LastGoodSaid(Said):
    """See `LastGood`; zero where nothing of a stream counts."""

    scope: Scope
    seq: Seq
    hash: Hash


class RevokedSaid(Said):
    """A replica that was lost, and what of it still counts."""

    replica: Identity
    last: tuple[LastGoodSaid, ...] = ()


class OfficeSaid(Said):
    """See `RosterOffice`."""

    office: Identity
    code: Annotated[str, StringConstraints(pattern=r"^[^\s/]{1,12}$")]
    name_th: Name
    name_en: Name | None = None
    jurisdiction: Scope
    signing: Annotated[tuple[KeySaid, ...], Field(min_length=1, max_length=100)]
    sealing: Annotated[tuple[Recipient, ...], Field(min_length=1, max_length=100)]
    revoked: Annotated[tuple[RevokedSaid, ...], Field(max_length=1_000)] = ()


class RosterSaid(Said):
    """The list of offices."""

    format: Literal[1] = 1
    version: Annotated[int, Field(ge=1, le=2**31)]
    issued: Day
    recovery: Recipient | None = None
    offices: Annotated[tuple[OfficeSaid, ...], Field(min_length=1, max_length=MOST_OFFICES)]


def roster_of(said: RosterSaid) -> Roster:
    """Return the roster that was signed."""
    return Roster(
        version=said.version,
        issued=said.issued,
        recovery=said.recovery,
        offices={one.office: roster_office(one) for one in said.offices},
    )


def roster_office(said: OfficeSaid) -> RosterOffice:
    """Return an office as the roster names it."""
    return RosterOffice(
        office=said.office,
        code=said.code,
        name_th=said.name_th,
        name_en=said.name_en,
        jurisdiction=said.jurisdiction,
        signing=tuple(RosterKey(key.public, key.since, key.until) for key in said.signing),
        sealing=said.sealing,
        revoked={
            one.replica: {last.scope: LastGood(last.seq, last.hash) for last in one.last}
            for one in said.revoked
        },
    )


def said_of(roster: Roster) -> RosterSaid:
    """Return a roster as it is signed."""
    return RosterSaid(
        version=roster.version,
        issued=roster.issued,
        recovery=roster.recovery,
        offices=tuple(_office_said(one) for _, one in sorted(roster.offices.items())),
    )


def _office_said(office: RosterOffice) -> OfficeSaid:
    plain: dict[str, Any] = {
        "office": office.office,
        "code": office.code,
        "name_th": office.name_th,
        "name_en": office.name_en,
        "jurisdiction": office.jurisdiction,
        "signing": tuple(
            KeySaid(public=key.public, since=key.since, until=key.until) for key in office.signing
        ),
        "sealing": office.sealing,
        "revoked": tuple(
            RevokedSaid(
                replica=replica,
                last=tuple(
                    LastGoodSaid(scope=scope, seq=last.seq, hash=last.hash)
                    for scope, last in sorted(streams.items())
                ),
            )
            for replica, streams in sorted(office.revoked.items())
        ),
    }
    return OfficeSaid(**plain)
